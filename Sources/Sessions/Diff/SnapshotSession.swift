import Drift
import Flavors
import Foundation
import KernelTree
import Readings
import Reporting
import Workers

/// Writes down what a tree declares, to be compared with later.
public struct SnapshotSession {
    private let tree: TreeOptions
    private let files: [String]
    private let compilerArguments: [String]
    private let pool: ExtractionPool
    private let note: @Sendable (String) -> Void

    /// Makes a session.
    ///
    /// - Parameters:
    ///   - tree: the tree, directory or file.
    ///   - files: globs of files; empty for the headers below `include`.
    ///   - compilerArguments: arguments for clang, for text that is no kernel tree.
    ///   - pool: the worker processes.
    ///   - note: told what the reader should know besides, as coverage has it in a report.
    public init(
        tree: TreeOptions, files: [String], compilerArguments: [String] = [], pool: ExtractionPool,
        note: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.tree = tree
        self.files = files
        self.compilerArguments = compilerArguments
        self.pool = pool
        self.note = note
    }

    /// Reads the tree.
    ///
    /// - Throws: ``KernelTreeError`` or ``RunError`` for a tree that cannot be used, and where nothing
    ///   was extracted.
    public func run() throws -> Baseline {
        let side = try TextSide(
            tree, compilerArguments: compilerArguments, trace: pool.trace)
        let (chosen, patterns) = try choose(side)
        let plan = try FlavorPlan(try side.flavors(pool: pool), headersOf: try headersOf(side, chosen))
        let reading = try SideReading(side, label: nil, plan: plan, files: chosen, pool: pool)
        reading.notes.forEach(note)
        guard reading.entityCount > 0 || !chosen.isEmpty && reading.unknown.isEmpty else {
            let reason = reading.unknown.first.map { Phrasing.text($0.reason) } ?? "no C file was chosen"
            throw RunError(
                message: "nothing was extracted: \(reason)",
                hint: "name files of the tree with --file, and check --arch and --config")
        }
        let flavors = zip(plan.flavors.indices, reading.revision.flavors).map { index, view in
            let off = plan.switchedOff(in: index)
            return Baseline.Flavor(
                name: view.flavor, option: off?.option, files: off?.files.sorted(), snapshot: view.snapshot)
        }
        let given = plan.flavors.indices.filter { plan.switchedOff(in: $0) == nil }.map { plan.flavors[$0] }
        return Baseline(
            kernel: try side.isPlain ? nil : side.state.kernelVersion?.description,
            architectures: given.map(\.architecture.name),
            settings: given.first?.settings.map(\.description) ?? [], patterns: patterns, files: chosen,
            flavors: flavors, unknown: reading.unknown.sorted().map(Baseline.Unread.init))
    }

    private func choose(_ side: TextSide) throws -> (files: [String], patterns: [String]) {
        if let file = side.file { return ([file], []) }
        guard files.isEmpty else {
            let named = try FileChoice(files: files, symbols: []).named(in: side.tree)
            guard !named.isEmpty else {
                throw RunError(
                    message: "no C file of the tree matches \(files.joined(separator: ", "))",
                    hint: FileChoice(files: files, symbols: []).hint(in: [side.tree]))
            }
            return (named, files)
        }
        let pattern = side.tree.hasDirectory("include") ? "include/**/*.h" : "**/*.h"
        return (try FileChoice.headers(of: side.tree), [pattern])
    }

    /// Every option that decides between two sides of a header, since a later tree may change either.
    private func headersOf(_ side: TextSide, _ files: [String]) throws -> [String: Set<String>] {
        guard !side.isPlain else { return [:] }
        var result: [String: Set<String>] = [:]
        for file in files where file.hasSuffix(".h") {
            guard let text = try side.tree.contents(of: file) else { continue }
            for option in ConfigurationGuards.worthExamining(in: [text]) {
                result[option, default: []].insert(file)
            }
        }
        return result
    }
}
