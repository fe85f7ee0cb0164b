import ABIModel

enum MemberAdded: Rule {
    static let id = "member-added"
    static let title = "member added"
    static let severity = Severity.warning
    static let question = RuleQuestion.layoutMeant
    static let nameLoss = NameLoss.nothing
    static let rationale = """
        In the middle of a record it moves all that follows; modules built before read the wrong places. At \
        the end of a record that only the kernel uses it is an ordinary extension.
        """
    static let example = RuleExample(
        before: "struct ring { int head; int tail; };\n",
        after: "struct ring { int head; int size; int tail; };\n")

    static func findings(in comparison: Comparison) -> [Finding] {
        comparison.recordFindings { difference, cause in
            guard case .added(let member) = cause.change else { return nil }
            let pair = difference.pair
            let subject = comparison.subject(pair, member: member.path)
            let grows = pair.old.sizeBytes != pair.new.sizeBytes
            let isQuiet = !cause.movesOthers && !cause.movesOuter && (!grows || subject.surface != .uapi)
            return comparison.finding(
                self, subject, isQuiet ? .extension : .incompatible, evidence: pair.evidence,
                message:
                    "member \(code: member.path) (\(member.place)) was added to \(code: pair.new.typeName)\(cause.moves)",
                before: .record(pair.old), after: .record(pair.new), consequences: cause.consequences)
        }
    }
}
