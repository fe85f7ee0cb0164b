import ReferenceModels
import Workers

/// Runs counterexamples again.
///
/// A trace of two labels is run on both of them. Each label is asked of the sources in order; the reference models
/// come last, so that whoever brings the C of a series is asked before them.
public struct ReplaySession: Sendable {
    private let sources: [any ReplaySource]
    private let models: ModelReplay
    private let catalog: [any ReferenceModel]

    /// Makes a session.
    ///
    /// - Parameters:
    ///   - sources: where sides come from before the models are asked: the C of a series.
    ///   - models: the reference models.
    public init(
        sources: [any ReplaySource] = [], models: [any ReferenceModel] = ReferenceModelCatalog.all
    ) {
        self.sources = sources
        catalog = models
        self.models = ModelReplay(models: models)
    }

    /// Finds a counterexample and runs it.
    ///
    /// - Parameters:
    ///   - argument: a fingerprint of `kdrift model --trace`, or a file: a trace, a finding or a report as JSON.
    ///   - fingerprint: which trace of the file; `nil` where it has one.
    /// - Throws: ``RunError``, ``ReferenceModelError``, or what a source throws, when it cannot be run.
    public func replay(_ argument: String, fingerprint: String? = nil) async throws -> ReplayReport {
        try await replay(try trace(argument, fingerprint: fingerprint))
    }

    /// Runs a counterexample.
    public func replay(_ trace: ReplayTrace) async throws -> ReplayReport {
        switch trace.claim {
        case .drift(let from, let to): try await drift(trace, from: from, to: to)
        case .violation(let design, let clause, let circumstances):
            try violation(trace, design, clause, Set(circumstances))
        }
    }

    private func trace(_ argument: String, fingerprint: String?) throws -> ReplayTrace {
        guard ModelFingerprint.isFingerprint(argument), !ReplayFile.exists(argument) else {
            return try ReplayFile.trace(at: argument, fingerprint: fingerprint)
        }
        guard let trace = try models.trace(withFingerprint: argument) else {
            throw RunError(
                message: "no counterexample of a reference model has the fingerprint \(argument)",
                hint:
                    "`kdrift model NAME --trace` prints them; for a finding of a report, give the report's JSON "
                    + "file and `--fingerprint \(argument)`")
        }
        return trace
    }

    private func drift(_ trace: ReplayTrace, from: String, to: String) async throws -> ReplayReport {
        let (old, isOldModelled) = try await side(from, of: trace)
        let (new, isNewModelled) = try await side(to, of: trace)
        // A finding about C says nothing about the designs of the same labels: where they agree, nothing is known.
        let isAboutC = trace.model == nil
        if isAboutC, isOldModelled, isNewModelled, ModelReplay.design(from) == ModelReplay.design(to) {
            throw Self.needsTree(from, to, "both would be run by the same design of the model")
        }
        let report = ReplayReport(
            fingerprint: trace.fingerprint, old: old, new: new,
            note: isAboutC && isOldModelled && isNewModelled
                ? "the designs of the reference model were run, not the C" : "")
        if report.verdict == .gone, isAboutC, isOldModelled || isNewModelled, !report.note.isEmpty {
            throw Self.needsTree(from, to, "the reference model's designs do the same")
        }
        return report
    }

    private static func needsTree(_ from: String, _ to: String, _ reason: String) -> RunError {
        RunError(
            message: "the trace is about the C of \(from) and \(to), which is not here; \(reason)",
            hint: "give the tree and the series that the finding is about")
    }

    private func side(
        _ label: String, of trace: ReplayTrace
    ) async throws -> (ReplayReport.Side, isModelled: Bool) {
        if !label.hasPrefix(ModelReplay.referencePrefix), trace.model == nil {
            for source in sources {
                if let side = try await source.side(label, of: trace) { return (side, false) }
            }
        }
        if let side = try models.side(label, of: trace) { return (side, true) }
        throw RunError(
            message: "nothing stands for \u{201c}\(label)\u{201d}, one side of the trace",
            hint: "reference models know "
                + catalog.flatMap(\.designs).joined(separator: ", ")
                + "; for C, give the tree and the series that the trace is about")
    }

    private func violation(
        _ trace: ReplayTrace, _ design: String, _ clause: String, _ circumstances: Set<String>
    ) throws -> ReplayReport {
        guard let model = models.model(of: trace, with: [design]) else {
            throw RunError(
                message: "no reference model has the design \u{201c}\(design)\u{201d}",
                hint: "`kdrift model` lists the models")
        }
        return try Self.violation(model, trace, design, clause, circumstances)
    }

    private static func violation(
        _ model: some ReferenceModel, _ trace: ReplayTrace, _ design: String, _ clause: String,
        _ circumstances: Set<String>
    ) throws -> ReplayReport {
        let (run, isViolated) = try model.run(
            design, under: circumstances, from: trace.setting, through: trace.operations, against: clause)
        let side = ReplayReport.Side(
            label: design, source: "design \(design) of the model \(model.name)", trace: run)
        return ReplayReport(
            fingerprint: trace.fingerprint, sides: [side], verdict: isViolated ? .reproduced : .gone,
            conclusion: isViolated
                ? "\(design) still violates \(clause)" : "\(design) no longer violates \(clause)",
            note: circumstances.isEmpty ? "" : "under " + circumstances.sorted().joined(separator: ", "))
    }
}
