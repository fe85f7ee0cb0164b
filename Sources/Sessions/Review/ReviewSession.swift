import ABIModel
import Behaviour
import Drift
import ExtractionMessages
import Foundation
import KernelTree
import Parallel
import PatchSeries
import Readings
import ReferenceModels
import ReviewThread
import Verdicts
import Workers

/// Reviews the revisions of a series against a tree: applies, reads, compares, and names the patch
/// behind every change.
public struct ReviewSession {
    /// What to review and how.
    public struct Options: Sendable {
        /// The tree and how it is read.
        public var tree: TreeOptions
        /// The trees of revisions that stand on another one, as the command line would name them, by label.
        public var bases: [String: String]
        /// Globs of files to compare; empty for what the series touches.
        public var files: [String]
        /// Globs of symbols to report; empty for all.
        public var symbols: [String]
        /// Which reference models the revisions are held against.
        public var model: ReferenceChoice
        /// Whether functions are run; without it only what is declared is compared.
        public var runsFunctions: Bool
        /// Which functions are compared where their bodies differ.
        public var functions: FunctionChoice
        /// Whether every C file is read whole after every patch, to see which patch breaks the build.
        public var checksBuild: Bool

        /// Makes options.
        public init(
            tree: TreeOptions, bases: [String: String] = [:], files: [String] = [], symbols: [String] = [],
            model: ReferenceChoice = .fitting, runsFunctions: Bool = true,
            functions: FunctionChoice = FunctionChoice(), checksBuild: Bool = false
        ) {
            self.tree = tree
            self.bases = bases
            self.files = files
            self.symbols = symbols
            self.model = model
            self.runsFunctions = runsFunctions
            self.functions = functions
            self.checksBuild = checksBuild
        }
    }

    /// Told of each stage, for a progress line: what is being done, and how many units it takes.
    public typealias Progress = (String) -> Void

    private let options: Options
    private let pool: ExtractionPool
    private let progress: Progress

    /// Makes a session.
    public init(options: Options, pool: ExtractionPool, progress: @escaping Progress = { _ in }) {
        self.options = options
        self.pool = pool
        self.progress = progress
    }

