import ABIModel
import Behaviour
import Configuration
import Drift
import Foundation
import Readings
import Reporting
import Workers

/// The gate of a kernel's CI: a tree held against a baseline, a reference model, or both.
///
/// A gate that looked at nothing must not open: where nothing was extracted from the tree, or nothing of the
/// model's subject was seen, the session throws.
public struct GateSession {
    /// What is held against what.
    public struct Options: Sendable {
        /// The tree.
        public var tree: TreeOptions
        /// A file that `kdrift snapshot` wrote; nil for none.
        public var baseline: String?
        /// The reference model; nil for what the settings say, else what fits.
        public var model: ReferenceChoice?
        /// Globs of files; empty for what the settings say, else what the baseline or the model is about.
        public var files: [String]
        /// Globs of symbols to report; empty for all.
        public var symbols: [String]

        /// Makes options.
        public init(
            tree: TreeOptions, baseline: String?, model: ReferenceChoice?, files: [String] = [],
            symbols: [String] = []
        ) {
            self.tree = tree
            self.baseline = baseline
            self.model = model
            self.files = files
            self.symbols = symbols
        }
    }

    private let options: Options
    private let settings: Settings
    private let pool: ExtractionPool
    private let progress: @Sendable (String) -> Void

    /// Makes a session that goes by the settings of the tree.
    public init(
        options: Options, settings: Settings, pool: ExtractionPool,
        progress: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.options = options
        self.settings = settings
        self.pool = pool
        self.progress = progress
    }

    /// Reads the tree and holds it against what was asked for; severities and suppressions are applied.
    ///
    /// - Parameter today: the day that suppressions expire by.
    /// - Throws: ``KernelTreeError`` or ``RunError`` where the gate cannot tell.
    public func run(today: CalendarDate) throws -> DriftReport {
        let model = options.model ?? settings.model
        let report: DriftReport
        if let baseline = options.baseline {
            report = try against(baseline, model: model ?? .fitting)
        } else if case .named(let name)? = model {
            report = try against(modelNamed: name)
        } else {
            throw RunError(
                message: "there is nothing to hold the tree against",
                hint: "give --baseline FILE (written by `kdrift snapshot`), --model NAME, or both")
        }
        if case .named(let name)? = model, report.references.isEmpty {
            throw RunError(
                message: "nothing of the reference model \(name) was found in what was read",
                hint: "name the files of its subject with --file or `files:` in \(Settings.fileName)")
        }
        return settings.applied(to: report, today: today)
    }

    private var files: [String] { options.files.isEmpty ? settings.files : options.files }

    private func against(_ baseline: String, model: ReferenceChoice) throws -> DriftReport {
        let tree = options.tree.filled(from: settings)
        guard FileManager.default.fileExists(atPath: baseline) else {
            throw RunError(
                message: "there is no baseline '\(baseline)'", hint: ComparedInput.hint(instead: baseline))
        }
        var old = tree
        old.path = baseline
        var report = try DiffSession(
            options: .init(old: old, new: tree, files: files, symbols: options.symbols, model: model),
            pool: pool, progress: progress
        ).run()
        let count = report.revisions.last?.flavors.reduce(0) { $0 + $1.snapshot.entityCount } ?? 0
        guard count > 0 else {
            throw RunError(
                message: "nothing was extracted from the tree: "
                    + (report.coverage.unknown.first.map { Phrasing.text($0.reason) }
                        ?? "none of the baseline's files is there"),
                hint: "check that the baseline was written for this tree")
        }
        report.command = "check"
        return report
    }

    private func against(modelNamed name: String) throws -> DriftReport {
        let homes = files.isEmpty ? ReferenceChoice.files(ofModel: name) : files
        let snapshot = try SnapshotSession(
            tree: options.tree.filled(from: settings), files: homes, pool: pool
        ).run()
        let label = ComparedInput.label(of: options.tree.path)
        let revision = snapshot.revision(.revision(label))
        let reference = ReferenceCheck([revision], title: nil, choice: .named(name))
        let side = try TextSide(options.tree.filled(from: settings), compilerArguments: [], trace: pool.trace)
        let behavior = try TreeBehavior(pool: pool, progress: progress).outcome(
            side.isPlain ? [] : [side.behaviorSide(label, pool: pool)], reference)
        return try ReportBuilder(
            command: "check", inputs: [ComparedInput.name(of: options.tree.path)],
            title: "\(label) against \(name)", revisions: [revision], reference: reference,
            behavior: behavior, findings: reference.findings(revision.label),
            wanted: SymbolFilter(patterns: options.symbols), flavors: snapshot.flavors.map(\.name),
            files: snapshot.files, unknown: snapshot.unknown(of: nil)
        ).report()
    }
}
