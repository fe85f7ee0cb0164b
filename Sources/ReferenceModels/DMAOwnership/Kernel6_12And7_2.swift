extension DMAOwnership {
    /// Linux 6.12 and 7.2 (DMAOwnership.md, F.3): NULL is refused, a device may be claimed by itself and then claims are
    /// counted, a new device always goes where the group is.
    struct Kernel6_12And7_2: OwnershipDesign, CoreDomain, ClaimingBus {
        /// Which of the two it is.
        enum Release: String { case v6_12 = "6.12", v7_2 = "7.2" }

        /// Which of the two it is.
        let release: Release
        /// `6.12` or `7.2`.
        var name: String { release.rawValue }
        let extras: Set<Extra> = [.nullToken, .query, .deviceClaim]
        let busOrder = BusOrder.afterFirmware
        let leaksInRemovalTest = false

        init(_ release: Release) { self.release = release }

        /// `k != NULL`.
        func isUserOwned(_ group: GroupState) -> Bool { group.token != nil }

        func isClaimed(_ group: GroupState) -> Bool { group.ownerCount != 0 }

        func kernelUse(as token: Token?, _ group: inout GroupState) -> Outcome {
            guard group.defaultDomain != nil else { return .failure(.probeDefer) }
            let isInTheWay =
                group.domain != group.defaultDomain || isUserOwned(group) || group.configuration.usesPASIDs
            if group.ownerCount != 0, isInTheWay { return .failure(.busy) }
            group.ownerCount += 1
            return .success
        }

        func kernelUnuse(_ group: inout GroupState) -> Outcome {
            guard group.ownerCount != 0, !group.configuration.usesPASIDs else { return .warning }
            group.ownerCount -= 1
            return .void
        }

        func claim(_ token: Token?, _ group: inout GroupState) -> Outcome {
            guard token != nil else { return Self.refusedNull }
            return group.ownerCount != 0 ? .failure(.notPermitted) : takeFree(for: token, &group)
        }

        func release(_ group: inout GroupState) -> Outcome {
            guard group.ownerCount != 0, isUserOwned(group), !group.configuration.usesPASIDs else {
                return .warning
            }
            return giveGroupBack(&group)
        }

        func performExtra(_ operation: Operation, _ group: inout GroupState) -> Outcome {
            switch operation {
            case .claimDevice(_, let token): return claimDevice(token, &group)
            case .releaseDevice: return releaseDevice(&group)
            default: preconditionFailure("\(name) has no \(operation.name)")
            }
        }

        private static let refusedNull = Outcome(.code(Errno.invalidArgument.rawValue), warned: true)

        private func takeFree(for token: Token?, _ group: inout GroupState) -> Outcome {
            group.configuration.usesPASIDs ? .failure(.busy) : takeGroup(for: token, &group)
        }

        private func claimDevice(_ token: Token?, _ group: inout GroupState) -> Outcome {
            guard token != nil else { return Self.refusedNull }
            guard group.ownerCount != 0 else { return takeFree(for: token, &group) }
            guard group.token == token else { return .failure(.notPermitted) }
            group.ownerCount += 1
            return .success
        }

        /// With n > 1 nobody looks at the owner (facts g12).
        private func releaseDevice(_ group: inout GroupState) -> Outcome {
            guard group.ownerCount <= 1 else {
                group.ownerCount -= 1
                return .void
            }
            return release(&group)
        }

        func attach(_ domain: Domain, _ group: inout GroupState) -> Outcome {
            isTaken(group) ? .failure(.busy) : setDomain(domain, &group)
        }

        /// On an error the devices are put back. 7.2 switches nothing while a device is being reset.
        func setDomain(_ domain: Domain?, _ group: inout GroupState) -> Outcome {
            if group.domain == domain { return .success }
            if release == .v7_2, group.configuration.isRecovering { return .failure(.busy) }
            guard let domain else { return Outcome(.code(Errno.invalidArgument.rawValue), warned: true) }
            let before = group
            if let error = group.attachMembers(to: domain) {
                if group.domain != nil { group = before }
                return .failure(error)
            }
            group.domain = domain
            return .success
        }

        /// Every device is tried; one that is refused stays where it was. (The kernel moves it to the domain that
        /// blocks, if the group has ever been claimed, which is not remembered here.)
        func mustSetDomain(_ domain: Domain?, _ group: inout GroupState) -> Outcome {
            if group.domain == domain { return .void }
            guard let domain else { return .warning }
            var warned = false
            for device in group.members where group.attach(device, to: domain) != nil { warned = true }
            group.domain = domain
            return Outcome(.none, warned: warned)
        }

        /// One step: where the group is, or the default domain for the first of them. Where the group is on no
        /// domain and the IOMMU driver has no default one, the device does not join.
        func join(_ device: Device, _ group: inout GroupState) -> Outcome {
            guard let domain = group.domain ?? group.defaultDomain else { return .failure(.invalidArgument) }
            if let error = group.attach(device, to: domain) { return .failure(error) }
            group.domain = domain
            group[device].presence = .member
            return .success
        }
    }
}
