import Parallel
import PatchSeries
import Readings
import ReferenceModels
import Workers

/// The C of a series' revisions on a tree: what stands for `base`, `v6`, … in a replay.
public struct SeriesReplay: ReplaySource {
    private let programs: SeriesPrograms
    private let models: [any BehaviorModel]

    /// Applies a series to a tree; C is read when a side is asked for.
    ///
    /// - Throws: ``KernelTreeError`` for a tree that cannot be used.
    public init(
        _ series: Series, on options: TreeOptions, pool: ExtractionPool,
        models: [any BehaviorModel] = BehaviorModels.all
    ) async throws {
        programs = try await SeriesPrograms(of: series, on: options, pool: pool)
        self.models = models
    }

    /// Runs the C of the revision of that label.
    ///
    /// - Throws: ``RunError`` where there is such a revision and its C cannot be run through the trace.
    public func side(_ label: String, of trace: ReplayTrace) async throws -> ReplayReport.Side? {
        try await blocking { try run(label, trace) }
    }

    private func run(_ label: String, _ trace: ReplayTrace) throws -> ReplayReport.Side? {
        guard let tree = programs.states.first(where: { $0.label == label })?.tree else { return nil }
        for model in models where trace.model == nil || trace.model == model.name {
            let reading = try ProgramStates(model: model, reader: programs.reader).read(
                [(.revision(label), tree)])[0]
            guard let program = reading.program else { continue }
            guard let run = model.run(trace.operations, in: trace.setting, of: program) else { continue }
            guard run.trace.steps.count == trace.operations.count else {
                throw RunError(
                    message:
                        "the C of \(label) could not be followed beyond call \(run.trace.steps.count) of "
                        + "\(trace.operations.count)",
                    hint: "`kdrift review` says in its coverage what is unknown")
            }
            let file = model.readings.first?.file ?? model.name
            return ReplayReport.Side(label: label, source: "\(file) of \(label)", trace: run.trace)
        }
        throw RunError(
            message: "the C of \(label) does not offer the calls of the trace",
            hint: "give the series and the tree that the finding is about")
    }
}
