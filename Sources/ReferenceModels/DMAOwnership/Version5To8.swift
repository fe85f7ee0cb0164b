extension DMAOwnership {
    /// v5 to v8 (DMAOwnership.md, C.4, C.5): a count and an owner. The kernel's users are counted without an owner; the token
    /// of a user is what keeps the default domain away.
    struct Version5To8: OwnershipDesign, SeriesAttach, ClaimingBus {
        /// Which of them it is.
        enum Revision: String, CaseIterable, Hashable, Sendable {
            case v5, v6, v7, v8
            case v8Resend = "v8-resend"
        }

        /// Which of them it is.
        let revision: Revision
        /// `v5` … `v8`, `v8-resend`.
        var name: String { revision.rawValue }
        let extras: Set<Extra> = [.nullToken, .query]
        let leaksInRemovalTest = true

        /// v8 moves the claim behind the firmware configuration.
        var busOrder: BusOrder {
            switch revision {
            case .v5, .v6, .v7: .beforeFirmware
            case .v8, .v8Resend: .afterFirmware
            }
        }

        /// v7 refuses every second claim, and its release ends them all.
        private var isClaimedOnce: Bool { revision != .v5 && revision != .v6 }

        /// Makes the design.
        init(_ revision: Revision) { self.revision = revision }

        /// `k != NULL`; the count is not looked at.
        func isUserOwned(_ group: GroupState) -> Bool { group.token != nil }

        func isClaimed(_ group: GroupState) -> Bool { group.ownerCount != 0 }

        /// With n = 0 neither the domain nor the owner is looked at.
        func kernelUse(as token: Token?, _ group: inout GroupState) -> Outcome {
            if group.ownerCount != 0, group.domain != group.defaultDomain || isUserOwned(group) {
                return .failure(.busy)
            }
            group.ownerCount += 1
            return .success
        }

        /// The owner is not looked at.
        func kernelUnuse(_ group: inout GroupState) -> Outcome {
            guard group.ownerCount != 0 else { return .warning }
            group.ownerCount -= 1
            return .void
        }

        func claim(_ token: Token?, _ group: inout GroupState) -> Outcome {
            if group.ownerCount != 0 {
                if isClaimedOnce || group.token != token { return .failure(.notPermitted) }
                group.ownerCount += 1
                return .success
            }
            if group.domain != nil, group.domain != group.defaultDomain { return .failure(.busy) }
            group.token = token
            if group.domain != nil { _ = detach(&group) }
            group.ownerCount = 1
            return .success
        }

        func release(_ group: inout GroupState) -> Outcome {
            guard group.ownerCount != 0, group.token != nil else { return .warning }
            group.ownerCount = isClaimedOnce ? 0 : group.ownerCount - 1
            guard group.ownerCount == 0 else { return .void }
            let outcome = restoreDefaultDomain(&group)
            group.token = nil
            return outcome
        }
    }
}
