/// Found by the pipeline, which knows the files of both sides.
enum HeaderRemoved: PipelineRule {
    static let id = "header-removed"
    static let title = "header for others renamed or removed"
    static let severity = Severity.error
    static let question = RuleQuestion.nobodyNeedsIt
    static let rationale = """
        A program that includes a header of `include/uapi` by its name no longer compiles, wherever its declarations \
        went. A header that only the kernel and its modules include can be followed by its users.
        """
    static let example = RuleExample(
        before: "#define LAMP_MAX 8\n", after: "", path: "include/uapi/linux/example.h",
        setting: .patch(.init()))
}
