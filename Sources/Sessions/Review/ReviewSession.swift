import ABIModel
import Behaviour
import Drift
import ExtractionMessages
import Flavors
import Globs
import KernelTree
import Parallel
import PatchSeries
import Phrases
import Readings
import ReferenceModels
import Reporting
import ReviewThread
import Verdicts
import Workers

/// Reviews the revisions of a series against a tree: applies, reads, compares, and names the patch
/// behind every change.
public struct ReviewSession: Sendable {
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
    public typealias Progress = @Sendable (String) -> Void

    let options: Options
    let pool: ExtractionPool
    private let progress: Progress

    /// Makes a session.
    public init(options: Options, pool: ExtractionPool, progress: @escaping Progress = { _ in }) {
        self.options = options
        self.pool = pool
        self.progress = progress
    }

    /// Runs the whole review.
    ///
    /// Its stages run beside each other where none needs what another makes; whatever waits does so on a thread of its
    /// own (`blocking`).
    ///
    /// - Throws: ``KernelTreeError`` for a tree that cannot be used, ``RunError`` when nothing could
    ///   be read at all. A patch that does not apply and a unit that does not parse are part of the report.
    public func run(_ series: Series, inputs: [String]) async throws -> DriftReport {
        let bases = try await blocking {
            try SeriesBases(options.tree, named: options.bases, for: series, trace: pool.trace)
        }
        let series = await blocking {
            series.placed { path in bases.inputs.contains { $0.tree.hasFile(path) } }
        }
        progress("applying \(series.revisions.reduce(0) { $0 + $1.patches.count }) patches")
        async let application = bases.applying(series)
        // What the bases declare does not depend on the patches: it is read while git applies them.
        let touchedFiles = try await blocking { try wantedFiles(series, bases) }
        var builtOtherwise: [String] = []
        if touchedFiles.isEmpty, options.files.isEmpty {
            let applied = try await application.revisions
            let configuration = try await blocking { try configurationChanges(series, applied, bases) }
            builtOtherwise = configuration.files
            if builtOtherwise.isEmpty {
                return try await blocking {
                    try reportWithoutC(series, inputs: inputs, applied, bases, configuration.changes)
                }
            }
        }
        let compared = touchedFiles + builtOtherwise
        if compared.isEmpty {
            _ = try await application
            throw await blocking { noFile(in: bases) }
        }
        let ahead = try await blocking { try readAhead(series, bases, compared) }
        let (reader, queue, files) = (ahead.reader, ahead.queue, ahead.files)
        async let rules: Void = blocking { ahead.readRules() }
        async let reading: Void = blocking { try reader.read(queue) }
        // Whatever happens, the workers must not wait for more. This comes before `reading` is waited for.
        defer { queue.close() }
        let (applied, predecessorsOnNewBase) = try await application
        try refuseAnotherTree(series, applied)
        // What the mails speak of is told from the texts.
        async let texts = blocking {
            try SeriesTexts(series, applied: applied, base: bases.states[0], files: files)
        }
        let uncompiled = try await blocking {
            let uncompiled = try UncompiledLines(of: files, states: applied.map(\.tree))
            ahead.read(applied, uncompiled)
            return uncompiled
        }
        await rules
        let (states, wanted) = try await blocking {
            let plan = try FlavorPlan(ahead.given[0], states: applied.map(\.tree), files: files)
            let states = try ReviewStates(
                series: series, applied: applied, bases: bases, predecessorsOnNewBase: predecessorsOnNewBase,
                plan: plan, files: files, uncompiled: uncompiled, declarations: ahead.declarations)
            var wanted = try states.wanted()
            try reader.widen(to: plan.flavors(of: ahead.given))
            try states.read(&wanted, with: reader, through: queue)
            return (states, wanted)
        }
        queue.close()
        try await reading
        let touched = await blocking { states.reading(wanted, from: queue) }
        // A file may well declare nothing, as one that only includes others does.
        let isWhole =
            !files.isEmpty && touched.unknown.isEmpty
            && ApplicationFindings(series, applied).findings.isEmpty
        guard touched.entityCount > 0 || isWhole else { throw nothingExtracted(series, applied, touched) }
        let configuration = try await blocking {
            try Self.configurationChanges(series, applied, bases, ahead.given)
        }
        let reach = try await blocking {
            try self.reach(states, touched, ahead.given, configuration, reader)
        }
        let read = reach.reading
        progress("comparing")
        async let attribution = blocking { PatchAttribution(read.changes) }
        async let breakage = blocking { Self.breakage(read) }
        let reference = await blocking {
            ReferenceCheck(read.revisions, title: series.title, choice: options.model)
        }
        async let changes = blocking { Self.changes(read, bases: bases, reference: reference) }
        let behavior = try await blocking { try self.behavior(states, reader, reference) }
        let functions = try await blocking { try self.functions(states, given: ahead.given) }
        let (made, causes) = await (changes, attribution)
        let users = try await blocking { try self.users(reach.states, made, causes, reader, ahead.given) }
        pool.rest()
        let found = try await Found(
            states: reach.states, read: read, reached: reach.headers, configuration: configuration,
            users: users, texts: texts,
            reference: reference,
            behavior: behavior,
            functions: functions,
            attribution: causes, breakage: breakage, changes: made)
        return try await blocking {
            try report(found, inputs: inputs, libclangVersion: reader.libclangVersion)
        }
    }

