/// Found by the pipeline, which looks through the tree for who uses what a revision takes away.
enum StillUsed: PipelineRule {
    static let id = "still-used"
    static let title = "file that no patch touches uses what is gone"
    static let severity = Severity.error
    static let question = RuleQuestion.callersConverted
    static let rationale = """
        A function, member, constant or macro that is removed, renamed or called in another way leaves every file \
        behind that uses it and that the series does not touch. Files are found by their text; where clang can read \
        them, what it says of them with the revision and not without it is the proof.
        """
    static let example = RuleExample(
        before: "int claim(int group);\n", after: "int take(int group, int owner);\n",
        setting: .patch(
            .init(beside: [
                "drivers/example/user.c": "#include <linux/example.h>\nint user(void) { return claim(1); }\n"
            ])))
}
