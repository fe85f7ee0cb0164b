/// Found by the pipeline, which has the initialisers of both sides lowered.
enum InitializerEntryAdded: VariableRule {
    static let id = "initializer-entry-added"
    static let title = "entry of a table added"
    static let severity = Severity.note
    static let rationale = """
        Something is found in the table that was not: a device is bound, an operation is there.
        """
    static let example = RuleExample(
        before: "struct id { unsigned vendor, device; };\n"
            + "static const struct id lamp_ids[] = { { 0x8086, 1 }, { } };\n",
        after: "struct id { unsigned vendor, device; };\n"
            + "static const struct id lamp_ids[] = { { 0x8086, 1 }, { 0x8086, 2 }, { } };\n",
        path: "drivers/example.c", setting: .functions)
}
