import Foundation
import Testing

@testable import PatchSeries

/// Which mail is a patch, and which only says something with a diff in it.
@Suite struct PostingTests {
    private let series = MailText.series(id: "a", count: 2)

    private func reply(_ subject: String, id: String = "r", to parent: String = "a-2", _ body: String)
        -> String
    {
        MailText.mail(subject, id: id, from: "Ben <ben@example.org>", replyTo: parent, day: 4, body: body)
    }

    private let remark =
        "On Monday, Ada Loop wrote:\n> +#define LAMPS 2\n\nRather:\n\n" + MailText.diff(to: "9")

    @Test(arguments: [
        "Re: ", "RE: ", "Re[2]: ", "AW: ", "Aw: ", "Odp: ", "VS: ", "SV: ", "R: ", "RÉ: ", "回复: ", "回复：",
        "答复: ",
        "Antw: ", "Fwd: ", "Re: AW: ", "YNT: ", "Ответ: ", "ΑΠ: ", "Re ", "[EXT] Re: ",
    ]) func repliesAreRemarks(_ prefix: String) throws {
        let all = try MailText.assemble(series + [reply("\(prefix)[PATCH 2/2] lamp: step 2", remark)])
        #expect(all.count == 1)
        #expect(all[0].revisions.map { $0.patches.map(\.messageID) } == [["a-1", "a-2"]])
        #expect(all[0].leftOut.map(\.reason) == [.replyWithDiff])
        #expect(all[0].leftOut.map(\.messageID) == ["r"])
        #expect(all[0].comments.contains { $0.author == "Ben" && $0.patch == 2 })
    }

    @Test func aNewSubjectMakesNoPatch() throws {
        for subject in ["moods (was: [PATCH 2/2] lamp: step 2)", "lamp moods", ""] {
            let all = try MailText.assemble(series + [reply(subject, remark)])
            #expect(all.map { $0.revisions.map(\.patches.count) } == [[2]])
            #expect(all[0].leftOut.map(\.reason) == [.replyWithDiff])
        }
    }

    /// Without a tag a mail with a diff is a patch only where it answers nothing.
    @Test func aPatchWithoutATag() throws {
        let all = try MailText.assemble([MailText.mail("lamp: shine", id: "a", body: MailText.patch())])
        #expect(all.map(\.title) == ["lamp: shine"])
    }

    @Test func scissorsBeginAPatch() throws {
        let body =
            "I would rather have this:\n\n-- >8 --\nFrom: Ben <ben@example.org>\nSubject: [PATCH] lamp: otherwise\n\nIt is simpler.\n\n"
            + "Signed-off-by: Ben <ben@example.org>\n---\n lamp.h | 2 +-\n\n" + MailText.diff(to: "9")
        let all = try MailText.assemble(series + [reply("Re: [PATCH 2/2] lamp: step 2", body)])
        #expect(all.map(\.title) == ["Lamps", "lamp: otherwise"])
        let patch = all[1].revisions[0].patches[0]
        #expect(patch.message == "It is simpler.\n\nSigned-off-by: Ben <ben@example.org>")
        #expect(patch.author == "Ben <ben@example.org>")
        // Numbered, it takes its place in the series.
        let numbered = body.replacing("[PATCH]", with: "[PATCH v2 2/2]")
        let joined = try MailText.assemble(series + [reply("Re: [PATCH 2/2] lamp: step 2", numbered)])
        #expect(joined.count == 1)
        #expect(joined[0].revisions.map { $0.patches.map(\.messageID) } == [["a-1", "a-2"], ["a-1", "r"]])
        // Without a subject of its own it is a remark.
        let bare = body.replacing("Subject: [PATCH] lamp: otherwise\n", with: "")
        let remark = try MailText.assemble(series + [reply("Re: [PATCH 2/2] lamp: step 2", bare)])
        #expect(remark.count == 1)
    }

    @Test func aWholePatchInAReplyMayBeChosen() throws {
        let mail = MailText.mail(
            "Re: [PATCH 2/2] lamp: step 2", id: "r", replyTo: "a-2", day: 4,
            body: MailText.patch(diff: MailText.diff("lamp/step2.h", to: "9")))
        let without = try Series.assemble(MailText.read(MailText.mbox(series + [mail])))
        #expect(without[0].revisions.map { $0.patches.map(\.messageID) } == [["a-1", "a-2"]])
        #expect(without[0].leftOut.map(\.reason) == [.replyWithPatch])
        let with = try Series.assemble(MailText.read(MailText.mbox(series + [mail])), repliesToo: true)
        #expect(with[0].revisions.map { $0.patches.map(\.messageID) } == [["a-1", "a-2"], ["a-1", "r"]])
        #expect(with[0].leftOut == [])
    }

    // MARK: Attachments

    private func multipart(_ subject: String, _ parts: [String]) -> String {
        let body = parts.map { "--b\n\($0)\n" }.joined() + "--b--\n"
        return MailText.mail(
            subject, id: "outer@x", headers: ["Content-Type: multipart/mixed; boundary=b"], body: body)
    }

    @Test func inlineAndAttachedCountOnce() throws {
        let text = "Content-Type: text/plain\n\n" + MailText.patch()
        let attached =
            "Content-Type: text/x-patch; name=x.patch\nContent-Disposition: attachment\n\n" + MailText.diff()
        let revision = try MailText.assemble([multipart("[PATCH] lamp: shine", [text, attached])])[0]
            .revisions[0]
        #expect(revision.patches.map(\.fileDiffs.count) == [1])
        #expect(String(decoding: revision.patches[0].diff, as: UTF8.self) == MailText.diff())
        // The attachment is the whole mail again.
        let mail =
            "Content-Type: text/x-patch; name=x.patch\nContent-Disposition: attachment\n\n"
            + MailText.mail("[PATCH] lamp: shine", body: MailText.patch())
        let again = try MailText.assemble([multipart("[PATCH] lamp: shine", [text, mail])])
        #expect(again.map { $0.revisions.map(\.patches.count) } == [[1]])
    }

    @Test func anAttachedPatchHasTheNumberOfItsMail() throws {
        let text = "Content-Type: text/plain\n\nSee below.\n"
        let mail =
            "Content-Type: text/x-patch; name=x.patch\nContent-Disposition: attachment\n\n"
            + MailText.mail("[PATCH] lamp: shine", body: MailText.patch())
        let revision = try MailText.assemble([multipart("[PATCH v3] lamp: shine", [text, mail])])[0]
            .revisions[0]
        #expect(revision.label == "v3")
        #expect(revision.patches.map(\.messageID) == ["outer@x"])
    }
}
