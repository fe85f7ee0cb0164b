import ABIModel
import Phrases

enum MemberRenamed: Rule {
    static let id = "member-renamed"
    static let title = "member renamed"
    static let severity = Severity.warning
    static let question = RuleQuestion.usersConverted
    static let nameLoss = NameLoss.renamed(.member)
    static let rationale = """
        Users have to be changed along. The rename is told from the place, the type and the words of the \
        name. A name turned into its opposite needs every test of it turned round.
        """
    static let example = RuleExample(
        before: "struct bus { void (*dma_unconfigure)(int id); };\n",
        after: "struct bus { void (*dma_cleanup)(int id); };\n")

    static func findings(in comparison: Comparison) -> [Finding] {
        comparison.recordFindings { difference, cause in
            guard case .renamed(let before, let after) = cause.change else { return nil }
            let pair = difference.pair
            let isReserved = ReservedName.matches(before.path) && !ReservedName.matches(after.path)
            let message: Phrase =
                isReserved
                ? "the reserved member \(code: before.path) of \(code: pair.new.typeName) was put to use as "
                    + "\(code: after.path) (\(after.place))"
                : "member \(code: before.path) of \(code: pair.new.typeName) was renamed to \(code: after.path) "
                    + "(\(after.place))"
            return comparison.finding(
                self, comparison.subject(pair, member: after.path),
                severity: cause.isInverted ? .error : nil, isReserved ? .extension : .incompatible,
                evidence: cause.evidence,
                message: cause.isInverted ? "\(message), which says the opposite" : message,
                advice: cause.isInverted ? "Turn round every test and every assignment of it." : nil,
                before: .record(pair.old), after: .record(pair.new), consequences: cause.consequences)
        }
    }
}
