import ABIModel
import Drift
import Parallel

/// The files that a patch touches, before and after it.
struct PatchChange: Sendable {
    /// The patch.
    var patch: PatchReference
    /// What those files declare before it.
    var before: RevisionSnapshot
    /// What they declare after it.
    var after: RevisionSnapshot
}

/// Finds the patch that a change between two revisions comes from.
///
/// The patch whose own step shows the same change is the cause; else the last patch that changes the
/// symbol in any way; else the last one in whose files a change names the symbol. A change that no
/// patch of the new revision makes is one that the old revision made and the new one no longer does:
/// the old revision's patch is named then.
struct PatchAttribution {
    private struct Change {
        var patch: PatchReference
        var rule: RuleID
        var symbol: String
        var file: String
        /// What the change speaks of.
        var names: Set<String>
    }

    private var changes: [[Change]] = []
    /// For each revision what each of its patches changes by itself, by the patch's number.
    private(set) var findings: [[Int: [Finding]]] = []

    /// - Parameter changes: for each revision what each of its patches makes of the files it touches.
    init(_ patches: [[PatchChange]]) {
        let known = KnownComparisons(withReach: false)
        let found = patches.concurrentMap { steps in
            steps.map { known.findings($0.before, $0.after).findings }
        }
        for (steps, findings) in zip(patches, found) {
            var own: [Int: [Finding]] = [:]
            var changes: [Change] = []
            for (step, found) in zip(steps, findings) {
                own[step.patch.number, default: []] += found
                changes += found.map { finding in
                    Change(
                        patch: step.patch, rule: finding.rule, symbol: finding.symbol,
                        file: finding.site?.file ?? "", names: finding.names)
                }
            }
            self.findings.append(own)
            self.changes.append(changes)
        }
    }

    /// The finding with its patch; `revision` is the index of the new side among the series' revisions.
    func attributed(_ finding: Finding, revision: Int) -> Finding {
        var finding = finding
        // What deviates from a reference is this revision's doing alone.
        let isBetweenRevisions =
            revision > 0 && finding.from != .base && finding.rule != .referenceMismatch
        finding.patch =
            cause(finding, in: changes[revision])
            ?? (isBetweenRevisions ? cause(finding, in: changes[revision - 1]) : nil)
        return finding
    }

    private func cause(_ finding: Finding, in changes: [Change]) -> PatchReference? {
        let exact = changes.last { $0.rule == finding.rule && $0.symbol == finding.symbol }
        if let exact { return exact.patch }
        let sameSymbol = changes.last { $0.symbol == finding.symbol }
        if let sameSymbol { return sameSymbol.patch }
        // A constant or member that no patch changes came with its enum or record.
        let container = [finding.after, finding.before].compactMap { $0?.containerSymbol }.first
        if let whole = changes.last(where: { $0.symbol == container }) { return whole.patch }
        let names = finding.names
        let file = finding.site?.file ?? ""
        let quoted = changes.last { change in
            change.file == file && (names.contains(change.symbol) || change.names.contains(finding.symbol))
        }
        return (quoted ?? changes.last { names.contains($0.symbol) })?.patch
    }
}

extension Declaration {
    /// How findings name an enum or record as a whole; nil for what has no parts.
    fileprivate var containerSymbol: String? {
        switch self {
        case .enumeration(let value): "enum \(value.name)"
        case .record(let value): value.typeName
        case .function, .macro, .typedef, .variable, .text: nil
        }
    }
}
