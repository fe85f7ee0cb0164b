import ABIModel
import Phrases

enum FunctionRenamed: Rule {
    static let id = "function-renamed"
    static let title = "function renamed"
    static let severity = Severity.warning
    static let question = RuleQuestion.usersConverted
    static let nameLoss = NameLoss.renamed(.declaration)
    static let rationale = """
        Callers have to be changed along. The rename is told from the call type and the words of the name. \
        A question turned into its opposite (`unclaimed`, `claimed`) needs every caller turned round: what \
        compiles after a mere replacement of the name is wrong.
        """
    static let example = RuleExample(
        before: "struct group;\nint group_set_dma_owner(struct group *g, void *owner);\n",
        after: "struct group;\nint group_claim_dma_owner(struct group *g, void *owner);\n")

    static func findings(in comparison: Comparison) -> [Finding] {
        comparison.functions.renamed.map { pair in
            let addition: Phrase = pair.isInverted ? ", which asks the opposite" : ""
            return comparison.finding(
                self, comparison.subject(pair), severity: pair.isInverted ? .error : nil,
                evidence: pair.evidence,
                message: "\(code: pair.old.name) was renamed to \(code: pair.new.name)\(addition)",
                advice: pair.isInverted ? "Negate the result at every caller." : nil,
                before: .function(pair.old.main), after: .function(pair.new.main))
        }
    }
}
