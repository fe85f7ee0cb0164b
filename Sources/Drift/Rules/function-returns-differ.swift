/// Found by the pipeline, which has both bodies run.
enum FunctionReturnsDiffer: FunctionRule {
    static let id = "function-returns-differ"
    static let title = "function gives back something else"
    static let severity = Severity.warning
    static let question = RuleQuestion.callersExpectIt
    static let isFunctional = true
    static let rationale = """
        From the same arguments and memory, with the same answers of what it calls, the function ends with another \
        value, or faults where it did not. Both bodies were run on the case that is shown.
        """
    static let example = RuleExample(
        before: "int rest(int n) { return n > 8 ? 0 : 8 - n; }\n",
        after: "int rest(int n) { return n > 8 ? -22 : 8 - n; }\n", path: "drivers/example.c",
        setting: .functions)
}
