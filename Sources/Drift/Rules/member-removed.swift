import ABIModel

enum MemberRemoved: Rule {
    static let id = "member-removed"
    static let title = "member removed"
    static let severity = Severity.error
    static let question = RuleQuestion.nobodyNeedsIt
    static let nameLoss = NameLoss.removed(.member)
    static let rationale = """
        Code that uses the member no longer compiles, and what follows it moves up. A reserved member that \
        goes without moving anything is no break.
        """
    static let example = RuleExample(
        before: "struct ring { int head; int size; int tail; };\n",
        after: "struct ring { int head; int tail; };\n")

    static func findings(in comparison: Comparison) -> [Finding] {
        comparison.recordFindings { difference, cause in
            guard case .removed(let member) = cause.change else { return nil }
            let pair = difference.pair
            let isQuiet = ReservedName.matches(member.path) && !cause.movesOthers && !cause.changesSize
            return comparison.finding(
                self, comparison.subject(pair, member: member.path), isQuiet ? .none : .incompatible,
                evidence: pair.evidence,
                message:
                    "member \(code: member.path) (\(member.place)) of \(code: pair.old.typeName) was removed\(cause.moves)",
                before: .record(pair.old), after: .record(pair.new), consequences: cause.consequences)
        }
    }
}
