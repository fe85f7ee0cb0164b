import ABIModel

enum EnumRenamed: Rule {
    static let id = "enum-renamed"
    static let title = "enum renamed"
    static let severity = Severity.warning
    static let question = RuleQuestion.usersConverted
    static let nameLoss = NameLoss.renamed(.declaration)
    static let rationale =
        "The constants go on under another tag; declarations that name the tag must follow."
    static let example = RuleExample(
        before: "enum color { COLOR_RED, COLOR_GREEN };\n",
        after: "enum paint_color { COLOR_RED, COLOR_GREEN };\n")

    static func findings(in comparison: Comparison) -> [Finding] {
        comparison.enums.renamed.map { pair in
            // Nobody could name an enum that had no tag.
            comparison.finding(
                self, comparison.subject(pair), pair.old.isAnonymous ? .none : .incompatible,
                evidence: pair.evidence,
                message: pair.old.isAnonymous
                    ? "\(pair.old.spelling) has a tag now, \(code: pair.new.name)"
                    : "\(pair.old.spelling) was renamed to \(pair.new.spelling)",
                before: .enumeration(pair.old), after: .enumeration(pair.new))
        }
    }
}
