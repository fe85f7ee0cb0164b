/// Found by the pipeline, which has what it takes to prove it.
enum RefcountImbalance: PipelineRule {
    static let id = "refcount-imbalance"
    static let title = "counter not balanced over get and put"
    static let severity = Severity.error
    static let question = RuleQuestion.callersExpectIt
    static let isFunctional = true
    static let rationale = """
        After every user gave back what it took, the counter is not where it began: a leak keeps the object busy \
        for ever, an underflow frees it under its users.
        """
    static let example = RuleExample(
        before: "struct g { int n; };\nvoid get(struct g *g) { g->n++; }\n",
        after: "struct g { int n; };\nvoid get(struct g *g) { g->n = 1; }\n",
        path: "drivers/example.c")
}