    // MARK: Reading

    /// What is read before the patches are applied, and more while they are.
    private struct ReadAhead: Sendable {
        /// The C files that are compared, sorted.
        var files: [String]
        /// For each base the flavors that the options name.
        var given: [[Flavor]]
        /// The units of the files under those flavors.
        var units: [Unit]
        var declarations: DeclarationTexts
        var reader: UnitReader
        var queue: UnitQueue

        /// Reads the Kconfig files where headers may have another side under another configuration.
        func readRules() {
            if files.contains(where: { $0.hasSuffix(".h") }) { given[0].first?.readRules() }
        }

        /// Has the revisions read under the flavors that the options name; the others need not be known for that.
        func read(_ applied: [AppliedRevision], _ uncompiled: UncompiledLines) {
            let ends = applied.flatMap { revision in units.map { ($0, revision.tree) } }
            reader.findSkippedLines(of: uncompiled.files)
            queue.add(ends, findsSkippedLinesOf: ends.indices)
        }
    }

    private func readAhead(_ series: Series, _ bases: SeriesBases, _ files: [String]) throws -> ReadAhead {
        let given = try zip(bases.inputs, bases.states).map { try $0.flavors(of: $1, pool: pool) }
        let plan = try FlavorPlan(given[0], headersOf: [:])
        let declarations = DeclarationTexts()
        let reader = try UnitReader(
            trees: try zip(bases.inputs, plan.flavors(of: given)).map { ($0.tree, $1) }, touchedFiles: files,
            pool: pool, declarations: declarations)
        let queue = UnitQueue(reader)
        let units = try plan.units(of: files)
        try ReviewStates.readAhead(units, series, bases: bases, with: reader, through: queue)
        return ReadAhead(
            files: files, given: given, units: units, declarations: declarations, reader: reader, queue: queue
        )
    }

    /// How many headers are read at most that no patch touches.
    private static let mostReachedHeaders = 32

    /// The states with what the first reading leaves to be read: headers that do not stand alone, behind what their users
    /// include; untouched headers that follow from what the revisions change, or whose records one state alone has shown; and
    /// where files were named, what moved to or from others.
    private func reach(
        _ states: ReviewStates, _ read: ReviewStates.Reading, _ given: [[Flavor]],
        _ configuration: ConfigurationChanges, _ reader: UnitReader
    ) throws -> (states: ReviewStates, reading: ReviewStates.Reading, headers: ReachedHeaders) {
        var (states, read) = (states, read)
        let contexts = try contexts(states, read, given, reader)
        if !contexts.isEmpty {
            states = try states.reading(under: states.plan.reading(behind: contexts))
            read = try reading(states, given, reader)
        }
        var names = OneSidedNames()
        for (base, revision) in zip(read.bases, read.revisions.dropFirst()) {
            names.add(base, revision, compared: states.files)
        }
        // Who names the files wants these.
        guard options.files.isEmpty else {
            let moved = try movedNames(names, states)
            guard !moved.isEmpty else { return (states, read, ReachedHeaders()) }
            states = try states.looking(for: moved)
            return (states, try reading(states, given, reader), ReachedHeaders())
        }
        var changed = ChangedNames()
        for (base, revision) in zip(read.bases, read.revisions.dropFirst()) { changed.add(base, revision) }
        var reached = try ReachedHeaders(
            from: changed, besides: states.files, in: states.bases.states[0].base, flavor: given[0][0],
            limit: Self.mostReachedHeaders)
        reached.add(
            byBuild: try configuration.headers(
                in: states.bases.states[0].base, besides: states.files, given[0][0]
            ).merging(configuration.units(besides: states.files)) { $0.union($1) },
            sources: configuration.files, limit: Self.mostReachedHeaders)
        reached.add(homes: names.homes, limit: Self.mostReachedHeaders)
        try reached.confirm(with: reader, in: states.bases.states[0])
        guard !reached.isEmpty else { return (states, read, reached) }
        states = try states.reaching(
            reached, under: states.plan.adding(reached.headersOf, to: given[0]))
        return (states, try reading(states, given, reader), reached)
    }

