extension DMAOwnership {
    /// 5.16, before the series. The IOMMU core knows no owner; VFIO watches its groups through a notifier, and
    /// stops the kernel when a driver binds to a device of a group in use (DMAOwnership.md, B.0, C.8).
    ///
    /// A claim is VFIO's SET_CONTAINER and a release its UNSET_CONTAINER, which detaches first; the token is the
    /// container, remembered by VFIO and not by the group. A kernel use is a driver that binds.
    struct BeforeTheSeries: OwnershipDesign, DecisionTable {
        /// `base`.
        let name = "base"
        let extras: Set<Extra> = []

        /// Makes the design.
        init() {}

        /// Whether VFIO has the group.
        func isUserOwned(_ group: GroupState) -> Bool { group.token != nil }

        /// Nothing is counted.
        var countsLateDevices: Bool { false }

        func isClaimed(_ group: GroupState) -> Bool { isUserOwned(group) }

        func kernelUse(as token: Token?, _ group: inout GroupState) -> Outcome {
            guard isUserOwned(group) else { return .success }
            group.hasCrashed = true
            return .bug
        }

        func kernelUnuse(_ group: inout GroupState) -> Outcome { .void }

        func claim(_ token: Token?, _ group: inout GroupState) -> Outcome {
            guard !isUserOwned(group) else { return .failure(.invalidArgument) }
            group.token = token
            return .success
        }

        func release(_ group: inout GroupState) -> Outcome {
            guard isUserOwned(group) else { return .void }
            group.token = nil
            return detach(&group)
        }

        func attach(_ domain: Domain, _ group: inout GroupState) -> Outcome {
            if group.defaultDomain != nil, group.domain != group.defaultDomain { return .failure(.busy) }
            if let error = group.attachMembers(to: domain) { return .failure(error) }
            group.domain = domain
            return .success
        }

        func detach(_ group: inout GroupState) -> Outcome {
            guard let defaultDomain = group.defaultDomain else {
                group.detachMembers()
                group.domain = nil
                return .void
            }
            if group.domain == defaultDomain { return .void }
            if group.attachMembers(to: defaultDomain) != nil { return .warning }
            group.domain = defaultDomain
            return .void
        }

        /// Nobody asks who owns the group: the device is attached to the default domain whatever holds.
        func join(_ device: Device, _ group: inout GroupState) -> Outcome {
            let before = group
            for domain in [group.domain, group.defaultDomain].compactMap({ $0 }) {
                if let error = group.attach(device, to: domain) {
                    group = before
                    return .failure(error)
                }
            }
            group[device].presence = .member
            return Outcome(.code(0), warned: isUserOwned(group))
        }

        func probe(_ device: Device, _ group: inout GroupState) -> Outcome {
            let joined = group[device].presence == .withoutGroup ? join(device, &group) : .success
            group[device].isBound = true
            guard group[device].presence == .member else { return .success }
            let outcome = kernelUse(as: nil, &group)
            return Outcome(outcome.value, warned: joined.warned)
        }
    }
}
