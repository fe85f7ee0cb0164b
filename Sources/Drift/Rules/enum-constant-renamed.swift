import ABIModel
import Phrases

enum EnumConstantRenamed: Rule {
    static let id = "enum-constant-renamed"
    static let title = "enum constant renamed"
    static let severity = Severity.warning
    static let question = RuleQuestion.usersConverted
    static let nameLoss = NameLoss.renamed(.constant)
    static let rationale = """
        Users have to be changed along. The rename is told from the name, the value and the neighbours; \
        if the value changed as well, enum-constant-value-changed says so.
        """
    static let example = RuleExample(
        before: "enum mode { MODE_OFF, MODE_DRAFT_ONLY, MODE_FULL };\n",
        after: "enum mode { MODE_OFF, MODE_DRAFT, MODE_FULL };\n")

    static func findings(in comparison: Comparison) -> [Finding] {
        comparison.enumDifferences.flatMap { difference in
            difference.renamed.map { renaming in
                comparison.finding(
                    self, comparison.subject(difference.pair, constant: renaming.new.name),
                    renaming.isReserved ? .extension : .incompatible, evidence: renaming.evidence,
                    message: renaming.isReserved
                        ? "the reserved \(code: renaming.old.name) (\(renaming.old.value)) was put to use as "
                            + "\(code: renaming.new.name)"
                        : "\(code: renaming.old.name) (\(renaming.old.value)) was renamed to "
                            + "\(code: renaming.new.name) (\(renaming.new.value))",
                    before: .enumeration(difference.pair.old), after: .enumeration(difference.pair.new))
            }
        }
    }
}
