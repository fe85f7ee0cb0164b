import Drift
import PatchSeries
import Workers

/// The report of replies whose series is not at hand: who speaks of which declarations. Nothing is compared.
public enum ThreadReport {
    /// Makes the report.
    ///
    /// - Parameters:
    ///   - messages: the mails.
    ///   - inputs: what they came from, without absolute paths.
    public static func report(of messages: [MailMessage], inputs: [String]) -> DriftReport {
        let title = messages.first.map { SubjectTag($0.subject).title } ?? ""
        return DriftReport(
            toolVersion: Tool.version, libclangVersion: "", command: "review", inputs: inputs, title: title,
            coverage: Coverage(
                rules: RuleCatalog.all.count,
                notes: ["the input holds replies only; nothing was applied, read or compared"]),
            revisions: [], findings: [], comments: PlacedComment.alone(messages))
    }
}
