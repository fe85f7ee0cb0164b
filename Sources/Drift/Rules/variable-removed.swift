import ABIModel

enum VariableRemoved: Rule {
    static let id = "variable-removed"
    static let title = "variable removed"
    static let severity = Severity.error
    static let question = RuleQuestion.nobodyNeedsIt
    static let nameLoss = NameLoss.removed(.declaration)
    static let rationale = """
        Code that reads or sets it no longer compiles or links.
        """
    static let example = RuleExample(
        before: "extern int ring_debug;\n",
        after: "\n")

    static func findings(in comparison: Comparison) -> [Finding] {
        comparison.variables.removed.map { variable in
            comparison.finding(
                self,
                comparison.removedSubject(
                    variable.name, variable.site, comparison.oldSurfaces.surface(of: variable)),
                message: "variable \(code: variable.type.declaring(variable.name)) was removed",
                before: .variable(variable))
        }
    }
}
