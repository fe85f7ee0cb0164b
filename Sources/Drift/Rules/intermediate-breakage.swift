/// Found by ``SeriesBreakage`` over the steps of a series; two snapshots alone do not show it.
enum IntermediateBreakage: PipelineRule {
    static let id = "intermediate-breakage"
    static let title = "a patch breaks what a later one of its series mends"
    static let severity = Severity.error
    static let rationale = """
        The whole series is sound, but between two of its patches the tree does not build or behaves \
        otherwise; git bisect lands there. Patches are split so that each leaves the tree working.
        """
    static let example = RuleExample(
        before: "int group_claim(int group);\n", after: "int group_claim(int group, int owner);\n",
        setting: .patch(.init(then: "int group_claim(int group);\n")))
}
