import CProgram
import ExtractionMessages
import KernelTree
import PatchSeries
import ReferenceModels

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
        input = try TreeInput(options)
        self.pool = pool
    }

    /// Reads the bare tree, and the tree with each revision of a series.
    ///
    /// - Throws: ``KernelTreeError`` when git cannot be used or no flavor can be made.
    public func read(_ reading: ProgramReading, of series: Series? = nil) async throws -> [Reading] {
        let tree = input.tree
        let base = PatchedTree(base: tree)
        var states = [(label: "base", tree: base)]
        if let series {
            let applied = try await PatchApplier(tree: tree).apply(
                revisions: series.revisions.map { $0.patches.map(\.input) })
            states += zip(series.revisions, applied).map { ($0.label, $1.tree) }
        }
        let flavor = try input.flavors(of: base, pool: pool)[0]
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
