import Drift
import PatchSeries

/// The mails of a series as reports carry them.
package enum PatchMails {
    /// The cover letters and patches, revision by revision.
    package static func mails(of series: Series) -> [PatchMail] {
        series.revisions.flatMap { revision -> [PatchMail] in
            let cover = revision.cover.map { mail in
                PatchMail(
                    revision: revision.label, number: 0, subject: mail.subject, author: mail.from,
                    date: mail.date, messageID: mail.messageID, references: mail.references,
                    recipients: mail.header("To") ?? "", copies: mail.header("Cc") ?? "")
            }
            return [cover].compactMap { $0 } + revision.patches.map { mail(of: $0, revision.label) }
        }
    }

    private static func mail(of patch: Patch, _ label: String) -> PatchMail {
        PatchMail(
            revision: label, number: patch.number, subject: patch.subject, author: patch.author,
            date: patch.date, messageID: patch.messageID, references: patch.references,
            recipients: patch.recipients, copies: patch.copies,
            changes: patch.fileDiffs.map { diff in
                .init(oldPath: diff.oldPath, newPath: diff.newPath, hunks: diff.hunks.map(hunk))
            })
    }

    private static func hunk(_ hunk: Hunk) -> PatchMail.Hunk {
        let section = hunk.section.isEmpty ? "" : " \(hunk.section)"
        let old = range(hunk.oldStart, hunk.oldCount)
        let new = range(hunk.newStart, hunk.newCount)
        return .init(
            header: "@@ -\(old) +\(new) @@\(section)", newStart: hunk.newStart,
            lines: hunk.lines.map { mark($0.kind) + $0.text })
    }

    /// As git writes it: a count of 1 is left out.
    private static func range(_ start: Int, _ count: Int) -> String {
        count == 1 ? "\(start)" : "\(start),\(count)"
    }

    private static func mark(_ kind: Hunk.Line.Kind) -> String {
        switch kind {
        case .context: " "
        case .added: "+"
        case .removed: "-"
        }
    }
}
