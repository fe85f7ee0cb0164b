import ABIModel

enum TypedefAdded: Rule {
    static let id = "typedef-added"
    static let title = "typedef added"
    static let severity = Severity.note
    static let nameLoss = NameLoss.nothing
    static let rationale = """
        A new name for a type breaks nobody; it is listed so that a review sees the whole interface.
        """
    static let example = RuleExample(
        before: "\n",
        after: "typedef unsigned int token_t;\n")

    static func findings(in comparison: Comparison) -> [Finding] {
        comparison.typedefs.added.map { alias in
            comparison.finding(
                self, comparison.addedSubject(alias.name, alias.site), .extension,
                message: "\(code: alias.name) for \(code: alias.type) was added", after: .typedef(alias))
        }
    }
}
