/// Found by the pipeline, which counts the lines of the diff.
enum DiffstatMismatch: PipelineRule {
    static let id = "diffstat-mismatch"
    static let title = "diffstat does not fit the diff"
    static let severity = Severity.note
    static let concernsOneRevision = true
    static let subject = RuleSubject.mail
    static let rationale = """
        git writes the diffstat and the diff in one go. Where they do not fit, the mail was edited by hand or \
        parts of it were lost on the way, and what is reviewed is not what was written.
        """
    static let example = RuleExample(
        before: "int group_claim(int group);\n", after: "int group_claim(int group, int owner);\n",
        setting: .patch(.init(diffstat: " 1 file changed, 7 insertions(+)")))
}
