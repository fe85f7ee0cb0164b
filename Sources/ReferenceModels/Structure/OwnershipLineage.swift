extension DMAOwnership {
    /// The records of drivers that carry the flag which keeps the bus from claiming for the kernel.
    static let flaggedDrivers = ["pci_driver", "platform_driver", "amba_driver", "fsl_mc_driver"]

    /// How the names went on.
    ///
    /// v1 to v4 kept the flag of v1 and v4 in `struct device_driver`, and v4 to v5 moved it to the four
    /// bus drivers: that is no rename within a record.
    static let renames: [Rename] =
        [
            Rename(
                .constant, of: "iommu_dma_owner", "DMA_OWNER_KERNEL", to: "DMA_OWNER_DMA_API", since: "v2"),
            Rename(
                .constant, of: "iommu_dma_owner", "DMA_OWNER_USER", to: "DMA_OWNER_PRIVATE_DOMAIN_USER",
                since: "v2"),
            Rename(.member, of: "iommu_group", "owner_user_file", to: "owner_cookie", since: "v2"),
            Rename(.member, of: "bus_type", "dma_unconfigure", to: "dma_cleanup", since: "v3"),
            // v3 alone: there `platform_dma_configure` is the bus's own callback.
            Rename(.function, "platform_dma_configure", to: "firmware_dma_configure", since: "v3"),
            Rename(.member, of: "iommu_group", "owner_cookie", to: "owner", since: "v5"),
            Rename(
                .function, "iommu_group_dma_owner_unclaimed", to: "iommu_group_dma_owner_claimed",
                since: "v5", isInverted: true),
            Rename(.function, "iommu_device_set_dma_owner", to: "iommu_device_use_dma_api", since: "v5"),
            Rename(
                .function, "iommu_device_release_dma_owner", to: "iommu_device_unuse_dma_api", since: "v5"),
        ] + flagRenames("suppress_auto_claim_dma_owner", to: "no_kernel_api_dma", since: "v5") + [
            Rename(
                .function, "iommu_device_use_dma_api", to: "iommu_device_use_default_domain", since: "v6"),
            Rename(
                .function, "iommu_device_unuse_dma_api", to: "iommu_device_unuse_default_domain",
                since: "v6"),
            Rename(.function, "iommu_group_set_dma_owner", to: "iommu_group_claim_dma_owner", since: "v6"),
        ] + flagRenames("no_kernel_api_dma", to: "driver_managed_dma", since: "v6")

    private static func flagRenames(_ old: String, to new: String, since label: String) -> [Rename] {
        flaggedDrivers.map { Rename(.member, of: $0, old, to: new, since: label) }
    }
}
