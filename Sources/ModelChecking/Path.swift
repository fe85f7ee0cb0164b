/// A run: where it started, and step by step what happened and what came of it.
public struct Path<State, Action> {
    /// One action and the state after it.
    public struct Step {
        /// What happened.
        public var action: Action
        /// What came of it.
        public var state: State

        /// Makes a step.
        public init(action: Action, state: State) {
            self.action = action
            self.state = state
        }
    }

    /// Where it started.
    public var initial: State
    /// What happened, in order.
    public var steps: [Step]

    /// Makes a path.
    public init(initial: State, steps: [Step] = []) {
        self.initial = initial
        self.steps = steps
    }

    /// The number of steps.
    public var count: Int { steps.count }
    /// The actions, in order.
    public var actions: [Action] { steps.map(\.action) }
    /// Where it ends.
    public var last: State { steps.last?.state ?? initial }
}

extension Path.Step: Sendable where State: Sendable, Action: Sendable {}
extension Path.Step: Equatable where State: Equatable, Action: Equatable {}
extension Path.Step: Hashable where State: Hashable, Action: Hashable {}
extension Path.Step: Encodable where State: Encodable, Action: Encodable {}
extension Path.Step: Decodable where State: Decodable, Action: Decodable {}
extension Path: Sendable where State: Sendable, Action: Sendable {}
extension Path: Equatable where State: Equatable, Action: Equatable {}
extension Path: Hashable where State: Hashable, Action: Hashable {}
extension Path: Encodable where State: Encodable, Action: Encodable {}
extension Path: Decodable where State: Decodable, Action: Decodable {}

extension Path: CustomStringConvertible {
    /// The initial state on a line, then a line a step: `1. action → state`.
    public var description: String {
        var lines = ["   \(initial)"]
        for (index, step) in steps.enumerated() {
            lines.append("\(index + 1). \(step.action) \u{2192} \(step.state)")
        }
        return lines.joined(separator: "\n")
    }
}
