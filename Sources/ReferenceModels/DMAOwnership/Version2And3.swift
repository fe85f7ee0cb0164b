extension DMAOwnership {
    /// v2 and v3 (DMAOwnership.md, C.2): four owner types, an opaque cookie that is compared for every type, and an attach
    /// that several drivers of a group may share. They differ in the count that the shared attach uses: v2 takes
    /// the owners' count, v3 one of its own.
    struct Version2And3: OwnershipDesign, SeriesAttach, ClaimingBus {
        /// Which of the two it is.
        enum Revision: String, Hashable, Sendable { case v2, v3 }

        /// Which of the two it is.
        let revision: Revision
        /// `v2` or `v3`.
        var name: String { revision.rawValue }
        let extras: Set<Extra> = [
            .nullToken, .query, .kernelToken, .noneArgument, .privateOwner, .sharedAttach,
        ]
        let busOrder = BusOrder.beforeFirmware
        let leaksInRemovalTest = true

        /// Makes the design.
        init(_ revision: Revision) { self.revision = revision }

        /// `O == PRIVATE_DOMAIN_USER`.
        func isUserOwned(_ group: GroupState) -> Bool { group.owner == .user }

        func isClaimed(_ group: GroupState) -> Bool { group.owner != .none }

        func kernelUse(as token: Token?, _ group: inout GroupState) -> Outcome { set(.kernel, token, &group) }
        func kernelUnuse(_ group: inout GroupState) -> Outcome { release(.kernel, &group) }
        func claim(_ token: Token?, _ group: inout GroupState) -> Outcome { set(.user, token, &group) }
        func release(_ group: inout GroupState) -> Outcome { release(.user, &group) }

        func performExtra(_ operation: Operation, _ group: inout GroupState) -> Outcome {
            switch operation {
            case .setPrivate(_, let token): set(.privateDomain, token, &group)
            case .releasePrivate: release(.privateDomain, &group)
            case .setNone: set(.none, nil, &group)
            case .releaseNone: release(.none, &group)
            case .attachShared(let domain, _): attachShared(domain, &group)
            case .detachShared(let domain, _): detachShared(domain, &group)
            default: preconditionFailure("\(name) has no \(operation.name)")
            }
        }

        private func set(_ owner: OwnerType, _ cookie: Token?, _ group: inout GroupState) -> Outcome {
            if group.ownerCount != 0 {
                guard group.owner == owner, group.token == cookie else {
                    return refusal(of: group.ownerCount)
                }
                return Outcome(.code(0), warned: GroupState.increment(&group.ownerCount))
            }
            group.owner = owner
            if owner == .user, let domain = group.domain {
                if domain != group.defaultDomain {
                    group.owner = .none
                    return .failure(.busy)
                }
                _ = detach(&group)
            }
            group.token = cookie
            group.ownerCount = 1
            return .success
        }

        /// The count is taken before the caller is looked at, and given back: a saturated one says so.
        private func refusal(of count: Int) -> Outcome {
            Outcome(.code(Errno.busy.rawValue), warned: count == GroupState.saturated)
        }

        /// The cookie is left behind; with n = 0 nobody looks at it.
        private func release(_ owner: OwnerType, _ group: inout GroupState) -> Outcome {
            guard group.owner == owner else { return .warning }
            let (isLast, warned) = GroupState.decrement(&group.ownerCount)
            guard isLast else { return Outcome(.none, warned: warned) }
            group.owner = .none
            return owner == .user ? restoreDefaultDomain(&group) : .void
        }

        private func isPrivate(_ group: GroupState) -> Bool {
            group.owner == .privateDomain || group.owner == .user
        }

        private func attachShared(_ domain: Domain, _ group: inout GroupState) -> Outcome {
            if group.attachCount != 0 {
                guard group.domain == domain, isPrivate(group) else {
                    return refusal(of: group.attachCount)
                }
                return Outcome(.code(0), warned: GroupState.increment(&group.attachCount))
            }
            let outcome = attach(domain, &group)
            guard outcome.isSuccess else { return outcome }
            switch revision {
            case .v2: group.ownerCount = 1
            case .v3: group.attachCount = 1
            }
            return outcome
        }

        private func detachShared(_ domain: Domain, _ group: inout GroupState) -> Outcome {
            guard group.domain == domain, isPrivate(group) else { return .warning }
            let (isLast, warned) =
                switch revision {
                case .v2: GroupState.decrement(&group.ownerCount)
                case .v3: GroupState.decrement(&group.attachCount)
                }
            guard isLast else { return Outcome(.none, warned: warned) }
            let outcome = detach(&group)
            group.owner = .none
            return outcome
        }
    }
}
