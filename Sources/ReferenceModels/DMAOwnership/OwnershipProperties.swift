import ModelChecking

extension DMAOwnership {
    /// The safety properties P1–P12 (facts G), each an expression over the group and who holds what.
    struct OwnershipProperties {
        typealias State = GroupSystem.State
        typealias Property = ModelChecking.Property<State, Operation>

        let design: any OwnershipDesign

        /// Whether the group keeps a count and an owner that can be right or wrong.
        private var keepsAccount: Bool { !(design is BeforeTheSeries) && !(design is MurphyDerived) }

        /// What makes sense for the design: where the group stores no owner there is none to be counted.
        var all: [Property] {
            let always = [
                exclusion, blocked, noDefault, restored, foreign, probeFails, ownersPath, secondDriver,
                together,
                detachable, uncountedDriver, attachOccurs,
            ]
            let accounts = keepsAccount ? [oneUser, counted, coherent] : []
            let strays = design is BeforeTheSeries ? [] : [strayIsInert]
            return always + accounts + strays
        }

        private var exclusion: Property {
            .always("P1") { !($0.history.isClaimed && $0.history.isKernelUsed) }
        }

        private var oneUser: Property { .always("P2") { $0.history.claimants.count <= 1 } }

        private var counted: Property { .always("P3") { $0.group.ownerCount == $0.history.grants } }

        private var coherent: Property {
            .always("P4") { [design] state in
                let isOwned = design.isUserOwned(state.group)
                return isOwned == state.history.isClaimed && (state.group.ownerCount != 0 || !isOwned)
            }
        }

        private var blocked: Property {
            .always("P5") { state in
                !state.history.isClaimed
                    || !state.group.members.contains { state.group[$0].attachment == .defaultDomain }
            }
        }

        private var noDefault: Property {
            .onEveryStep("P6") { [design] before, _, after in
                !(design.isUserOwned(before.group) && design.isUserOwned(after.group))
                    || !after.group.members.contains {
                        after.group[$0].attachment == .defaultDomain
                            && before.group[$0].attachment != .defaultDomain
                    }
            }
        }

        private var restored: Property {
            .onEveryStep("P7") { before, _, after in
                !before.history.isClaimed || after.history.isClaimed
                    || after.group.domain == after.group.defaultDomain
                        && after.group.members.allSatisfy {
                            after.group[$0].attachment == after.group.defaultDomain
                        }
            }
        }

        private var foreign: Property {
            .onEveryStep("P10") { before, operation, after in
                guard operation.isClaim, after.outcome?.isSuccess == true, !before.history.isClaimed,
                    let domain = before.group.domain, domain.isUnmanaged
                else { return true }
                return domain.user == (operation.token ?? nil) ?? .f1
            }
        }

        /// The owner's own domain is UA for f1 and NULL, UB for f2; whatever else is attached is another's.
        private var ownersPath: Property {
            .onEveryStep("P9") { before, operation, after in
                guard operation.isAttach, after.outcome?.isSuccess == true, let domain = operation.domain
                else {
                    return true
                }
                return before.history.claimants.allSatisfy { ($0 ?? .f1) == domain.user }
            }
        }

        private var probeFails: Property {
            .onEveryStep("P11") { _, operation, after in
                guard case .probe(let device) = operation, let outcome = after.outcome else { return true }
                return outcome.value != .bug && (after.group[device].isBound || outcome.isFailure)
            }
        }

        /// Judged where the count is right: after a leak the group does not know that nobody holds it.
        private var strayIsInert: Property {
            .onEveryStep("P12") { [keepsAccount] before, operation, after in
                let isCountRight = !keepsAccount || before.group.ownerCount == before.history.grants
                return !isCountRight || !Discipline.isStray(operation, before.history)
                    || before.group == after.group
            }
        }

        // P8, clause by clause, about a driver that has attached a domain with `iommu_attach_device()`.

        /// No second driver may start beside one that the group has counted.
        private var secondDriver: Property {
            .onEveryStep("P8a") { before, operation, after in
                !Self.starts(operation, before, after, beside: { $0.use == .granted })
            }
        }

        /// All members are on the driver's domain.
        private var together: Property {
            .always("P8b") { state in
                Device.allCases.allSatisfy { device in
                    guard state.history[device].attachedForKernel else { return true }
                    return state.group.members.allSatisfy {
                        state.group[$0].attachment == state.history[device].attached
                    }
                }
            }
        }

        /// The driver can detach again.
        private var detachable: Property {
            .onEveryStep("P8c") { before, operation, after in
                guard case .detachDevice(let domain, let device) = operation,
                    before.history[device].attachedForKernel
                else { return true }
                return after.outcome?.warned == false
                    && after.group.members.allSatisfy { after.group[$0].attachment != domain }
            }
        }

        /// No second driver may start beside one that manages its DMA itself and is not counted.
        private var uncountedDriver: Property {
            .onEveryStep("P8d") { before, operation, after in
                !Self.starts(operation, before, after, beside: { $0.use == .none })
            }
        }

        /// Not a wish but a question: does a driver ever get to attach a domain? Where not, P8 is about nothing.
        private var attachOccurs: Property {
            .always("P8 occurs") { !$0.history.d0.attachedForKernel && !$0.history.d1.attachedForKernel }
        }

        /// Whether the step starts a driver in the group beside another one that has attached its domain.
        private static func starts(
            _ operation: Operation, _ before: State, _ after: State, beside: (History.OfDevice) -> Bool
        ) -> Bool {
            guard let device = operation.device, before.group[device].presence == .member,
                before.history[device].use == .none, after.history[device].use != .none
            else { return false }
            let other = before.history[device.other]
            return other.attachedForKernel && beside(other)
        }
    }
}

extension DMAOwnership.Operation {
    /// Whether a user claims.
    var isClaim: Bool {
        switch self {
        case .claim, .claimDevice: true
        default: false
        }
    }

    /// Whether a domain is attached.
    var isAttach: Bool {
        switch self {
        case .attachDevice, .attachGroup, .attachShared: true
        default: false
        }
    }
}
