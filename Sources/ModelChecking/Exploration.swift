/// Everything that may be done to a specification, as the checker runs through it: from each of its starts, each
/// operation at any time that it is listed.
public struct Exploration<Design: Specification>: Model {
    /// The design's state, where the run started, and what was seen last.
    public struct State: Hashable, Sendable {
        /// Which of the starts it came from, from 0.
        public var start: Int
        /// The state.
        public var state: Design.State
        /// What was seen of the operation before; `nil` at the start.
        public var seen: Design.Observation?
    }

    /// Where runs start: the same design, set up in different ways.
    public let starts: [Design]
    /// What is to hold.
    public let properties: [Property<State, Design.Operation>]

    /// Makes an exploration.
    public init(_ starts: [Design], properties: [Property<State, Design.Operation>]) {
        self.starts = starts
        self.properties = properties
    }

    /// One for each start.
    public var initialStates: [State] {
        starts.enumerated().map { State(start: $0.offset, state: $0.element.initial, seen: nil) }
    }

    /// What the design lists.
    public func actions(in state: State) -> [Design.Operation] {
        starts[state.start].operations(in: state.state)
    }

    /// What the design makes of it.
    public func successors(of state: State, taking action: Design.Operation) -> [State] {
        var next = state
        next.seen = starts[state.start].perform(action, on: &next.state)
        return [next]
    }

    /// What was seen before does not decide what comes.
    public func representative(of state: State) -> State {
        State(start: state.start, state: state.state, seen: nil)
    }
}

extension Exploration.State: CustomStringConvertible {
    /// What was seen, and the state.
    public var description: String { (seen.map { "\($0)  " } ?? "") + "\(state)" }
}
