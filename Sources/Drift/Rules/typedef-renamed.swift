import ABIModel

enum TypedefRenamed: Rule {
    static let id = "typedef-renamed"
    static let title = "typedef renamed"
    static let severity = Severity.warning
    static let question = RuleQuestion.usersConverted
    static let nameLoss = NameLoss.renamed(.declaration)
    static let rationale = """
        The type goes on under another name; declarations that use the old one must follow.
        """
    static let example = RuleExample(
        before: "typedef unsigned int dma_token_t;\n",
        after: "typedef unsigned int dma_cookie_token_t;\n")

    static func findings(in comparison: Comparison) -> [Finding] {
        comparison.typedefs.renamed.map { pair in
            comparison.finding(
                self, comparison.subject(pair.old, pair.new), evidence: pair.evidence,
                message:
                    "\(code: pair.old.name) for \(code: pair.old.type) was renamed to \(code: pair.new.name)",
                before: .typedef(pair.old), after: .typedef(pair.new))
        }
    }
}
