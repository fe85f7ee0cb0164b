import Testing

@testable import PatchSeries

/// Mails put together into revisions and series.
@Suite struct SeriesTests {
    private func only(_ mails: [String]) throws -> Series {
        let all = try MailText.assemble(mails)
        #expect(all.count == 1, "\(all.map(\.title))")
        return try #require(all.first)
    }

    private func numbered(
        _ number: Int, of total: Int, _ tag: String = "PATCH", id: String = "", to: String? = nil
    )
        -> String
    {
        MailText.mail(
            "[\(tag) \(number)/\(total)] lamp: step \(number)", id: id, replyTo: to,
            body: MailText.patch(diff: MailText.diff("lamp/step\(number).h")))
    }

    @Test func oneRevision() throws {
        let series = try only(MailText.series(id: "a", count: 3))
        #expect(series.title == "Lamps")
        let revision = try #require(series.revisions.first)
        #expect(revision.label == "v1")
        #expect(revision.cover?.messageID == "a-0")
        #expect(revision.patches.map(\.number) == [1, 2, 3])
        #expect(revision.patches.map(\.messageID) == ["a-1", "a-2", "a-3"])
        #expect(revision.touchedPaths == ["lamp/step1.h", "lamp/step2.h", "lamp/step3.h"])
        #expect(revision.missing == [] && revision.duplicates == [])
        let patch = revision.patches[1]
        #expect(patch.title == "lamp: step 2")
        #expect(patch.total == 3)
        #expect(patch.author == "Ada Loop <ada@example.org>")
        #expect(patch.message == "Say why.\n\nSigned-off-by: Ada Loop <ada@example.org>")
        #expect(patch.notes == "lamp.h | 2 +-")
        #expect(String(decoding: patch.diff, as: UTF8.self) == MailText.diff("lamp/step2.h"))
    }

    /// The order of the mails says nothing.
    @Test(arguments: 0..<24) func anyOrder(_ seed: UInt64) throws {
        var random = SplitMix(state: seed)
        let mails = MailText.series(id: "a", count: 4) + MailText.series("PATCH v2", id: "b", count: 5)
        let series = try only(mails.shuffled(using: &random))
        #expect(series.revisions.map(\.label) == ["v1", "v2"])
        #expect(series.revisions.map { $0.patches.map(\.number) } == [[1, 2, 3, 4], [1, 2, 3, 4, 5]])
        #expect(series.revisions.map { $0.cover?.messageID } == ["a-0", "b-0"])
    }

    @Test func severalRevisions() throws {
        let mails =
            MailText.series("RFC PATCH", id: "a", count: 2)
            + MailText.series("PATCH v2", id: "b", count: 3)
            + MailText.series("PATCH v10", id: "d", count: 2)
            + MailText.series("RESEND PATCH v2", id: "c", count: 3)
        let series = try only(mails)
        #expect(series.revisions.map(\.label) == ["v1", "v2", "v2-resend", "v10"])
        #expect(series.revisions.map(\.isRFC) == [true, false, false, false])
        #expect(series.revisions.map(\.isResend) == [false, false, true, false])
        #expect(series.revisions.map(\.patches.count) == [2, 3, 3, 2])
    }

    /// Some send a revision as an answer to the cover letter of the one before.
    @Test func revisionsInOneThread() throws {
        var second = MailText.series("PATCH v2", id: "b", count: 2)
        second[0] = MailText.mail("[PATCH v2 0/2] Lamps", id: "b-0", replyTo: "a-0", body: "Again.\n")
        let resend = MailText.series("RESEND PATCH v2", id: "c", count: 2).dropFirst().map {
            $0.replacing("<c-0>", with: "<b-0>")
        }
        let series = try only(MailText.series(id: "a", count: 2) + second + resend)
        #expect(series.revisions.map(\.label) == ["v1", "v2", "v2-resend"])
        #expect(series.revisions.map(\.patches.count) == [2, 2, 2])
        #expect(series.revisions.map { $0.duplicates.count } == [0, 0, 0])
    }

    @Test func severalSeries() throws {
        let other = MailText.series(id: "x", count: 2, title: "Doors").map {
            $0.replacing("lamp: step", with: "door: part")
        }
        let all = try MailText.assemble(MailText.series(id: "a", count: 2) + other)
        #expect(all.map(\.title) == ["Lamps", "Doors"])
        #expect(all.map { $0.revisions.count } == [1, 1])
    }

