/// Found by the pipeline, which has what it takes to prove it.
enum PropertyViolated: PipelineRule {
    static let id = "property-violated"
    static let title = "safety property does not hold"
    static let severity = Severity.error
    static let question = RuleQuestion.callersExpectIt
    static let rationale = """
        A reachable state breaks a property that the interface promises; the trace is a shortest way there.
        """
    static let example = RuleExample(
        before: "struct g { int n; void *owner; };\n",
        after: "struct g { int n; };\n",
        path: "drivers/example.c", setting: .run)
}
