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