    /// Runs the whole review.
    ///
    /// - Throws: ``KernelTreeError`` for a tree that cannot be used, ``PipelineError`` when nothing could
    ///   be read at all. A patch that does not apply and a unit that does not parse are part of the report.
    public func run(_ series: Series, inputs: [String]) async throws -> DriftReport {
        let bases = try SeriesBases(
            options.tree, named: options.bases, for: series, trace: pool.trace)
        let series = series.placed { path in bases.inputs.contains { $0.tree.hasFile(path) } }
        progress("applying \(series.revisions.reduce(0) { $0 + $1.patches.count }) patches")
        async let application = bases.applying(series)
        // What the bases declare does not depend on the patches: it is read while git applies them.
        let files = wantedFiles(series, bases)
        if files.isEmpty, options.files.isEmpty {
            return try await reportWithoutC(series, inputs: inputs, try await application.revisions, bases)
        }
        let given = try zip(bases.inputs, bases.states).map { try $0.flavors(of: $1, pool: pool) }
        async let rules: Void = blocking { Self.readRules(given[0], files) }
        let early = try FlavorPlan(given[0], headersOf: [:])
        let scopes = FileScopes()
        let reader = try UnitReader(
            trees: try zip(bases.inputs, early.flavors(of: given)).map { ($0.tree, $1) }, touchedFiles: files,
            pool: pool, scopes: scopes)
        let progress = progress
        reader.onProgress = { progress("reading \($0) units") }
        let queue = UnitQueue(reader)
        try ReviewStates.readAhead(early.units(of: files), series, bases: bases, through: queue)
        async let reading: Void = blocking { try reader.read(queue) }
        // Whatever happens, the workers must not wait for more. This comes before `reading` is waited for.
        defer { queue.close() }
        let (applied, transplants) = try await application
        try refuseAnotherTree(series, applied)
        // What the mails speak of is told from the texts.
        async let told = Self.told(series, applied, files, bases)
        let uncompiled = try UncompiledLines(of: files, states: applied.map(\.tree))
        // What the revisions declare under the flavors that were given does not wait for the others.
        let ends = applied.flatMap { revision in early.units(of: files).map { ($0, revision.tree) } }
        queue.add(ends, findsSkippedLinesOf: ends.indices) { $0.conditionalFiles = uncompiled.files }
        try await rules
        let plan = try FlavorPlan(given[0], states: applied.map(\.tree), files: files)
        let states = ReviewStates(
            series: series, applied: applied, bases: bases, transplants: transplants, plan: plan,
            files: files, uncompiled: uncompiled, scopes: scopes)
        var wanted = try states.wanted()
        try states.read(&wanted, through: queue) { reader in
            try reader.widen(to: plan.flavors(of: given))
        }
        queue.close()
        try await reading
        let read = states.reading(wanted, from: queue)
        guard read.entityCount > 0 else { throw nothingExtracted(series, applied, read) }
        progress("comparing")
        async let attribution = PatchAttribution(read)
        async let breakage = Self.breakage(read)
        let reference = ReferenceCheck(read.revisions, title: series.title, choice: options.model)
        async let compared = Self.compared(read, bases: bases, reference: reference)
        var behavior = try behavior(
            SeriesBehavior(
                labels: series.revisions.map(\.label),
                patches: series.revisions.map { revision in
                    revision.patches.map { PatchReference($0, in: revision.label) }
                },
                applied: applied, rebased: Set(series.revisions.indices.filter(bases.moves)),
                transplants: transplants, reader: reader, progress: progress), reference)
        behavior.notes += bases.notes
        let functions = try functions(
            series, applied, transplants, bases,
            trees: zip(bases.inputs, plan.flavors(of: given)).map { ($0.tree, $1) },
            plan, files)
        if options.checksBuild {
            progress("reading after each patch")
            behavior.findings += try BuildCheck(
                series: series, applied: applied, files: files
            ).findings(with: reader)
        } else {
            behavior.notes.append(
                "whether each patch compiles after itself was not looked at; --check-build does")
        }
        pool.rest()
        return await report(
            series, inputs: inputs, applied: applied, plan: plan, read: read, files: files, reader: reader,
            bases: bases, reference: reference, behavior: behavior, functions: functions, told: told,
            measured: Measured(attribution: attribution, breakage: breakage, compared: compared))
    }

    /// Reads the Kconfig files where headers may have another side under another configuration.
    private static func readRules(_ flavors: [Flavor], _ files: [String]) {
        if files.contains(where: { $0.hasSuffix(".h") }) { flavors.first?.readRules() }
    }

    /// Where next to nothing applies, the tree is not the one that the series is for.
    private func refuseAnotherTree(_ series: Series, _ applied: [AppliedRevision]) throws {
        guard let reason = ApplicationFindings.refusal(series, applied) else { return }
        throw PipelineError(
            message: reason,
            hint: "give --tree the commit that the series is based on; DIR@auto looks for it in a repository")
    }

    /// Why there is nothing to compare: what clang said, else what does not apply.
    private func nothingExtracted(
        _ series: Series, _ applied: [AppliedRevision], _ read: ReviewStates.Reading
    ) -> PipelineError {
        let failure = ApplicationFindings(series, applied).findings.first?.message
        let reason =
            read.unknown.first?.reason ?? failure ?? "the series touches no C file that was asked for"
        return PipelineError(
            message: "nothing was extracted: \(reason)",
            hint: "check that --tree is the tree the series is for")
    }

    /// The report of a series that touches Kconfig, devicetrees, documentation or scripts alone.
    private func reportWithoutC(
        _ series: Series, inputs: [String], _ applied: [AppliedRevision], _ bases: SeriesBases
    ) async throws -> DriftReport {
        try refuseAnotherTree(series, applied)
        let told = Self.told(series, applied, [], bases)
        let comments = CommentMap(
            series, places: told.comments, outlines: told.outlines, renames: { _ in [] })
        let application = ApplicationFindings(series, applied)
        let paths = Set(series.revisions.flatMap(\.touchedPaths)).sorted()
        let listed = paths.prefix(5).joined(separator: ", ") + (paths.count > 5 ? ", …" : "")
        pool.rest()
        let revisions = (["base"] + series.revisions.map(\.label)).map {
            RevisionSnapshot(label: $0, flavors: [])
        }
        return ReportBuilder(
            command: "review", inputs: inputs, title: series.title, revisions: revisions,
            reference: ReferenceCheck(revisions, title: series.title, choice: .none),
            findings: application.findings, wanted: SymbolFilter(patterns: options.symbols),
            applied: application.revisions, flavors: [], files: [], unknown: application.unknown,
            notes: ["no C file is touched (\(listed)): no C was read or compared"]
                + SeriesNotes.notes(on: series) + application.notes + bases.notes,
            mails: PatchMails.mails(of: series), comments: comments.comments
        ).report()
    }

