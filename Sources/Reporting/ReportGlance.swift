import Drift

/// What a reader wants to know first: for each step the gravest thing in a line.
enum ReportGlance {
    /// A step in a line.
    struct Entry {
        /// `v6 → v7`.
        var step: String
        /// `2 errors, 1 note`.
        var counts: String
        /// The gravest finding in a few words; nil where nothing is above a note.
        var headline: String?
    }

    /// One entry a step.
    static func entries(_ report: DriftReport) -> [Entry] {
        ReportSteps.consecutive(report).map { step in
            Entry(
                step: "\(step.from) → \(step.to)", counts: step.countText,
                headline: headline(step, in: report))
        }
    }

    private static func headline(_ step: ReportSteps.Step, in report: DriftReport) -> String? {
        let between = step.drifts.filter { $0.from == step.from && $0.severity > .note }
        guard let gravest = between.map(\.severity).max() else { return nil }
        let grave = between.filter { $0.severity == gravest }
        // A change of behaviour behind an unchanged declaration is what nobody sees by reading the header.
        let behavior = grave.filter { !$0.trace.isEmpty }.min { left, right in
            (left.setting.isEmpty ? 0 : 1, left.trace.count, left.symbol)
                < (right.setting.isEmpty ? 0 : 1, right.trace.count, right.symbol)
        }
        if let gravest = grave.first, between.allSatisfy({ !$0.steps.isEmpty }) {
            return "nothing that is declared changes; " + words(gravest)
        }
        let isDeclaredAlike = between.allSatisfy { !$0.trace.isEmpty }
        guard let behavior else { return grave.first.map(words) }
        if let structural = grave.first(where: { $0.trace.isEmpty }) { return words(structural) }
        return (isDeclaredAlike ? "declared as before, does something else: " : "") + words(behavior)
    }

    private static func words(_ finding: Finding) -> String {
        let patch = finding.patch.map { " (patch \($0.revision) \($0.number))" } ?? ""
        guard let last = finding.trace.last else { return finding.sentence + patch }
        let calls = finding.trace.map(\.operation).joined(separator: "; ")
        let setting = finding.setting.isEmpty ? "" : " (\(finding.setting))"
        return
            "`\(finding.symbol)` after \(calls)\(setting): \(last.before.outcomeText) → \(last.after.outcomeText)"
            + patch
    }
}
