/// Found by the pipeline, which has the initialisers of both sides lowered.
enum SectionChanged: VariableRule {
    static let id = "section-changed"
    static let title = "function or variable lies elsewhere"
    static let severity = Severity.warning
    static let isFunctional = true
    static let rationale = """
        The section says when something is there and when it runs: what is `__init` is gone once the kernel has booted, an \
        initcall's section is its level, a PCI fixup's its phase. `weak`, `aligned` and other names of something count as well.
        """
    static let example = RuleExample(
        before: "__attribute__((section(\".init.text\"))) int lamp_init(void) { return 0; }\n",
        after: "int lamp_init(void) { return 0; }\n",
        path: "drivers/example.c", setting: .functions)
}
