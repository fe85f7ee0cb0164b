import ABIModel

enum VariableAdded: Rule {
    static let id = "variable-added"
    static let title = "variable added"
    static let severity = Severity.note
    static let nameLoss = NameLoss.nothing
    static let rationale = """
        A new variable breaks nobody; it is listed so that a review sees the whole interface.
        """
    static let example = RuleExample(
        before: "\n",
        after: "extern int ring_debug;\n")

    static func findings(in comparison: Comparison) -> [Finding] {
        comparison.variables.added.map { variable in
            comparison.finding(
                self,
                comparison.addedSubject(
                    variable.name, variable.site, comparison.newSurfaces.surface(of: variable)),
                .extension, message: "variable \(code: variable.type.declaring(variable.name)) was added",
                after: .variable(variable))
        }
    }
}
