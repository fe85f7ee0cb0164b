/// Found by the pipeline, which reads the base and every revision.
enum RevisionDoesNotCompile: PipelineRule {
    static let id = "revision-does-not-compile"
    static let title = "revision leaves a file that clang cannot read"
    static let severity = Severity.error
    static let question = "Does this revision build?"
    static let rationale = """
        clang reads the file in the tree without the series and finds errors in it with the series. What the file \
        declares is not known then, and whoever builds the revision sees the same errors.
        """
    static let example = RuleExample(
        before: "int claim(int group);\n", after: "int claim(int group, no_such_type owner);\n",
        setting: .patch(.init()))
}
