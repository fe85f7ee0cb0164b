/// Found where a configuration is applied to a report.
enum SuppressionExpired: PipelineRule {
    static let id = "suppression-expired"
    static let title = "suppression past its last day"
    static let severity = Severity.warning
    static let subject = RuleSubject.configuration
    static let rationale = """
        A suppression with a date is a promise to come back to it. Past that day it covers nothing, and what it \
        covered counts again.
        """
    static let example = RuleExample(
        before: "int group_claim(int group);\n", after: "int group_claim(int group, int owner);\n",
        setting: .settings(
            """
            version: 1
            suppressions:
              - {rule: parameter-count-changed, symbol: group_claim, reason: no caller yet, expires: 2022-01-31}

            """))
}
