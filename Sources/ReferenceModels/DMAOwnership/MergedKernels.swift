extension DMAOwnership {
    /// The attach and detach of merged kernels: a group that is not its user's or driver's sits on a domain of the
    /// core, the default one or, when claimed, the one that blocks (DMAOwnership.md, F.2, F.3).
    protocol CoreDomain: DecisionTable {
        /// Switches the whole group.
        func setDomain(_ domain: Domain?, _ group: inout GroupState) -> Outcome
        /// Switches the group where failing is no option; whether that warned.
        func mustSetDomain(_ domain: Domain?, _ group: inout GroupState) -> Outcome
    }
}

extension DMAOwnership.CoreDomain {
    /// Back to the domain that the core gives to the group.
    func detach(_ group: inout DMAOwnership.GroupState) -> DMAOwnership.Outcome {
        mustSetDomain(group.token == nil ? group.defaultDomain : .blocking, &group)
    }

    func detachDevice(
        _ domain: DMAOwnership.Domain, _ device: DMAOwnership.Device, _ group: inout DMAOwnership.GroupState
    ) -> DMAOwnership.Outcome {
        guard group.domain == domain, group.members.count == 1 else { return .warning }
        return detach(&group)
    }

    /// Whether somebody has brought a domain that is in the way of another.
    func isTaken(_ group: DMAOwnership.GroupState) -> Bool {
        group.domain != nil && group.domain != group.defaultDomain && group.domain != .blocking
    }

    /// What a claim of a free group does, for the token that will own it.
    func takeGroup(for token: DMAOwnership.Token?, _ group: inout DMAOwnership.GroupState)
        -> DMAOwnership.Outcome
    {
        if group.domain != nil, group.domain != group.defaultDomain { return .failure(.busy) }
        let outcome = setDomain(.blocking, &group)
        guard outcome.isSuccess else { return outcome }
        group.token = token
        group.ownerCount = 1
        return outcome
    }

    /// What the last release does.
    func giveGroupBack(_ group: inout DMAOwnership.GroupState) -> DMAOwnership.Outcome {
        group.ownerCount = 0
        group.token = nil
        return mustSetDomain(group.defaultDomain, &group)
    }
}
