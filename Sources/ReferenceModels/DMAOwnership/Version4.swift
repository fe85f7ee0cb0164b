extension DMAOwnership {
    /// v4 (DMAOwnership.md, C.3): plain counters, no NONE, and a claim that warns of a foreign domain instead of refusing.
    struct Version4: OwnershipDesign, SeriesAttach, ClaimingBus {
        /// `v4`.
        let name = "v4"
        let extras: Set<Extra> = [.nullToken, .query, .kernelToken, .privateOwner, .sharedAttach]
        let busOrder = BusOrder.afterFirmware
        let losesRefusal = true
        let leaksInRemovalTest = true

        /// Makes the design.
        init() {}

        /// `DMA_OWNER_DMA_API` is 0: a new group starts with it.
        func initialState(_ configuration: Configuration, d1: Presence) -> GroupState {
            var group = GroupState(configuration: configuration, d1: d1)
            group.owner = .kernel
            return group
        }

        /// `O == PRIVATE_DOMAIN_USER`.
        func isUserOwned(_ group: GroupState) -> Bool { group.owner == .user }

        func isClaimed(_ group: GroupState) -> Bool { group.ownerCount != 0 }

        func kernelUse(as token: Token?, _ group: inout GroupState) -> Outcome { set(.kernel, token, &group) }
        func kernelUnuse(_ group: inout GroupState) -> Outcome { release(.kernel, &group) }
        func claim(_ token: Token?, _ group: inout GroupState) -> Outcome { set(.user, token, &group) }
        func release(_ group: inout GroupState) -> Outcome { release(.user, &group) }

        func performExtra(_ operation: Operation, _ group: inout GroupState) -> Outcome {
            switch operation {
            case .setPrivate(_, let token): set(.privateDomain, token, &group)
            case .releasePrivate: release(.privateDomain, &group)
            case .attachShared(let domain, _): attachShared(domain, &group)
            case .detachShared(let domain, _): detachShared(domain, &group)
            default: preconditionFailure("\(name) has no \(operation.name)")
            }
        }

        /// The domain is looked at on every claim of a user, also on a second one.
        private func set(_ owner: OwnerType, _ cookie: Token?, _ group: inout GroupState) -> Outcome {
            if group.ownerCount != 0, group.owner != owner || group.token != cookie { return .failure(.busy) }
            group.owner = owner
            group.token = cookie
            group.ownerCount += 1
            guard owner == .user, let domain = group.domain else { return .success }
            guard domain == group.defaultDomain else { return Outcome(.code(0), warned: true) }
            _ = detach(&group)
            return .success
        }

        private func release(_ owner: OwnerType, _ group: inout GroupState) -> Outcome {
            guard group.ownerCount != 0, group.owner == owner else { return .warning }
            group.ownerCount -= 1
            guard group.ownerCount == 0 else { return .void }
            group.owner = .kernel
            return owner == .user ? restoreDefaultDomain(&group) : .void
        }

        private func isPrivate(_ group: GroupState) -> Bool {
            group.owner == .privateDomain || group.owner == .user
        }

        private func attachShared(_ domain: Domain, _ group: inout GroupState) -> Outcome {
            guard isPrivate(group) else { return .failure(.notPermitted) }
            if group.attachCount != 0 {
                guard group.domain == domain else { return .failure(.busy) }
                group.attachCount += 1
                return .success
            }
            let outcome = attach(domain, &group)
            if outcome.isSuccess { group.attachCount = 1 }
            return outcome
        }

        private func detachShared(_ domain: Domain, _ group: inout GroupState) -> Outcome {
            guard group.attachCount != 0, group.domain == domain, isPrivate(group) else { return .warning }
            group.attachCount -= 1
            return group.attachCount == 0 ? detach(&group) : .void
        }
    }
}
