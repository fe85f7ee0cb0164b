import Testing

@testable import ReferenceModels

/// The other records, the platform helper and the renames: Documentation/DMAOwnership.md, B.3, as plain text.
@Suite struct OwnershipRecordTests {
    /// The columns of the sheet's table with the labels each stands for.
    static let columns: [(labels: [String], column: Int)] = [
        (["base"], 0), (["v1"], 1), (["v2"], 2), (["v3"], 3), (["v4"], 4), (["v5"], 5),
        (["v6", "v7", "v8", "v8-resend", "6.1", "6.12"], 6),
    ]

    private func expect(
        _ tag: String, _ place: ReferenceStretch.Place, _ cells: [String],
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        for (labels, column) in Self.columns {
            for label in labels {
                #expect(
                    OwnershipTable.stretch(label, of: tag, place) == cells[column], "\(label)",
                    sourceLocation: sourceLocation)
            }
        }
    }

    @Test func busType() {
        let cleanup = "void (*)(struct device *) dma_cleanup"
        expect(
            "bus_type", .between("dma_configure", "pm"),
            ["", "", "void (*)(struct device *) dma_unconfigure", cleanup, "", cleanup, cleanup])
    }

    @Test func deviceDriver() {
        let plain = "bool suppress_bind_attrs@0"
        expect(
            "device_driver", .between("mod_name", "probe_type"),
            [
                plain, "bool suppress_bind_attrs:1@0; bool suppress_auto_claim_dma_owner:1@0:1", plain, plain,
                "bool suppress_bind_attrs@0; bool suppress_auto_claim_dma_owner@1", plain, plain,
            ])
    }

    @Test(arguments: ["pci_driver", "platform_driver", "amba_driver", "fsl_mc_driver"])
    func busDriver(tag: String) {
        expect(
            tag, .last,
            [
                "", "", "bool suppress_auto_claim_dma_owner", "bool suppress_auto_claim_dma_owner", "",
                "bool no_kernel_api_dma", "bool driver_managed_dma",
            ])
    }

    @Test func vfioGroup() {
        expect(
            "vfio_group", .anywhere,
            [
                "struct notifier_block nb; struct list_head unbound_list; struct mutex unbound_lock", "", "",
                "", "", "", "",
            ])
    }

    @Test func platformHelper() {
        let header = [
            "platform_dma_configure", "platform_dma_configure", "platform_dma_configure",
            "firmware_dma_configure", "platform_dma_configure", "", "",
        ]
        let bus = [
            "", "", "static _platform_dma_configure", "static platform_dma_configure", "",
            "static platform_dma_configure", "static platform_dma_configure",
        ]
        for (labels, column) in Self.columns {
            for label in labels {
                #expect(
                    OwnershipTable.functions(label, in: "include/linux/platform_device.h") == header[column])
                #expect(OwnershipTable.functions(label, in: "drivers/base/platform.c") == bus[column])
            }
        }
    }

    @Test func newestKernelIsSilentOnTheBuses() {
        #expect(DMAOwnership.structure.revision("7.2")?.speaks(of: "include/linux/pci.h") == false)
        #expect(DMAOwnership.structure.revision("7.2")?.speaks(of: "drivers/iommu/iommu.c") == true)
        #expect(
            OwnershipTable.stretch("7.2", of: "group_device", .anywhere)
                == "bool blocked; unsigned int reset_depth")
        #expect(OwnershipTable.stretch("6.12", of: "group_device", .anywhere)?.isEmpty == true)
    }

    @Test func renameMap() {
        let sheet = """
            v2 DMA_OWNER_KERNEL -> DMA_OWNER_DMA_API
            v2 DMA_OWNER_USER -> DMA_OWNER_PRIVATE_DOMAIN_USER
            v2 owner_user_file -> owner_cookie
            v3 dma_unconfigure -> dma_cleanup
            v3 platform_dma_configure -> firmware_dma_configure
            v5 owner_cookie -> owner
            v5 iommu_group_dma_owner_unclaimed -> iommu_group_dma_owner_claimed (inverted)
            v5 iommu_device_set_dma_owner -> iommu_device_use_dma_api
            v5 iommu_device_release_dma_owner -> iommu_device_unuse_dma_api
            v5 suppress_auto_claim_dma_owner -> no_kernel_api_dma
            v6 iommu_device_use_dma_api -> iommu_device_use_default_domain
            v6 iommu_device_unuse_dma_api -> iommu_device_unuse_default_domain
            v6 iommu_group_set_dma_owner -> iommu_group_claim_dma_owner
            v6 no_kernel_api_dma -> driver_managed_dma
            """
        var lines: [String] = []
        for rename in DMAOwnership.structure.lineage.renames {
            let line =
                "\(rename.since) \(rename.old) -> \(rename.new)\(rename.isInverted ? " (inverted)" : "")"
            if lines.last != line { lines.append(line) }
        }
        #expect(lines.joined(separator: "\n") == sheet)
    }

    @Test func everyRenamedNameIsDeclaredOnBothSides() {
        let structure = DMAOwnership.structure
        func declares(_ label: String, _ rename: Rename, _ name: String) -> Bool {
            guard let revision = structure.revision(label) else { return false }
            return switch rename.kind {
            case .constant: revision.enums.flatMap(\.constants).contains { $0.name == name }
            case .function: revision.functions.contains { $0.name == name }
            case .member:
                revision.stretches(of: rename.container ?? "").flatMap(\.members).contains { $0.name == name }
            }
        }
        for rename in structure.lineage.renames {
            #expect(declares(rename.since, rename, rename.new), "\(rename)")
            let earlier = structure.lineage.labels.prefix { $0 != rename.since }
            #expect(earlier.contains { declares($0, rename, rename.old) }, "\(rename)")
        }
    }

    @Test func renamesOfSeveralStepsAreJoined() {
        let lineage = DMAOwnership.structure.lineage
        func name(_ old: String, _ from: String, _ to: String) -> String? {
            lineage.renames(from: from, to: to).first { $0.old == old }?.new
        }
        #expect(name("owner_user_file", "v1", "v8") == "owner")
        #expect(name("owner_user_file", "v1", "v4") == "owner_cookie")
        #expect(name("iommu_device_set_dma_owner", "v4", "v6") == "iommu_device_use_default_domain")
        #expect(name("suppress_auto_claim_dma_owner", "v3", "v8") == "driver_managed_dma")
        #expect(lineage.renames(from: "v6", to: "v8").isEmpty)
        #expect(lineage.renames(from: "v8", to: "v1").isEmpty)
        #expect(lineage.renames(from: "v1", to: "nowhere").isEmpty)
    }

    @Test func labelsAreSpeltAsRanges() {
        let structure = DMAOwnership.structure
        #expect(structure.spelling(of: ["v2", "v3"]) == "v2, v3")
        #expect(structure.spelling(of: ["v6", "v7", "v8", "v8-resend"]) == "v6…v8-resend")
        #expect(structure.spelling(of: ["base", "v5", "7.2"]) == "base, v5, 7.2")
        #expect(structure.spelling(of: []).isEmpty)
    }
}
