/// Found by the pipeline, which has what it takes to prove it.
enum WarnReachable: PipelineRule {
    static let id = "warn-reachable"
    static let title = "WARN can be reached by ordinary calls"
    static let severity = Severity.warning
    static let question = RuleQuestion.callersExpectIt
    static let rationale = """
        A WARN that callers can bring about without breaking a rule floods the log and, with panic_on_warn, takes \
        the machine down.
        """
    static let example = RuleExample(
        before: "void warn(void);\nvoid put(int n) { }\n",
        after: "void warn(void);\nvoid put(int n) { if (!n) warn(); }\n",
        path: "drivers/example.c", setting: .run)
}
