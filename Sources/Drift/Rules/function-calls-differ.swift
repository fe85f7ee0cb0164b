/// Found by the pipeline, which has both bodies run.
enum FunctionCallsDiffer: FunctionRule {
    static let id = "function-calls-differ"
    static let title = "function calls or accesses something else"
    static let severity = Severity.warning
    static let question = RuleQuestion.callersExpectIt
    static let isFunctional = true
    static let rationale = """
        The calls, accesses of devices and shared variables, barriers or assembly come in another order, with other \
        operands, or not at all. Both bodies were run on the case that is shown.
        """
    static let example = RuleExample(
        before: "void ring(int bell);\nvoid call(int n) { if (n) ring(n); }\n",
        after: "void ring(int bell);\nvoid call(int n) { ring(n); }\n", path: "drivers/example.c",
        setting: .functions)
}
