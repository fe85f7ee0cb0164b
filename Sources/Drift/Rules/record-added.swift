import ABIModel

enum RecordAdded: Rule {
    static let id = "record-added"
    static let title = "struct or union added"
    static let severity = Severity.note
    static let question = RuleQuestion.layoutMeant
    static let nameLoss = NameLoss.nothing
    static let rationale =
        "A new record breaks nobody; it is listed so that a review sees the whole interface."
    static let example = RuleExample(
        before: "struct ring;\n", after: "struct ring { int head; int tail; };\n")

    static func findings(in comparison: Comparison) -> [Finding] {
        // A part comes with its whole.
        comparison.records.added.filter { !$0.isPart }.map { record in
            comparison.finding(
                self, comparison.addedSubject(record.name, symbol: record.typeName, record.site), .extension,
                message: "\(code: record.typeName) (\(Amount.bytes(record.sizeBytes ?? 0))) was added",
                after: .record(record))
        }
    }
}
