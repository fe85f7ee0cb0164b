import ABIModel

enum TypedefRemoved: Rule {
    static let id = "typedef-removed"
    static let title = "typedef removed"
    static let severity = Severity.error
    static let question = RuleQuestion.nobodyNeedsIt
    static let nameLoss = NameLoss.removed(.declaration)
    static let rationale = """
        Declarations that use the name no longer compile.
        """
    static let example = RuleExample(
        before: "typedef unsigned int token_t;\n",
        after: "int take(unsigned int token);\n")

    static func findings(in comparison: Comparison) -> [Finding] {
        let gone = comparison.typedefs.removed.map { alias in
            comparison.finding(
                self, comparison.removedSubject(alias.name, alias.site),
                message: "\(code: alias.name) for \(code: alias.type) was removed", before: .typedef(alias))
        }
        let left = comparison.left(comparison.typedefs.pairs, among: comparison.new.typedefs, \.guard).map {
            pair in
            comparison.finding(
                self, comparison.subject(pair.old, pair.new),
                message:
                    "\(code: pair.old.name) was moved to \(pair.new.site.file), which user space does not see",
                before: .typedef(pair.old), after: .typedef(pair.new))
        }
        return gone + left
    }
}
