extension DMAOwnership {
    /// Gunthorpe's sketch of 18 November 2021 (20211118141043.GQ2105516@nvidia.com): `iommu_attach_device()` makes
    /// its one kernel user the private owner of the group, without a file, and `iommu_detach_device()` gives that
    /// back. What v2 made of the rest of the sketch is as in v2: a cookie that is compared, n = 0 for nobody. The
    /// sketch is silent on hot-plug, so a new device joins as in v2.
    struct GunthorpeAttachDevice: OwnershipDesign, SeriesAttach, ClaimingBus {
        /// `Gunthorpe`.
        let name = "Gunthorpe"
        let extras: Set<Extra> = [.nullToken, .query]
        let busOrder = BusOrder.beforeFirmware
        let leaksInRemovalTest = true

        /// `O == PRIVATE_DOMAIN_USER` while somebody is counted.
        func isUserOwned(_ group: GroupState) -> Bool { group.ownerCount != 0 && group.owner == .user }

        func isClaimed(_ group: GroupState) -> Bool { group.ownerCount != 0 }

        func kernelUse(as token: Token?, _ group: inout GroupState) -> Outcome { set(.kernel, nil, &group) }
        func kernelUnuse(_ group: inout GroupState) -> Outcome { release(.kernel, &group) }
        func claim(_ token: Token?, _ group: inout GroupState) -> Outcome { set(.user, token, &group) }
        func release(_ group: inout GroupState) -> Outcome { release(.user, &group) }

        private func set(_ owner: OwnerType, _ cookie: Token?, _ group: inout GroupState) -> Outcome {
            if group.ownerCount != 0 {
                guard group.owner == owner, group.token == cookie else { return .failure(.busy) }
                group.ownerCount += 1
                return .success
            }
            if owner == .user, group.domain != nil, group.domain != group.defaultDomain {
                return .failure(.busy)
            }
            (group.owner, group.token, group.ownerCount) = (owner, cookie, 1)
            if owner == .user, group.domain != nil { _ = detach(&group) }
            return .success
        }

        private func release(_ owner: OwnerType, _ group: inout GroupState) -> Outcome {
            guard group.ownerCount != 0, group.owner == owner else { return .warning }
            group.ownerCount -= 1
            guard group.ownerCount == 0 else { return .void }
            (group.owner, group.token) = (.none, nil)
            return owner == .user ? restoreDefaultDomain(&group) : .void
        }

        /// The count of drivers takes the place of the count of devices. The cookie of the private owner is the
        /// domain itself, which nobody can pass to `set`.
        func attachDevice(_ domain: Domain, _ device: Device, _ group: inout GroupState) -> Outcome {
            guard group.owner == .kernel, group.ownerCount == 1 else { return .failure(.busy) }
            let outcome = attach(domain, &group)
            if outcome.isSuccess { group.owner = .privateDomain }
            return outcome
        }

        func detachDevice(_ domain: Domain, _ device: Device, _ group: inout GroupState) -> Outcome {
            guard group.owner == .privateDomain, group.domain == domain else { return .warning }
            group.owner = .kernel
            return detach(&group)
        }
    }
}
