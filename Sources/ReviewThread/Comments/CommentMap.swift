import ABIModel
import Drift
import KernelTree
import PatchSeries

/// Lays what reviewers wrote beside the declarations that it is about.
package struct CommentPlaces: Sendable {
    /// A comment with what it is about.
    struct Place: Sendable {
        var comment: PlacedComment
        /// The index of the revision it was written to; nil for none.
        var revision: Int?
    }

    /// The comments in the order of the input.
    private(set) var places: [Place] = []

    /// - Parameters:
    ///   - series: the revisions and what was answered to them.
    ///   - applied: the trees, one entry a revision.
    ///   - base: the tree without the series, for comments that belong to no revision.
    ///   - outlines: what the trees declare.
    package init(
        _ series: Series, applied: [AppliedRevision], base: PatchedTree, outlines: RevisionOutlines
    ) {
        guard !series.comments.isEmpty else { return }
        let store = outlines.store
        let names = NamedDeclarations([outlines.base] + outlines.revisions.map(\.declared))
        var known: [[Int]: HunkPlaces] = [:]
        for comment in series.comments where !comment.isCourtesy {
            let revision = series.revisions.firstIndex { $0.label == comment.revision }
            var targeting = CommentTargeting(
                names: names, places: nil, before: base, after: base, store: store)
            if let revision, let number = comment.patch,
                let patch = series.revisions[revision].patches.firstIndex(where: { $0.number == number })
            {
                let states = [applied[revision].base] + applied[revision].patches.map(\.tree)
                let hunks =
                    known[[revision, patch]]
                    ?? HunkPlaces(
                        series.revisions[revision].patches[patch], before: states[patch],
                        after: states[patch + 1], store: store)
                known[[revision, patch]] = hunks
                targeting = CommentTargeting(
                    names: names, places: hunks, before: states[patch], after: states[patch + 1], store: store
                )
            }
            var placed = PlacedComment(comment)
            (placed.targets, placed.site) = targeting.targets(of: comment)
            places.append(Place(comment: placed, revision: revision))
        }
    }
}

/// Says of what reviewers wrote what later revisions did with it.
package struct CommentMap {
    /// The comments, by revision, then in the order of the input.
    package private(set) var comments: [PlacedComment] = []

    /// - Parameters:
    ///   - series: the revisions.
    ///   - places: what was answered to them, and what it is about.
    ///   - outlines: what the trees declare.
    ///   - renames: the renames from one revision to the next, by index of the old one.
    package init(
        _ series: Series, places: CommentPlaces, outlines: RevisionOutlines, renames: (Int) -> [RenameHint]
    ) {
        guard !places.places.isEmpty else { return }
        let states = outlines.revisions
        let history = CommentHistory(
            revisions: states, base: outlines.base,
            renames: states.indices.map { $0 == 0 ? [] : renames($0 - 1) })
        comments = places.places.map { place in
            var placed = place.comment
            guard let revision = place.revision else { return placed }
            for index in placed.targets.indices {
                let target = placed.targets[index]
                placed.targets[index].history = history.outcomes(
                    of: target.symbol, after: revision, isDocumentation: target.isDocumentation)
            }
            return placed
        }
        let labels = series.revisions.map(\.label)
        comments = comments.enumerated().sorted { left, right in
            let first = left.element.revision.flatMap(labels.firstIndex) ?? labels.count
            let second = right.element.revision.flatMap(labels.firstIndex) ?? labels.count
            return (first, left.offset) < (second, right.offset)
        }.map(\.element)
    }
}

extension ReviewComment {
    /// Whether it is a greeting or a farewell and nothing else.
    fileprivate var isCourtesy: Bool {
        let words = text.split(maxSplits: 5, whereSeparator: \.isWhitespace)
        guard let first = words.first, words.count <= 4 else { return false }
        return Self.courtesies.contains(first.lowercased().filter(\.isLetter)) && !text.contains("?")
    }

    private static let courtesies: Set<String> = [
        "hi", "hello", "hey", "dear", "regards", "best", "kind", "cheers", "sincerely", "br",
    ]
}

extension PlacedComment {
    /// A comment that is not yet laid beside anything.
    init(_ comment: ReviewComment) {
        self.init(
            author: comment.author, address: comment.address, messageID: comment.messageID,
            depth: comment.depth, revision: comment.revision, patch: comment.patch,
            quote: comment.quote.map(\.text), text: comment.text)
    }

    /// The comments of mails whose patches are not at hand: what they are about is told from the quoted
    /// lines and the words alone, and what became of it is not known.
    package static func alone(_ mails: [MailMessage]) -> [PlacedComment] {
        mails.flatMap(ReviewComment.comments).filter { !$0.isCourtesy }.map { comment in
            var placed = PlacedComment(comment)
            placed.targets = CommentTargeting.targetsAlone(of: comment)
            return placed
        }
    }
}
