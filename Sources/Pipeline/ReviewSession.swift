import ABIModel
import Drift
import ExtractionMessages
import Foundation
import KernelTree
import PatchSeries
import ReferenceModels

/// Reviews the revisions of a series against a tree: applies, reads, compares, and names the patch
/// behind every change.
public struct ReviewSession {
    /// What to review and how.
    public struct Options: Sendable {
        /// The tree and how it is read.
        public var tree: TreeOptions
        /// Globs of files to compare; empty for what the series touches.
        public var files: [String]
        /// Globs of symbols to report; empty for all.
        public var symbols: [String]
        /// Which reference models the revisions are held against.
        public var model: ReferenceChoice
        /// Whether functions are run; without it only what is declared is compared.
        public var runsFunctions: Bool
        /// Whether every C file is read whole after every patch, to see which patch breaks the build.
        public var checksBuild: Bool

        /// Makes options.
        public init(
            tree: TreeOptions, files: [String] = [], symbols: [String] = [],
            model: ReferenceChoice = .fitting, runsFunctions: Bool = true, checksBuild: Bool = false
        ) {
            self.tree = tree
            self.files = files
            self.symbols = symbols
            self.model = model
            self.runsFunctions = runsFunctions
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
        let (treeOptions, baseNote) = try BaseChoice.settled(
            options.tree, for: series, trace: pool.trace)
        let input = try TreeInput(treeOptions, trace: pool.trace)
        let tree = input.tree
        progress("applying \(series.revisions.reduce(0) { $0 + $1.patches.count }) patches")
        let applied = try await PatchApplier(tree: tree).apply(
            revisions: series.revisions.map { $0.patches.map(\.input) })
        let base = PatchedTree(base: tree)
        let files = try wantedFiles(series, tree: tree)
        let plan = try FlavorPlan(
            try input.flavors(of: base, pool: pool), tree: base, states: applied.map(\.tree), files: files)
        let uncompiled = try UncompiledLines(of: files, base: base, states: applied.map(\.tree))
        let reader = try UnitReader(
            tree: tree, flavors: plan.flavors, touchedFiles: files, conditionalFiles: uncompiled.files,
            pool: pool)
        let states = ReviewStates(
            series: series, applied: applied, base: base, plan: plan, files: files, uncompiled: uncompiled)
        let progress = progress
        reader.onProgress = { progress("reading \($0) units") }
        let read = try states.read(with: reader)
        guard read.entityCount > 0 else { throw nothingExtracted(series, applied, read) }
        progress("comparing")
        let reference = ReferenceCheck(read.revisions, title: series.title, choice: options.model)
        var behavior = try behavior(series, applied: applied, base: base, reference, reader)
        behavior.notes += [baseNote].compactMap { $0 }
        if options.checksBuild {
            progress("reading after each patch")
            behavior.findings += try BuildCheck(
                series: series, applied: applied, base: base, files: files
            ).findings(with: reader)
        } else {
            behavior.notes.append(
                "whether each patch compiles after itself was not looked at; --check-build does")
        }
        return report(
            series, inputs: inputs, applied: applied, plan: plan, read: read, files: files, reader: reader,
            base: base, reference: reference, behavior: behavior)
    }

    /// Why there is nothing to compare: what clang said, else what does not apply.
    private func nothingExtracted(
        _ series: Series, _ applied: [AppliedRevision], _ read: ReviewStates.Reading
    ) -> PipelineError {
        let failures = zip(series.revisions, applied).flatMap {
            ApplicationFindings.coverage($0, $1).failed.map { failure in
                "patch \(failure.patch) does not apply to \(failure.file): \(failure.reason)"
            }
        }
        let reason = read.unknown.first?.reason ?? failures.first ?? "the series touches no C file"
        return PipelineError(
            message: "nothing was extracted: \(reason)",
            hint: "check that --tree is the tree the series is for")
    }

    /// What the revisions do, as far as a model that can run C knows the subject.
    private func behavior(
        _ series: Series, applied: [AppliedRevision], base: PatchedTree, _ reference: ReferenceCheck,
        _ reader: UnitReader
    ) throws -> BehaviorStage.Outcome {
        var outcome = BehaviorStage.Outcome()
        guard options.runsFunctions else {
            outcome.notes.append("behaviour was not looked at, as was asked")
            return outcome
        }
        let stage = BehaviorStage(
            series: series, applied: applied, base: base, reader: reader, progress: progress)
        for model in BehaviorModels.all where reference.matches.contains(where: { $0.model == model.name }) {
            let own = try stage.run(model, designs: reference.designs(of: model.name))
            outcome.findings += own.findings
            outcome.unknown += own.unknown
            outcome.functions.formUnion(own.functions)
            outcome.notes += own.notes
        }
        return outcome
    }

