/// A system that is driven by operations and watched from outside: what the lockstep search compares. The C of a
/// kernel revision is one, a specification is another.
public protocol ObservedSystem: Sendable {
    /// Everything that decides how the system goes on.
    associatedtype State: Hashable & Sendable
    /// What is done to it. The order decides among equally short traces.
    associatedtype Operation: Hashable & Comparable & Sendable
    /// What a watcher sees of an operation: its result and the effects that count.
    associatedtype Observation: Hashable & Sendable

    /// Where it starts.
    var initial: State { get }

    /// What can be done in a state.
    func operations(in state: State) -> [Operation]

    /// Does it. Several results where the environment may choose (an allocation that fails), each labelled with
    /// its choice; the one without a choice comes first.
    func perform(_ operation: Operation, in state: State) -> [Performance<State, Observation>]
}

/// How an operation went.
public struct Performance<State: Hashable & Sendable, Observation: Hashable & Sendable>: Hashable, Sendable {
    /// What came of it.
    public enum Ending: Hashable, Sendable {
        /// The state after it, and what was seen.
        case reached(State, Observation)
        /// It could not be followed, and why. The search does not go on from here, and counts it.
        case unknown(String)
    }

    /// What the environment chose; "" where it was not asked, or chose the usual.
    public var choice: String
    /// What came of it.
    public var ending: Ending

    /// Makes a performance.
    public init(choice: String = "", _ ending: Ending) {
        self.choice = choice
        self.ending = ending
    }
}