    /// A new title for half of the old patches is the same series.
    @Test func renamedSeries() throws {
        let all = try MailText.assemble(
            MailText.series(id: "a", count: 2)
                + MailText.series("PATCH v2", id: "b", count: 4, title: "Brighter lamps"))
        #expect(all.map(\.title) == ["Brighter lamps"])
        let apart = MailText.series("PATCH v2", id: "b", count: 5, title: "Brighter lamps").map {
            $0.replacing("lamp: step 1", with: "new: 1").replacing("lamp: step 2", with: "new: 2")
        }
        #expect(try MailText.assemble(MailText.series(id: "a", count: 2) + apart).count == 2)
    }

    @Test func missingPatches() throws {
        let mails = MailText.series(id: "a", count: 5)
        let revision = try only([mails[0], mails[1], mails[3], mails[5]]).revisions[0]
        #expect(revision.patches.map(\.number) == [1, 3, 5])
        #expect(revision.missing == [2, 4])
    }

    @Test func missingCover() throws {
        let series = try only(Array(MailText.series(id: "a", count: 3).dropFirst()))
        #expect(series.revisions[0].cover == nil)
        #expect(series.revisions[0].title == "lamp: step 1")
        #expect(series.revisions[0].patches.map(\.number) == [1, 2, 3])
    }

