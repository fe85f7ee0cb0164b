extension DMAOwnership {
    // MARK: struct iommu_group

    /// `struct iommu_group`, whole: what stands before and in `entry`, and the owner behind it.
    static func groupMembers(in revision: Revision) -> [ReferenceStretch] {
        let owner = ownerMembers(in: revision)
        return [
            ReferenceStretch(
                of: "iommu_group", in: Home.core, .before("entry"), membersBeforeEntry(in: revision)),
            ReferenceStretch(
                of: "iommu_group", in: Home.core, .after("entry"), owner.members, addedBytes: owner.bytes),
        ]
    }

    private static func membersBeforeEntry(in revision: Revision) -> [ReferenceMember] {
        var members = [
            ReferenceMember("struct kobject", "kobj"),
            ReferenceMember("struct kobject *", "devices_kobj"),
            ReferenceMember("struct list_head", "devices"),
        ]
        if revision >= .linux6_12 { members.append(ReferenceMember("struct xarray", "pasid_array")) }
        members.append(ReferenceMember("struct mutex", "mutex"))
        if revision == .base {
            members.append(ReferenceMember("struct blocking_notifier_head", "notifier"))
        }
        members += [
            ReferenceMember("void *", "iommu_data"),
            ReferenceMember("void (*)(void *)", "iommu_data_release"),
            ReferenceMember("char *", "name"),
            ReferenceMember("int", "id"),
            ReferenceMember("struct iommu_domain *", "default_domain"),
        ]
        if revision >= .linux6_1 {
            members.append(ReferenceMember("struct iommu_domain *", "blocking_domain"))
        }
        return members + [ReferenceMember("struct iommu_domain *", "domain")]
    }

    /// The members behind `entry`, and how many bytes they add.
    private static func ownerMembers(in revision: Revision) -> (members: [ReferenceMember], bytes: Int) {
        let kind = ReferenceMember("enum iommu_dma_owner", "dma_owner", at: 0)
        switch revision {
        case .base: return ([], 0)
        case .v1:
            return (
                [
                    kind, ReferenceMember("refcount_t", "owner_cnt", at: 4),
                    ReferenceMember("struct file *", "owner_user_file", at: 8),
                ], 16
            )
        case .v2, .v3:
            return (
                [
                    kind, ReferenceMember("refcount_t", "owner_cnt", at: 4),
                    ReferenceMember("refcount_t", "attach_cnt", at: 8),
                    ReferenceMember("void *", "owner_cookie", at: 16),
                ], 24
            )
        case .v4:
            return (
                [
                    kind, ReferenceMember("unsigned int", "owner_cnt", at: 4),
                    ReferenceMember("unsigned int", "attach_cnt", at: 8),
                    ReferenceMember("void *", "owner_cookie", at: 16),
                ], 24
            )
        case .v5, .v6, .v7, .v8, .v8Resend, .linux6_1, .linux6_12:
            return (
                [
                    ReferenceMember("unsigned int", "owner_cnt", at: 0),
                    ReferenceMember("void *", "owner", at: 8),
                ], 16
            )
        case .linux7_2:
            return (
                [
                    ReferenceMember("unsigned int", "owner_cnt", at: 0),
                    ReferenceMember("unsigned int", "recovery_cnt", at: 4),
                    ReferenceMember("void *", "owner", at: 8),
                ], 16
            )
        }
    }

    // MARK: Other records

    /// What the revision says of the records around it.
    static func otherMembers(in revision: Revision) -> [ReferenceStretch] {
        // A group's entry for a device learned of resets.
        let device = ReferenceStretch(
            of: "group_device", in: Home.core, .anywhere,
            revision == .linux7_2
                ? [ReferenceMember("bool", "blocked"), ReferenceMember("unsigned int", "reset_depth")] : [])
        if revision == .linux7_2 { return [device] }
        return [
            device,
            ReferenceStretch(
                of: "bus_type", in: Home.bus, .between("dma_configure", "pm"), busCallback(in: revision)),
            ReferenceStretch(
                of: "device_driver", in: Home.driver, .between("mod_name", "probe_type"),
                driverFlags(in: revision)),
            flag(of: "pci_driver", in: Home.pci, revision),
            flag(of: "platform_driver", in: Home.platform, revision),
            flag(of: "amba_driver", in: Home.amba, revision),
            flag(of: "fsl_mc_driver", in: Home.fslMC, revision),
            ReferenceStretch(
                of: "vfio_group", in: Home.vfio, .anywhere, revision == .base ? watchedMembers : []),
        ]
    }

    /// What a bus undoes when a driver lets go of a device.
    private static func busCallback(in revision: Revision) -> [ReferenceMember] {
        switch revision {
        case .base, .v1, .v4: []
        case .v2: [ReferenceMember("void (*)(struct device *)", "dma_unconfigure")]
        case .v3, .v5, .v6, .v7, .v8, .v8Resend, .linux6_1, .linux6_12, .linux7_2:
            [ReferenceMember("void (*)(struct device *)", "dma_cleanup")]
        }
    }

    /// v1 and v4 kept the flag in every driver: v1 as a bit beside the one that it turned into a bit,
    /// v4 in the hole before `probe_type`.
    private static func driverFlags(in revision: Revision) -> [ReferenceMember] {
        switch revision {
        case .v1:
            [
                ReferenceMember("bool", "suppress_bind_attrs", bits: 1, bit: 0),
                ReferenceMember("bool", "suppress_auto_claim_dma_owner", bits: 1, bit: 1),
            ]
        case .v4:
            [
                ReferenceMember("bool", "suppress_bind_attrs", at: 0),
                ReferenceMember("bool", "suppress_auto_claim_dma_owner", at: 1),
            ]
        case .base, .v2, .v3, .v5, .v6, .v7, .v8, .v8Resend, .linux6_1, .linux6_12, .linux7_2:
            [ReferenceMember("bool", "suppress_bind_attrs", at: 0)]
        }
    }

    /// The flag of a bus's drivers, their last member.
    private static func flag(
        of record: String, in home: String, _ revision: Revision
    ) -> ReferenceStretch {
        let name: String? =
            switch revision {
            case .base, .v1, .v4: nil
            case .v2, .v3: "suppress_auto_claim_dma_owner"
            case .v5: "no_kernel_api_dma"
            case .v6, .v7, .v8, .v8Resend, .linux6_1, .linux6_12, .linux7_2: "driver_managed_dma"
            }
        return ReferenceStretch(
            of: record, in: home, .last, name.map { [ReferenceMember("bool", $0)] } ?? [])
    }

    /// How VFIO watched the drivers of a group; gone in every revision.
    private static let watchedMembers = [
        ReferenceMember("struct notifier_block", "nb"),
        ReferenceMember("struct list_head", "unbound_list"),
        ReferenceMember("struct mutex", "unbound_lock"),
    ]
}
