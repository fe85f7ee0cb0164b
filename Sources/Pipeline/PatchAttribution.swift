import Drift

/// Finds the patch that a change between two revisions comes from.
///
/// The patch whose own step shows the same change is the cause. A change that no patch of the new
/// revision makes is one that the old revision made and the new one no longer does: the old
/// revision's patch is named then.
struct PatchAttribution {
    private struct Change {
        var patch: PatchReference
        var rule: String
        var symbol: String
        var file: String
    }

    private var changes: [[Change]] = []

    init(_ reading: ReviewStates.Reading) {
        for steps in reading.steps {
            var found: [Change] = []
            var previous = reading.revisions[0]
            for step in steps {
                for finding in compare(previous, step.snapshot) {
                    found.append(
                        Change(
                            patch: step.patch, rule: finding.rule, symbol: finding.symbol,
                            file: finding.site?.file ?? ""))
                }
                previous = step.snapshot
            }
            changes.append(found)
        }
    }

    /// The finding with its patch; `revision` is the index of the new side among the series' revisions.
    func attributed(_ finding: Finding, revision: Int) -> Finding {
        var finding = finding
        finding.patch =
            cause(finding, in: changes[revision])
            ?? (revision > 0 && finding.from != "base" ? cause(finding, in: changes[revision - 1]) : nil)
        return finding
    }

    private func cause(_ finding: Finding, in changes: [Change]) -> PatchReference? {
        let exact = changes.last { $0.rule == finding.rule && $0.symbol == finding.symbol }
        if let exact { return exact.patch }
        let sameSymbol = changes.last { $0.symbol == finding.symbol }
        if let sameSymbol { return sameSymbol.patch }
        let names = Set(finding.message.split(separator: "`").map(String.init))
        return changes.last { names.contains($0.symbol) }?.patch
    }
}
