/// Found where a configuration is applied to a report.
enum SuppressionUnused: PipelineRule {
    static let id = "suppression-unused"
    static let title = "suppression that covers nothing"
    static let severity = Severity.note
    static let subject = RuleSubject.configuration
    static let rationale = """
        What it was written for is gone, or its rule or symbol is misspelt. Left in place it may one day let \
        something else pass that nobody looked at.
        """
    static let example = RuleExample(
        before: "int group_claim(int group);\n", after: "int group_claim(int group);\n",
        setting: .settings(
            """
            version: 1
            suppressions:
              - {rule: parameter-count-changed, symbol: group_claim, reason: no caller yet}

            """))
}
