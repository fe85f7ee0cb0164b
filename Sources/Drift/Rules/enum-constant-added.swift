import ABIModel
import Phrases

enum EnumConstantAdded: Rule {
    static let id = "enum-constant-added"
    static let title = "enum constant added"
    static let severity = Severity.note
    static let nameLoss = NameLoss.nothing
    static let rationale = """
        Old users of the enum never see the new constant unless something new returns it. Added before a \
        count sentinel it is an ordinary extension; what it renumbers is told by enum-constant-value-changed.
        """
    static let example = RuleExample(
        before: "enum color { COLOR_RED, COLOR_GREEN, COLOR_MAX };\n",
        after: "enum color { COLOR_RED, COLOR_GREEN, COLOR_BLUE, COLOR_MAX };\n")

    static func findings(in comparison: Comparison) -> [Finding] {
        comparison.enumDifferences.flatMap { difference in
            difference.added.map { addition in
                comparison.finding(
                    self, comparison.subject(difference.pair, constant: addition.constant.name), .extension,
                    message: "\(code: addition.constant.name) (\(addition.constant.value)) was added to "
                        + "\(difference.pair.new.spelling)",
                    before: .enumeration(difference.pair.old), after: .enumeration(difference.pair.new),
                    consequences: addition.consequences)
            }
        }
    }
}
