import ABIModel

enum RecordRenamed: Rule {
    static let id = "record-renamed"
    static let title = "struct or union renamed"
    static let severity = Severity.warning
    static let question = RuleQuestion.usersConverted
    static let nameLoss = NameLoss.renamed(.declaration)
    static let rationale = "The members go on under another tag; declarations that name the tag must follow."
    static let example = RuleExample(
        before: "struct ring_state { int head; int tail; void *slots; };\n",
        after: "struct ring_position { int head; int tail; void *slots; };\n")

    static func findings(in comparison: Comparison) -> [Finding] {
        // A part goes by the name of its whole.
        comparison.records.renamed.filter { !$0.old.isPart && !$0.new.isPart }.map { pair in
            let hasBoth = comparison.new.typedefs.contains { alias in
                alias.name == pair.old.typedefName
                    && TypeText.tokens(of: alias.type) == [pair.new.kind.rawValue, pair.new.name]
            }
            // A record that only a typedef named has a tag as well now.
            return comparison.finding(
                self, comparison.subject(pair), hasBoth ? .none : .incompatible, evidence: pair.evidence,
                message: hasBoth
                    ? "the record of \(code: pair.old.name) has a tag now, \(code: pair.new.name)"
                    : "\(code: pair.old.typeName) was renamed to \(code: pair.new.typeName)",
                before: .record(pair.old), after: .record(pair.new))
        }
    }
}
