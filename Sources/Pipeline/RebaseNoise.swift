import Drift

/// What two revisions differ in since the author rebased: what their bases differ in as well.
struct RebaseNoise {
    private struct Key: Hashable {
        var rule: String
        var symbol: String
        var message: String
        var setting: String
        var operations: [String]

        init(_ finding: Finding) {
            rule = finding.rule
            symbol = finding.symbol
            message = Self.withoutPlaces(finding.message)
            setting = finding.setting
            operations = finding.trace.map(\.operation)
        }

        /// Where a member stands, and how many move with it, depends on what the series does to the same record.
        private static func withoutPlaces(_ message: String) -> String {
            message.replacing(#/ at (bit )?[0-9]+/#, with: "")
                .replacing(#/; [0-9]+ members? moved/#, with: "")
        }
    }

    private let moved: Set<Key>
    private let reason: String

    /// Takes what was found between the bases of two revisions, under the labels of the revisions.
    init(_ findings: [Finding], from old: String, to new: String) {
        moved = Set(findings.map(Key.init))
        reason = "not the series: the bases of \(old) and \(new) differ in the same"
    }

    /// How many of the findings come with the base of one step.
    static func note(on moved: [Finding], from old: String, to new: String) -> String {
        let count = moved.filter { $0.from == old && $0.to == new }.count
        let what = count == 1 ? "1 change that comes" : "\(count) changes that come"
        return "the bases of \(old) and \(new) differ too: \(what) with that are listed as suppressed"
    }

    /// The findings apart: those of the series, and those that come with the base.
    func parted(_ findings: [Finding]) -> (own: [Finding], moved: [SuppressedFinding]) {
        var own: [Finding] = []
        var others: [SuppressedFinding] = []
        for finding in findings {
            if moved.contains(Key(finding)) {
                others.append(SuppressedFinding(finding: finding, reason: reason))
            } else {
                own.append(finding)
            }
        }
        return (own, others)
    }
}
