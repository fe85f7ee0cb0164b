import ABIModel
import Synchronization

/// Findings between states, worked out once for two states that declare the same as two others: the revisions of
/// a series, and their patches, often do.
public final class KnownComparisons: Sendable {
    private struct Pair {
        var old: [FlavorSnapshot]
        var new: [FlavorSnapshot]
        var hints: [RenameHint]
    }

    private final class Entry: Sendable {
        let pair: Pair
        let found = Mutex<(findings: [Finding], renames: [RenameHint])?>(nil)

        init(_ pair: Pair) { self.pair = pair }
    }

    private let withReach: Bool
    private let entries = Mutex<[Entry]>([])

    /// Makes an empty one.
    ///
    /// - Parameter withReach: whether findings say what a changed type reaches (``RevisionComparison/withReach(_:)``).
    public init(withReach: Bool) { self.withReach = withReach }

    /// What the rules find between two states, under the labels of these, and the renames.
    public func findings(
        _ old: RevisionSnapshot, _ new: RevisionSnapshot, hints: [RenameHint] = []
    ) -> (findings: [Finding], renames: [RenameHint]) {
        let entry = entries.withLock { entries in
            let known = entries.first {
                $0.pair.old == old.flavors && $0.pair.new == new.flavors && $0.pair.hints == hints
            }
            if let known { return known }
            let entry = Entry(Pair(old: old.flavors, new: new.flavors, hints: hints))
            entries.append(entry)
            return entry
        }
        var (findings, renames) = entry.found.withLock { found in
            if let found { return found }
            let comparison = RevisionComparison(old: old, new: new, hints: hints)
            let all = comparison.findings()
            let made = (
                findings: withReach ? comparison.withReach(all) : all,
                renames: comparison.flavors.flatMap(\.comparison.renames)
            )
            found = made
            return made
        }
        for index in findings.indices {
            findings[index].from = old.label
            findings[index].to = new.label
        }
        return (findings, renames)
    }
}
