import ABIModel
import Phrases

enum MemberMoved: Rule {
    static let id = "member-moved"
    static let title = "member moved"
    static let severity = Severity.warning
    static let question = RuleQuestion.layoutMeant
    static let changesMoreThanNames = true
    static let nameLoss = NameLoss.nothing
    static let rationale = """
        Modules built before read the old place. Members that only make room for another are told with \
        that other; this is for members that changed places.
        """
    static let example = RuleExample(
        before: "struct ring { int head; int tail; long size; };\n",
        after: "struct ring { int tail; int head; long size; };\n")

    static func findings(in comparison: Comparison) -> [Finding] {
        comparison.recordFindings { difference, cause in
            guard case .moved(let before, let after) = cause.change else { return nil }
            let pair = difference.pair
            return comparison.finding(
                self, comparison.subject(pair, member: after.path), evidence: pair.evidence,
                message:
                    "member \(code: after.path) of \(code: pair.new.typeName) moved from \(before.offset.phrase) "
                    + "to \(after.offset.phrase)",
                before: .record(pair.old), after: .record(pair.new), consequences: cause.consequences)
        }
    }
}
