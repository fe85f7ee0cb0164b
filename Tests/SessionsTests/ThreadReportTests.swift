import Foundation
import PatchSeries
import Testing

@testable import Sessions

@Suite struct ThreadReportTests {
    private func mails(_ subject: String) throws -> [MailMessage] {
        let text = """
            From: Reviewer <reviewer@example.org>
            Subject: \(subject)
            Message-ID: <1@example.org>

            > -int domain_attach(struct domain *domain);
            Does anybody call this?

            """
        return try Mailbox(bytes: Array(text.utf8), name: "reply.eml").messages
    }

    @Test func repliesAloneMakeAThread() throws {
        let replies = try mails("Re: [PATCH 1/2] core: take the group along")
        #expect(SeriesInput.isThreadOnly(replies))
        let report = ThreadReport.report(of: replies, inputs: ["reply.eml"])
        #expect(report.title == "core: take the group along")
        #expect(report.findings.isEmpty)
        #expect(!report.coverage.notes.isEmpty)
    }

    @Test func aPatchIsNoReply() throws {
        #expect(!SeriesInput.isThreadOnly(try mails("[PATCH 1/2] core: take the group along")))
        #expect(!SeriesInput.isThreadOnly([]))
    }
}
