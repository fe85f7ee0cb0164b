extension DMAOwnership {
    /// Murphy's reply to v1 (ab3ae3d1-c4d7-251a-fecc-d21f6b9d87a5@arm.com): nothing is stored, ownership is read
    /// off. A group on its default domain belongs to nobody while no driver is bound, and to the kernel while one
    /// is; a group on another domain belongs to whoever attached that.
    ///
    /// So a claim only asks whether the group is free, and takes effect with the attach of a domain; the token is
    /// VFIO's container, as before the series, and no part of the group. That the
    /// drivers of siblings cannot be read without their locks, which is why the proposal was declined
    /// (20211115211952.GA2534655@nvidia.com), is no matter of states and not modelled; the window that the same
    /// mail names is.
    struct MurphyDerived: OwnershipDesign, DecisionTable {
        /// `Murphy`.
        let name = "Murphy"
        let extras: Set<Extra> = [.query]
        let countsLateDevices = true

        /// On another domain than the default one.
        func isUserOwned(_ group: GroupState) -> Bool { group.domain != group.defaultDomain }

        func isClaimed(_ group: GroupState) -> Bool { isUserOwned(group) || isKernelBound(group) }

        /// Whether a sibling has a driver that uses the DMA API.
        private func isKernelBound(_ group: GroupState) -> Bool { group.ownerCount != 0 }

        /// The count stands for what a look at the siblings' drivers would give.
        func kernelUse(as token: Token?, _ group: inout GroupState) -> Outcome {
            if isUserOwned(group) { return .failure(.busy) }
            group.ownerCount += 1
            return .success
        }

        /// A driver that is not bound cannot be unbound: a stray call changes nothing.
        func kernelUnuse(_ group: inout GroupState) -> Outcome {
            if group.ownerCount > 0 { group.ownerCount -= 1 }
            return .void
        }

        func claim(_ token: Token?, _ group: inout GroupState) -> Outcome {
            if isClaimed(group) { return .failure(.busy) }
            return BeforeTheSeries().claim(token, &group)
        }

        func release(_ group: inout GroupState) -> Outcome { BeforeTheSeries().release(&group) }

        func attach(_ domain: Domain, _ group: inout GroupState) -> Outcome {
            BeforeTheSeries().attach(domain, &group)
        }

        func detach(_ group: inout GroupState) -> Outcome { BeforeTheSeries().detach(&group) }

        func probe(_ device: Device, _ group: inout GroupState) -> Outcome {
            if group[device].presence == .withoutGroup { _ = join(device, &group) }
            let outcome = group[device].presence == .member ? kernelUse(as: nil, &group) : .success
            if outcome.isSuccess { group[device].isBound = true }
            return outcome
        }
    }
}
