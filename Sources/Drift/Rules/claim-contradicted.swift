/// Found by the pipeline, which reads what the mails say.
enum ClaimContradicted: PipelineRule {
    static let id = "claim-contradicted"
    static let title = "cover letter or message says what the code does not"
    static let severity = Severity.note
    static let subject = RuleSubject.mail
    static let rationale = """
        Reviewers read "no functional change" or "renamed to" and look less closely. Where the measured change \
        plainly says otherwise, either the words are left over from an earlier revision or the change is a mistake.
        """
    static let example = RuleExample(
        before: "#define GROUP_LIMIT 4\n", after: "#define GROUP_LIMIT 8\n",
        setting: .patch(.init(message: "No functional change intended.")))
}
