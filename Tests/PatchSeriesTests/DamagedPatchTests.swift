import Testing

@testable import PatchSeries

/// Mails that lost something, or that want what no patch may: told of, and the rest is kept.
@Suite struct DamagedPatchTests {
    private func patch(_ diff: String) throws -> Patch {
        let mail = try MailText.read(MailText.mail("[PATCH 1/1] x", id: "1@x", body: "Why\n---\n" + diff))[0]
        return try #require(Patch(mail, tag: SubjectTag(mail.subject)))
    }

    private static func creation(_ path: String) -> String {
        "diff --git a/\(path) b/\(path)\nnew file mode 100644\n--- /dev/null\n+++ b/\(path)\n@@ -0,0 +1 @@\n+x\n"
    }

    @Test(arguments: [
        "../../etc/passwd", "include/../../x", "/etc/passwd", ".git/config", "sub/.GIT/hooks/post-checkout",
        "..",
    ]) func pathsOutOfTheTree(_ path: String) throws {
        let patch = try patch(Self.creation(path) + MailText.diff())
        let damage = try #require(patch.damages.first)
        #expect(damage.path == path)
        #expect(damage.error.reason.contains(path))
        #expect(damage.error.file == "test.mbox")
        #expect(damage.error.line == 8)
        // The file after it is whole.
        #expect(patch.fileDiffs.map(\.path) == ["include/linux/lamp.h"])
        #expect(String(decoding: patch.diff, as: UTF8.self) == MailText.diff())
    }

    @Test func pathsHiddenInQuotesRenamesAndPlainDiffs() throws {
        #expect(try patch(Self.creation("x").replacing("b/x", with: "\"b/\\056./x\"")).damages.count == 1)
        let rename =
            "diff --git a/x b/y\nsimilarity index 100%\nrename from x\nrename to ../../y\n"
        #expect(try patch(rename).damages.map(\.path) == ["../../y"])
        let plain = "--- /etc/passwd\n+++ /etc/passwd\n@@ -1 +1 @@\n-a\n+b\n"
        #expect(try patch(plain).damages.map(\.path) == ["/etc/passwd"])
    }

    @Test func truncatedMails() throws {
        let whole = MailText.diff()
        // Cut anywhere behind the hunk header: never a patch that looks whole.
        let lines = whole.split(separator: "\n").map(String.init)
        for count in 5..<lines.count {
            let patch = try patch(lines[..<count].joined(separator: "\n"))
            #expect(patch.fileDiffs.isEmpty)
            let error = try #require(patch.damages.first).error
            #expect(
                error.sentence
                    == "test.mbox:12: the hunk of include/linux/lamp.h ends after \(count - 5) lines: the mail is cut off"
            )
            #expect(error.hint.contains("b4"))
        }
        let signed = try patch(lines[..<6].joined(separator: "\n") + "\n-- \n2.40.0\n")
        #expect(signed.damages.count == 1)
    }

    @Test func mailWithoutItsDiff() throws {
        let mail = try MailText.read(MailText.mail("[PATCH 2/3] x", id: "2@x", body: "Only words"))[0]
        let patch = try #require(Patch(mail, tag: SubjectTag(mail.subject)))
        #expect(patch.damages.map(\.error.sentence) == ["test.mbox:1: the mail carries no diff"])
        #expect(Patch(mail, tag: SubjectTag("Re: [PATCH 2/3] x")) == nil)
        #expect(Patch(mail, tag: SubjectTag("[PATCH 0/3] x")) == nil)
    }

    @Test func wrappedLines() throws {
        let patch = try patch(MailText.diff(to: "two\nlines"))
        #expect(patch.fileDiffs.isEmpty)
        #expect(patch.damages.first?.error.line == 16)
        #expect(patch.damages.first?.error.reason.contains("in no hunk") == true)
    }

    @Test(arguments: [
        "@@ -1,3 +1,3", "@@ -1,x +1,3 @@", "@@ -1,3 +1,99999999999 @@", "@@ -1,3,4 +1,3 @@", "@@ --1 +1 @@",
        "@@ -1,99999999999999999999 +1 @@",
    ]) func hunkHeaders(_ header: String) throws {
        let patch = try patch(MailText.diff().replacing("@@ -1,3 +1,3 @@", with: header))
        #expect(patch.fileDiffs.isEmpty)
        #expect(patch.damages.first?.error.line == 12)
    }

    @Test func moreLinesThanCounted() throws {
        let patch = try patch(MailText.diff().replacing("-1,3 +1,3", with: "-1,1 +1,2"))
        #expect(patch.damages.first?.error.reason.contains("than its header counts") == true)
    }

    // MARK: In a series

    @Test func theRestOfTheSeriesGoesOn() throws {
        var mails = MailText.series(id: "a", count: 3)
        mails[2] = String(mails[2].prefix(mails[2].count - 40))
        let revision = try MailText.assemble(mails)[0].revisions[0]
        #expect(revision.patches.map(\.number) == [1, 2, 3])
        #expect(revision.patches.map(\.damages.count) == [0, 1, 0])
        #expect(revision.missing == [])
    }

    @Test func aMailWithoutDiffIsReplacedByOneThatHasIt() throws {
        let mails = MailText.series(id: "a", count: 2)
        let lost = MailText.mail("[PATCH 2/2] lamp: step 2", id: "lost", replyTo: "a-0", body: "Only words")
        let revision = try MailText.assemble([mails[0], mails[1], lost, mails[2]])[0].revisions[0]
        #expect(revision.patches.map(\.messageID) == ["a-1", "a-2"])
        #expect(revision.patches.allSatisfy { $0.damages.isEmpty })
        #expect(revision.duplicates.map(\.messageID) == ["lost"])
    }

    @Test func nothingLeft() throws {
        let mail = MailText.mail("[PATCH 1/1] x", id: "1@x", body: Self.creation("../../etc/passwd"))
        let error = #expect(throws: PatchSeriesError.self) { try MailText.assemble([mail]) }
        #expect(error?.reason == "the patch wants to change ../../etc/passwd, which lies outside the tree")
        let words = #expect(throws: PatchSeriesError.self) {
            try MailText.assemble([MailText.mail("Hello", body: "there\n")])
        }
        #expect(words?.reason == "none of the 1 mails carries a patch")
    }

    /// Rubbish of any kind is an error or a list of mails, never a crash, and nothing is applied twice.
    @Test(arguments: 0..<200) func rubbish(_ seed: UInt64) throws {
        var random = SplitMix(state: seed)
        var bytes = Array(MailText.mbox(MailText.series(id: "a", count: 3)).utf8)
        for _ in 0..<Int.random(in: 1...40, using: &random) {
            let place = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes.remove(at: place)
            case 2: bytes.insert(contentsOf: Array("\n@> +-<=?".utf8).shuffled(using: &random), at: place)
            default: bytes.removeSubrange(place..<min(bytes.count, place + 30))
            }
        }
        guard let mails = try? Mailbox(bytes: bytes, name: "in").messages,
            let all = try? Series.assemble(mails)
        else { return }
        for revision in all.flatMap(\.revisions) {
            #expect(Set(revision.patches.map(\.number)).count == revision.patches.count)
            #expect(Set(revision.missing).isDisjoint(with: revision.patches.map(\.number)))
            for patch in revision.patches {
                let parts = patch.touchedPaths.flatMap { $0.split(separator: "/") }
                #expect(!parts.contains("..") && !patch.touchedPaths.contains { $0.hasPrefix("/") })
            }
        }
    }
}
