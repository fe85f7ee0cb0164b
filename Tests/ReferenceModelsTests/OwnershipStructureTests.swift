import Testing

@testable import ReferenceModels

/// The Swift model against tables typed from Documentation/DMAOwnership.md, B and F, as plain text.
@Suite struct OwnershipStructureTests {
    static let series = ["v1", "v2", "v3", "v4", "v5", "v6", "v7", "v8", "v8-resend"]
    static let kernels = ["6.1", "6.12", "7.2"]

    @Test func revisionsStandInOrder() {
        let structure = DMAOwnership.structure
        #expect(structure.revisions.map(\.label) == ["base"] + Self.series + Self.kernels)
        #expect(structure.seriesLabels == Self.series)
    }

    // B.1
    @Test(arguments: [
        ("base", ""),
        ("v1", "DMA_OWNER_NONE=0, DMA_OWNER_KERNEL=1, DMA_OWNER_USER=2"),
        (
            "v2",
            "DMA_OWNER_NONE=0, DMA_OWNER_DMA_API=1, DMA_OWNER_PRIVATE_DOMAIN=2, DMA_OWNER_PRIVATE_DOMAIN_USER=3"
        ),
        (
            "v3",
            "DMA_OWNER_NONE=0, DMA_OWNER_DMA_API=1, DMA_OWNER_PRIVATE_DOMAIN=2, DMA_OWNER_PRIVATE_DOMAIN_USER=3"
        ),
        ("v4", "DMA_OWNER_DMA_API=0, DMA_OWNER_PRIVATE_DOMAIN=1, DMA_OWNER_PRIVATE_DOMAIN_USER=2"),
        ("v5", ""), ("v6", ""), ("v7", ""), ("v8", ""), ("v8-resend", ""), ("6.1", ""), ("6.12", ""),
        ("7.2", ""),
    ])
    func enumConstants(label: String, expected: String) {
        #expect(OwnershipTable.constants(label, of: "iommu_dma_owner") == expected)
    }

    // B.0, F.2 and F.3
    @Test(arguments: [
        ("base", " +0"),
        (
            "v1",
            "enum iommu_dma_owner dma_owner@0; refcount_t owner_cnt@4; struct file * owner_user_file@8 +16"
        ),
        (
            "v2",
            "enum iommu_dma_owner dma_owner@0; refcount_t owner_cnt@4; refcount_t attach_cnt@8; void * owner_cookie@16 +24"
        ),
        (
            "v3",
            "enum iommu_dma_owner dma_owner@0; refcount_t owner_cnt@4; refcount_t attach_cnt@8; void * owner_cookie@16 +24"
        ),
        (
            "v4",
            "enum iommu_dma_owner dma_owner@0; unsigned int owner_cnt@4; unsigned int attach_cnt@8; void * owner_cookie@16 +24"
        ),
        ("v5", "unsigned int owner_cnt@0; void * owner@8 +16"),
        ("v6", "unsigned int owner_cnt@0; void * owner@8 +16"),
        ("v7", "unsigned int owner_cnt@0; void * owner@8 +16"),
        ("v8", "unsigned int owner_cnt@0; void * owner@8 +16"),
        ("v8-resend", "unsigned int owner_cnt@0; void * owner@8 +16"),
        ("6.1", "unsigned int owner_cnt@0; void * owner@8 +16"),
        ("6.12", "unsigned int owner_cnt@0; void * owner@8 +16"),
        ("7.2", "unsigned int owner_cnt@0; unsigned int recovery_cnt@4; void * owner@8 +16"),
    ])
    func groupTail(label: String, expected: String) {
        #expect(OwnershipTable.stretch(label, of: "iommu_group", .after("entry")) == expected)
    }

    // B.0, F.2 and F.3
    @Test func groupHead() {
        func head(_ label: String) -> String? {
            OwnershipTable.stretch(label, of: "iommu_group", .before("entry"))
        }
        let first = "struct kobject kobj; struct kobject * devices_kobj; struct list_head devices; "
        let middle =
            "void * iommu_data; void (*)(void *) iommu_data_release; char * name; int id; "
            + "struct iommu_domain * default_domain; "
        let last = "struct iommu_domain * domain"
        let blocking = "struct iommu_domain * blocking_domain; "
        let mutex = "struct mutex mutex; "
        #expect(head("base") == first + mutex + "struct blocking_notifier_head notifier; " + middle + last)
        for label in Self.series { #expect(head(label) == first + mutex + middle + last) }
        #expect(head("6.1") == first + mutex + middle + blocking + last)
        for label in ["6.12", "7.2"] {
            #expect(
                head(label) == first + "struct xarray pasid_array; " + mutex + middle + blocking + last)
        }
    }

