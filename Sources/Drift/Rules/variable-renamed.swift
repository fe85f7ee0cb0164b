import ABIModel

enum VariableRenamed: Rule {
    static let id = "variable-renamed"
    static let title = "variable renamed"
    static let severity = Severity.warning
    static let question = RuleQuestion.usersConverted
    static let nameLoss = NameLoss.renamed(.declaration)
    static let rationale = """
        Users have to be changed along. The rename is told from the type and the words of the name.
        """
    static let example = RuleExample(
        before: "extern int ring_debug;\n",
        after: "extern int ring_debug_level;\n")

    static func findings(in comparison: Comparison) -> [Finding] {
        comparison.variables.renamed.map { pair in
            comparison.finding(
                self, comparison.subject(pair.old, pair.new), evidence: pair.evidence,
                message: "variable \(code: pair.old.name) was renamed to \(code: pair.new.name)",
                before: .variable(pair.old), after: .variable(pair.new))
        }
    }
}
