import Phrases

/// What two revisions differ in only since the author rebased.
///
/// The old revision applied to the new one's base shows it best: what it and the new revision differ in there is the
/// author's doing, and what the two differ in on their own bases besides comes with the base. Where it does not apply
/// there, what the two bases differ in as well is told apart at least.
package struct RebaseNoise {
    /// What the revisions are compared with to tell.
    package enum Witness {
        /// What was found with the old revision on the new base.
        case transplant([Finding])
        /// What was found between the bases, under the revisions' labels.
        case bases([Finding])
    }

    /// What is the series' doing.
    package private(set) var own: [Finding] = []
    /// What comes with the base.
    package private(set) var moved: [SuppressedFinding] = []

    /// Parts what was found between two revisions, each on its base.
    package init(_ findings: [Finding], _ witness: Witness, from old: Label, to new: Label) {
        switch witness {
        case .transplant(let findingsThere):
            own = findingsThere
            let known = Set(findingsThere.map(Key.init))
            moved = findings.filter { !known.contains(Key($0)) }.map {
                .init(finding: $0, reason: "not the series: it is gone with \(old) on the base of \(new)")
            }
        case .bases(let noise):
            let known = Set(noise.map(Key.init))
            own = findings.filter { !known.contains(Key($0)) }
            moved = findings.filter { known.contains(Key($0)) }.map {
                .init(
                    finding: $0, reason: "not the series: the bases of \(old) and \(new) differ in the same")
            }
        }
    }

    /// How two revisions with different bases were compared, and how much comes with the base.
    package static func note(
        on moved: [SuppressedFinding], from old: Label, to new: Label, isTransplanted: Bool
    ) -> Phrase {
        let count = moved.filter { $0.finding.from == old && $0.finding.to == new }.count
        let changes: Phrase = "\(count, "change comes", "changes come")"
        let way: Phrase =
            isTransplanted
            ? "\(old) was applied to that of \(new) as well to compare them there"
            : "\(old) does not apply to that of \(new), so the bases were compared too"
        return "\(old) and \(new) have different bases; \(way): \(changes) with the base alone "
            + "(listed as suppressed)"
    }

    /// What makes two findings the same whatever they were found on.
    private struct Key: Hashable {
        var rule: RuleID
        var symbol: String
        /// Where a member stands, and how many move with it, depends on what the series does to the same record.
        var message: Phrase
        var doubt: Doubt?
        var setting: String
        var operations: [String]

        init(_ finding: Finding) {
            rule = finding.rule
            symbol = finding.symbol
            message = finding.message.essence
            doubt = finding.doubt
            setting = finding.setting
            operations = finding.trace.map(\.operation)
        }
    }
}
