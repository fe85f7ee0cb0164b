/// A system whose reachable states can be listed: where it starts, what may happen, and what comes of it.
///
/// The checkers of this module are explicit-state: they visit every state that can be reached, as Stateright and
/// TLC do. So states are small values, and the model bounds what would grow without end, or the checker's bounds
/// do.
public protocol Model: Sendable {
    /// Everything that decides what may happen next, and nothing else: equal states are visited once.
    associatedtype State: Hashable & Sendable
    /// Something that may happen.
    associatedtype Action: Hashable & Sendable

    /// Where the system may start, in a fixed order.
    var initialStates: [State] { get }

    /// What may happen in a state, in a fixed order: among equally short counterexamples the first one wins.
    func actions(in state: State) -> [Action]

    /// The states that an action may lead to: none where it is not possible after all, several where the
    /// environment decides.
    func successors(of state: State, taking action: Action) -> [State]

    /// One state for all those that differ only in names (devices, tokens): they are visited once. A property must
    /// not tell them apart. The default tells all states apart.
    func representative(of state: State) -> State

    /// What is to hold.
    var properties: [Property<State, Action>] { get }
}

extension Model {
    /// No symmetry.
    public func representative(of state: State) -> State { state }
}