    /// What the Kconfig files and Makefiles of the revisions change.
    private static func configurationChanges(
        _ series: Series, _ applied: [AppliedRevision], _ bases: SeriesBases, _ given: [[Flavor]]
    ) throws -> ConfigurationChanges {
        try ConfigurationChanges(
            of: series.revisions.indices.map { index in
                (series.revisions[index].label, applied[index].tree, given[bases.ofRevision[index]])
            })
    }

    /// What the Kconfig files and Makefiles of a series change that touches no C file, and the files that are read otherwise.
    private func configurationChanges(
        _ series: Series, _ applied: [AppliedRevision], _ bases: SeriesBases
    ) throws -> (changes: ConfigurationChanges, files: [String]) {
        guard
            applied.contains(where: {
                !$0.tree.changedKconfig.isEmpty || !$0.tree.changedMakefiles.isEmpty
            })
        else { return (try ConfigurationChanges(of: []), []) }
        let given = try zip(bases.inputs, bases.states).map { try $0.flavors(of: $1, pool: pool) }
        let changes = try Self.configurationChanges(series, applied, bases, given)
        let headers = try changes.headers(in: bases.states[0].base, besides: [], given[0][0])
        let found = try headers.keys.sorted() + changes.units(besides: []).keys.sorted()
        return (changes, Array(found.prefix(Self.mostReachedHeaders)))
    }

    /// Reads states again, with what was added to them; what is known is not parsed again.
    private func reading(
        _ states: ReviewStates, _ given: [[Flavor]], _ reader: UnitReader
    ) throws -> ReviewStates.Reading {
        var wanted = try states.wanted()
        try reader.widen(to: states.plan.flavors(of: given))
        let queue = UnitQueue(reader)
        try states.read(&wanted, with: reader, through: queue)
        queue.close()
        try reader.read(queue)
        return states.reading(wanted, from: queue)
    }

    /// What headers are read behind that clang finds errors in when they are read alone.
    private func contexts(
        _ states: ReviewStates, _ read: ReviewStates.Reading, _ given: [[Flavor]], _ reader: UnitReader
    ) throws -> [String: [String]] {
        let broken = Set(read.unknown.compactMap(\.brokenHeader)).sorted().prefix(HeaderContexts.mostHeaders)
        // A header that lost an include may be read behind what its users have.
        let late = read.errors.map(\.symbol).filter { $0.hasSuffix(".h") && !broken.contains($0) }
        guard !broken.isEmpty || !late.isEmpty else { return [:] }
        let base = states.bases.states[0]
        let search = HeaderContexts(base, given[0][0])
        var contexts = try search.contexts(
            of: broken.filter { base.base.hasFile($0) }, in: [base], with: reader)
        let ends = [base] + states.applied.map(\.tree)
        contexts.merge(try search.contexts(of: late, in: ends, with: reader)) { known, _ in known }
        if let last = states.applied.last?.tree {
            let fresh = try HeaderContexts(last, given[0][0]).contexts(
                of: broken.filter { !base.base.hasFile($0) }, in: [last], with: reader)
            contexts.merge(fresh) { known, _ in known }
        }
        return contexts
    }

    /// What touched files that were not named define of the names that one side lacks.
    private func movedNames(_ names: OneSidedNames, _ states: ReviewStates) throws -> [String: Set<String>] {
        let others = Set(states.series.revisions.flatMap(\.touchedPaths)).subtracting(states.files).filter {
            $0.hasSuffix(".h")
        }.sorted()
        var found: [String: Set<String>] = [:]
        for revision in states.applied {
            found.merge(
                try names.definitions(in: others) {
                    (try revision.base.contents(of: $0), try revision.tree.contents(of: $0))
                }
            ) { $0.union($1) }
        }
        return found
    }

