import ABIModel

enum FunctionRemoved: Rule {
    static let id = "function-removed"
    static let title = "function removed"
    static let severity = Severity.error
    static let question = RuleQuestion.nobodyNeedsIt
    static let nameLoss = NameLoss.removed(.declaration)
    static let rationale = """
        Callers no longer compile or link. Prototype, stub and definition are one function and one finding.
        """
    static let example = RuleExample(
        before: "struct ring;\nint ring_size(struct ring *r);\n", after: "struct ring;\n")

    static func findings(in comparison: Comparison) -> [Finding] {
        comparison.functions.removed.map { function in
            let main = function.main
            return comparison.finding(
                self, comparison.subject(removed: function),
                message: "\(code: main.signature) was removed",
                before: .function(main),
                consequences: function.export.map { [.unexported($0)] } ?? [])
        }
    }
}
