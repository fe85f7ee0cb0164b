import CProgram
import ExtractionMessages
import KernelTree
import Parallel
import PatchSeries
import Readings
import ReferenceModels
import Workers

/// The C of a tree, and of a series' revisions on it, as programs that the machine can run.
public struct SeriesPrograms: Sendable {
    /// The program of one state.
    public struct Reading: Sendable {
        /// `base`, or the revision's label.
        public var label: String
        /// The lowered C; nil where the unit could not be read.
        public var program: Program?
        /// What could not be read of it, in clang's order: errors, or why there is no program.
        public var problems: [String]
    }

    /// `base` and the revisions, by label.
    let states: [(label: String, tree: PatchedTree)]
    let reader: UnitReader

    /// Opens a tree, which may be `DIR@REV`, and applies a series to it.
    ///
    /// - Throws: ``KernelTreeError`` for a tree that cannot be used, when git cannot be used, and when no flavor can
    ///   be made.
    public init(of series: Series? = nil, on options: TreeOptions, pool: ExtractionPool) async throws {
        let input = try await blocking { try TreeInput(options, trace: pool.trace) }
        let base = PatchedTree(base: input.tree)
        var states = [(label: "base", tree: base)]
        if let series {
            let applied = try await PatchApplier(tree: input.tree).apply(
                revisions: series.revisions.map { $0.patches.map(\.input) })
            states += zip(series.revisions, applied).map { ($0.label, $1.tree) }
        }
        self.states = states
        reader = try await blocking {
            try UnitReader(
                tree: input.tree, flavors: try input.flavors(of: base, pool: pool), touchedFiles: [],
                pool: pool)
        }
    }

    /// Reads one unit in every state.
    public func read(_ reading: ProgramReading) throws -> [Reading] { try read(reading, states) }

    /// Reads one revision with other texts in the place of the unit's file.
    ///
    /// - Parameters:
    ///   - revision: the revision's label.
    ///   - variants: given the file's text, makes the others, each with a label.
    /// - Returns: what was read of each variant, in order; nothing where there is no such revision or file.
    public func read(
        _ reading: ProgramReading, revision: String, variants: (String) -> [(label: String, text: String)]
    ) throws -> [Reading] {
        guard let state = states.first(where: { $0.label == revision })?.tree,
            let contents = try state.contents(of: reading.file)
        else { return [] }
        let changed = variants(String(decoding: contents, as: UTF8.self)).map { label, text in
            let file = PatchedTree.File(
                contents: Array(text.utf8), blobID: Fingerprint.digest(Array(text.utf8)))
            let overlay = state.overlay.merging([reading.file: .file(file)]) { $1 }
            return (label: label, tree: PatchedTree(base: state.base, overlay: overlay))
        }
        return try read(reading, changed)
    }

    private func read(
        _ reading: ProgramReading, _ states: [(label: String, tree: PatchedTree)]
    ) throws -> [Reading] {
        let unit = Unit(file: reading.file, flavor: 0, lowering: reading)
        return zip(states, try reader.read(states.map { (unit, $0.tree) })).map { state, response in
            let errors = response?.errors.map { "\($0.site.file):\($0.site.line): \($0.message)" } ?? []
            let failure = response == nil ? "there is no \(reading.file)" : response?.failure
            return Reading(
                label: state.label, program: response?.program,
                problems: [failure].compactMap { $0 } + errors)
        }
    }
}
