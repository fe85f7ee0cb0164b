import ABIModel
import Behaviour
import Drift
import Foundation
import KernelTree
import Phrases
import Readings
import Reporting
import Verdicts
import Workers

/// Compares two trees or revisions, two baselines, a baseline with a tree, or two C files.
public struct DiffSession {
    /// What to compare and how.
    public struct Options: Sendable {
        /// The old side; its path may name a tree, `DIR@REV`, a baseline or a C file.
        public var old: TreeOptions
        /// The new side.
        public var new: TreeOptions
        /// Globs of files to compare; empty for the headers below `include` whose text differs.
        public var files: [String]
        /// Globs of symbols to report; empty for all.
        public var symbols: [String]
        /// Which reference models the sides are held against.
        public var model: ReferenceChoice
        /// Whether functions are run; without it only what is declared is compared.
        public var runsFunctions: Bool
        /// Which functions are compared where their bodies differ.
        public var functions: FunctionChoice
        /// Arguments for clang, for text that is no kernel tree.
        public var compilerArguments: [String]

        /// Makes options.
        public init(
            old: TreeOptions, new: TreeOptions, files: [String] = [], symbols: [String] = [],
            model: ReferenceChoice = .fitting, runsFunctions: Bool = true,
            functions: FunctionChoice = FunctionChoice(), compilerArguments: [String] = []
        ) {
            self.old = old
            self.new = new
            self.files = files
            self.symbols = symbols
            self.model = model
            self.runsFunctions = runsFunctions
            self.functions = functions
            self.compilerArguments = compilerArguments
        }
    }

    private let options: Options
    private let pool: ExtractionPool
    private let progress: @Sendable (String) -> Void

    /// Makes a session; `progress` is told of each stage.
    public init(
        options: Options, pool: ExtractionPool, progress: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.options = options
        self.pool = pool
        self.progress = progress
    }

    /// Reads both sides and compares them.
    ///
    /// - Throws: ``KernelTreeError`` or ``RunError`` for a side that cannot be used, and where nothing
    ///   was extracted at all.
    public func run() throws -> DriftReport {
        let inputs = [options.old.path, options.new.path]
        let labels = ComparedInput.labels(inputs[0], inputs[1])
        var pair = try DiffPair(options, pool: pool)
        var (old, new) = try pair.read(labels: labels, pool: pool)
        // A file may well declare nothing, as one that only includes others does.
        let obstacle = (old.unknown + new.unknown).first.map { Phrasing.text($0.reason) }
        guard old.entityCount + new.entityCount > 0 || !pair.files.isEmpty && obstacle == nil else {
            throw RunError(
                message: "nothing was extracted: " + (obstacle ?? "no C file was chosen"),
                hint: "name files that both sides have with --file, and check --arch and --config")
        }
        for side in [old, new] where side.entityCount == 0 && pair.comparedName != nil {
            // One file against one: where clang reads nothing of either, there is nothing to tell.
            if let reason = side.unknown.first {
                throw RunError(
                    message:
                        "nothing was extracted from \(side.revision.label): \(Phrasing.text(reason.reason))",
                    hint: "give clang what the file needs after `--`, for instance -- -Iinclude -DX=1")
            }
        }
        let reached = try pair.reach(&old, &new, pool: pool)
        progress("comparing")
        return try report(pair, old, new, reached, inputs: inputs.map(ComparedInput.name))
    }

    /// What the functions of two trees do, as far as a model that can run C knows the subject.
    private func behavior(
        _ pair: DiffPair, _ labels: [String], _ reference: ReferenceCheck
    ) throws -> BehaviorOutcome {
        guard let texts = pair.texts, options.runsFunctions, !texts.old.isPlain, !texts.new.isPlain else {
            return BehaviorOutcome()
        }
        return try TreeBehavior(pool: pool, progress: progress).outcome(
            [
                texts.old.behaviorSide(labels[0], pool: pool), texts.new.behaviorSide(labels[1], pool: pool),
            ], reference)
    }

    /// Whether functions are compared.
    private func hasFunctions(_ pair: DiffPair) -> Bool {
        options.runsFunctions && options.functions.isOn && pair.hasChosenFiles
    }

    /// The verdicts on functions of the files that were named: those of all headers that differ between two kernels
    /// are nobody's question.
    private func functions(_ pair: DiffPair, _ labels: [String]) throws -> FunctionOutcome {
        guard hasFunctions(pair),
            let sides = pair.functionSides(labels: (labels[0], labels[1]))
        else { return FunctionOutcome() }
        let run = try options.functions.run()
        return try DiffFunctions(run: run, pool: pool, progress: progress).outcome(sides.old, sides.new)
    }

