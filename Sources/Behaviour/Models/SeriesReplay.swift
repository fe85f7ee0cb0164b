import KernelTree
import PatchSeries
import Readings
import ReferenceModels
import Workers

/// The C of a series' revisions on a tree: what stands for `base`, `v6`, … in a replay.
public actor SeriesReplay: ReplaySource {
    private let series: Series
    private let states: [String: PatchedTree]
    private let reader: UnitReader
    private let models: [any BehaviorModel]

    /// Applies a series to a tree; C is read when a side is asked for.
    ///
    /// - Throws: ``KernelTreeError`` for a tree that cannot be used.
    public init(
        _ series: Series, on options: TreeOptions, pool: ExtractionPool,
        models: [any BehaviorModel] = BehaviorModels.all
    ) async throws {
        let input = try TreeInput(options)
        let applied = try await PatchApplier(tree: input.tree).apply(
            revisions: series.revisions.map { $0.patches.map(\.input) })
        let base = PatchedTree(base: input.tree)
        self.series = series
        self.models = models
        states = Dictionary(
            zip(["base"] + series.revisions.map(\.label), [base] + applied.map(\.tree))
        ) { first, _ in first }
        reader = try UnitReader(
            tree: input.tree, flavors: try input.flavors(of: base, pool: pool), touchedFiles: [], pool: pool)
    }

    /// Runs the C of the revision of that label.
    ///
    /// - Throws: ``PipelineError`` where there is such a revision and its C cannot be run through the trace.
    public func side(_ label: String, of trace: ReplayTrace) throws -> ReplayReport.Side? {
        guard let tree = states[label] else { return nil }
        for model in models where trace.model == nil || trace.model == model.name {
            let reading = try ProgramStates(model: model, reader: reader).read([(label, tree)])[0]
            guard let program = reading.program else { continue }
            guard let run = model.run(trace.operations, in: trace.setting, of: program) else { continue }
            guard run.trace.steps.count == trace.operations.count else {
                throw PipelineError(
                    message:
                        "the C of \(label) could not be followed beyond call \(run.trace.steps.count) of "
                        + "\(trace.operations.count)",
                    hint: "`kdrift review` says in its coverage what is unknown")
            }
            let file = model.readings.first?.file ?? model.name
            return ReplayReport.Side(label: label, source: "\(file) of \(label)", trace: run.trace)
        }
        throw PipelineError(
            message: "the C of \(label) does not offer the calls of the trace",
            hint: "give the series and the tree that the finding is about")
    }
}
