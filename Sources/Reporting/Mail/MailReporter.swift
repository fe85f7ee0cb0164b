import Drift

/// Drafts of replies, one a patch: what a reviewer would ask, with the evidence under it. Nothing is sent.
///
/// They ask about what changed between the revisions that were given; of a single revision, about what it changes
/// in the tree. Notes are left out unless a trace proves them.
public struct MailReporter: FileSetReporter {
    private let asksUnapplied: Bool

    /// Makes a reporter. That a patch does not fit the reader's tree is no question to its author unless
    /// `asksUnapplied` says so.
    public init(asksUnapplied: Bool = false) { self.asksUnapplied = asksUnapplied }

    /// The drafts as an mbox, for `mutt -f`; empty where there is nothing to ask.
    public func render(_ report: DriftReport) -> String {
        files(report).map { file in
            // The line that `git format-patch` begins a mail with; the date is a constant there as well.
            "From 0000000000000000000000000000000000000000 Mon Sep 17 00:00:00 2001\n"
                + Self.quotingFrom(file.text) + "\n"
        }.joined()
    }

    /// The drafts as single mails, for `git send-email` and `mutt -H`.
    public func files(_ report: DriftReport) -> [ReportFile] {
        let asked = questions(report)
        return report.mails.compactMap { mail in
            guard let findings = asked[Address(revision: mail.revision, number: mail.number)] else {
                return nil
            }
            let number = String(mail.number)
            let padded = String(repeating: "0", count: max(0, 4 - number.count)) + number
            return ReportFile(
                name: "\(mail.revision)-\(padded)-reply.eml",
                text: MailDraft(mail: mail, findings: findings, toolVersion: report.toolVersion).text)
        }
    }

    private struct Address: Hashable {
        var revision: String
        var number: Int
    }

    /// The findings by the mail that they are asked in: that of their patch; what the new revision no longer
    /// does, where its cover letter (else its first patch) is.
    private func questions(_ report: DriftReport) -> [Address: [Finding]] {
        let steps = ReportSteps.consecutive(report)
        var result: [Address: [Finding]] = [:]
        for step in steps.count > 1 ? Array(steps.dropFirst()) : steps {
            let numbers = report.mails.filter { $0.revision == step.to.revision }.map(\.number).sorted()
            let drifts = step.findings.filter { $0.severity > .note || !$0.trace.isEmpty }
            for finding in (asksUnapplied ? step.inCoverage : []) + drifts {
                guard let first = numbers.first else { continue }
                let isOwn = finding.patch?.revision == step.to.revision
                let number = finding.patch.flatMap { isOwn && numbers.contains($0.number) ? $0.number : nil }
                result[Address(revision: step.to.description, number: number ?? first), default: []].append(
                    finding)
            }
        }
        return result
    }

    /// mboxrd: a line that looks like the start of a mail gets a `>`.
    private static func quotingFrom(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.drop { $0 == ">" }.hasPrefix("From ") ? ">" + line : String(line)
        }.joined(separator: "\n")
    }
}
