import ABIModel
import Phrases

enum RecordAlignmentChanged: Rule {
    static let id = "record-alignment-changed"
    static let title = "record alignment changed"
    static let severity = Severity.warning
    static let question = RuleQuestion.layoutMeant
    static let nameLoss = NameLoss.nothing
    static let rationale = """
        An aligned attribute moves the record inside others, pads its size, and decides whether it shares \
        a cache line. Where a member change brings it about, that change is the finding.
        """
    static let example = RuleExample(
        before: "struct stat { int hits; };\n",
        after: "struct stat { int hits; } __attribute__((aligned(64)));\n")

    static func findings(in comparison: Comparison) -> [Finding] {
        comparison.recordFindings { difference, cause in
            let pair = difference.pair
            func range(_ old: Record, _ new: Record) -> Phrase {
                "went from \(old.alignBytes ?? 0) to \(Amount.bytes(new.alignBytes ?? 0))"
            }
            let message: Phrase
            switch cause.change {
            case .alignment:
                message =
                    "the alignment of \(code: pair.new.typeName) \(range(pair.old, pair.new))\(cause.moves)"
            case .part(let path, let before, let after)
            where before.kind == after.kind && before.sizeBytes == after.sizeBytes
                && before.alignBytes != after.alignBytes:
                message =
                    "the alignment of member \(code: path) of \(code: pair.new.typeName) \(range(before, after))\(cause.moves)"
            default: return nil
            }
            return comparison.finding(
                self, comparison.subject(pair), evidence: pair.evidence, message: message,
                before: .record(pair.old), after: .record(pair.new), consequences: cause.consequences)
        }
    }
}
