/// Found by the pipeline, which has both bodies run.
enum FunctionLogDiffers: FunctionRule {
    static let id = "function-log-differs"
    static let title = "function logs something else, and is the same besides"
    static let severity = Severity.note
    static let rationale = """
        The text, level or place of a message in the kernel log changed. That all else is the same was proved, for all \
        arguments, all memory and all answers of what the function calls.
        """
    static let example = RuleExample(
        before: "int printk(const char *text);\nint f(int n) { printk(\"f\"); return n; }\n",
        after: "int printk(const char *text);\nint f(int n) { printk(\"f()\"); return n; }\n",
        path: "drivers/example.c", setting: .functions)
}
