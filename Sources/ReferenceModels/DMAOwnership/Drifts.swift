import ModelChecking

extension DMAOwnership {
    /// A lockstep search of two designs from one start.
    public static func comparison(
        of old: any OwnershipDesign, with new: any OwnershipDesign, from start: LockstepStart
    ) -> Comparison<ObservedDesign, ObservedDesign, DriftSignature> {
        var comparison = comparison(
            of: ObservedDesign(old, start.configuration, d1: start.d1),
            with: ObservedDesign(new, start.configuration, d1: start.d1), depth: start.depth)
        comparison.representative = GroupState.withoutNames
        return comparison
    }

    /// A lockstep search of two systems that begin alike: two revisions in C, or one in C and a design.
    public static func comparison<Old: ObservedSystem, New: ObservedSystem>(
        of old: Old, with new: New, depth: Int
    ) -> Comparison<Old, New, DriftSignature>
    where
        Old.Operation == Operation, Old.Observation == Observation, New.Operation == Operation,
        New.Observation == Observation
    {
        var comparison = Comparison(
            old, new, bounds: Bounds(depth: depth, states: 200_000), stepsAfterDifference: 1,
            signature: DriftSignature.init)
        // That a group which was in another place stays there is no news.
        comparison.isTold = { before, step in
            step.leftObservation.outcome != step.rightObservation.outcome
                || before.leftObservation.isInTheSamePlace(as: before.rightObservation)
                    && !step.leftObservation.isInTheSamePlace(as: step.rightObservation)
        }
        comparison.doubt = { observation in
            observation.outcome.value == .undefined ? "both sides do what C leaves undefined" : nil
        }
        return comparison
    }

    /// The shortest calls after which two designs are seen to differ, one for each kind of difference, and what
    /// comes right after them; shorter ones first.
    static func drifts(from old: any OwnershipDesign, to new: any OwnershipDesign) -> [ModelDrift] {
        typealias Found = Comparison<ObservedDesign, ObservedDesign, DriftSignature>.Difference
        var differences: [DriftSignature: (start: LockstepStart, Found)] = [:]
        var consequences: [DriftSignature: (start: LockstepStart, Found)] = [:]
        for start in LockstepStart.all {
            let result = comparison(of: old, with: new, from: start).run()
            for found in result.differences {
                if let known = differences[found.signature], known.1.steps.count <= found.steps.count {
                    continue
                }
                differences[found.signature] = (start, found)
            }
            for found in result.consequences {
                if let known = consequences[found.signature], known.1.steps.count <= found.steps.count {
                    continue
                }
                consequences[found.signature] = (start, found)
            }
        }
        return [differences, consequences].flatMap { group in
            group.sorted { ($0.value.1.steps.count, $0.key) < ($1.value.1.steps.count, $1.key) }.map {
                signature, found in
                drift(signature, found.1, found.start, from: old, to: new)
            }
        }
    }

    private static func drift(
        _ signature: DriftSignature,
        _ found: Comparison<ObservedDesign, ObservedDesign, DriftSignature>.Difference,
        _ start: LockstepStart,
        from old: any OwnershipDesign, to new: any OwnershipDesign
    ) -> ModelDrift {
        func trace(
            _ design: any OwnershipDesign,
            _ seen: (Comparison<ObservedDesign, ObservedDesign, DriftSignature>.Step)
                -> (Observation, GroupState)
        ) -> ModelTrace {
            OwnershipModel().trace(
                start.setting.description, design.initialState(start.configuration, d1: start.d1),
                found.steps.map { step in
                    let (observation, state) = seen(step)
                    return (step.operation, observation, state)
                })
        }
        return ModelDrift(
            operation: signature.operation,
            old: trace(old) { ($0.leftObservation, $0.leftState) },
            new: trace(new) { ($0.rightObservation, $0.rightState) }, isConsequence: found.isConsequence)
    }
}

extension DMAOwnership.GroupState {
    /// The same pair for all that differ only in which user is f1, whose domain is UA, where no device is picky.
    @Sendable static func withoutNames(_ left: Self, _ right: Self) -> (Self, Self) {
        guard left.configuration.refusal == nil else { return (left, right) }
        let places = [
            left.domain, left.d0.attachment, left.d1.attachment, right.domain, right.d0.attachment,
            right.d1.attachment,
        ]
        let token = left.token ?? right.token
        let firstDomain = places.compactMap { $0 }.first { $0.isUnmanaged }
        let isSwapped = token.map { $0 == .f2 } ?? (firstDomain == .userB)
        return isSwapped ? (left.withUsersSwapped, right.withUsersSwapped) : (left, right)
    }

    /// The same state with f1 called f2 and UA called UB, and the other way round.
    var withUsersSwapped: Self {
        var swapped = self
        swapped.token = token?.other
        swapped.domain = domain?.other
        swapped.d0.attachment = d0.attachment?.other
        swapped.d1.attachment = d1.attachment?.other
        return swapped
    }
}
