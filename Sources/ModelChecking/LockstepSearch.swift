extension Comparison {
    /// Searches breadth-first.
    public func run() -> Result {
        var search = LockstepSearch(comparison: self)
        return search.run()
    }

    /// Performs a given run on both sides. It ends early where a side cannot go on, or does not know how.
    ///
    /// - Parameter choices: what the environment chooses, operation by operation; it chooses the usual where the
    ///   list has ended, and on a side that has no such choice.
    public func replay(_ trace: [Operation], choices: [String] = []) -> [Step] {
        var steps: [Step] = []
        var leftState = left.initial
        var rightState = right.initial
        for (index, operation) in trace.enumerated() {
            let choice = index < choices.count ? choices[index] : ""
            let lefts = left.perform(operation, in: leftState)
            let rights = right.perform(operation, in: rightState)
            guard let onLeft = lefts.first(where: { $0.choice == choice }) ?? lefts.first,
                let onRight = rights.first(where: { $0.choice == choice }) ?? rights.first,
                case .reached(let nextLeft, let seenLeft) = onLeft.ending,
                case .reached(let nextRight, let seenRight) = onRight.ending
            else { break }
            (leftState, rightState) = (nextLeft, nextRight)
            steps.append(
                Step(
                    operation: operation, choice: choice, leftObservation: seenLeft,
                    rightObservation: seenRight, leftState: leftState, rightState: rightState))
        }
        return steps
    }
}

