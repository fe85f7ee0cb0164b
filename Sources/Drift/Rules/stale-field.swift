/// Found by the pipeline, which has what it takes to prove it.
enum StaleField: PipelineRule {
    static let id = "stale-field"
    static let title = "field keeps a value past its life"
    static let severity = Severity.warning
    static let question = RuleQuestion.callersExpectIt
    static let rationale = """
        A field still names an owner or an object after it was given back; whoever compares with it is misled.
        """
    static let example = RuleExample(
        before: "struct g { void *owner; };\nvoid put(struct g *g) { g->owner = 0; }\n",
        after: "struct g { void *owner; };\nvoid put(struct g *g) { }\n",
        path: "drivers/example.c", setting: .run)
}
