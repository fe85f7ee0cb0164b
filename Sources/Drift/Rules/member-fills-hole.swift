import ABIModel
import Phrases

enum MemberFillsHole: Rule {
    static let id = "member-fills-hole"
    static let title = "member added in padding or reserved room"
    static let severity = Severity.note
    static let question = RuleQuestion.layoutMeant
    static let nameLoss = NameLoss.nothing
    static let rationale = """
        No other member moved and the size stayed: this is how a record is meant to be extended. What old \
        code left in the padding is not defined, though.
        """
    static let example = RuleExample(
        before: "struct slot { char tag; int value; };\n",
        after: "struct slot { char tag; char flags; int value; };\n")

    static func findings(in comparison: Comparison) -> [Finding] {
        comparison.recordFindings { difference, cause in
            guard case .filled(let member, let room) = cause.change else { return nil }
            let pair = difference.pair
            return comparison.finding(
                self, comparison.subject(pair, member: member.path), .extension, evidence: pair.evidence,
                message:
                    "member \(code: member.path) (\(member.place)) of \(code: pair.new.typeName) took \(spelling(room)); "
                    + "the size stays \(Amount.bytes(pair.new.sizeBytes ?? 0))",
                before: .record(pair.old), after: .record(pair.new), consequences: cause.consequences)
        }
    }

    private static func spelling(_ room: RecordDifference.Room) -> Phrase {
        switch room {
        case .padding: "padding"
        case .reserved(let paths):
            "reserved room of \(paths.map { "\(code: $0)" as Phrase }.joined(separator: ", "))"
        }
    }
}
