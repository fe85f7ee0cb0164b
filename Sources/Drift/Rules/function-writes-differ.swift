/// Found by the pipeline, which has both bodies run.
enum FunctionWritesDiffer: FunctionRule {
    static let id = "function-writes-differ"
    static let title = "function leaves other memory"
    static let severity = Severity.warning
    static let question = RuleQuestion.callersExpectIt
    static let isFunctional = true
    static let rationale = """
        Memory that outlives the function, or that a function it calls can see, holds something else. Both bodies were \
        run on the case that is shown.
        """
    static let example = RuleExample(
        before: "struct lamp { int lit; };\nvoid light(struct lamp *l, int n) { l->lit = n; }\n",
        after: "struct lamp { int lit; };\nvoid light(struct lamp *l, int n) { l->lit = n ? n : 1; }\n",
        path: "drivers/example.c", setting: .functions)
}
