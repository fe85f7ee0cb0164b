/// Found by the pipeline, which has both bodies run.
enum FunctionWarnsDiffer: FunctionRule {
    static let id = "function-warns-differ"
    static let title = "function warns in other cases"
    static let severity = Severity.warning
    static let question = RuleQuestion.callersExpectIt
    static let isFunctional = true
    static let rationale = """
        One side comes to a `WARN` or `BUG` where the other does not: with `panic_on_warn` that ends the machine. Both \
        bodies were run on the case that is shown.
        """
    static let example = RuleExample(
        before: "int half(int n) { return n / 2; }\n",
        after: "void warn(void);\nint half(int n) { if (n & 1) warn(); return n / 2; }\n",
        path: "drivers/example.c")
}
