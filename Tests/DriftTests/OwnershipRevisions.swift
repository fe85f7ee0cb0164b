import ABIModel
import Extraction
import ExtractionMessages
import Foundation

@testable import Drift

/// The declarations of the DMA-ownership revisions, typed from Documentation/DMAOwnership.md, B.
enum OwnershipRevisions {
    static let labels = ["base", "v1", "v2", "v3", "v4", "v5", "v6", "v7", "v8"]

    static let all: [RevisionSnapshot] = labels.indices.map { index in
        do { return try snapshot(index) } catch {
            return RevisionSnapshot(label: .revision("\(error)"), flavors: [])
        }
    }

    static func pair(_ old: Label, _ new: Label) -> (RevisionSnapshot, RevisionSnapshot) {
        (all.first { $0.label == old } ?? all[0], all.first { $0.label == new } ?? all[0])
    }

    private static func snapshot(_ version: Int) throws -> RevisionSnapshot {
        let files = files(version)
        func read(_ define: [String]) throws -> Snapshot {
            try Snapshot.merging(
                files.keys.sorted().map { file in
                    try Extractor().extract(
                        ExtractionRequest(
                            root: NSTemporaryDirectory(), mainFile: file,
                            arguments: ["-std=gnu11", "-Iinclude"] + define, overlay: files)
                    ).snapshot
                })
        }
        return RevisionSnapshot(
            label: version == 0 ? .base : .revision(labels[version]),
            flavors: [
                FlavorSnapshot(flavor: "x86_64", snapshot: try read(["-DCONFIG_IOMMU_API=1"])),
                FlavorSnapshot(flavor: "x86_64 CONFIG_IOMMU_API=n", snapshot: try read([])),
            ])
    }

    private static func files(_ version: Int) -> [String: String] {
        var files = [
            "include/linux/types.h": """
            #ifndef _T_H
            #define _T_H
            typedef _Bool bool;
            typedef struct { int counter; } refcount_t;
            struct list_head { struct list_head *next, *prev; };
            struct kobject { void *p[8]; };
            struct mutex { void *p[4]; };
            struct blocking_notifier_head { void *p[7]; };
            struct device; struct file; struct iommu_domain; struct iommu_group; struct notifier_block;
            #define EXPORT_SYMBOL_GPL(x)
            #endif

            """,
            "include/linux/iommu.h": header(version),
            "drivers/iommu/iommu.c": unit(version),
            "include/linux/device/bus.h": """
            #include <linux/types.h>
            struct bus_type { const char *name; int (*dma_configure)(struct device *dev);
            \(member(version, [2: "void (*dma_unconfigure)(struct device *dev);",
                3: "void (*dma_cleanup)(struct device *dev);", 5: "void (*dma_cleanup)(struct device *dev);"]))
            const void *pm; };

            """,
            "include/linux/device/driver.h": """
            #include <linux/types.h>
            enum probe_type { PROBE_DEFAULT_STRATEGY, PROBE_PREFER_ASYNCHRONOUS };
            struct device_driver { const char *name; const char *mod_name;
            \(version == 1 ? "bool suppress_bind_attrs:1; bool suppress_auto_claim_dma_owner:1;" : "bool suppress_bind_attrs;")
            \(version == 4 ? "bool suppress_auto_claim_dma_owner;" : "")
            enum probe_type probe_type; };

            """,
            "include/linux/platform_device.h": """
            #include <linux/types.h>
            struct platform_driver { int (*probe)(struct device *); bool prevent_deferred_probe;
            \(member(version, [2: "bool suppress_auto_claim_dma_owner;", 3: "bool suppress_auto_claim_dma_owner;",
                5: "bool no_kernel_api_dma;", 6: "bool driver_managed_dma;"])) };
            \(version < 3 || version == 4 ? "extern int platform_dma_configure(struct device *dev);" : "")
            \(version == 3 ? "extern int firmware_dma_configure(struct device *dev);" : "")

            """,
            "drivers/base/platform.c": platform(version),
        ]
        files["include/linux/types.h"]?.append("\n")
        return files
    }

    /// The entry of the revision; from v5 on the last one there is.
    private static func member(_ version: Int, _ table: [Int: String]) -> String {
        if let text = table[version] { return text }
        return version > 5 ? table[6] ?? table[5] ?? "" : ""
    }

    private static func header(_ version: Int) -> String {
        var text = "#include <linux/types.h>\n"
        switch version {
        case 1: text += "enum iommu_dma_owner { DMA_OWNER_NONE, DMA_OWNER_KERNEL, DMA_OWNER_USER };\n"
        case 2, 3:
            text += "enum iommu_dma_owner { DMA_OWNER_NONE, DMA_OWNER_DMA_API, DMA_OWNER_PRIVATE_DOMAIN,"
            text += " DMA_OWNER_PRIVATE_DOMAIN_USER };\n"
        case 4:
            text += "enum iommu_dma_owner { DMA_OWNER_DMA_API, DMA_OWNER_PRIVATE_DOMAIN,"
            text += " DMA_OWNER_PRIVATE_DOMAIN_USER };\n"
        default: break
        }
        if version == 0 {
            for (index, name) in [
                "ADD_DEVICE", "DEL_DEVICE", "BIND_DRIVER", "BOUND_DRIVER", "UNBIND_DRIVER",
                "UNBOUND_DRIVER",
            ].enumerated() {
                text += "#define IOMMU_GROUP_NOTIFY_\(name) \(index + 1)\n"
            }
        }
        text += "#ifdef CONFIG_IOMMU_API\n"
        for function in functions(version) { text += "extern \(function.prototype);\n" }
        text += "#else\n"
        for function in functions(version) {
            text += "static inline \(function.prototype)\n{\n\(function.stub)\n}\n"
        }
        return text + "#endif\n"
    }

