extension DMAOwnership {
    /// Hellwig's reply to v1 (YZJdJH4AS+vm0j06@infradead.org): no enum, the owner is in the file pointer. NULL is
    /// nobody, the constant 1 the kernel, a real pointer its user. All else as v1, whose explicit NONE has no
    /// counterpart.
    struct HellwigPointer: OwnershipDesign, SeriesAttach, ClaimingBus {
        /// `Hellwig`.
        let name = "Hellwig"
        let extras: Set<Extra> = [.nullToken, .query]
        let busOrder = BusOrder.beforeFirmware
        let leaksInRemovalTest = false

        /// What the one pointer holds; kept in `owner` and `token`, which always agree.
        private enum Pointer: Equatable {
            case null, kernel
            case user(Token)
        }

        private func pointer(_ group: GroupState) -> Pointer {
            group.token.map { .user($0) } ?? (group.owner == .kernel ? .kernel : .null)
        }

        private func store(_ pointer: Pointer, in group: inout GroupState) {
            switch pointer {
            case .null: (group.owner, group.token) = (.none, nil)
            case .kernel: (group.owner, group.token) = (.kernel, nil)
            case .user(let token): (group.owner, group.token) = (.user, token)
            }
        }

        /// A real pointer.
        func isUserOwned(_ group: GroupState) -> Bool { group.token != nil }

        func isClaimed(_ group: GroupState) -> Bool { pointer(group) != .null }

        func kernelUse(as token: Token?, _ group: inout GroupState) -> Outcome { set(.kernel, &group) }

        func kernelUnuse(_ group: inout GroupState) -> Outcome {
            guard pointer(group) == .kernel else { return .warning }
            group.ownerCount -= 1
            if group.ownerCount == 0 { store(.null, in: &group) }
            return .void
        }

        func claim(_ token: Token?, _ group: inout GroupState) -> Outcome {
            guard let token else { return .failure(.invalidArgument) }
            return set(.user(token), &group)
        }

        func release(_ group: inout GroupState) -> Outcome {
            guard case .user = pointer(group) else { return .warning }
            group.ownerCount -= 1
            guard group.ownerCount == 0 else { return .void }
            store(.null, in: &group)
            return restoreDefaultDomain(&group)
        }

        private func set(_ new: Pointer, _ group: inout GroupState) -> Outcome {
            switch (pointer(group), new) {
            case (.null, .kernel): break
            case (.null, _):
                if group.domain != nil, group.domain != group.defaultDomain { return .failure(.busy) }
                store(new, in: &group)
                if group.domain != nil { _ = detach(&group) }
            case (let old, _) where old == new: break
            case (.user, .user): return .failure(.notPermitted)
            default: return .failure(.busy)
            }
            store(new, in: &group)
            group.ownerCount += 1
            return .success
        }
    }
}
