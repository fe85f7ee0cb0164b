import ABIModel

extension DMAOwnership {
    private static let device = Function.Parameter(name: "dev", type: "struct device *")
    private static let group = Function.Parameter(name: "group", type: "struct iommu_group *")
    private static let domain = Function.Parameter(name: "domain", type: "struct iommu_domain *")
    private static let notifier = Function.Parameter(name: "nb", type: "struct notifier_block *")
    private static let ownerType = Function.Parameter(name: "owner", type: "enum iommu_dma_owner")
    private static let owner = Function.Parameter(name: "owner", type: "void *")

    private static let ENODEV: Int64 = -19
    private static let EINVAL: Int64 = -22

    /// A function of `iommu.h` with its stub for kernels without `CONFIG_IOMMU_API`.
    private static func core(
        _ returnType: String, _ name: String, _ parameters: Function.Parameter..., stub: ReferenceStub?,
        isExported: Bool? = true
    ) -> ReferenceFunction {
        var function = ReferenceFunction(
            returnType, name, in: Home.header, definedIn: Home.core, stub: stub, isExported: isExported)
        function.parameters = parameters
        return function
    }

    /// The functions that a revision declares.
    static func functions(in revision: Revision) -> [ReferenceFunction] {
        attachment + interface(in: revision) + firmwareConfiguration(in: revision)
    }

    /// Attaching and detaching kept their prototypes in every revision.
    private static let attachment = [
        core("int", "iommu_attach_device", domain, device, stub: nil),
        core("void", "iommu_detach_device", domain, device, stub: nil),
        core("int", "iommu_attach_group", domain, group, stub: nil),
        core("void", "iommu_detach_group", domain, group, stub: nil),
    ]

    private static func interface(in revision: Revision) -> [ReferenceFunction] {
        switch revision {
        case .base: notification
        case .v1:
            multiplexed(token: .init(name: "user_file", type: "struct file *"), kernel: "DMA_OWNER_KERNEL")
        case .v2, .v3, .v4:
            multiplexed(token: .init(name: "owner_cookie", type: "void *"), kernel: "DMA_OWNER_DMA_API")
                + sharedAttachment
        case .v5: split(use: "dma_api", claim: "set", isExported: true)
        case .v6, .v7, .v8, .v8Resend, .linux6_1:
            split(use: "default_domain", claim: "claim", isExported: false)
        case .linux6_12, .linux7_2:
            split(use: "default_domain", claim: "claim", isExported: false) + claimByDevice
        }
    }

    /// The notifier that the series removes.
    private static let notification = [
        core("int", "iommu_group_register_notifier", group, notifier, stub: .value(ENODEV)),
        core("int", "iommu_group_unregister_notifier", group, notifier, stub: .value(0)),
    ]

    /// v1 to v4: one pair of functions for every kind of owner, which an enum tells apart.
    private static func multiplexed(token: Function.Parameter, kernel: String) -> [ReferenceFunction] {
        [
            core(
                "int", "iommu_device_set_dma_owner", device, ownerType, token,
                stub: .zero(parameter: "owner", is: kernel, otherwise: EINVAL)),
            core("void", "iommu_device_release_dma_owner", device, ownerType, stub: .nothing),
            core("int", "iommu_group_set_dma_owner", group, ownerType, token, stub: .value(EINVAL)),
            core("void", "iommu_group_release_dma_owner", group, ownerType, stub: .nothing),
            // Without IOMMUs the answer is "claimed".
            core("bool", "iommu_group_dma_owner_unclaimed", group, stub: .value(0)),
        ]
    }

    /// v2 to v4: several devices of one group on one domain of a driver's own.
    private static let sharedAttachment = [
        core("int", "iommu_attach_device_shared", domain, device, stub: .value(ENODEV)),
        core("void", "iommu_detach_device_shared", domain, device, stub: .nothing),
    ]

    /// v5 and later: the kernel uses by device, user space claims by group.
    private static func split(use: String, claim: String, isExported: Bool) -> [ReferenceFunction] {
        [
            core("int", "iommu_device_use_\(use)", device, stub: .value(0), isExported: isExported),
            core("void", "iommu_device_unuse_\(use)", device, stub: .nothing, isExported: isExported),
            core("int", "iommu_group_\(claim)_dma_owner", group, owner, stub: .value(ENODEV)),
            core("void", "iommu_group_release_dma_owner", group, stub: .nothing),
            // Without IOMMUs the answer is "unclaimed": the opposite of v1 to v4.
            core("bool", "iommu_group_dma_owner_claimed", group, stub: .value(0)),
        ]
    }

    /// Later kernels: iommufd claims by device. v1 to v4 had the second name with two parameters.
    private static let claimByDevice = [
        core("int", "iommu_device_claim_dma_owner", device, owner, stub: .value(ENODEV)),
        core("void", "iommu_device_release_dma_owner", device, stub: .nothing),
    ]

    /// Who sets a device's DMA up from what firmware says.
    private static func firmwareConfiguration(in revision: Revision) -> [ReferenceFunction] {
        func shared(_ name: String) -> ReferenceFunction {
            ReferenceFunction("int", name, device, in: Home.platform)
        }
        func own(_ name: String, _ file: String) -> ReferenceFunction {
            ReferenceFunction("int", name, device, linkage: .static, in: file)
        }
        return switch revision {
        case .base, .v1, .v4: [shared("platform_dma_configure")]
        case .v2:
            [
                shared("platform_dma_configure"), own("_platform_dma_configure", Home.platformBus),
                own("amba_dma_configure", Home.ambaBus),
            ]
        case .v3:
            [
                shared("firmware_dma_configure"), own("platform_dma_configure", Home.platformBus),
                own("amba_dma_configure", Home.ambaBus),
            ]
        case .linux7_2: []
        case .v5, .v6, .v7, .v8, .v8Resend, .linux6_1, .linux6_12:
            [own("platform_dma_configure", Home.platformBus), own("amba_dma_configure", Home.ambaBus)]
        }
    }
}