    /// What the revisions do, as far as a model that can run C knows the subject.
    private func behavior(
        _ series: SeriesBehavior, _ reference: ReferenceCheck
    ) throws -> BehaviorOutcome {
        guard options.runsFunctions else {
            var outcome = BehaviorOutcome()
            outcome.notes.append("behaviour was not looked at, as was asked")
            return outcome
        }
        return try series.outcome(reference)
    }

    /// The verdicts on the functions that change.
    private func functions(
        _ series: Series, _ applied: [AppliedRevision], _ transplants: [Int: AppliedRevision],
        _ bases: SeriesBases, trees: [(SourceTree, [Flavor])], _ plan: FlavorPlan, _ files: [String]
    ) throws -> SeriesFunctions.Outcome {
        guard options.runsFunctions, options.functions.isOn else { return SeriesFunctions.Outcome() }
        let (steps, notes) = SeriesFunctions.steps(series, applied, transplants, bases)
        var outcome = try SeriesFunctions(
            steps: steps, trees: trees.map { (tree: $0, flavors: $1) }, plan: plan, files: files,
            run: try options.functions.run(), pool: pool, progress: progress
        ).outcome()
        outcome.all.attribute(to: outcome.ofPatches)
        outcome.notes += notes
        return outcome
    }

    /// The C files that are compared, sorted.
    private func wantedFiles(_ series: Series, _ bases: SeriesBases) -> [String] {
        var files = Set(series.revisions.flatMap(\.touchedPaths))
        if !options.files.isEmpty {
            let patterns = options.files.map { GlobPattern($0) }
            files = files.filter { file in patterns.contains { $0.matches(file) } }
            for input in bases.inputs { files.formUnion(input.tree.files(matchingAny: patterns)) }
        }
        return files.filter { $0.hasSuffix(".c") || $0.hasSuffix(".h") }.sorted()
    }

    /// What is new in a revision, what comes with its base alone, and what has another name since the one before.
    private struct Compared: Sendable {
        var own: [Finding]
        var moved: [SuppressedFinding]
        var renames: [RenameHint]
    }

    private static func compared(
        _ read: ReviewStates.Reading, bases: SeriesBases, reference: ReferenceCheck
    ) -> [Compared] {
        let known = KnownComparisons(withReach: true)
        @Sendable func changes(
            _ old: RevisionSnapshot, _ new: RevisionSnapshot
        ) -> (findings: [Finding], renames: [RenameHint]) {
            known.findings(old, new, hints: reference.hints(from: old.label, to: new.label))
        }
        return Array(read.revisions.indices.dropFirst()).concurrentMap { index in
            let (old, new) = (read.revisions[index - 1], read.revisions[index])
            var (own, renames) = changes(old, new)
            var moved: [SuppressedFinding] = []
            if bases.moves(at: index - 1) {
                let witness: RebaseNoise.Witness
                if let guest = read.transplants[index - 1] {
                    witness = .transplant(changes(guest, new).findings)
                } else {
                    // The two bases in the place of the two revisions.
                    var (before, after) = (read.bases[index - 2], read.bases[index - 1])
                    (before.label, after.label) = (old.label, new.label)
                    witness = .bases(changes(before, after).findings)
                }
                let noise = RebaseNoise(own, witness, from: old.label, to: new.label)
                (own, moved) = (noise.own, noise.moved)
            }
            own += reference.findings(new.label)
            if index > 1 { own += changes(read.bases[index - 1], new).findings }
            return Compared(own: own, moved: moved, renames: renames)
        }
    }

