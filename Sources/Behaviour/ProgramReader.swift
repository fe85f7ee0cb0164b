import CProgram
import ExtractionMessages
import KernelTree
import PatchSeries
import Readings
import ReferenceModels
import Workers

/// Reads one unit in every state of a tree as a program that the machine can run.
public struct ProgramReader {
    /// The program of one state.
    public struct Reading: Sendable {
        /// `base`, or the revision's label.
        public var label: String
        /// The lowered C; nil where the unit could not be read.
        public var program: Program?
        /// What could not be read of it, in clang's order: errors, or why there is no program.
        public var problems: [String]
    }

    private let input: TreeInput
    private let pool: ExtractionPool

    /// Opens a tree.
    ///
    /// - Throws: ``KernelTreeError`` for a tree that cannot be used.
    public init(tree options: TreeOptions, pool: ExtractionPool) throws {
        input = try TreeInput(options, trace: pool.trace)
        self.pool = pool
    }

    /// Reads the bare tree, and the tree with each revision of a series.
    ///
    /// - Throws: ``KernelTreeError`` when git cannot be used or no flavor can be made.
    public func read(_ reading: ProgramReading, of series: Series? = nil) async throws -> [Reading] {
        try extract(reading, try await states(of: series))
    }

    /// Reads one revision with other texts in the place of the unit's file.
    ///
    /// - Parameters:
    ///   - revision: the revision's label.
    ///   - variants: given the file's text, makes the others, each with a label.
    /// - Returns: what was read of each variant, in order; nothing where there is no such revision or file.
    /// - Throws: ``KernelTreeError`` as ``read(_:of:)`` does.
    public func read(
        _ reading: ProgramReading, of series: Series?, revision: String,
        variants: (String) -> [(label: String, text: String)]
    ) async throws -> [Reading] {
        guard let state = try await states(of: series).first(where: { $0.label == revision })?.tree,
            let contents = try state.contents(of: reading.file)
        else { return [] }
        let changed = variants(String(decoding: contents, as: UTF8.self)).map { label, text in
            let file = PatchedTree.File(
                contents: Array(text.utf8), blobID: Fingerprint.digest(Array(text.utf8)))
            let overlay = state.overlay.merging([reading.file: .file(file)]) { $1 }
            return (label: label, tree: PatchedTree(base: state.base, overlay: overlay))
        }
        return try extract(reading, changed)
    }

    private func states(of series: Series?) async throws -> [(label: String, tree: PatchedTree)] {
        let tree = input.tree
        let base = (label: "base", tree: PatchedTree(base: tree))
        guard let series else { return [base] }
        let applied = try await PatchApplier(tree: tree).apply(
            revisions: series.revisions.map { $0.patches.map(\.input) })
        return [base] + zip(series.revisions, applied).map { ($0.label, $1.tree) }
    }

    private func extract(
        _ reading: ProgramReading, _ states: [(label: String, tree: PatchedTree)]
    ) throws -> [Reading] {
        let flavor = try input.flavors(of: PatchedTree(base: input.tree), pool: pool)[0]
        let requests = states.map { request(reading, in: $0.tree, flavor) }
        return zip(states, try pool.extract(requests)).map { state, response in
            let errors = response.errors.map { "\($0.site.file):\($0.site.line): \($0.message)" }
            return Reading(
                label: state.label, program: response.program,
                problems: [response.failure].compactMap { $0 } + errors)
        }
    }

    private func request(
        _ reading: ProgramReading, in state: PatchedTree, _ flavor: Flavor
    ) -> ExtractionRequest {
        var overlay = flavor.virtualFiles.mapValues { String(decoding: $0, as: UTF8.self) }
        for (path, change) in state.overlay {
            switch change {
            case .file(let file) where !file.isLink:
                overlay[path] = String(decoding: file.contents, as: UTF8.self)
            case .file: overlay[path] = "#error \"this file is a symbolic link in the series\"\n"
            case .deleted: overlay[path] = "#error \"this file is deleted by the series\"\n"
            }
        }
        return ExtractionRequest(
            root: input.tree.root, mainFile: reading.file,
            arguments: flavor.arguments(forUnit: reading.file, in: state), overlay: overlay,
            evaluatesMacros: false, wantsStructure: false, lowering: reading.functions,
            opaqueFunctions: reading.opaqueFunctions, wantedRecords: reading.records)
    }
}
