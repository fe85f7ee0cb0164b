/// Something that is to hold in every run of a model.
public struct Property<State, Action>: Sendable {
    /// What the property is about.
    public enum Condition: Sendable {
        /// Holds in every state.
        case always(@Sendable (State) -> Bool)
        /// Holds for every step: the state before, the action, the state after.
        case onEveryStep(@Sendable (State, Action, State) -> Bool)
    }

    /// A short name: `P1`, `mutual exclusion`.
    public var name: String
    /// When it holds.
    public var condition: Condition

    /// A property of states.
    public static func always(_ name: String, _ holds: @escaping @Sendable (State) -> Bool) -> Property {
        Property(name: name, condition: .always(holds))
    }

    /// A property of steps.
    public static func onEveryStep(
        _ name: String,
        _ holds: @escaping @Sendable (_ before: State, _ action: Action, _ after: State) -> Bool
    ) -> Property {
        Property(name: name, condition: .onEveryStep(holds))
    }
}

extension Property {
    /// Whether a run breaks it: in one of its states, or with one of its steps.
    public func isViolated(by path: Path<State, Action>) -> Bool {
        switch condition {
        case .always(let holds):
            return !holds(path.initial) || path.steps.contains { !holds($0.state) }
        case .onEveryStep(let holds):
            var before = path.initial
            for step in path.steps {
                if !holds(before, step.action, step.state) { return true }
                before = step.state
            }
            return false
        }
    }
}
