/// Found by the pipeline, which has what it takes to prove it.
enum PatchDoesNotApply: PipelineRule {
    static let id = "patch-does-not-apply"
    static let title = "patch does not apply"
    static let severity = Severity.error
    static let concernsOneRevision = true
    static let rationale = """
        A patch that does not apply cannot be reviewed or merged as it is; what it would have changed is unknown, \
        and the rest of the revision is read without it.
        """
    static let example = RuleExample(
        before: "int claim(int group);\n",
        after: "int claim(int group, int owner);\n",
        path: "include/linux/example.h")
}