    @Test func coverAlone() throws {
        #expect(throws: PatchSeriesError.self) {
            try MailText.assemble([MailText.series(id: "a", count: 3)[0]])
        }
    }

    @Test func sameMailTwice() throws {
        let mails = MailText.series(id: "a", count: 2)
        let revision = try only(mails + mails).revisions[0]
        #expect(revision.patches.count == 2 && revision.duplicates == [])
    }

    /// Somebody's script gives two patches one Message-Id: both are there.
    @Test func twoMailsShareAnIdentifier() throws {
        let mails = MailText.series(id: "a", count: 2).map { $0.replacing("<a-2>", with: "<a-1>") }
        let revision = try only(mails).revisions[0]
        #expect(revision.patches.map(\.title) == ["lamp: step 1", "lamp: step 2"])
        // The same from another list, with its mark in the subject and its footer.
        let copies = mails.map {
            $0.replacing("Subject: [", with: "Subject: [lamps] [") + "___\nlamps list\n"
        }
        #expect(try only(mails + copies).revisions[0].patches.count == 2)
        #expect(try only(mails + copies).revisions[0].duplicates.isEmpty)
        // One title, one number, two changes.
        let other = mails[1].replacing("LAMPS 2", with: "LAMPS 3")
        let all = try MailText.assemble(mails + [other]).flatMap(\.revisions)
        #expect(Set(all.flatMap { $0.patches + $0.duplicates }.map(\.diff)).count == 3)
    }

    @Test func samePatchTwice() throws {
        let mails = MailText.series(id: "a", count: 2)
        let again = numbered(2, of: 2, id: "again", to: "a-0")
        let revision = try only(mails + [again]).revisions[0]
        #expect(revision.patches.map(\.messageID) == ["a-1", "a-2"])
        #expect(revision.duplicates.map(\.messageID) == ["again"])
    }

    /// One patch of a thread that was sent again, marked so, is no revision of its own.
    @Test func onePatchSentAgain() throws {
        let mails = MailText.series(id: "a", count: 2)
        let again = numbered(2, of: 2, "RESEND PATCH", id: "again", to: "a-0")
        let series = try only(mails + [again])
        #expect(series.revisions.map(\.label) == ["v1"])
        #expect(series.revisions[0].duplicates.map(\.messageID) == ["again"])
        let late = try only([mails[0], mails[1], again])
        #expect(late.revisions.map(\.label) == ["v1"])
        #expect(late.revisions[0].patches.map(\.messageID) == ["a-1", "again"])
    }

    @Test func sameNumberFromAnotherThread() throws {
        let series = try only(
            MailText.series("PATCH v2", id: "a", count: 2) + MailText.series("PATCH v2", id: "b", count: 2))
        #expect(series.revisions.map(\.label) == ["v2", "v2-2"])
    }

    // MARK: Links

    @Test func linkOnlyByInReplyTo() throws {
        // Each patch answers the one before; there are no References and no cover letter.
        let mails = [
            numbered(1, of: 3, id: "p1"), numbered(2, of: 3, id: "p2", to: "p1"),
            numbered(3, of: 3, id: "p3", to: "p2"),
        ]
        #expect(try only(mails).revisions.map { $0.patches.map(\.number) } == [[1, 2, 3]])
    }

    @Test func linkOnlyByReferences() throws {
        let mails = MailText.series(id: "a", count: 2).map {
            $0.replacing("In-Reply-To:", with: "References: <older@x>\n")
        }
        #expect(try only(mails).revisions.map { $0.patches.count } == [2])
    }

    @Test func noLinksAtAll() throws {
        let mails = (1...3).map { numbered($0, of: 3) }
        #expect(try only(mails).revisions.map { $0.patches.map(\.number) } == [[1, 2, 3]])
        // The first number again begins another sending.
        let twice = mails + (1...3).map { numbered($0, of: 3).replacing("lamp: step", with: "lamp: bit") }
        #expect(try MailText.assemble(twice).map { $0.revisions.map(\.patches.count) } == [[3], [3]])
    }

    /// `git format-patch -o DIR`: neither ids nor links, one file each.
    @Test(arguments: [true, false]) func directoryOfPatches(_ isNumbered: Bool) throws {
        let directory = try MailDirectory()
        for number in 1...3 {
            let text = numbered(number, of: 3)
            try directory.write(
                "000\(number)-step.patch",
                isNumbered ? text : text.replacing("[PATCH \(number)/3]", with: "[PATCH]"))
        }
        let all = try Series.assemble(Mailbox(contentsOf: directory.url).messages)
        #expect(all.map { $0.revisions.map { $0.patches.map(\.number) } } == [[[1, 2, 3]]])
        #expect(all[0].revisions[0].patches.map(\.title) == ["lamp: step 1", "lamp: step 2", "lamp: step 3"])
    }

    @Test func directoriesOfRevisionsWithoutIds() throws {
        let directory = try MailDirectory()
        for version in 1...2 {
            for number in 1...2 {
                try directory.write(
                    "v\(version)/000\(number).patch", numbered(number, of: 2, "PATCH v\(version)"))
            }
        }
        let all = try Series.assemble(Mailbox(contentsOf: directory.url).messages)
        #expect(all.map { $0.revisions.map(\.label) } == [["v1", "v2"]])
        #expect(all[0].revisions.map(\.patches.count) == [2, 2])
    }

    // MARK: Patches

    @Test func authorInTheBody() throws {
        let body = "\nFrom: =?utf-8?q?Z=C3=B6e?= <zoe@example.org>\n\n" + MailText.patch()
        let patch = try only([MailText.mail("[PATCH] x", body: body)]).revisions[0].patches[0]
        #expect(patch.author == "Zöe <zoe@example.org>")
        #expect(patch.message.hasPrefix("Say why."))
    }

    @Test func baseCommit() throws {
        let id = "0123456789abcdef0123456789abcdef01234567"
        let body = MailText.patch() + "\nbase-commit: \(id)\n"
        #expect(try only([MailText.mail("[PATCH] x", body: body)]).revisions[0].baseCommit == id)
        let mails = MailText.series(id: "a", count: 1)
        let cover = mails[0] + "base-commit: \(id)\n-- \n2.40.0\n"
        #expect(try only([cover, mails[1]]).revisions[0].baseCommit == id)
        let bad = MailText.patch() + "\nbase-commit: soon\n"
        #expect(try only([MailText.mail("[PATCH] x", body: bad)]).revisions[0].baseCommit == nil)
    }

    @Test func linesOfTheInput() throws {
        let revision = try only(MailText.series(id: "a", count: 2)).revisions[0]
        let lines = MailText.mbox(MailText.series(id: "a", count: 2)).split(
            separator: "\n", omittingEmptySubsequences: false)
        for patch in revision.patches {
            #expect(lines[patch.line - 1].hasPrefix("From ada"))
            #expect(lines[patch.fileDiffs[0].line - 1].hasPrefix("diff --git a/lamp/step\(patch.number).h"))
        }
    }
}

/// A small random generator with a seed (splitmix64).
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var value = state
        value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
        value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
        return value ^ (value >> 31)
    }
}
