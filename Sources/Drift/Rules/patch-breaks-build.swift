/// Found by the pipeline, which has what it takes to prove it.
enum PatchBreaksBuild: PipelineRule {
    static let id = "patch-breaks-build"
    static let title = "patch leaves a file that does not parse"
    static let severity = Severity.error
    static let rationale = """
        Bisection stops at a patch after which the tree does not build, even if a later one mends it.
        """
    static let example = RuleExample(
        before: "int claim(int group);\n", after: "int claim(int group, no_such_type owner);\n",
        setting: .patch(.init()))
}
