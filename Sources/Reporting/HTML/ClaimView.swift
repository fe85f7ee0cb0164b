import Drift

/// A sentence of the mails that the measurements contradict.
struct ClaimView {
    var message: String
    var patch: String?
    var messageID: String?
    /// The finding on the page; nil where it stands in no step.
    var id: String?

    /// One for each contradiction, in report order.
    static func all(_ report: DriftReport, _ views: [FindingView]) -> [ClaimView] {
        report.findings.filter { $0.rule.definition.subject == .mail }.map { finding in
            ClaimView(
                message: InlineCode.html(finding.sentence),
                patch: finding.patch.map { "\($0.revision) \($0.number): \($0.title)" },
                messageID: finding.patch.flatMap { $0.messageID.isEmpty ? nil : $0.messageID },
                id: views.first { $0.fingerprint == finding.fingerprint }?.id)
        }
    }
}
