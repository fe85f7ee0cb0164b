import ABIModel

enum RecordRenamed: Rule {
    static let id = "record-renamed"
    static let title = "struct or union renamed"
    static let severity = Severity.warning
    static let question = RuleQuestion.usersConverted
    static let rationale = "The members go on under another tag; declarations that name the tag must follow."
    static let example = RuleExample(
        before: "struct ring_state { int head; int tail; void *slots; };\n",
        after: "struct ring_position { int head; int tail; void *slots; };\n")

    static func findings(in comparison: Comparison) -> [Finding] {
        // A part goes by the name of its whole.
        comparison.records.renamed.filter { !$0.new.isPart }.map { pair in
            comparison.finding(
                self, comparison.subject(pair), evidence: pair.evidence,
                message: "\(code: pair.old.typeName) was renamed to \(code: pair.new.typeName)",
                before: .record(pair.old), after: .record(pair.new))
        }
    }
}
