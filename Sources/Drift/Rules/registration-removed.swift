/// Found by the pipeline, which has the initialisers of both sides lowered.
enum RegistrationRemoved: VariableRule {
    static let id = "registration-removed"
    static let title = "registration removed"
    static let severity = Severity.warning
    static let question = RuleQuestion.nobodyNeedsIt
    static let isFunctional = true
    static let rationale = """
        What a macro puts into a section of its own takes effect without a name: a module's parameter or licence, an initcall, a \
        PCI fixup, a table for module autoload. It is gone.
        """
    static let example = RuleExample(
        before:
            "static const char license[] __attribute__((section(\".modinfo\"), used)) = \"license=GPL\";\n"
            + "int lamp = 1;\n",
        after: "int lamp = 1;\n",
        path: "drivers/example.c", setting: .functions)
}
