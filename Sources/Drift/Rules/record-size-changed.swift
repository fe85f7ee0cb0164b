import ABIModel
import Phrases

enum RecordSizeChanged: Rule {
    static let id = "record-size-changed"
    static let title = "record size changed with no member change to explain it"
    static let severity = Severity.warning
    static let question = RuleQuestion.layoutMeant
    static let changesMoreThanNames = true
    static let nameLoss = NameLoss.nothing
    static let rationale = """
        Allocations, arrays and copies of the record depend on its size. Where a member came, went or \
        changed its type, that change is the finding and the size follows from it; this one is for the \
        rest, such as an embedded record that grew in a header outside the comparison.
        """
    static let example = RuleExample(
        before: "struct frame { int id; };\n", after: "struct frame { int id; int : 32; };\n")

    static func findings(in comparison: Comparison) -> [Finding] {
        let found = comparison.recordFindings { difference, cause in
            let pair = difference.pair
            let message: Phrase
            switch cause.change {
            case .size:
                let sizes: Phrase = "\(pair.old.sizeBytes ?? 0) to \(Amount.bytes(pair.new.sizeBytes ?? 0))"
                message = "the size of \(code: pair.new.typeName) went from \(sizes)"
            case .embedded(_, let before, let after):
                message =
                    "member \(code: after.path) (\(after.member.type)) of \(code: pair.new.typeName) went from "
                    + "\(Amount.size(before.member.sizeBits)) to \(Amount.size(after.member.sizeBits)), "
                    + "since the record it embeds changed elsewhere\(cause.moves)"
            case .part(let path, let before, let after)
            where before.kind == after.kind && before.sizeBytes != after.sizeBytes:
                message =
                    "member \(code: path) of \(code: pair.new.typeName) went from "
                    + "\(Amount.bytes(before.sizeBytes ?? 0)) to \(Amount.bytes(after.sizeBytes ?? 0))\(cause.moves)"
            default: return nil
            }
            return comparison.finding(
                self, comparison.subject(pair), evidence: pair.evidence, message: message,
                before: .record(pair.old), after: .record(pair.new), consequences: cause.consequences)
        }
        return found
            + comparison.uncertain(
                self, comparison.records.pairs.map { comparison.subject($0) }, beside: found,
                includesBoth: true)
    }
}