    /// The C files that are compared, sorted.
    private func wantedFiles(_ series: Series, tree: SourceTree) throws -> [String] {
        var files = Set(series.revisions.flatMap(\.touchedPaths))
        if !options.files.isEmpty {
            let patterns = options.files.map { GlobPattern($0) }
            files = files.filter { file in patterns.contains { $0.matches(file) } }
            for pattern in patterns { files.formUnion(tree.files(matching: pattern)) }
        }
        return files.filter { $0.hasSuffix(".c") || $0.hasSuffix(".h") }.sorted()
    }

    private func report(
        _ series: Series, inputs: [String], applied: [AppliedRevision], plan: FlavorPlan,
        read: ReviewStates.Reading, files: [String], reader: UnitReader, base: PatchedTree,
        reference: ReferenceCheck, behavior: BehaviorStage.Outcome
    ) -> DriftReport {
        var findings: [Finding] = []
        for (revision, application) in zip(series.revisions, applied) {
            findings += ApplicationFindings.findings(revision, application)
        }
        let attribution = PatchAttribution(read)
        @Sendable func changes(_ old: RevisionSnapshot, _ new: RevisionSnapshot) -> [Finding] {
            let comparison = RevisionComparison(
                old: old, new: new, hints: reference.hints(from: old.label, to: new.label))
            return comparison.withReach(comparison.findings())
        }
        findings += reference.findings(read.revisions[0].label)
        let compared = Array(read.revisions.indices.dropFirst()).concurrentMap { index in
            let snapshot = read.revisions[index]
            var own = changes(read.revisions[index - 1], snapshot) + reference.findings(snapshot.label)
            if index > 1 { own += changes(read.revisions[0], snapshot) }
            return own
        }
        for (index, own) in compared.enumerated() {
            findings += own.map { attribution.attributed($0, revision: index) }
        }
        findings += read.steps.concurrentMap { steps in
            SeriesBreakage.findings(base: read.revisions[0], steps: steps)
        }.flatMap { $0 }
        findings += behavior.findings
        let outlines = RevisionOutlines(series, applied: applied, tree: base, files: files)
        findings += ClaimSession(series, read: read, outlines: outlines, attribution: attribution)
            .findings(known: findings)
        let wanted = SymbolFilter(patterns: options.symbols)
        findings = findings.filter { wanted.matches($0.symbol) }
        let comments = CommentMap(series, applied: applied, base: base, outlines: outlines) { index in
            let (old, new) = (read.revisions[index + 1], read.revisions[index + 2])
            let known = reference.hints(from: old.label, to: new.label)
            return RevisionComparison(old: old, new: new, hints: known).flavors.flatMap(\.comparison.renames)
        }
        let coverage = Coverage(
            revisions: zip(series.revisions, applied).map(ApplicationFindings.coverage),
            flavors: plan.flavors.map(\.name), files: files, entities: read.entityCount,
            functionsInterpreted: behavior.functions.count, rules: RuleCatalog.all.count,
            unknown: (read.unknown + behavior.unknown).sorted(),
            notes: plan.notes + plan.unbuilt(files, in: base) + reference.notes + behavior.notes)
        return DriftReport(
            toolVersion: Tool.version, libclangVersion: reader.libclangVersion, command: "review",
            inputs: inputs,
            title: series.title, coverage: coverage, revisions: read.revisions,
            references: reference.matches,
            findings: ReportOrder.sorted(
                findings.map(Fingerprint.stamped), revisions: read.revisions.map(\.label)),
            diagrams: StateDiagrams.diagrams(for: reference.matches),
            mails: PatchMails.mails(of: series),
            comments: comments.comments, glossary: CallGlossary.words(for: findings))
    }
}

extension Patch {
    /// The patch as the applier takes it.
    var input: PatchInput {
        PatchInput(
            number: number, diff: diff,
            files: fileDiffs.map { .init(oldPath: $0.oldPath, newPath: $0.newPath) })
    }
}
