import KernelTree
import PatchSeries
import Phrases
import Readings

/// The trees that the revisions of a series stand on: mostly one, several where the author rebased.
struct SeriesBases {
    /// The distinct trees, in the order of the revisions that stand on them.
    let inputs: [TreeInput]
    /// For each revision the index of its tree.
    let ofRevision: [Int]
    /// What was chosen on which grounds.
    let notes: [Phrase]

    /// Finds and opens the trees.
    ///
    /// - Parameters:
    ///   - options: the tree as the command line names it.
    ///   - named: the trees of revisions that the command line names, by their labels.
    ///   - trace: notes what is looked at.
    /// - Throws: ``KernelTreeError`` for a tree that cannot be used, ``RunError`` where none is found.
    init(
        _ options: TreeOptions, named: [String: String] = [:], for series: Series, trace: ReadTrace
    ) throws {
        let choice =
            try named.isEmpty
            ? BaseChoice(options, for: series, trace: trace)
            : BaseChoice(options, named: named, for: series)
        inputs = try choice.trees.map { try TreeInput($0, trace: trace) }
        ofRevision = choice.baseOfRevision
        notes = choice.notes
    }

    /// The trees, nothing laid over them.
    var states: [PatchedTree] { inputs.map { PatchedTree(base: $0.tree) } }

    /// Whether a revision stands on another tree than the one before it.
    func moves(at revision: Int) -> Bool {
        revision > 0 && ofRevision[revision] != ofRevision[revision - 1]
    }

    /// Applies every revision to its tree; where the base moves, the revision before it to the new one's tree too.
    ///
    /// - Returns: the revisions, and by the index of a revision the one before it on its base, where what applies
    ///   to its own base applies there as well.
    /// - Throws: ``KernelTreeError`` when git or the temporary directory cannot be used.
    func applying(
        _ series: Series
    ) async throws -> (revisions: [AppliedRevision], predecessorsOnNewBase: [Int: AppliedRevision]) {
        var applied: [Int: AppliedRevision] = [:]
        var predecessorsOnNewBase: [Int: AppliedRevision] = [:]
        for (base, input) in inputs.enumerated() {
            let own = series.revisions.indices.filter { ofRevision[$0] == base }
            let guests = own.filter(moves)
            let results = try await PatchApplier(tree: input.tree).apply(
                revisions: (own + guests.map { $0 - 1 }).map { series.revisions[$0].patches.map(\.input) })
            for (index, result) in zip(own, results) { applied[index] = result }
            for (index, result) in zip(guests, results.dropFirst(own.count)) {
                predecessorsOnNewBase[index] = result
            }
        }
        let whole = predecessorsOnNewBase.filter { index, guest in
            applied[index - 1].map { Self.failures(guest).isSubset(of: Self.failures($0)) } ?? false
        }
        return (series.revisions.indices.compactMap { applied[$0] }, whole)
    }

    /// The patches and files that were not applied.
    private static func failures(_ revision: AppliedRevision) -> Set<String> {
        Set(revision.patches.flatMap { patch in patch.failures.map { "\(patch.number) \($0.file)" } })
    }
}