    private struct Declared {
        var prototype: String
        var stub: String
        var isExported = true
    }

    private static func functions(_ version: Int) -> [Declared] {
        var list = [
            Declared(
                prototype: "int iommu_attach_device(struct iommu_domain *domain, struct device *dev)",
                stub: "return -19;"),
            Declared(
                prototype: "void iommu_detach_device(struct iommu_domain *domain, struct device *dev)",
                stub: ""),
            Declared(
                prototype: "int iommu_attach_group(struct iommu_domain *domain, struct iommu_group *group)",
                stub: "return -19;"),
            Declared(prototype: "int iommu_group_id(struct iommu_group *group)", stub: "return -19;"),
        ]
        func add(_ prototype: String, _ stub: String, exported: Bool = true) {
            list.append(Declared(prototype: prototype, stub: stub, isExported: exported))
        }
        if version == 0 {
            add(
                "int iommu_group_register_notifier(struct iommu_group *group, struct notifier_block *nb)",
                "return -19;")
            add(
                "int iommu_group_unregister_notifier(struct iommu_group *group, struct notifier_block *nb)",
                "return 0;")
        }
        if (1...4).contains(version) {
            let token = version == 1 ? "struct file *user_file" : "void *owner_cookie"
            let kernel = version == 1 ? "DMA_OWNER_KERNEL" : "DMA_OWNER_DMA_API"
            add(
                "int iommu_device_set_dma_owner(struct device *dev, enum iommu_dma_owner owner, \(token))",
                "if (owner != \(kernel)) return -22; return 0;")
            add("void iommu_device_release_dma_owner(struct device *dev, enum iommu_dma_owner owner)", "")
            add(
                "int iommu_group_set_dma_owner(struct iommu_group *group, enum iommu_dma_owner owner, \(token))",
                "return -22;")
            add(
                "void iommu_group_release_dma_owner(struct iommu_group *group, enum iommu_dma_owner owner)",
                "")
            add("bool iommu_group_dma_owner_unclaimed(struct iommu_group *group)", "return 0;")
        }
        if (2...4).contains(version) {
            add(
                "int iommu_attach_device_shared(struct iommu_domain *domain, struct device *dev)",
                "return -19;")
            add("void iommu_detach_device_shared(struct iommu_domain *domain, struct device *dev)", "")
        }
        if version >= 5 {
            let use = version == 5 ? "dma_api" : "default_domain"
            add("int iommu_device_use_\(use)(struct device *dev)", "return 0;", exported: version == 5)
            add("void iommu_device_unuse_\(use)(struct device *dev)", "", exported: version == 5)
            let verb = version == 5 ? "set" : "claim"
            add("int iommu_group_\(verb)_dma_owner(struct iommu_group *group, void *owner)", "return -19;")
            add("void iommu_group_release_dma_owner(struct iommu_group *group)", "")
            add("bool iommu_group_dma_owner_claimed(struct iommu_group *group)", "return 0;")
        }
        return list
    }

    private static func unit(_ version: Int) -> String {
        var text = "#include <linux/iommu.h>\n#ifdef CONFIG_IOMMU_API\nstruct iommu_group {\n"
        text += "struct kobject kobj; struct kobject *devices_kobj; struct list_head devices;\n"
        text += "struct mutex mutex;\n"
        if version == 0 { text += "struct blocking_notifier_head notifier;\n" }
        text += "void *iommu_data; void (*iommu_data_release)(void *iommu_data); char *name; int id;\n"
        text += "struct iommu_domain *default_domain; struct iommu_domain *domain; struct list_head entry;\n"
        switch version {
        case 0: break
        case 1:
            text += "enum iommu_dma_owner dma_owner; refcount_t owner_cnt; struct file *owner_user_file;\n"
        case 2, 3:
            text += "enum iommu_dma_owner dma_owner; refcount_t owner_cnt; refcount_t attach_cnt;"
            text += " void *owner_cookie;\n"
        case 4:
            text += "enum iommu_dma_owner dma_owner; unsigned int owner_cnt; unsigned int attach_cnt;"
            text += " void *owner_cookie;\n"
        default: text += "unsigned int owner_cnt; void *owner;\n"
        }
        text += "};\n"
        for function in functions(version) {
            let name = function.prototype.split(separator: "(")[0].split(separator: " ").last ?? ""
            text += "\(function.prototype)\n{\n\(function.stub)\n}\n"
            if function.isExported { text += "EXPORT_SYMBOL_GPL(\(name));\n" }
        }
        return text + "#endif\n"
    }

    private static func platform(_ version: Int) -> String {
        let head = "#include <linux/platform_device.h>\n"
        func body(_ name: String, static isStatic: Bool, result: String = "int") -> String {
            let prefix = isStatic ? "static " : ""
            return
                "\(prefix)\(result) \(name)(struct device *dev) { \(result == "int" ? "return !dev;" : "") }\n"
        }
        switch version {
        case 0, 1, 4: return head + body("platform_dma_configure", static: false)
        case 2:
            return head + body("platform_dma_configure", static: false)
                + body("_platform_dma_configure", static: true)
                + body("_platform_dma_unconfigure", static: true, result: "void")
        case 3:
            return head + body("firmware_dma_configure", static: false)
                + body("platform_dma_configure", static: true)
                + body("platform_dma_cleanup", static: true, result: "void")
        default:
            return head + body("platform_dma_configure", static: true)
                + body("platform_dma_cleanup", static: true, result: "void")
        }
    }
}
