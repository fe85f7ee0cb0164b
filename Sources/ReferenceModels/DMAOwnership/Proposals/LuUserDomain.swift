extension DMAOwnership {
    /// Lu's reply in the v1 thread (d79acc01-eeaf-e6ac-0415-af498c355a00@linux.intel.com): a domain that is
    /// allocated for a user stores the user's file, and may be attached only to a group that the same file owns.
    /// All else as v1.
    ///
    /// Here UA is allocated for f1 and UB for f2. The mail names no error for a mismatch; −EPERM is what v1 returns
    /// for another file.
    struct LuUserDomain: OwnershipDesign, SeriesAttach, ClaimingBus {
        /// `Lu`.
        let name = "Lu"
        let extras = Version1().extras
        let busOrder = BusOrder.beforeFirmware
        let leaksInRemovalTest = false
        private let series = Version1()

        /// `O == USER`.
        func isUserOwned(_ group: GroupState) -> Bool { series.isUserOwned(group) }
        func isClaimed(_ group: GroupState) -> Bool { series.isClaimed(group) }
        func kernelUse(as token: Token?, _ group: inout GroupState) -> Outcome {
            series.kernelUse(as: token, &group)
        }
        func kernelUnuse(_ group: inout GroupState) -> Outcome { series.kernelUnuse(&group) }
        func claim(_ token: Token?, _ group: inout GroupState) -> Outcome { series.claim(token, &group) }
        func release(_ group: inout GroupState) -> Outcome { series.release(&group) }
        func performExtra(_ operation: Operation, _ group: inout GroupState) -> Outcome {
            series.performExtra(operation, &group)
        }

        func attach(_ domain: Domain, _ group: inout GroupState) -> Outcome {
            guard domain.user == group.token else { return .failure(.notPermitted) }
            return series.attach(domain, &group)
        }
    }
}

extension DMAOwnership.Domain {
    /// Whose domain it is, where the domains of both users are told apart.
    var user: DMAOwnership.Token? {
        switch self {
        case .userA: .f1
        case .userB: .f2
        case .defaultDomain, .blocking: nil
        }
    }
}
