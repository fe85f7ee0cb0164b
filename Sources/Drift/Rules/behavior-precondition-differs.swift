/// Found by the pipeline, which has what it takes to prove it.
enum BehaviorPreconditionDiffers: BehaviorRule {
    static let id = "behavior-precondition-differs"
    static let title = "function tests another condition first"
    static let severity = Severity.warning
    static let question = RuleQuestion.callersExpectIt
    static let isFunctional = true
    static let rationale = """
        What used to be refused is let in, or the reverse, before anything is done.
        """
    static let example = RuleExample(
        before: "struct g { int n; };\nint get(struct g *g) { return g->n++ ? -16 : 0; }\n",
        after: "struct g { int n; };\nint get(struct g *g) { g->n++; return 0; }\n",
        path: "drivers/example.c", setting: .run)
}
