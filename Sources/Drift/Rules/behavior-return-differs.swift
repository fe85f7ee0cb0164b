/// Found by the pipeline, which has what it takes to prove it.
enum BehaviorReturnDiffers: BehaviorRule {
    static let id = "behavior-return-differs"
    static let title = "function ends with another result"
    static let severity = Severity.error
    static let question = RuleQuestion.callersExpectIt
    static let isFunctional = true
    static let rationale = """
        The same calls in the same order end with another result. The counterexample is a shortest sequence of \
        calls; kdrift replay runs it again.
        """
    static let example = RuleExample(
        before: "int claim(int taken) { return taken ? -16 : 0; }\n",
        after: "int claim(int taken) { return taken ? -1 : 0; }\n",
        path: "drivers/example.c", setting: .run)
}
