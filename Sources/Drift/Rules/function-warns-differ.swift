/// Found by the pipeline, which has both bodies run.
enum FunctionWarnsDiffer: FunctionRule {
    static let id = "function-warns-differ"
    static let title = "function warns in other cases"
    static let severity = Severity.warning
    static let question = RuleQuestion.callersExpectIt
    static let isFunctional = true
    static let rationale = """
        One side comes to a `WARN` or `BUG` where the other does not: with `panic_on_warn` that ends the machine. Both \
        bodies were run on the case that is shown.
        """
    static let example = RuleExample(
        before: """
            void warn_slowpath_null(const char *file, int line);
            #define WARN_ON(x) do { if (x) warn_slowpath_null("example.c", 1); } while (0)
            int half(int n)
            {
                return n / 2;
            }

            """,
        after: """
            void warn_slowpath_null(const char *file, int line);
            #define WARN_ON(x) do { if (x) warn_slowpath_null("example.c", 1); } while (0)
            int half(int n)
            {
                WARN_ON(n & 1);
                return n / 2;
            }

            """,
        path: "drivers/example.c", setting: .functions)
}