    private func report(
        _ pair: DiffPair, _ old: SideReading, _ new: SideReading, _ reached: ReachedHeaders, inputs: [String]
    ) throws -> DriftReport {
        let name = pair.comparedName
        let before = name.map { old.calling($0.old, $0.new) } ?? old
        let sides = [before.revision, new.revision]
        let reference = ReferenceCheck(sides, title: nil, choice: options.model)
        let comparison = RevisionComparison(
            old: sides[0], new: sides[1],
            hints: reference.hints(from: sides[0].label, to: sides[1].label))
        var findings = comparison.withReach(comparison.findings()) + reference.findings(sides[1].label)
        if let name {
            for index in findings.indices {
                // The old file was called by the new one's name to be compared with it.
                findings[index].before?.rename(file: name.new, to: name.old)
            }
            for index in findings.indices where findings[index].after == nil {
                if findings[index].site?.file == name.new { findings[index].site?.file = name.old }
            }
        }
        if let texts = pair.texts, texts.old.file == nil {
            findings = try SameText(texts.old.state, texts.new.state).sift(findings)
            if let plan = pair.plans[1] {
                findings = UnreadHomes(plan).sift(findings, old: sides[0], new: sides[1])
            }
        }
        let users = try pair.usersLeftBehind(
            findings, labels: (sides[0].label, sides[1].label), pool: pool)
        findings =
            findings.map { users.weighed($0, from: sides[0].label, to: sides[1].label) } + users.findings
        let errors = pair.newErrors(old, new)
        findings += errors
        findings += try pair.removedHeaders(from: sides[0].label, to: sides[1].label)
        findings = findings.map(reached.explained)
        let unseen = comparison.flavorsNotCompared.map { flavor in
            Unknown(.flavor(flavor), reason: "only one side was read under this flavor")
        }
        return try ReportBuilder(
            command: "diff", inputs: inputs, title: "\(old.revision.label) → \(new.revision.label)",
            libclangVersion: new.libclangVersion.isEmpty ? old.libclangVersion : new.libclangVersion,
            revisions: [old.revision, new.revision], reference: reference,
            behavior: try behavior(pair, sides.map(\.name), reference),
            functions: try functions(pair, sides.map(\.name)), findings: findings,
            wanted: SymbolFilter(patterns: options.symbols),
            wantedFunctions: hasFunctions(pair) ? options.functions.patterns : [],
            flavors: comparison.flavors.map(\.flavor),
            files: (pair.files + reached.files).sorted(),
            unknown: (old.unknown + new.unknown).without(errors: errors) + unseen + reached.unknown
                + pair.reformedConditions(sides[1].label),
            notes: Self.notes(old, new).map { Phrase(verbatim: $0) } + pair.notes + reached.notes
                + users.notes,
            texts: try pair.textChange(including: old.includedFiles.union(new.includedFiles)).map {
                [StepTexts(from: sides[0].name, to: sides[1].name, change: $0)]
            } ?? []
        ).report()
    }

    /// The notes of both sides; those that only one side has are marked with its label.
    private static func notes(_ old: SideReading, _ new: SideReading) -> [String] {
        let both = Set(old.notes).intersection(new.notes)
        let single = [old, new].flatMap { side in
            side.notes.filter { !both.contains($0) }.map { "\(side.revision.label): \($0)" }
        }
        return both.sorted() + single
    }
}

extension Declaration {
    /// Gives the file that it stands in another name.
    fileprivate mutating func rename(file: String, to name: String) {
        func renamed(_ site: SourceSite) -> SourceSite {
            site.file == file ? SourceSite(file: name, line: site.line) : site
        }
        switch self {
        case .enumeration(var value):
            value.site = renamed(value.site)
            self = .enumeration(value)
        case .record(var value):
            value.site = renamed(value.site)
            self = .record(value)
        case .function(var value):
            value.site = renamed(value.site)
            self = .function(value)
        case .macro(var value):
            value.site = renamed(value.site)
            self = .macro(value)
        case .typedef(var value):
            value.site = renamed(value.site)
            self = .typedef(value)
        case .variable(var value):
            value.site = renamed(value.site)
            self = .variable(value)
        case .text: break
        }
    }
}
