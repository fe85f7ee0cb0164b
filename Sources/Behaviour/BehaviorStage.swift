import ABIModel
import Drift
import KernelTree
import Readings
import ReferenceModels

/// Runs the C of each revision, and says where it behaves differently from the revision before and from the
/// reference design of its label.
package struct BehaviorStage {
    /// What came of it.
    package struct Outcome {
        /// The drifts, without fingerprints.
        package var findings: [Finding] = []
        /// Drifts between two revisions that come with the base alone.
        package var moved: [SuppressedFinding] = []
        /// What could not be run.
        package var unknown: [Coverage.Unknown] = []
        /// The functions that perform operations, over all revisions.
        package var functions: Set<String> = []
        /// What stood for functions that they call.
        var shims: Set<String> = []
        /// What the reader of the coverage should know.
        package var notes: [String] = []

        /// Nothing.
        package init() {}
    }

    private let labels: [String]
    private let patches: [[PatchReference]]
    private let applied: [AppliedRevision]
    private let rebased: Set<Int>
    private let transplants: [Int: AppliedRevision]
    private let reader: UnitReader
    private let progress: (String) -> Void

    /// Makes a stage.
    ///
    /// - Parameters:
    ///   - labels: the revisions' labels.
    ///   - patches: for each revision its patches.
    ///   - applied: the trees, one entry a revision.
    ///   - rebased: the indices of the revisions that stand on another base than the one before.
    ///   - transplants: by the index of a revision the one before it, applied to its base.
    ///   - reader: reads the C.
    ///   - progress: told of each step.
    package init(
        labels: [String], patches: [[PatchReference]], applied: [AppliedRevision], rebased: Set<Int>,
        transplants: [Int: AppliedRevision], reader: UnitReader, progress: @escaping (String) -> Void
    ) {
        self.labels = labels
        self.patches = patches
        self.applied = applied
        self.rebased = rebased
        self.transplants = transplants
        self.reader = reader
        self.progress = progress
    }

    /// Runs a model.
    ///
    /// - Parameters:
    ///   - model: the model.
    ///   - designs: for revisions that are meant to be what a design says, the design's label by theirs.
    package func run(_ model: any BehaviorModel, designs: [String: String]) throws -> Outcome {
        let states = ProgramStates(model: model, reader: reader)
        progress("lowering functions")
        let readings = try states.read(Array(zip(["base"] + labels, [applied[0].base] + applied.map(\.tree))))
        var outcome = Outcome()
        for reading in readings {
            outcome.unknown += reading.unknown
            if let program = reading.program { outcome.add(program, of: model) }
        }
        progress("running \(outcome.functions.count) functions")
        var groups: [[BehaviorSearch]] = []
        var pairs: [Pair] = []
        for (index, reading) in readings.enumerated().dropFirst() {
            let guest = try guest(index - 1, states)
            guard let new = reading.program, let old = guest ?? readings[index - 1].program else { continue }
            pairs.append(Pair(old: old, new: new, revision: index - 1, isTransplanted: guest != nil))
            groups.append(model.comparisons(of: old, with: new))
        }
        var witnesses: [Pair] = []
        for pair in pairs where rebased.contains(pair.revision) {
            // The other comparison of the step: of the revisions as they are, or of their bases.
            let programs =
                pair.isTransplanted
                ? [readings[pair.revision].program, pair.new]
                : try bare(pair.revision, states)
            guard let old = programs[0], let new = programs[1] else { continue }
            witnesses.append(
                Pair(old: old, new: new, revision: pair.revision, isTransplanted: pair.isTransplanted))
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
            model: model, states: states, labels: labels, patches: patches, applied: applied)
        var others: [Int: [Finding]] = [:]
        for (pair, result) in zip(witnesses, results.dropFirst(pairs.count)) {
            others[pair.revision] = pair.groups(of: result).map(\.finding)
        }
        for (pair, result) in zip(pairs, results) {
            let groups = pair.groups(of: result)
            var own = groups.map(\.finding)
            if let other = others[pair.revision] {
                let noise =
                    pair.isTransplanted
                    ? RebaseNoise(other, .transplant(own), from: pair.old.label, to: pair.new.label)
                    : RebaseNoise(own, .bases(other), from: pair.old.label, to: pair.new.label)
                own = noise.own
                outcome.moved += noise.moved
            }
            for group in groups where own.contains(group.finding) {
                var finding = group.finding
                finding.patch = try attribution.cause(of: group.drift, old: pair.old, revision: pair.revision)
                outcome.findings.append(finding)
            }
        }
        var faithful: [String: String] = [:]
        for (entry, result) in zip(held, results.dropFirst(pairs.count + witnesses.count)) {
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

    /// Two programs whose behaviour is compared.
    private struct Pair {
        var old: LinkedProgram
        var new: LinkedProgram
        /// The index of the new side among the series' revisions.
        var revision: Int
        /// Whether the step has the old revision on the new one's base.
        var isTransplanted: Bool

        /// What a search has found, each drift with its finding.
        func groups(of result: BehaviorResult) -> [(drift: BehaviorDrift, finding: Finding)] {
            let words = BehaviorFindings(from: old.label, to: new.label, old: old, new: new)
            return BehaviorFindings.grouped(result.drifts).map { ($0.drift, words.finding($0)) }
        }
    }

    /// The C of the revision before another one on that one's base, where it was applied there.
    private func guest(_ revision: Int, _ states: ProgramStates) throws -> LinkedProgram? {
        guard let guest = transplants[revision] else { return nil }
        return try states.read([(labels[revision - 1], guest.tree)])[0].program
    }

    /// The C of the bases of a revision and of the one before it, under the revisions' labels.
    private func bare(_ revision: Int, _ states: ProgramStates) throws -> [LinkedProgram?] {
        try states.read(
            [revision - 1, revision].map { (labels[$0], applied[$0].base) }
        ).map(\.program)
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
