/// The state machine of a reference design, cut down to the calls that a picture can hold.
public struct StateDiagram: Codable, Hashable, Sendable {
    /// A state.
    public struct State: Codable, Hashable, Sendable {
        /// What it is called: `free`, `f1`, `kernel`.
        public var name: String
        /// What else there is to say: `n=1`, `D=UA`.
        public var details: [String]

        /// Makes a state.
        public init(name: String, details: [String]) {
            self.name = name
            self.details = details
        }
    }

    /// How a call ends.
    public enum Ending: String, Codable, Hashable, Sendable {
        /// It does what was asked.
        case done
        /// It returns an error.
        case refused
        /// It warns or stops.
        case warned
    }

    /// A call, and the state it leads to.
    public struct Transition: Codable, Hashable, Sendable {
        /// The index of the state it is made in.
        public var from: Int
        /// The index of the state after it.
        public var to: Int
        /// The call, as traces name it: `claim f1`.
        public var operation: String
        /// What comes back: `0`, `−EPERM`.
        public var outcome: String
        /// How it ends.
        public var ending: Ending

        /// Makes a transition.
        public init(from: Int, to: Int, operation: String, outcome: String, ending: Ending) {
            self.from = from
            self.to = to
            self.operation = operation
            self.outcome = outcome
            self.ending = ending
        }
    }

    /// The name of the reference model: `dma-ownership`.
    public var model: String
    /// The labels of the revisions it is the machine of, in order.
    public var revisions: [String]
    /// What it shows, for a caption: `Who may hold the lamp`.
    public var subject: String
    /// What the details of its states mean, in sentences; "" where they say it themselves.
    public var legend: String
    /// The states, the one it starts in first.
    public var states: [State]
    /// The calls, by the state they are made in.
    public var transitions: [Transition]

    /// Makes a diagram.
    public init(
        model: String, revisions: [String] = [], subject: String, legend: String = "", states: [State],
        transitions: [Transition]
    ) {
        self.model = model
        self.revisions = revisions
        self.subject = subject
        self.legend = legend
        self.states = states
        self.transitions = transitions
    }

    /// The transitions that calls take from the start; nil where the diagram leaves one of the calls out.
    public func path(of operations: [String]) -> [Int]? {
        var state = 0
        var path: [Int] = []
        for operation in operations {
            let next = transitions.indices.first { index in
                transitions[index].from == state && transitions[index].operation == operation
            }
            guard let next else { return nil }
            path.append(next)
            state = transitions[next].to
        }
        return path
    }
}
