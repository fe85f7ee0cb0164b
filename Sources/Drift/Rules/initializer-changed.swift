/// Found by the pipeline, which has the initialisers of both sides lowered.
enum InitializerChanged: VariableRule {
    static let id = "initializer-changed"
    static let title = "variable begins with another value"
    static let severity = Severity.warning
    static let isFunctional = true
    static let rationale = """
        What a variable holds before any code runs is behaviour: an entry of a table of operations, a device's id, a register's \
        value, the mode of an attribute or parameter. A function that a table names is compared by its name; whether it does \
        the same is its own verdict.
        """
    static let example = RuleExample(
        before: "struct ops { int (*open)(void); int mode; };\nextern int lamp_open(void);\n"
            + "const struct ops lamp_ops = { .open = lamp_open, .mode = 0444 };\n",
        after: "struct ops { int (*open)(void); int mode; };\nextern int lamp_open(void);\n"
            + "const struct ops lamp_ops = { .open = lamp_open, .mode = 0644 };\n",
        path: "drivers/example.c", setting: .functions)
}
