/// A run of a model or of a program, as reports show it.
public struct ModelTrace: Hashable, Codable, Sendable {
    /// One call.
    public struct Step: Hashable, Codable, Sendable {
        /// What was called.
        public var action: String
        /// What it returned, as the model writes it.
        public var outcome: String
        /// What it returned as a value; nil where the model only writes it.
        public var result: CallOutcome?
        /// Everything that a watcher sees of it, the outcome included: where this differs, two runs have parted.
        public var seen: String
        /// The state after it.
        public var state: String

        /// Makes a step; without `seen`, a watcher sees the outcome.
        public init(action: String, outcome: String, seen: String? = nil, state: String) {
            self.action = action
            self.outcome = outcome
            self.seen = seen ?? outcome
            self.state = state
        }

        /// Makes a step; `seen` is all that a watcher sees.
        public init(action: String, result: CallOutcome, seen: String, state: String) {
            self.init(action: action, outcome: result.description, seen: seen, state: state)
            self.result = result
        }
    }

    /// What is special about where it starts; "" where nothing is.
    public var setting: String
    /// Where it starts.
    public var initial: String
    /// What happens.
    public var steps: [Step]

    /// Makes a trace.
    public init(setting: String, initial: String, steps: [Step]) {
        self.setting = setting
        self.initial = initial
        self.steps = steps
    }

    /// `claim f1 → 0; K d0 → −EBUSY`.
    public var summary: String {
        steps.map { $0.outcome.isEmpty ? $0.action : "\($0.action) \u{2192} \($0.outcome)" }
            .joined(separator: "; ")
    }

    /// The calls, in order.
    public var actions: [String] { steps.map(\.action) }
}

/// A run that ends differently in two designs.
public struct ModelDrift: Hashable, Codable, Sendable {
    /// The name of the call that ends differently.
    public var operation: String
    /// The run in the old design.
    public var old: ModelTrace
    /// The same calls in the new one.
    public var new: ModelTrace
    /// Whether the designs had parted before the last call: it shows what comes of an earlier drift.
    public var isConsequence: Bool
    /// Names the drift across runs: hex digits; "" until somebody has set it.
    public var fingerprint: String

    /// Makes a drift.
    public init(
        operation: String, old: ModelTrace, new: ModelTrace, isConsequence: Bool, fingerprint: String = ""
    ) {
        self.operation = operation
        self.old = old
        self.new = new
        self.isConsequence = isConsequence
        self.fingerprint = fingerprint
    }
}
