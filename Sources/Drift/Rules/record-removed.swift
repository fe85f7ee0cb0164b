import ABIModel

enum RecordRemoved: Rule {
    static let id = "record-removed"
    static let title = "struct or union removed"
    static let severity = Severity.error
    static let question = RuleQuestion.nobodyNeedsIt
    static let rationale = """
        Code that uses the record no longer compiles. Where a forward declaration is left, pointers may \
        still be passed around, but nobody can look inside.
        """
    static let example = RuleExample(
        before: "struct ring { int head; int tail; };\n", after: "struct ring;\n")

    static func findings(in comparison: Comparison) -> [Finding] {
        comparison.records.removed.map { record in
            let isOpaque = comparison.new.records.contains { $0.name == record.name }
            return comparison.finding(
                self, comparison.removedSubject(record.name, symbol: record.typeName, record.site),
                message: isOpaque
                    ? "the definition of \(code: record.typeName) was removed; a forward declaration is left"
                    : "\(code: record.typeName) was removed",
                before: .record(record))
        }
    }
}
