/// Found by the pipeline, which has the initialisers of both sides lowered.
enum RegistrationAdded: VariableRule {
    static let id = "registration-added"
    static let title = "registration added"
    static let severity = Severity.note
    static let rationale = """
        What a macro puts into a section of its own takes effect without a name: a module's parameter or licence, an initcall, a \
        PCI fixup, a table for module autoload. It is new.
        """
    static let example = RuleExample(
        before: "int lamp = 1;\n",
        after: "static const char license[] __attribute__((section(\".modinfo\"), used)) = \"license=GPL\";\n"
            + "int lamp = 1;\n",
        path: "drivers/example.c", setting: .functions)
}
