import ABIModel
import Phrases

enum RecordKindChanged: Rule {
    static let id = "record-kind-changed"
    static let title = "struct became union, or the reverse"
    static let severity = Severity.error
    static let question = RuleQuestion.layoutMeant
    static let nameLoss = NameLoss.nothing
    static let rationale =
        "Members that lay side by side now overlap, or the reverse: every user must be read again."
    static let example = RuleExample(
        before: "struct value { int number; int code; };\n", after: "union value { int number; int code; };\n"
    )

    static func findings(in comparison: Comparison) -> [Finding] {
        comparison.recordFindings { difference, cause in
            let pair = difference.pair
            let message: Phrase
            switch cause.change {
            case .kind: message = "\(code: pair.old.typeName) became \(code: pair.new.typeName)\(cause.moves)"
            case .part(let path, let before, let after) where before.kind != after.kind:
                message =
                    "member \(code: path) of \(code: pair.new.typeName) became a \(after.kind.rawValue)\(cause.moves)"
            default: return nil
            }
            return comparison.finding(
                self, comparison.subject(pair), evidence: pair.evidence, message: message,
                before: .record(pair.old), after: .record(pair.new), consequences: cause.consequences)
        }
    }
}
