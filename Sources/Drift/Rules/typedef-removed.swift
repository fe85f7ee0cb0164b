import ABIModel

enum TypedefRemoved: Rule {
    static let id = "typedef-removed"
    static let title = "typedef removed"
    static let severity = Severity.error
    static let question = RuleQuestion.nobodyNeedsIt
    static let rationale = """
        Declarations that use the name no longer compile.
        """
    static let example = RuleExample(
        before: "typedef unsigned int token_t;\n",
        after: "int take(unsigned int token);\n")

    static func findings(in comparison: Comparison) -> [Finding] {
        comparison.typedefs.removed.map { alias in
            comparison.finding(
                self, comparison.removedSubject(alias.name, alias.site),
                message: "\(code: alias.name) for \(code: alias.type) was removed", before: .typedef(alias))
        }
    }
}
