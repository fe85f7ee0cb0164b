import ABIModel
import Drift
import Foundation
import Testing

@testable import Reporting

/// Drafts of replies. Python's email package reads the same drafts in `scripts/formats/check`.
@Suite struct MailDraftTests {
    private let files = MailReporter().files(SampleReport.report)

    private func body(_ file: ReportFile) throws -> Substring {
        let end = try #require(file.text.firstRange(of: "\n\n"))
        return file.text[end.upperBound...]
    }

    /// The layout's patch has no mail here, so that is asked under the cover letter.
    @Test func oneDraftAPatch() {
        #expect(files.map(\.name) == ["v7-0000-reply.eml", "v7-0001-reply.eml"])
    }

    @Test func headers() throws {
        let text = files[1].text
        let name = Data("J\u{f6}rg \u{c4}hnlich".utf8).base64EncodedString()
        #expect(text.hasPrefix("To: =?UTF-8?B?\(name)?= <joerg@example.org>\n"))
        // The author and the second mention are not copied again.
        #expect(text.contains("\nCc: \"Last, First\" <last@example.org>, list@example.org\n"))
        #expect(text.contains("\nIn-Reply-To: <v7-01@example.org>\n"))
        #expect(text.contains("\nReferences: <v7-00@example.org> <v7-01@example.org>\n"))
        #expect(text.contains("\nSubject: Re: [PATCH v7 1/2] iommu: Add ownership"))
        let end = try #require(text.firstRange(of: "\n\n"))
        #expect(text[..<end.lowerBound].split(separator: "\n").allSatisfy { $0.count <= 78 })
    }

    @Test func hunkQuestionAndTrace() throws {
        let body = try body(files[1])
        #expect(
            body.hasPrefix(
                "On Mon, 28 Feb 2022 08:50:46 +0800, J\u{f6}rg \u{c4}hnlich wrote:\n> --- a/drivers"))
        #expect(body.contains("\n> @@ -3180,4 +3181,4 @@ void iommu_group_put(struct iommu_group *group)\n"))
        // The other hunk has nothing to do with it.
        #expect(!body.contains("linux/b.h"))
        // Lines of the diff are kept, however wide.
        #expect(body.contains("any mail should be, kept as it is */\n"))
        #expect(
            body.contains(
                """
                    1. claim f1
                       both: 0  n1 / f1
                    2. claim f1
                       v6:   0  n2 / f1
                       v7:   \u{2212}EPERM  n1 / f1

                """))
        #expect(
            body.contains(
                " Is this\nchange meant, and do all callers expect it? [behavior-return-differs,\nsince v6]\n"
            ))
        #expect(
            body.hasSuffix(
                "\n-- \nkdrift 0.1.0: measured on the patches; a draft, not reviewed by a person\n"))
        #expect(!body.contains("Reviewed-by"))
        let own = body.split(separator: "\n").filter { !$0.hasPrefix(">") }
        #expect(own.allSatisfy { $0.count <= 72 })
    }

    @Test func layoutInColumns() throws {
        let body = try body(files[0])
        #expect(
            body.contains(
                """
                    byte offsets in struct iommu_group
                        v6     v7  member
                         0      0  char *name
                         -      8  unsigned int owner_cnt  new
                         8     16  void *owner  moved
                        16     24  sizeof

                """))
        #expect(body.contains("(It comes from v7 2,"))
    }

    @Test func aRenamedMemberIsOneLine() {
        var old = SampleReport.group(withCount: true)
        old.members[1].name = "count"
        var finding = SampleReport.layout
        finding.before = .record(old)
        #expect(
            MailEvidence.lines(finding, width: 72).contains(
                "         8      8  unsigned int owner_cnt  was count"))
    }

    @Test func mboxQuotesFrom() {
        var report = SampleReport.report
        report.findings = [SampleReport.behavior]
        report.findings[0].message = "From here on it differs"
        report.findings[0].symbol = "nothing_of_the_patch"
        report.findings[0].site = nil
        let mbox = MailReporter().render(report)
        #expect(
            mbox.hasPrefix("From 0000000000000000000000000000000000000000 Mon Sep 17 00:00:00 2001\nTo: "))
        #expect(mbox.contains("\n>From here on it differs. Is this change"))
        #expect(MailReporter().files(report)[0].text.contains("\nFrom here on it differs."))
    }

    /// Of a single revision, what it does to the tree is asked; of several, what changed between them. That a patch does
    /// not apply is never asked.
    @Test func whatIsAsked() {
        var report = SampleReport.report
        report.findings[2].from = "base"
        #expect(MailReporter().files(report).map(\.name) == ["v7-0001-reply.eml"])
        report.findings = [report.findings[2]]
        report.findings[0].to = "v6"
        #expect(MailReporter().render(report) == "")
        report.revisions = Array(report.revisions.prefix(2))
        report.mails[0].revision = "v6"
        #expect(MailReporter().files(report).map(\.name) == ["v6-0000-reply.eml"])
    }

    @Test func mailboxesOfAHeader() {
        #expect(
            MailHeaderText.split("\"A, B\" <a@x>, c@x (C, D), E <e@x>")
                == ["\"A, B\" <a@x>", "c@x (C, D)", "E <e@x>"])
        let encoded = MailHeaderText.words("Subject", String(repeating: "\u{e4}", count: 60))
        #expect(encoded.allSatisfy { $0.count <= 78 } && encoded.count > 1)
    }
}
