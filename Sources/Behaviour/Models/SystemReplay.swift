import ModelChecking
import ReferenceModels
import Workers

/// One side of a replay that a system runs: the C of a program, say, bound to the operations of a model.
public struct SystemReplay<System: ObservedSystem>: ReplaySource
where System.Operation: CustomStringConvertible {
    private let label: String
    private let source: String
    private let system: @Sendable (_ setting: String) throws -> System?
    private let outcome: @Sendable (System.Observation) -> String
    private let account: @Sendable (System, System.State) -> String

    /// Makes a source.
    ///
    /// - Parameters:
    ///   - label: the label that it stands for.
    ///   - source: what runs there, in words: `drivers/iommu/iommu.c of v6`.
    ///   - outcome: what a call returned, by what was seen of it.
    ///   - account: a state in a line.
    ///   - system: the system, set up as a trace says; `nil` where it cannot be set up so.
    public init(
        label: String, source: String, outcome: @escaping @Sendable (System.Observation) -> String,
        account: @escaping @Sendable (System, System.State) -> String,
        system: @escaping @Sendable (_ setting: String) throws -> System?
    ) {
        self.label = label
        self.source = source
        self.outcome = outcome
        self.account = account
        self.system = system
    }

    /// Runs the system, if the label is its own.
    public func side(_ label: String, of trace: ReplayTrace) throws -> ReplayReport.Side? {
        guard label == self.label else { return nil }
        guard let system = try system(trace.setting) else {
            throw RunError(
                message: "\(source) cannot be set up as the trace says: \u{201c}\(trace.setting)\u{201d}",
                hint: "the setting must be one that the model knows")
        }
        return ReplayReport.Side(
            label: label, source: source,
            trace: try system.trace(
                through: trace.operations, setting: trace.setting, label: label, outcome: outcome,
                account: { account(system, $0) }))
    }
}
