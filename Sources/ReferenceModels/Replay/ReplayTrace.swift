/// A counterexample that is to be run again: how it starts, what is called, and what it is to show.
public struct ReplayTrace: Hashable, Sendable {
    /// What the run is to show.
    public enum Claim: Hashable, Sendable {
        /// That two systems end differently, by their labels: `v6`, `reference v7`.
        case drift(from: String, to: String)
        /// That a design breaks a clause of a property, under circumstances.
        case violation(design: String, clause: String, circumstances: [String])
    }

    /// The model whose calls they are; `nil`: any that has such designs.
    public var model: String?
    /// What it is to show.
    public var claim: Claim
    /// How the run is set up; "" is the usual way.
    public var setting: String
    /// The calls, in order, as traces name them.
    public var operations: [String]
    /// The fingerprint that it was stored or asked for under; "" where there was none.
    public var fingerprint: String

    /// Makes a trace.
    public init(
        model: String? = nil, claim: Claim, setting: String = "", operations: [String],
        fingerprint: String = ""
    ) {
        self.model = model
        self.claim = claim
        self.setting = setting
        self.operations = operations
        self.fingerprint = fingerprint
    }
}

extension PropertyTable.Violation {
    /// The violation as a trace that can be run again.
    ///
    /// - Parameter statement: the property that it is of.
    public func replay(model: String, design: String, of statement: PropertyStatement) -> ReplayTrace {
        ReplayTrace(
            model: model,
            claim: .violation(
                design: design, clause: clause,
                circumstances: Set([statement.circumstance, circumstance].compactMap { $0 }).sorted()),
            setting: trace.setting, operations: trace.actions, fingerprint: fingerprint)
    }
}

extension ModelDrift {
    /// The drift as a trace that can be run again.
    public func replay(model: String, from: String, to: String) -> ReplayTrace {
        ReplayTrace(
            model: model, claim: .drift(from: from, to: to), setting: old.setting, operations: old.actions,
            fingerprint: fingerprint)
    }
}
