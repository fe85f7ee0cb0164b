import ABIModel

enum EnumConstantRemoved: Rule {
    static let id = "enum-constant-removed"
    static let title = "enum constant removed"
    static let severity = Severity.error
    static let question = RuleQuestion.nobodyNeedsIt
    static let nameLoss = NameLoss.removed(.constant)
    static let rationale = """
        Code that names the constant no longer compiles, and the value is free to mean something else. A \
        constant that lives on as a macro or in another enum with the same value is not reported.
        """
    static let example = RuleExample(
        before: "enum color { COLOR_RED, COLOR_GREEN, COLOR_BLUE };\n",
        after: "enum color { COLOR_RED, COLOR_GREEN };\n")

    static func findings(in comparison: Comparison) -> [Finding] {
        comparison.enumDifferences.flatMap { difference in
            difference.removed.map { removal in
                let constant = removal.constant
                let heir = difference.pair.new.constants.first { $0.value == constant.value }
                return comparison.finding(
                    self, comparison.subject(difference.pair, constant: constant.name),
                    ReservedName.matches(constant.name) ? .none : .incompatible,
                    message:
                        "\(code: constant.name) (\(constant.value)) was removed from \(difference.pair.old.spelling)",
                    before: .enumeration(difference.pair.old), after: .enumeration(difference.pair.new),
                    consequences: (heir.map { [.takenOver(value: constant.value, by: $0.name)] } ?? [])
                        + removal.consequences)
            }
        }
    }
}
