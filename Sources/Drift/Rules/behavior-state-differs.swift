/// Found by the pipeline, which has what it takes to prove it.
enum BehaviorStateDiffers: BehaviorRule {
    static let id = "behavior-state-differs"
    static let title = "function leaves another state"
    static let severity = Severity.warning
    static let question = RuleQuestion.callersExpectIt
    static let isFunctional = true
    static let rationale = """
        The calls return the same, but what they leave behind differs, and a later call may see it.
        """
    static let example = RuleExample(
        before: "struct g { int n; };\nvoid put(struct g *g) { g->n--; }\n",
        after: "struct g { int n; };\nvoid put(struct g *g) { g->n = 0; }\n",
        path: "drivers/example.c", setting: .run)
}
