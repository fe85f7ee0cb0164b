/// Found by the pipeline, which has what it takes to prove it.
enum PatchDoesNotApply: PipelineRule {
    static let id = "patch-does-not-apply"
    static let title = "patch does not apply"
    static let severity = Severity.note
    static let concernsOneRevision = true
    static let standsInCoverage = true
    static let question = "Which commit is the series based on?"
    static let rationale = """
        What a patch that does not apply would have changed is unknown, and the rest of the revision is read without \
        it. It is no drift: the coverage names it, and only `--strict` makes it fail. Mostly the tree is not the one \
        that the series was made for.
        """
    static let example = RuleExample(
        before: "int claim(int group);\n", after: "int claim(int group, int owner);\n",
        setting: .patch(.init(tree: "int claim(struct group *group);\n")))
}
