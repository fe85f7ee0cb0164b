import Testing

@testable import PatchSeries

/// Message-Ids in texts and on command lines.
@Suite struct MailLinkTests {
    @Test(
        arguments: [
            ("a@b", "a@b"), ("<a@b>", "a@b"), ("https://lore.kernel.org/r/a@b/", "a@b"),
            ("https://lore.kernel.org/linux-lamps/a@b/T/#u", "a@b"), ("https://patch.msgid.link/a@b", "a@b"),
            ("series/v1.mbox", nil), ("dir@v5.16/x", nil), ("v1", nil), ("a b@c", nil),
        ] as [(String, String?)]) func named(_ text: String, _ id: String?)
    {
        #expect(MailLinks.identifier(named: text) == id)
    }

    @Test func olderRevisions() throws {
        let cover = MailText.mail(
            "[PATCH v3 0/1] Lamps", id: "c@x",
            body: """
                Lamps shine.

                Changes in v3:
                - brighter
                - Link to v2: https://lore.kernel.org/r/b@x/
                v1: https://lore.kernel.org/lamps/a@x/T/#t
                See https://lore.kernel.org/r/other@x/ for the report.

                """)
        let reply = MailText.mail(
            "Re: [PATCH v3 0/1] Lamps", id: "r@x", replyTo: "c@x",
            body: "v0: https://lore.kernel.org/r/z@x/\n")
        let messages = try MailText.read(MailText.mbox([cover, reply]))
        #expect(MailLinks.olderRevisions(in: messages) == ["b@x", "a@x"])
        let known = try MailText.read(
            MailText.mbox([cover, MailText.mail("[PATCH v2] x", id: "b@x", body: "x")]))
        #expect(MailLinks.olderRevisions(in: known) == ["a@x"])
    }
}