/// A lockstep search under way.
private struct LockstepSearch<Left: ObservedSystem, Right: ObservedSystem, Signature: Hashable & Sendable>
where Left.Operation == Right.Operation, Left.Observation == Right.Observation {
    typealias Lockstep = Comparison<Left, Right, Signature>

    /// A pair of states that was reached, and how.
    struct Visit {
        var left: Left.State
        var right: Right.State
        var parent: Int
        var step: Lockstep.Step?
        var depth: Int
        /// Where the sides parted, and how many steps are left to follow them.
        var parted: Parting?
    }

    struct Parting: Hashable {
        var signature: Signature
        var remaining: Int
    }

    struct Key: Hashable {
        var left: Left.State
        var right: Right.State
        var parted: Parting?
    }

    struct Consequence: Hashable {
        var root: Signature
        var signature: Signature
    }

    struct UnknownKey: Hashable {
        var operation: Lockstep.Operation
        var reason: String
        var isLeft: Bool
    }

    let comparison: Lockstep
    var visits: [Visit] = []
    var seen: Set<Key> = []
    var found: Set<Signature> = []
    var foundConsequences: Set<Consequence> = []
    var unknownIndex: [UnknownKey: Int] = [:]
    var result = Lockstep.Result(
        differences: [], consequences: [], unknown: [], pairCount: 0, stepCount: 0, reachedBound: nil)

    init(comparison: Lockstep) { self.comparison = comparison }

    mutating func run() -> Lockstep.Result {
        visit(
            Visit(
                left: comparison.left.initial, right: comparison.right.initial, parent: -1, step: nil,
                depth: 0,
                parted: nil))
        var next = 0
        while next < visits.count {
            expand(next)
            next += 1
        }
        result.pairCount = visits.count
        return result
    }

    private mutating func expand(_ index: Int) {
        let current = visits[index]
        if let parted = current.parted, parted.remaining == 0 { return }
        let offered = Set(comparison.right.operations(in: current.right))
        let isTried = comparison.tried(current.left, current.right)
        let operations = comparison.left.operations(in: current.left).filter {
            offered.contains($0) && isTried($0)
        }.sorted()
        if let limit = comparison.bounds.depth, current.depth >= limit {
            // What comes after a difference is followed beyond the bound: it is only shown, not searched for.
            if current.parted == nil {
                if !operations.isEmpty, result.reachedBound == nil { result.reachedBound = .depth(limit) }
                return
            }
        }
        for operation in operations {
            let lefts = comparison.left.perform(operation, in: current.left)
            let rights = comparison.right.perform(operation, in: current.right)
            for (left, right) in paired(lefts, rights) {
                result.stepCount += 1
                follow(operation, left, right, from: index)
            }
        }
    }

    /// The performances of both sides under the same choice. A side that was not asked to choose goes its usual
    /// way, whatever the other one was given.
    private func paired(
        _ lefts: [Performance<Left.State, Lockstep.Observation>],
        _ rights: [Performance<Right.State, Lockstep.Observation>]
    ) -> [(Performance<Left.State, Lockstep.Observation>, Performance<Right.State, Lockstep.Observation>)] {
        guard let usualLeft = lefts.first, let usualRight = rights.first else { return [] }
        if lefts.count == 1, rights.count == 1 { return [(usualLeft, usualRight)] }
        let both = lefts.map { left in (left, rights.first { $0.choice == left.choice } ?? usualRight) }
        let choices = Set(lefts.map(\.choice))
        return both + rights.filter { !choices.contains($0.choice) }.map { (usualLeft, $0) }
    }

    private mutating func follow(
        _ operation: Lockstep.Operation, _ left: Performance<Left.State, Lockstep.Observation>,
        _ right: Performance<Right.State, Lockstep.Observation>, from index: Int
    ) {
        guard case .reached(let leftState, let leftSeen) = left.ending,
            case .reached(let rightState, let rightSeen) = right.ending
        else {
            if case .unknown(let reason) = left.ending { count(operation, reason, isLeft: true, from: index) }
            if case .unknown(let reason) = right.ending {
                count(operation, reason, isLeft: false, from: index)
            }
            return
        }
        let step = Lockstep.Step(
            operation: operation, choice: left.choice.isEmpty ? right.choice : left.choice,
            leftObservation: leftSeen, rightObservation: rightSeen, leftState: leftState,
            rightState: rightState)
        var parted = visits[index].parted
        parted?.remaining -= 1
        if !step.isEqual {
            let signature = comparison.signature(operation, leftSeen, rightSeen)
            if let root = parted?.signature {
                if let before = visits[index].step, comparison.isTold(before, step),
                    foundConsequences.insert(Consequence(root: root, signature: signature)).inserted
                {
                    result.consequences.append(.init(signature: signature, steps: steps(to: index) + [step]))
                }
            } else {
                if found.insert(signature).inserted {
                    result.differences.append(.init(signature: signature, steps: steps(to: index) + [step]))
                }
                parted = Parting(signature: signature, remaining: comparison.stepsAfterDifference)
            }
        }
        if step.isEqual, parted == nil, let reason = comparison.doubt(leftSeen) {
            count(operation, reason, isLeft: true, from: index)
        }
        if let parted, parted.remaining == 0 { return }
        visit(
            Visit(
                left: leftState, right: rightState, parent: index, step: step, depth: visits[index].depth + 1,
                parted: parted))
    }

    private mutating func visit(_ visit: Visit) {
        let (left, right) = comparison.representative(visit.left, visit.right)
        let key = Key(left: left, right: right, parted: visit.parted)
        guard !seen.contains(key) else { return }
        guard visits.count < comparison.bounds.states else {
            result.reachedBound = .states(comparison.bounds.states)
            return
        }
        seen.insert(key)
        visits.append(visit)
    }

    private mutating func count(
        _ operation: Lockstep.Operation, _ reason: String, isLeft: Bool, from index: Int
    ) {
        let key = UnknownKey(operation: operation, reason: reason, isLeft: isLeft)
        if let known = unknownIndex[key] {
            result.unknown[known].count += 1
            return
        }
        unknownIndex[key] = result.unknown.count
        result.unknown.append(
            .init(
                operation: operation, reason: reason, isLeft: isLeft,
                trace: steps(to: index).map(\.operation) + [operation], count: 1))
    }

    private func steps(to index: Int) -> [Lockstep.Step] {
        var steps: [Lockstep.Step] = []
        var visit = visits[index]
        while let step = visit.step {
            steps.append(step)
            visit = visits[visit.parent]
        }
        return steps.reversed()
    }
}
