import ABIModel
import Phrases

enum BitfieldWidthChanged: Rule {
    static let id = "bitfield-width-changed"
    static let title = "bit-field width changed"
    static let severity = Severity.warning
    static let changesMoreThanNames = true
    static let nameLoss = NameLoss.nothing
    static let rationale = """
        A narrower field loses high bits, a wider one shifts its neighbours, and a member that becomes a \
        bit-field can no longer have its address taken.
        """
    static let example = RuleExample(
        before: "struct driver { unsigned int quiet : 2; unsigned int slow : 1; };\n",
        after: "struct driver { unsigned int quiet : 3; unsigned int slow : 1; };\n")

    static func findings(in comparison: Comparison) -> [Finding] {
        comparison.recordFindings { difference, cause in
            guard case .width(let before, let after) = cause.change else { return nil }
            let pair = difference.pair
            let change: Phrase
            switch (before.member.bitWidth, after.member.bitWidth) {
            case (nil, let width?): change = "became a bit-field of \(Amount.bits(width))"
            case (_?, nil): change = "is no longer a bit-field"
            case (let old, let new): change = "went from \(old ?? 0) to \(Amount.bits(new ?? 0))"
            }
            return comparison.finding(
                self, comparison.subject(pair, member: after.path), evidence: pair.evidence,
                message: "member \(code: after.path) of \(code: pair.new.typeName) \(change)\(cause.moves)",
                before: .record(pair.old), after: .record(pair.new), consequences: cause.consequences)
        }
    }
}
