import Drift
import Parallel
import PatchSeries

/// Holds the mails of every revision of a series against what a review measured.
package struct ClaimSession: Sendable {
    private let series: Series
    private let outlines: RevisionOutlines
    private let changes: [[Int: [Finding]]]

    /// - Parameters:
    ///   - series: the revisions with their mails.
    ///   - outlines: what the trees declare.
    ///   - changes: for each revision what each of its patches changes by itself, by the patch's number.
    package init(_ series: Series, outlines: RevisionOutlines, changes: [[Int: [Finding]]]) {
        self.series = series
        self.outlines = outlines
        self.changes = changes
    }

    /// The contradictions in all revisions.
    ///
    /// - Parameter known: what was found between the revisions.
    package func findings(known: [Finding]) -> [Finding] {
        Array(series.revisions.indices).concurrentMap { index -> [Finding] in
            let (revision, state) = (series.revisions[index], outlines.revisions[index])
            let before = index > 0 ? outlines.revisions[index - 1] : nil
            var byPatch = changes[index]
            // What functions do is told between revisions, and then given to a patch.
            for finding in known where finding.rule.definition is any BehaviorRule.Type {
                guard let patch = finding.patch, patch.revision == revision.label else { continue }
                byPatch[patch.number, default: []].append(finding)
            }
            return ClaimCheck.findings(
                in: .init(
                    revision: revision, previous: before?.label, names: Self.names(state.declared),
                    previousNames: before.map { Self.names($0.declared) } ?? [],
                    byPatch: byPatch,
                    sincePrevious: known.filter {
                        $0.from == before.map { .revision($0.label) } && $0.to == .revision(revision.label)
                    },
                    isWhole: state.damaged.isEmpty && before?.damaged.isEmpty != false
                        && revision.missing.isEmpty
                        && (index == 0 || series.revisions[index - 1].missing.isEmpty)))
        }.flatMap { $0 }
    }

    /// The names without the keyword or the record before them.
    private static func names(_ declared: DeclaredNames) -> Set<String> {
        Set(
            declared.forms.keys.map { symbol in
                String(symbol.split { $0 == " " || $0 == "." }.last ?? Substring(symbol))
            })
    }
}