    /// The files that no patch touches and that use what the newest revision takes away.
    private func users(
        _ states: ReviewStates, _ changes: [RevisionChanges], _ attribution: PatchAttribution,
        _ reader: UnitReader, _ given: [[Flavor]]
    ) throws -> UsersLeftBehind.Outcome {
        guard let part = changes.last, let revision = states.applied.last,
            revision.patches.allSatisfy(\.failures.isEmpty)
        else { return UsersLeftBehind.Outcome() }
        let index = changes.count - 1
        let findings = try SameText(revision.base, revision.tree).sift(part.own.filter { $0.from == .base })
        let tree = states.bases.ofRevision[index]
        let search = UsersLeftBehind(
            base: revision.base, revision: revision.tree, flavor: given[tree][0], reader: reader)
        var outcome = try search.outcome(findings.map { attribution.attributed($0, revision: index) })
        let series = states.series.revisions[index]
        let gone = revision.tree.overlay.filter { $0.value == .deleted && $0.key.hasSuffix(".h") }.keys
            .sorted()
        outcome.findings += try search.includes(of: gone, labels: (.base, .revision(series.label))) { path in
            series.patches.last { patch in patch.fileDiffs.contains { $0.oldPath == path } }.map {
                PatchReference($0, in: series.label)
            }
        }
        return outcome
    }

    /// The C files that are compared, sorted.
    private func wantedFiles(_ series: Series, _ bases: SeriesBases) throws -> [String] {
        var files = Set(series.revisions.flatMap(\.touchedPaths))
        if !options.files.isEmpty {
            let patterns = options.files.map { GlobPattern($0) }
            files = files.filter { file in patterns.contains { $0.matches(file) } }
            for input in bases.inputs { files.formUnion(try input.tree.files(matchingAny: patterns)) }
        }
        return files.filter { $0.hasSuffix(".c") || $0.hasSuffix(".h") }.sorted()
    }

    /// Where next to nothing applies, the tree is not the one that the series is for.
    func refuseAnotherTree(_ series: Series, _ applied: [AppliedRevision]) throws {
        guard let reason = try ApplicationFindings.refusal(series, applied) else { return }
        throw RunError(
            message: reason,
            hint: "give --tree the commit that the series is based on; DIR@auto looks for it in a repository")
    }

    /// The globs of `--file` fit nothing that the series touches or the tree has.
    private func noFile(in bases: SeriesBases) -> RunError {
        RunError(
            message: "no C file of the series or its tree matches \(options.files.joined(separator: ", "))",
            hint: FileChoice(files: options.files, symbols: []).hint(in: bases.inputs.map(\.tree)))
    }

    /// Why there is nothing to compare: what clang said, else what does not apply.
    private func nothingExtracted(
        _ series: Series, _ applied: [AppliedRevision], _ read: ReviewStates.Reading
    ) -> RunError {
        let failure = ApplicationFindings(series, applied).findings.first?.message
        let reason =
            read.unknown.first?.reason ?? failure ?? "the series touches no C file that was asked for"
        return RunError(
            message: "nothing was extracted: \(Phrasing.text(reason))",
            hint: "check that --tree is the tree the series is for")
    }

    // MARK: Functions

    /// What the revisions do, as far as a model that can run C knows the subject.
    private func behavior(
        _ states: ReviewStates, _ reader: UnitReader, _ reference: ReferenceCheck
    ) throws -> BehaviorOutcome {
        let (series, applied) = (states.series, states.applied)
        var outcome = BehaviorOutcome()
        if options.runsFunctions {
            outcome = try SeriesBehavior(
                labels: series.revisions.map(\.label),
                patches: series.revisions.map { revision in
                    revision.patches.map { PatchReference($0, in: revision.label) }
                },
                applied: applied, rebased: Set(series.revisions.indices.filter(states.bases.moves)),
                predecessorsOnNewBase: states.predecessorsOnNewBase, reader: reader, progress: progress
            ).outcome(reference)
        } else {
            outcome.notes.append("behaviour was not looked at, as was asked")
        }
        outcome.notes += states.bases.notes
        if options.checksBuild {
            progress("reading after each patch")
            outcome.findings += try BuildCheck(series: series, applied: applied, files: states.files)
                .findings(with: reader)
        } else {
            outcome.notes.append(
                "whether each patch compiles after itself was not looked at; --check-build does")
        }
        return outcome
    }

    /// The verdicts on the functions that change.
    ///
    /// - Parameter given: for each base the flavors that the options name.
    private func functions(
        _ states: ReviewStates, given: [[Flavor]]
    ) throws -> SeriesFunctions.Outcome {
        guard options.runsFunctions, options.functions.isOn else { return SeriesFunctions.Outcome() }
        let (steps, notes) = SeriesFunctions.steps(states)
        var outcome = try SeriesFunctions(
            steps: steps, missing: MissingPatches(states.series),
            trees: try zip(states.bases.inputs, states.plan.flavors(of: given)).map {
                (tree: $0.tree, flavors: $1)
            },
            plan: states.plan, files: states.files, run: try options.functions.run(), pool: pool,
            progress: progress
        ).outcome()
        outcome.all.attribute(to: outcome.ofPatches)
        outcome.notes += notes
        return outcome
    }
}
