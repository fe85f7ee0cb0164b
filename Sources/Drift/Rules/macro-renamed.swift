import ABIModel

enum MacroRenamed: Rule {
    static let id = "macro-renamed"
    static let title = "macro renamed"
    static let severity = Severity.warning
    static let question = RuleQuestion.usersConverted
    static let nameLoss = NameLoss.renamed(.declaration)
    static let rationale = """
        Users have to be changed along, and an `#ifdef` on the old name falls silently to its other side. The \
        rename is told from the value and the words of the name.
        """
    static let example = RuleExample(
        before: "#define RING_SLOT_COUNT_LIMIT 16\n",
        after: "#define RING_SLOT_LIMIT 16\n")

    static func findings(in comparison: Comparison) -> [Finding] {
        comparison.macros.renamed.compactMap { pair in
            guard !MacroComparison.isIncludeGuard(pair.old), !MacroComparison.isIncludeGuard(pair.new) else {
                return nil
            }
            return comparison.finding(
                self, comparison.subject(pair.old, pair.new), evidence: pair.evidence,
                message:
                    "\(code: pair.old.signature)\(MacroPhrasing.value(pair.old)) was renamed to \(code: pair.new.signature)",
                before: .macro(pair.old), after: .macro(pair.new))
        }
    }
}
