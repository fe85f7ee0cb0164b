/// Found by the pipeline, which has the initialisers of both sides lowered.
enum InitializerEntryRemoved: VariableRule {
    static let id = "initializer-entry-removed"
    static let title = "entry of a table removed"
    static let severity = Severity.warning
    static let question = RuleQuestion.nobodyNeedsIt
    static let isFunctional = true
    static let rationale = """
        Whoever looks something up in the table does not find it any more: a device is not bound, an operation falls back to \
        the default, a walk goes on behind the end.
        """
    static let example = RuleExample(
        before: "struct id { unsigned vendor, device; };\n"
            + "static const struct id lamp_ids[] = { { 0x8086, 1 }, { 0x8086, 2 }, { } };\n",
        after: "struct id { unsigned vendor, device; };\n"
            + "static const struct id lamp_ids[] = { { 0x8086, 2 }, { } };\n",
        path: "drivers/example.c", setting: .functions)
}
