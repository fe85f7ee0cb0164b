extension DMAOwnership {
    /// Linux 6.1 (DMAOwnership.md, F.2): as v8, with a domain that blocks. Two domains of type IDENTITY, which 6.1 takes for
    /// the same, are not modelled.
    struct Kernel6_1: OwnershipDesign, CoreDomain, ClaimingBus {
        /// `6.1`.
        let name = "6.1"
        let extras: Set<Extra> = [.nullToken, .query]
        let busOrder = BusOrder.afterFirmware
        let leaksInRemovalTest = false

        /// `k != NULL`.
        func isUserOwned(_ group: GroupState) -> Bool { group.token != nil }

        func isClaimed(_ group: GroupState) -> Bool { group.ownerCount != 0 }

        func kernelUse(as token: Token?, _ group: inout GroupState) -> Outcome {
            if group.ownerCount != 0, isUserOwned(group) || group.domain != group.defaultDomain {
                return .failure(.busy)
            }
            group.ownerCount += 1
            return .success
        }

        func kernelUnuse(_ group: inout GroupState) -> Outcome {
            guard group.ownerCount != 0 else { return .warning }
            group.ownerCount -= 1
            return .void
        }

        func claim(_ token: Token?, _ group: inout GroupState) -> Outcome {
            group.ownerCount != 0 ? .failure(.notPermitted) : takeGroup(for: token, &group)
        }

        func release(_ group: inout GroupState) -> Outcome {
            guard group.ownerCount != 0, isUserOwned(group) else { return .warning }
            return giveGroupBack(&group)
        }

        /// On an error the devices are put back, as far as the driver lets them.
        func attach(_ domain: Domain, _ group: inout GroupState) -> Outcome {
            if isTaken(group) { return .failure(.busy) }
            guard let error = group.attachMembers(to: domain) else {
                group.domain = domain
                return .success
            }
            let old = group.domain
            group.domain = nil
            let restored = setDomain(old, &group)
            return Outcome(.code(error.rawValue), warned: restored.warned || !restored.isSuccess)
        }

        /// An error leaves behind what was switched before it.
        func setDomain(_ domain: Domain?, _ group: inout GroupState) -> Outcome {
            if group.domain == domain { return .success }
            guard let domain else {
                guard group.configuration.canDetach else {
                    return Outcome(.code(Errno.invalidArgument.rawValue), warned: true)
                }
                group.detachMembers()
                group.domain = nil
                return .success
            }
            if let error = group.attachMembers(to: domain) { return .failure(error) }
            group.domain = domain
            return .success
        }

        func mustSetDomain(_ domain: Domain?, _ group: inout GroupState) -> Outcome {
            let outcome = setDomain(domain, &group)
            return outcome.isSuccess && !outcome.warned ? .void : .warning
        }
    }
}
