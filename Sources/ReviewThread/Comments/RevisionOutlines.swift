import KernelTree
import PatchSeries
import Phrases

/// What the base and each revision of a series declare, told from the text alone.
package struct RevisionOutlines {
    /// Reads each text once.
    let store = OutlineStore()
    /// The tree without any revision.
    let base: DeclaredNames
    /// The revisions in order.
    let revisions: [CommentHistory.State]

    /// - Parameters:
    ///   - series: the revisions.
    ///   - applied: their trees, one entry a revision.
    ///   - tree: the tree without the series.
    ///   - files: the compared files.
    /// - Throws: ``KernelTreeError`` for a file that cannot be read.
    package init(_ series: Series, applied: [AppliedRevision], tree: PatchedTree, files: [String]) throws {
        let store = store
        base = try DeclaredNames(files, in: tree, store)
        revisions = try zip(series.revisions, applied).map { revision, application in
            CommentHistory.State(
                label: revision.label, declared: try DeclaredNames(files, in: application.tree, store),
                damaged: Self.damaged(revision, application))
        }
    }

    /// The files that a revision's patches could not change as they want to.
    private static func damaged(_ revision: Revision, _ applied: AppliedRevision) -> [String: Phrase] {
        var result: [String: Phrase] = [:]
        for (patch, outcome) in zip(revision.patches, applied.patches) {
            for failure in outcome.failures where result[failure.file] == nil {
                result[failure.file] =
                    "patch \(patch.number) of \(revision.label) does not apply to \(failure.file)"
            }
        }
        return result
    }
}
