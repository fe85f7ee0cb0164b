/// Found by the pipeline, which has both bodies run.
enum DoubleRelease: FunctionRule {
    static let id = "double-release"
    static let title = "something given back twice"
    static let severity = Severity.error
    static let question = RuleQuestion.callersExpectIt
    static let isFunctional = true
    static let rationale = """
        On the path that is shown memory is freed twice, or a reference dropped more often than it was taken: what others \
        still use is gone. Before, this path did not do so.
        """
    static let example = RuleExample(
        before: """
            void kfree(const void *p);
            void drop(void *p, int n)
            {
                kfree(p);
            }

            """,
        after: """
            void kfree(const void *p);
            void drop(void *p, int n)
            {
                kfree(p);
                if (n)
                    kfree(p);
            }

            """,
        path: "drivers/example.c", setting: .functions)
}
