import ABIModel
import Drift
import KernelTree
import PatchSeries
import ReferenceModels

/// Runs the C of each revision, and says where it behaves differently from the revision before and from the
/// reference design of its label.
struct BehaviorStage {
    /// What came of it.
    struct Outcome {
        /// The drifts, without fingerprints.
        var findings: [Finding] = []
        /// Drifts between two revisions that their bases have as well.
        var moved: [SuppressedFinding] = []
        /// What could not be run.
        var unknown: [Coverage.Unknown] = []
        /// The functions that perform operations, over all revisions.
        var functions: Set<String> = []
        /// What stood for functions that they call.
        var shims: Set<String> = []
        /// What the reader of the coverage should know.
        var notes: [String] = []
    }

    let series: Series
    let applied: [AppliedRevision]
    let bases: SeriesBases
    let reader: UnitReader
    let progress: (String) -> Void

    /// Runs a model.
    ///
    /// - Parameters:
    ///   - model: the model.
    ///   - designs: for revisions that are meant to be what a design says, the design's label by theirs.
    func run(_ model: any BehaviorModel, designs: [String: String]) throws -> Outcome {
        let states = ProgramStates(model: model, reader: reader)
        let labels = ["base"] + series.revisions.map(\.label)
        progress("lowering functions")
        let readings = try states.read(Array(zip(labels, [applied[0].base] + applied.map(\.tree))))
        // Where the base moves, its two sides stand in for the revisions.
        let moves = series.revisions.indices.filter(bases.moves)
        let bare = try states.read(
            moves.flatMap { index in
                [index - 1, index].map { (series.revisions[$0].label, applied[$0].base) }
            })
        var outcome = Outcome()
        for reading in readings {
            outcome.unknown += reading.unknown
            if let program = reading.program { outcome.add(program, of: model) }
        }
        progress("running \(outcome.functions.count) functions")
        var groups: [[BehaviorSearch]] = []
        var pairs: [(old: LinkedProgram, new: LinkedProgram, revision: Int)] = []
        for (index, reading) in readings.enumerated().dropFirst() {
            guard let new = reading.program, let old = readings[index - 1].program else { continue }
            pairs.append((old, new, index - 1))
            groups.append(model.comparisons(of: old, with: new))
        }
        var movedPairs: [(old: LinkedProgram, new: LinkedProgram, revision: Int)] = []
        for (number, index) in moves.enumerated() {
            guard let old = bare[2 * number].program, let new = bare[2 * number + 1].program else { continue }
            movedPairs.append((old, new, index))
            groups.append(model.comparisons(of: old, with: new))
        }
        var held: [(program: LinkedProgram, design: String)] = []
        for reading in readings {
            guard let program = reading.program, let design = designs[program.label] else { continue }
            held.append((program, design))
            groups.append(model.refinements(of: program, design: design))
        }
        let results = ParallelSearch.run(groups)
        let attribution = BehaviorAttribution(
            model: model, states: states, series: series, applied: applied)
        var noise: [Int: RebaseNoise] = [:]
        for (pair, result) in zip(movedPairs, results.dropFirst(pairs.count)) {
            let words = BehaviorFindings(
                from: pair.old.label, to: pair.new.label, old: pair.old, new: pair.new)
            noise[pair.revision] = RebaseNoise(
                BehaviorFindings.grouped(result.drifts).map(words.finding), from: pair.old.label,
                to: pair.new.label)
        }
        for (pair, result) in zip(pairs, results) {
            let words = BehaviorFindings(
                from: pair.old.label, to: pair.new.label, old: pair.old, new: pair.new)
            for group in BehaviorFindings.grouped(result.drifts) {
                var finding = words.finding(group)
                if let moved = noise[pair.revision]?.parted([finding]).moved, !moved.isEmpty {
                    outcome.moved += moved
                    continue
                }
                finding.patch = try attribution.cause(of: group.drift, old: pair.old, revision: pair.revision)
                outcome.findings.append(finding)
            }
        }
        var faithful: [String: String] = [:]
        for (entry, result) in zip(held, results.dropFirst(pairs.count + movedPairs.count)) {
            let words = BehaviorFindings(
                from: "reference \(entry.design)", to: entry.program.label, old: entry.program,
                new: entry.program)
            outcome.findings += BehaviorFindings.grouped(result.drifts).map(words.finding)
            if result.isFaithful { faithful[entry.program.label] = entry.design }
        }
        outcome.findings += try PropertyFindings(model: model, designs: faithful).findings(
            pairs.map { ($0.old, $0.new, $0.revision) }, attribution)
        outcome.add(results, of: model)
        outcome.tellShims(of: model)
        return outcome
    }
}

extension BehaviorStage.Outcome {
    /// Takes over what of a program is run, and by what means.
    mutating func add(_ program: LinkedProgram, of model: any BehaviorModel) {
        functions.formUnion(model.functions(of: program.program))
        shims.formUnion(model.shims(of: program.program))
    }

    /// Says what was not run as C, so that the reader knows what the verdicts take for granted.
    mutating func tellShims(of model: any BehaviorModel) {
        guard !shims.isEmpty else { return }
        notes.append(
            "behaviour of \(model.name): in Swift, not C: \(shims.sorted().joined(separator: ", "))")
    }

    /// Takes over what searches could not follow, and says how far they went.
    mutating func add(_ results: [BehaviorResult], of model: any BehaviorModel) {
        let entries = results.reduce(into: Set<BehaviorResult.Unknown>()) { $0.formUnion($1.unknown) }
        unknown += entries.sorted().map {
            .init(
                what: "\($0.label): \($0.function.isEmpty ? model.name : $0.function + "()")",
                reason: $0.reason)
        }
        notes.append(
            "behaviour of \(model.name): \(model.bounds); "
                + "\(results.reduce(0) { $0 + $1.pairCount }) pairs of states"
                + (results.contains(where: \.isCutOff) ? ", cut off at the bound on states" : ""))
    }
}
