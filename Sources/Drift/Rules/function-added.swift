import ABIModel

enum FunctionAdded: Rule {
    static let id = "function-added"
    static let title = "function added"
    static let severity = Severity.note
    static let nameLoss = NameLoss.nothing
    static let rationale =
        "A new function breaks nobody; it is listed so that a review sees the whole interface."
    static let example = RuleExample(
        before: "struct ring;\n", after: "struct ring;\nint ring_size(struct ring *r);\n")

    static func findings(in comparison: Comparison) -> [Finding] {
        comparison.functions.added.map { function in
            let main = function.main
            return comparison.finding(
                self, comparison.subject(added: function), .extension,
                message: "\(code: main.signature) was added",
                after: .function(main))
        }
    }
}
