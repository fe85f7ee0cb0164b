import ModelChecking

/// The behaviour of a kernel interface in Swift: the designs it has had, what may be called, and what is to hold.
///
/// A conforming type says what each call of a design does, as a `ModelChecking.Specification`. The table of designs
/// and properties, the drifts between designs, the counterexamples, their printing and their replay come with it
/// (``PropertyTable``, `kdrift model`, `kdrift replay`); a ``ProgramBinding`` holds C against it.
/// `Documentation/ReferenceModels.md` walks through one.
public protocol ReferenceModel: Sendable {
    /// One design, call by call.
    associatedtype Design: Specification where Design.Operation: CustomStringConvertible
    /// A design with everybody who may call, as the checker runs it. By default anybody may call anything that the
    /// design lists.
    associatedtype System: Model = Exploration<Design> where System.Action == Design.Operation

    /// The name on the command line: `dma-ownership`.
    var name: String { get }
    /// What it is a model of, in a line.
    var title: String { get }
    /// What the model is cut down to: `two devices, two tokens`; "" where it is not.
    var scope: String { get }
    /// The designs in order, by their names.
    var designs: [String] { get }
    /// What is to hold, in order.
    var properties: [PropertyStatement] { get }
    /// The ways a run may be set up, by their names; "" is the usual one.
    var settings: [String] { get }
    /// What ordinary callers of a design do not do: a property that holds only without it holds with an exception.
    func circumstances(of design: String) -> [String]
    /// A circumstance in a sentence without a full stop; "" where its name says it all.
    func meaning(of circumstance: String) -> String
    /// How far the checker goes.
    var bounds: Bounds { get }

    /// A design as it is set up; `nil` where there is no such design or setting.
    func design(_ name: String, from setting: String) -> Design?
    /// A design, run by ordinary callers or under circumstances; `nil` where there is no such design.
    func system(of design: String, under circumstances: Set<String>) -> System?

    /// What is to hold of a design, where ``System`` is the default: the conditions that the clauses of
    /// ``properties`` name.
    func conditions(of design: Design) -> [Property<Exploration<Design>.State, Design.Operation>]

    /// How a run is set up that starts so: one of ``settings``.
    func setting(of state: System.State) -> String
    /// What the last call returned; "" at the start.
    func outcome(of state: System.State) -> String
    /// The state in a line, without the outcome.
    func account(of state: System.State) -> String
    /// What a call returned, by what was seen of it.
    func outcome(seen observation: Design.Observation) -> String
    /// A design's state in a line.
    func account(ofDesign state: Design.State) -> String

    /// What every revision of the interface declares; nil where the model is about behaviour alone.
    var structure: ReferenceStructure? { get }
    /// What runs a tree's C and holds it against the designs; nil where nothing does.
    var behavior: (any BehaviorModel)? { get }
    /// The state machine of a design, small enough for a picture; nil where there is no such design or picture.
    func diagram(of design: String) -> StateDiagram?

    /// The shortest runs in which two designs are seen to differ.
    func drifts(from old: String, to new: String) -> [ModelDrift]
}

extension ReferenceModel {
    /// Not cut down.
    public var scope: String { "" }
    /// The usual one.
    public var settings: [String] { [""] }
    /// Nobody misbehaves.
    public func circumstances(of design: String) -> [String] { [] }
    /// Its name says it.
    public func meaning(of circumstance: String) -> String { "" }
    /// A hundred thousand states, at any depth.
    public var bounds: Bounds { Bounds(states: 100_000) }
    /// Nothing is declared.
    public var structure: ReferenceStructure? { nil }
    /// Nothing runs C.
    public var behavior: (any BehaviorModel)? { nil }
    /// No picture.
    public func diagram(of design: String) -> StateDiagram? { nil }
    /// None.
    public func conditions(of design: Design) -> [Property<Exploration<Design>.State, Design.Operation>] {
        []
    }
    /// The observation's own description.
    public func outcome(seen observation: Design.Observation) -> String { String(describing: observation) }
    /// The state's own description.
    public func account(ofDesign state: Design.State) -> String { String(describing: state) }

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

extension ReferenceModel where System == Exploration<Design> {
    /// The design from each setting, and ``ReferenceModel/conditions(of:)``.
    public func system(of design: String, under circumstances: Set<String>) -> Exploration<Design>? {
        let starts = settings.compactMap { self.design(design, from: $0) }
        guard let first = starts.first, starts.count == settings.count else { return nil }
        return Exploration(starts, properties: conditions(of: first))
    }
    /// The setting of that number.
    public func setting(of state: System.State) -> String { settings[state.start] }
    /// What was seen last.
    public func outcome(of state: System.State) -> String { state.seen.map(outcome(seen:)) ?? "" }
    /// The design's state.
    public func account(of state: System.State) -> String { account(ofDesign: state.state) }
}
