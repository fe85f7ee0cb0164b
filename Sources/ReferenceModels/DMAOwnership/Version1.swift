extension DMAOwnership {
    /// v1 (DMAOwnership.md, C.1): an owner type, a reference count, and the user's file.
    struct Version1: OwnershipDesign, SeriesAttach, ClaimingBus {
        /// `v1`.
        let name = "v1"
        let extras: Set<Extra> = [.nullToken, .query, .kernelToken, .noneArgument]
        let busOrder = BusOrder.beforeFirmware
        let leaksInRemovalTest = false

        /// Makes the design.
        init() {}

        /// `O == USER`.
        func isUserOwned(_ group: GroupState) -> Bool { group.owner == .user }

        func isClaimed(_ group: GroupState) -> Bool { group.owner != .none }

        func kernelUse(as token: Token?, _ group: inout GroupState) -> Outcome { set(.kernel, nil, &group) }
        func kernelUnuse(_ group: inout GroupState) -> Outcome { release(.kernel, &group) }
        func claim(_ token: Token?, _ group: inout GroupState) -> Outcome { set(.user, token, &group) }
        func release(_ group: inout GroupState) -> Outcome { release(.user, &group) }

        func performExtra(_ operation: Operation, _ group: inout GroupState) -> Outcome {
            operation == .setNone ? set(.none, nil, &group) : release(.none, &group)
        }

        private func set(_ owner: OwnerType, _ file: Token?, _ group: inout GroupState) -> Outcome {
            if group.owner != .none, group.owner != owner { return .failure(.busy) }
            if owner == .user {
                guard let file else { return .failure(.invalidArgument) }
                if let other = group.token, other != file { return .failure(.notPermitted) }
            }
            if group.ownerCount != 0 {
                return Outcome(.code(0), warned: GroupState.increment(&group.ownerCount))
            }
            if owner == .user, let domain = group.domain {
                if domain != group.defaultDomain { return .failure(.busy) }
                group.owner = owner
                _ = detach(&group)
            }
            group.owner = owner
            group.ownerCount = 1
            if owner == .user { group.token = file }
            return .success
        }

        private func release(_ owner: OwnerType, _ group: inout GroupState) -> Outcome {
            guard group.owner == owner else { return .warning }
            let (isLast, warned) = GroupState.decrement(&group.ownerCount)
            guard isLast else { return Outcome(.none, warned: warned) }
            group.owner = .none
            guard owner == .user else { return .void }
            group.token = nil
            return restoreDefaultDomain(&group)
        }
    }
}
