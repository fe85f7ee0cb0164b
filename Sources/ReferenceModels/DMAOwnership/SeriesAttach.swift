/// The attach and detach of the series, v1 to v8 (DMAOwnership.md, C.0): a domain may be attached to a group that has none or
/// is on its default domain; a user's group is detached to nothing.
protocol SeriesAttach: DecisionTable {}

extension SeriesAttach {
    func attach(
        _ domain: DMAOwnership.Domain, _ group: inout DMAOwnership.GroupState
    ) -> DMAOwnership.Outcome {
        if group.domain != nil, group.domain != group.defaultDomain { return .failure(.busy) }
        if let error = group.attachMembers(to: domain) { return .failure(error) }
        group.domain = domain
        return .success
    }

    func detach(_ group: inout DMAOwnership.GroupState) -> DMAOwnership.Outcome {
        guard let defaultDomain = group.defaultDomain, !isUserOwned(group) else {
            group.detachMembers()
            group.domain = nil
            return .void
        }
        if group.domain == defaultDomain { return .void }
        if group.attachMembers(to: defaultDomain) != nil { return .warning }
        group.domain = defaultDomain
        return .void
    }

    /// What the last release of a user does to the domain: it goes back to the default domain, unless something is
    /// still attached. An error of the driver is ignored.
    func restoreDefaultDomain(_ group: inout DMAOwnership.GroupState) -> DMAOwnership.Outcome {
        if group.domain != nil { return .warning }
        if let defaultDomain = group.defaultDomain { _ = attach(defaultDomain, &group) }
        return .void
    }
}
