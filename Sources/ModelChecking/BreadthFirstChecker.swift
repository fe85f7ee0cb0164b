/// Visits the states of a model in the order of their distance from the start, so that the counterexamples that
/// it finds are as short as any.
///
/// The order of initial states, actions and successors decides among equally short ones: the same model gives
/// the same result.
public struct BreadthFirstChecker<M: Model>: Sendable {
    /// The model.
    public var model: M
    /// How far to go.
    public var bounds: Bounds

    /// Makes a checker.
    public init(_ model: M, bounds: Bounds = Bounds()) {
        self.model = model
        self.bounds = bounds
    }

    /// Checks properties of the model, all in one search, which ends early when every one is violated.
    ///
    /// - Parameter names: which properties; `nil`: all of them.
    public func check(_ names: Set<String>? = nil) -> CheckResult<M.State, M.Action> {
        var search = Search(checker: self, names: names)
        search.run()
        return search.result
    }

    /// A search under way.
    private struct Search {
        /// A state that was reached, and from where.
        struct Visit {
            var state: M.State
            var parent: Int
            var action: M.Action?
            var depth: Int
        }

        /// A property that has not been violated yet.
        struct Open<Condition> {
            var name: String
            var holds: Condition
        }

        let checker: BreadthFirstChecker
        let names: [String]
        var visits: [Visit] = []
        var seen: Set<M.State> = []
        var ofStates: [Open<@Sendable (M.State) -> Bool>] = []
        var ofSteps: [Open<@Sendable (M.State, M.Action, M.State) -> Bool>] = []
        var violations: [String: Path<M.State, M.Action>] = [:]
        var reachedBound: ReachedBound?

        init(checker: BreadthFirstChecker, names: Set<String>?) {
            self.checker = checker
            let properties = checker.model.properties.filter { names?.contains($0.name) ?? true }
            self.names = properties.map(\.name)
            for property in properties {
                switch property.condition {
                case .always(let holds): ofStates.append(Open(name: property.name, holds: holds))
                case .onEveryStep(let holds): ofSteps.append(Open(name: property.name, holds: holds))
                }
            }
        }

        mutating func run() {
            let model = checker.model
            for state in model.initialStates { visit(state, parent: -1, action: nil, depth: 0) }
            var next = 0
            while next < visits.count, !ofStates.isEmpty || !ofSteps.isEmpty {
                let current = visits[next]
                let actions = model.actions(in: current.state)
                if let limit = checker.bounds.depth, current.depth >= limit {
                    if !actions.isEmpty, reachedBound == nil { reachedBound = .depth(limit) }
                    next += 1
                    continue
                }
                for action in actions {
                    for state in model.successors(of: current.state, taking: action) {
                        checkStep(from: next, action, to: state)
                        visit(state, parent: next, action: action, depth: current.depth + 1)
                    }
                }
                next += 1
            }
        }

        private mutating func visit(_ state: M.State, parent: Int, action: M.Action?, depth: Int) {
            let representative = checker.model.representative(of: state)
            guard !seen.contains(representative) else { return }
            guard visits.count < checker.bounds.states else {
                reachedBound = .states(checker.bounds.states)
                return
            }
            seen.insert(representative)
            visits.append(Visit(state: state, parent: parent, action: action, depth: depth))
            for property in ofStates where !property.holds(state) {
                violations[property.name] = path(to: visits.count - 1)
                ofStates.removeAll { $0.name == property.name }
            }
        }

        private mutating func checkStep(from index: Int, _ action: M.Action, to state: M.State) {
            for property in ofSteps where !property.holds(visits[index].state, action, state) {
                var path = path(to: index)
                path.steps.append(.init(action: action, state: state))
                violations[property.name] = path
                ofSteps.removeAll { $0.name == property.name }
            }
        }

        private func path(to index: Int) -> Path<M.State, M.Action> {
            var steps: [Path<M.State, M.Action>.Step] = []
            var visit = visits[index]
            while let action = visit.action {
                steps.append(.init(action: action, state: visit.state))
                visit = visits[visit.parent]
            }
            return Path(initial: visit.state, steps: steps.reversed())
        }

        var result: CheckResult<M.State, M.Action> {
            var verdicts: [String: PropertyVerdict<M.State, M.Action>] = [:]
            for name in names {
                verdicts[name] =
                    violations[name].map { .violated($0) }
                    ?? reachedBound.map { .holdsUpTo($0) } ?? .holds
            }
            return CheckResult(
                verdicts: verdicts, stateCount: visits.count, depth: visits.last?.depth ?? 0,
                reachedBound: reachedBound)
        }
    }
}
