/// Found by the pipeline, which has what it takes to prove it.
enum BehaviorEffectDiffers: BehaviorRule {
    static let id = "behavior-effect-differs"
    static let title = "function calls others differently"
    static let severity = Severity.warning
    static let question = RuleQuestion.callersExpectIt
    static let isFunctional = true
    static let rationale = """
        The calls that a function makes into drivers or other subsystems differ in number, order or arguments.
        """
    static let example = RuleExample(
        before: "void detach(int d);\nvoid put(int d) { detach(d); }\n",
        after: "void detach(int d);\nvoid put(int d) { }\n",
        path: "drivers/example.c", setting: .run)
}