    /// What patches break and later ones mend.
    private static func breakage(_ read: ReviewStates.Reading) -> [Finding] {
        var states: [RevisionSnapshot] = []
        for state in read.bases + read.steps.joined().map(\.snapshot)
        where !states.contains(where: { $0.flavors == state.flavors }) {
            states.append(state)
        }
        let views = states.concurrentMap { SeriesBreakage.View($0) }
        return Array(read.steps.indices).concurrentMap { index in
            SeriesBreakage.findings(base: read.bases[index], steps: read.steps[index]) { state in
                views.first { $0.shows(state) } ?? SeriesBreakage.View(state)
            }
        }.flatMap { $0 }
    }

    /// What the texts tell of what the mails speak of.
    private struct Told: Sendable {
        var outlines: RevisionOutlines
        var comments: CommentPlaces
    }

    private static func told(
        _ series: Series, _ applied: [AppliedRevision], _ files: [String], _ bases: SeriesBases
    ) -> Told {
        let base = bases.states[0]
        let outlines = RevisionOutlines(series, applied: applied, tree: base, files: files)
        return Told(
            outlines: outlines,
            comments: CommentPlaces(series, applied: applied, base: base, outlines: outlines))
    }

    /// What is found between states.
    private struct Measured: Sendable {
        var attribution: PatchAttribution
        var breakage: [Finding]
        /// One entry a revision, the first beside its base.
        var compared: [Compared]
    }

    private func report(
        _ series: Series, inputs: [String], applied: [AppliedRevision], plan: FlavorPlan,
        read: ReviewStates.Reading, files: [String], reader: UnitReader, bases: SeriesBases,
        reference: ReferenceCheck, behavior: BehaviorOutcome, functions: SeriesFunctions.Outcome, told: Told,
        measured: Measured
    ) async -> DriftReport {
        let base = bases.states[0]
        let (attribution, compared, outlines) = (measured.attribution, measured.compared, told.outlines)
        let renames = compared.dropFirst().map(\.renames)
        async let comments = CommentMap(
            series, places: told.comments, outlines: outlines, renames: { renames[$0] })
        let application = ApplicationFindings(series, applied)
        var findings = application.findings
        findings += reference.findings(read.revisions[0].label)
        var moved: [SuppressedFinding] = []
        for (index, part) in compared.enumerated() {
            findings += part.own.map { attribution.attributed($0, revision: index) }
            moved += part.moved
        }
        findings += measured.breakage
        var changes = attribution.findings
        for (index, revision) in series.revisions.enumerated() {
            for (patch, found) in functions.ofPatches where patch.revision == revision.label {
                changes[index][patch.number, default: []] += found.findings
            }
        }
        findings += ClaimSession(series, outlines: outlines, changes: changes)
            .findings(known: findings + behavior.findings + functions.all.findings)
        let wanted = SymbolFilter(patterns: options.symbols)
        var behavior = behavior
        behavior.notes += functions.notes
        let others = series.revisions.enumerated().flatMap { index, revision in
            revision.patches.map {
                (PatchReference($0, in: revision.label), attribution.findings[index][$0.number] ?? [])
            }
        }
        behavior.notes += ProvedClaims.notes(
            on: series, rows: functions.ofPatches.mapValues(\.rows),
            others: Dictionary(others) { first, _ in first })
        behavior.notes += series.revisions.indices.filter(bases.moves).map { index in
            RebaseNoise.note(
                on: (behavior.moved + moved).filter { wanted.matches($0.finding.symbol) },
                from: series.revisions[index - 1].label, to: series.revisions[index].label,
                isTransplanted: read.transplants[index] != nil)
        }
        return ReportBuilder(
            command: "review", inputs: inputs, title: series.title, libclangVersion: reader.libclangVersion,
            revisions: read.revisions, reference: reference, behavior: behavior, functions: functions.all,
            findings: findings,
            suppressed: moved, wanted: wanted,
            applied: application.revisions,
            flavors: plan.flavors.map(\.name), files: files, unknown: read.unknown + application.unknown,
            notes: SeriesNotes.notes(on: series) + application.notes + plan.notes
                + plan.unbuilt(files, in: base),
            diagrams: StateDiagrams.diagrams(for: reference.matches), mails: PatchMails.mails(of: series),
            comments: await comments.comments
        ).report()
    }
}
