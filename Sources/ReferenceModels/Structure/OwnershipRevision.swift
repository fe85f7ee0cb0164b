extension DMAOwnership {
    /// A state of the interface: the kernel before the series, the revisions of the series, and kernels
    /// that have it.
    public enum Revision: String, CaseIterable, Codable, Comparable, Sendable {
        /// Linux 5.16 and 5.17-rc, which the series was made for.
        case base
        case v1, v2, v3, v4, v5, v6, v7, v8
        /// v8 sent again for 5.18-rc3; what was merged.
        case v8Resend = "v8-resend"
        /// Linux 6.1 (6.1.192).
        case linux6_1 = "6.1"
        /// Linux 6.12 (6.12.107).
        case linux6_12 = "6.12"
        /// Linux 7.2 (7.2.13).
        case linux7_2 = "7.2"

        /// Orders by time.
        public static func < (left: Revision, right: Revision) -> Bool { left.place < right.place }

        /// Whether it is a revision of the mail series.
        public var isOfSeries: Bool { (.v1 ... .v8Resend).contains(self) }

        private var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }
    }

    /// The declared side of the model.
    public static let structure = ReferenceStructure(
        name: "dma-ownership", seriesTitle: "Fix BUG_ON in vfio_iommu_group_notifier()",
        revisions: Revision.allCases.map(declarations(in:)),
        seriesLabels: Revision.allCases.filter(\.isOfSeries).map(\.rawValue), renames: renames,
        subject: .init(
            records: ["iommu_group"],
            functionPrefixes: ["iommu_group_", "iommu_device_use_", "iommu_device_claim_dma_owner"]))

    /// What one revision declares.
    public static func declarations(in revision: Revision) -> ReferenceRevision {
        ReferenceRevision(
            label: revision.rawValue, enums: ownerType(in: revision).map { [$0] } ?? [],
            macros: revision == .base ? notifications : [], functions: functions(in: revision),
            stretches: groupMembers(in: revision) + otherMembers(in: revision),
            // Of the newest kernel the facts cover the core alone.
            homes: revision == .linux7_2 ? [Home.header, Home.core] : nil)
    }

    /// The files that the interface lives in.
    enum Home {
        static let header = "include/linux/iommu.h"
        static let core = "drivers/iommu/iommu.c"
        static let bus = "include/linux/device/bus.h"
        static let driver = "include/linux/device/driver.h"
        static let pci = "include/linux/pci.h"
        static let platform = "include/linux/platform_device.h"
        static let platformBus = "drivers/base/platform.c"
        static let amba = "include/linux/amba/bus.h"
        static let ambaBus = "drivers/amba/bus.c"
        static let fslMC = "include/linux/fsl/mc.h"
        static let vfio = "drivers/vfio/vfio.c"
    }

    /// `enum iommu_dma_owner`, who owns the DMA of a group; declared outside `CONFIG_IOMMU_API`.
    static func ownerType(in revision: Revision) -> ReferenceEnum? {
        switch revision {
        case .v1:
            ReferenceEnum(
                "iommu_dma_owner", in: Home.header,
                ["DMA_OWNER_NONE": 0, "DMA_OWNER_KERNEL": 1, "DMA_OWNER_USER": 2])
        case .v2, .v3:
            ReferenceEnum(
                "iommu_dma_owner", in: Home.header,
                [
                    "DMA_OWNER_NONE": 0, "DMA_OWNER_DMA_API": 1, "DMA_OWNER_PRIVATE_DOMAIN": 2,
                    "DMA_OWNER_PRIVATE_DOMAIN_USER": 3,
                ])
        case .v4:
            // Zero, what a fresh group has, means another owner than in v3.
            ReferenceEnum(
                "iommu_dma_owner", in: Home.header,
                [
                    "DMA_OWNER_DMA_API": 0, "DMA_OWNER_PRIVATE_DOMAIN": 1,
                    "DMA_OWNER_PRIVATE_DOMAIN_USER": 2,
                ])
        case .base, .v5, .v6, .v7, .v8, .v8Resend, .linux6_1, .linux6_12, .linux7_2: nil
        }
    }

    /// What a group's notifier was told; the last patch of every revision removes it.
    static let notifications: [ReferenceMacro] = [
        ReferenceMacro("IOMMU_GROUP_NOTIFY_ADD_DEVICE", 1, in: Home.header),
        ReferenceMacro("IOMMU_GROUP_NOTIFY_DEL_DEVICE", 2, in: Home.header),
        ReferenceMacro("IOMMU_GROUP_NOTIFY_BIND_DRIVER", 3, in: Home.header),
        ReferenceMacro("IOMMU_GROUP_NOTIFY_BOUND_DRIVER", 4, in: Home.header),
        ReferenceMacro("IOMMU_GROUP_NOTIFY_UNBIND_DRIVER", 5, in: Home.header),
        ReferenceMacro("IOMMU_GROUP_NOTIFY_UNBOUND_DRIVER", 6, in: Home.header),
    ]
}
