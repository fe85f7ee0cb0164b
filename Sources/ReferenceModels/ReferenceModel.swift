import ModelChecking

/// The behaviour of a kernel interface in Swift: the designs it has had, what may be called, and what is to hold.
///
/// A conforming type says how a design is run, as a `ModelChecking.Model`; the table of designs and properties, the
/// counterexamples and their printing come with it (``PropertyTable``, `kdrift model`).
/// `Documentation/ReferenceModels.md` walks through one.
public protocol ReferenceModel: Sendable {
    /// One design with everybody who may call, as the checker runs it.
    associatedtype System: Model where System.Action: CustomStringConvertible

    /// The name on the command line: `dma-ownership`.
    var name: String { get }
    /// What it is a model of, in a line.
    var title: String { get }
    /// The designs in order, by their names.
    var designs: [String] { get }
    /// What is to hold, in order.
    var properties: [PropertyStatement] { get }
    /// What ordinary callers of a design do not do: a property that holds only without it holds with an exception.
    func circumstances(of design: String) -> [String]
    /// How far the checker goes.
    var bounds: Bounds { get }

    /// A design, run by ordinary callers or under circumstances; `nil` where there is no such design.
    func system(of design: String, under circumstances: Set<String>) -> System?

    /// What is special about where a run starts: `no default domain`; "" where nothing is.
    func setting(of state: System.State) -> String
    /// What the last call returned; "" at the start.
    func outcome(of state: System.State) -> String
    /// The state in a line, without the outcome.
    func account(of state: System.State) -> String

    /// The shortest runs in which two designs are seen to differ, if the model can tell.
    func drifts(from old: String, to new: String) -> [ModelDrift]
}

extension ReferenceModel {
    /// Nobody misbehaves.
    public func circumstances(of design: String) -> [String] { [] }
    /// A hundred thousand states, at any depth.
    public var bounds: Bounds { Bounds(states: 100_000) }
    /// Nothing special.
    public func setting(of state: System.State) -> String { "" }
    /// Nothing is returned.
    public func outcome(of state: System.State) -> String { "" }
    /// The state's own description.
    public func account(of state: System.State) -> String { String(describing: state) }
    /// Not told.
    public func drifts(from old: String, to new: String) -> [ModelDrift] { [] }

    /// A run, as reports show it.
    public func trace(_ path: Path<System.State, System.Action>) -> ModelTrace {
        ModelTrace(
            setting: setting(of: path.initial), initial: account(of: path.initial),
            steps: path.steps.map {
                ModelTrace.Step(
                    action: $0.action.description, outcome: outcome(of: $0.state),
                    state: account(of: $0.state))
            })
    }
}

/// Something that is to hold, in words.
public struct PropertyStatement: Hashable, Codable, Sendable {
    /// Its name: `P1`.
    public var name: String
    /// What is to hold, as a sentence.
    public var statement: String
    /// The names of the checker's properties that make it up.
    public var clauses: [String]
    /// A checker's property that is violated if what the statement is about ever happens; where it never does, the
    /// statement is about nothing.
    public var occurrence: String?
    /// The circumstance that the statement is about, if it is about misuse.
    public var circumstance: String?

    /// Makes a statement; without clauses it has one, of its own name.
    public init(
        _ name: String, _ statement: String, clauses: [String]? = nil, occurrence: String? = nil,
        circumstance: String? = nil
    ) {
        self.name = name
        self.statement = statement
        self.clauses = clauses ?? [name]
        self.occurrence = occurrence
        self.circumstance = circumstance
    }
}

/// A run of a model, as reports show it.
public struct ModelTrace: Hashable, Codable, Sendable {
    /// One call.
    public struct Step: Hashable, Codable, Sendable {
        /// What was called.
        public var action: String
        /// What it returned.
        public var outcome: String
        /// The state after it.
        public var state: String

        /// Makes a step.
        public init(action: String, outcome: String, state: String) {
            self.action = action
            self.outcome = outcome
            self.state = state
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

    /// Makes a drift.
    public init(operation: String, old: ModelTrace, new: ModelTrace, isConsequence: Bool) {
        self.operation = operation
        self.old = old
        self.new = new
        self.isConsequence = isConsequence
    }
}