    // B.2, F.2 and F.3
    @Test func prototypes() {
        let unclaimed = "bool iommu_group_dma_owner_unclaimed(struct iommu_group *group) | false | yes"
        let claimed = "bool iommu_group_dma_owner_claimed(struct iommu_group *group) | false | yes"
        let byEnum = [
            "void iommu_device_release_dma_owner(struct device *dev, enum iommu_dma_owner owner) | nothing | yes",
            "void iommu_group_release_dma_owner(struct iommu_group *group, enum iommu_dma_owner owner) | nothing | yes",
        ]
        let v2 =
            byEnum + [
                unclaimed,
                "int iommu_device_set_dma_owner(struct device *dev, enum iommu_dma_owner owner, void *owner_cookie) | 0 if owner == DMA_OWNER_DMA_API, else -EINVAL | yes",
                "int iommu_group_set_dma_owner(struct iommu_group *group, enum iommu_dma_owner owner, void *owner_cookie) | -EINVAL | yes",
                "int iommu_attach_device_shared(struct iommu_domain *domain, struct device *dev) | -ENODEV | yes",
                "void iommu_detach_device_shared(struct iommu_domain *domain, struct device *dev) | nothing | yes",
            ]
        let v6 = [
            claimed,
            "void iommu_group_release_dma_owner(struct iommu_group *group) | nothing | yes",
            "int iommu_device_use_default_domain(struct device *dev) | 0 | no",
            "void iommu_device_unuse_default_domain(struct device *dev) | nothing | no",
            "int iommu_group_claim_dma_owner(struct iommu_group *group, void *owner) | -ENODEV | yes",
        ]
        let byDevice = [
            "int iommu_device_claim_dma_owner(struct device *dev, void *owner) | -ENODEV | yes",
            "void iommu_device_release_dma_owner(struct device *dev) | nothing | yes",
        ]
        let table: [String: [String]] = [
            "base": [
                "int iommu_group_register_notifier(struct iommu_group *group, struct notifier_block *nb) | -ENODEV | yes",
                "int iommu_group_unregister_notifier(struct iommu_group *group, struct notifier_block *nb) | 0 | yes",
            ],
            "v1": byEnum + [
                unclaimed,
                "int iommu_device_set_dma_owner(struct device *dev, enum iommu_dma_owner owner, struct file *user_file) | 0 if owner == DMA_OWNER_KERNEL, else -EINVAL | yes",
                "int iommu_group_set_dma_owner(struct iommu_group *group, enum iommu_dma_owner owner, struct file *user_file) | -EINVAL | yes",
            ],
            "v2": v2, "v3": v2, "v4": v2,
            "v5": [
                claimed,
                "void iommu_group_release_dma_owner(struct iommu_group *group) | nothing | yes",
                "int iommu_device_use_dma_api(struct device *dev) | 0 | yes",
                "void iommu_device_unuse_dma_api(struct device *dev) | nothing | yes",
                "int iommu_group_set_dma_owner(struct iommu_group *group, void *owner) | -ENODEV | yes",
            ],
            "v6": v6, "v7": v6, "v8": v6, "v8-resend": v6, "6.1": v6, "6.12": v6 + byDevice,
            "7.2": v6 + byDevice,
        ]
        for revision in DMAOwnership.structure.revisions {
            #expect(OwnershipTable.prototypes(revision.label) == table[revision.label]?.sorted())
        }
    }

    // B.0
    @Test func notifierMacros() {
        let names = [
            "ADD_DEVICE", "DEL_DEVICE", "BIND_DRIVER", "BOUND_DRIVER", "UNBIND_DRIVER", "UNBOUND_DRIVER",
        ]
        let expected = names.enumerated().map { "IOMMU_GROUP_NOTIFY_\($1)=\($0 + 1)" }
        for revision in DMAOwnership.structure.revisions {
            #expect(
                revision.macros.map { "\($0.name)=\($0.value)" } == (revision.label == "base" ? expected : [])
            )
        }
    }
}
