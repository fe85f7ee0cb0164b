import Testing

@testable import PatchSeries

/// Which revision a mail is of, as people send them.
@Suite struct RevisionTests {
    /// A patch: what it sets a file's constant to tells it from the same patch of another revision.
    private func patch(
        _ tag: String, _ title: String = "lamp: shine", id: String, to parent: String? = nil, day: Int = 3,
        file: String = "lamp.h", value: Int = 2, from: String = "Ada Loop <ada@example.org>",
        note: String = ""
    ) -> String {
        let diff = MailText.diff("include/\(file)", to: "\(value)")
        return MailText.mail(
            "[\(tag)] \(title)", id: id, from: from, replyTo: parent, day: day,
            body: MailText.patch("Say why.\n\(note)", diff: diff))
    }

    private func cover(
        _ tag: String, _ title: String = "Lamps", id: String, to parent: String? = nil, day: Int = 3,
        note: String = ""
    ) -> String {
        MailText.mail("[\(tag)] \(title)", id: id, replyTo: parent, day: day, body: "All of it.\n\n\(note)\n")
    }

    /// Each revision as its label and the ids of its patches.
    private func revisions(_ mails: [String], isolation: Int = 1) throws -> [String] {
        let all = try MailText.assemble(mails)
        #expect(all.count == isolation, "\(all.map(\.title))")
        return all[0].revisions.map { "\($0.label): " + $0.patches.map(\.messageID).joined(separator: " ") }
    }

    // MARK: Numbers of revisions

    @Test func aSecondRevisionAnswersTheFirst() throws {
        let mails = [patch("PATCH", id: "a1"), patch("PATCH v2", id: "a2", to: "a1", day: 9, value: 3)]
        #expect(try revisions(mails) == ["v1: a1", "v2: a2"])
        #expect(try revisions(mails.reversed()) == ["v1: a1", "v2: a2"])
    }

    @Test func patchesAreSquashedIntoOne() throws {
        let mails = [
            patch("PATCH 1/2", "lamp: shine", id: "a1"),
            patch("PATCH 2/2", "door: shut", id: "a2", to: "a1", file: "door.h"),
            MailText.mail(
                "[PATCH v2] lamp, door: mend both", id: "b", replyTo: "a1", day: 9,
                body: MailText.patch(diff: MailText.diff("include/lamp.h") + MailText.diff("include/door.h"))),
        ]
        #expect(try revisions(mails) == ["v1: a1 a2", "v2: b"])
    }

    @Test func theNumberOfPatchesChanges() throws {
        let second = [
            cover("PATCH v2 0/3", "Brighter lamps", id: "b0", to: "a0", day: 9),
            patch("PATCH v2 1/3", "new 1", id: "b1", to: "b0", day: 9),
            patch("PATCH v2 2/3", "new 2", id: "b2", to: "b0", day: 9),
            patch("PATCH v2 3/3", "new 3", id: "b3", to: "b0", day: 9),
        ]
        #expect(
            try revisions(
                MailText.series(id: "a", count: 2).map {
                    $0.replacing("a-", with: "a")
                } + second) == ["v1: a1 a2", "v2: b1 b2 b3"])
    }

    @Test func aLonePatchIsExchanged() throws {
        let series = [
            cover("PATCH v2 0/2", id: "a0"), patch("PATCH v2 1/2", "one", id: "a1", to: "a0"),
            patch("PATCH v2 2/2", "two", id: "a2", to: "a0", file: "door.h"),
        ]
        let lone = patch("PATCH v3 2/2", "two", id: "b2", to: "a2", day: 9, file: "door.h", value: 7)
        #expect(try revisions(series + [lone]) == ["v2: a1 a2", "v3: a1 b2"])
        let revision = try #require(MailText.assemble(series + [lone])[0].revisions.last)
        #expect(revision.notes == ["only patch 2 was sent again; the others are those of v2"])
        #expect(revision.missing == [] && revision.title == "one")
        // Without its number, too.
        let bare = patch("PATCH v3", "two", id: "b2", to: "a2", day: 9, file: "door.h", value: 7)
        #expect(try revisions(series + [bare]) == ["v2: a1 a2", "v3: a1 b2"])
        // Two of them, on different days.
        let other = patch("PATCH v3 1/2", "one", id: "b1", to: "a1", day: 10, value: 8)
        #expect(try revisions(series + [lone, other]) == ["v2: a1 a2", "v3: b1 b2"])
    }

    /// What is left of a revision is not completed from another one.
    @Test func mailsOfARevisionAreLost() throws {
        let first = MailText.series("PATCH", id: "a", count: 3)
        let second = MailText.series("PATCH v2", id: "b", count: 3)
        let series = try MailText.assemble(first + [second[0], second[2]])
        #expect(series[0].revisions.map(\.missing) == [[], [1, 3]])
        #expect(series[0].revisions[1].patches.map(\.messageID) == ["b-2"])
    }

    @Test func aPointTakesThePlaceOfOnePatch() throws {
        let series = [
            patch("PATCH v5 1/2", "one", id: "a1"), patch("PATCH v5 2/2", "two", id: "a2", to: "a1"),
        ]
        let mend = patch("PATCH v5.1 2/2", "two", id: "b2", to: "a2", day: 5, value: 7)
        #expect(try revisions(series + [mend]) == ["v5: a1 b2"])
        let assembled = try MailText.assemble(series + [mend])[0]
        #expect(assembled.revisions[0].notes == ["patch 2 is the one of v5.1"])
        #expect(assembled.leftOut.map(\.messageID) == ["a2"])
        #expect(assembled.leftOut.map(\.reason) == [.replaced(by: "v5.1")])
    }

    @Test func aPointOfTheWholeSeriesIsARevision() throws {
        let mails =
            MailText.series("PATCH v5", id: "a", count: 2) + MailText.series("PATCH v5.1", id: "b", count: 2)
        #expect(try revisions(mails) == ["v5: a-1 a-2", "v5.1: b-1 b-2"])
    }

    @Test func theSamePatchesAgainWithoutALabel() throws {
        func sending(_ id: String, to parent: String?, day: Int, value: Int) -> [String] {
            [
                patch("PATCH 1/2", "one", id: "\(id)1", to: parent, day: day, value: value),
                patch("PATCH 2/2", "two", id: "\(id)2", to: "\(id)1", day: day, file: "door.h", value: value),
            ]
        }
        let first = sending("a", to: nil, day: 3, value: 2)
        for parent in [nil, "a1", "a2"] {
            let again = sending("b", to: parent, day: 9, value: 5)
            #expect(try revisions(again + first) == ["v1: a1 a2", "v1-2: b1 b2"])
        }
        // After a v2 they stand behind it.
        let second = sending("b", to: nil, day: 5, value: 3).map { $0.replacing("[PATCH", with: "[PATCH v2") }
        let third = sending("c", to: nil, day: 9, value: 4)
        #expect(try revisions(third + second + first) == ["v1: a1 a2", "v2: b1 b2", "v1-2: c1 c2"])
    }

    @Test func sentTwiceInAnHourAndNotInAThread() throws {
        let mails = [
            patch("PATCH v2 1/2", "one", id: "a1", value: 2),
            patch("PATCH v2 2/2", "two", id: "a2", value: 2),
            patch("PATCH v2 1/2", "one", id: "b1", value: 3),
            patch("PATCH v2 2/2", "two", id: "b2", value: 3),
        ]
        let dated = mails.enumerated().map { $1.replacing("10:00:00", with: "1\($0):00:00") }
        #expect(try revisions(dated) == ["v2: a1 a2", "v2-2: b1 b2"])
    }

    /// The same sending once more is a revision; a part of it is a duplicate.
    @Test func theSameTwice() throws {
        let one = [patch("PATCH v2 1/2", "one", id: "a1"), patch("PATCH v2 2/2", "two", id: "a2")]
        let again = [patch("PATCH v2 1/2", "one", id: "b1"), patch("PATCH v2 2/2", "two", id: "b2")]
        #expect(
            try revisions(one + again.map { $0.replacing("10:00:00", with: "11:00:00") })
                == ["v2: a1 a2", "v2-2: b1 b2"])
        let part = try MailText.assemble(one + [again[0].replacing("10:00:00", with: "11:00:00")])[0]
        #expect(part.revisions.map { $0.patches.map(\.messageID) } == [["a1", "a2"]])
        #expect(part.leftOut.map(\.messageID) == ["b1"])
        let parts = try MailText.assemble([one[0], again[0].replacing("10:00:00", with: "11:00:00")])[0]
        #expect(parts.revisions.map(\.missing) == [[2]])
    }

    @Test func oneUnlabelledPatchAgain() throws {
        let series = MailText.series(id: "a", count: 2)
        let again = patch("PATCH 2/2", "lamp: step 2", id: "b2", to: "a-2", day: 9, file: "x.h", value: 9)
        #expect(try revisions(series + [again]) == ["v1: a-1 a-2", "v1-2: a-1 b2"])
    }

    @Test func theCoverLettersNumberHolds() throws {
        let mails =
            MailText.series("PATCH v2", id: "a", count: 2)
            + [
                cover("PATCH net-next v3 0/2", id: "b0", day: 9),
                patch("PATCH 1/2", "lamp: step 1", id: "b1", to: "b0", day: 9),
                patch("PATCH 2/2", "lamp: step 2", id: "b2", to: "b0", day: 9),
            ]
        #expect(try revisions(mails) == ["v2: a-1 a-2", "v3: b1 b2"])
        #expect(try revisions(mails.reversed()) == ["v2: a-1 a-2", "v3: b1 b2"])
    }

    @Test func theCoverLetterLacksItsNumber() throws {
        let mails =
            MailText.series(id: "a", count: 2)
            + [
                cover("PATCH 0/2", id: "b0", day: 9),
                patch("PATCH v2 1/2", "lamp: step 1", id: "b1", to: "b0", day: 9),
                patch("PATCH v2 2/2", "lamp: step 2", id: "b2", to: "b0", day: 9),
            ]
        #expect(try revisions(mails) == ["v1: a-1 a-2", "v2: b1 b2"])
        #expect(try MailText.assemble(mails)[0].revisions.map { $0.cover?.messageID } == ["a-0", "b0"])
    }

    @Test func aCoverLetterWithoutItsCount() throws {
        let mails = [
            cover("PATCH v3", id: "b0"), patch("PATCH 1/2", "one", id: "b1", to: "b0"),
            patch("PATCH 2/2", "two", id: "b2", to: "b0"),
        ]
        #expect(try revisions(mails) == ["v3: b1 b2"])
        #expect(try MailText.assemble(mails)[0].title == "Lamps")
    }

    @Test func patchesGoOnFromAnRFC() throws {
        let mails =
            MailText.series("PATCH", id: "c", count: 2).map { $0.replacing("3 Mar", with: "20 Mar") }
            + MailText.series("RFC PATCH v2", id: "b", count: 2).map { $0.replacing("3 Mar", with: "9 Mar") }
            + MailText.series("RFC PATCH", id: "a", count: 2)
            + MailText.series("PATCH v2", id: "d", count: 2).map { $0.replacing("3 Mar", with: "25 Mar") }
        #expect(
            try revisions(mails)
                == ["v1-rfc: a-1 a-2", "v2-rfc: b-1 b-2", "v1: c-1 c-2", "v2: d-1 d-2"])
    }

    @Test func anRFCAndPatchesThatGoOutTogether() throws {
        let mails = [
            patch("RFC PATCH 1/2", "one", id: "a1"), patch("RFC PATCH 2/2", "two", id: "a2", to: "a1"),
            patch("PATCH 1/3", "door", id: "d1", to: "a1", file: "door.h"),
        ]
        #expect(try MailText.assemble(mails).map { $0.revisions.map(\.patches.count) } == [[2], [1]])
    }

    @Test func theListOfChangesLinksToTheRFC() throws {
        let mails = [
            cover("RFC v2 0/1", "Thoughts", id: "a0@x"), patch("RFC v2 1/1", "old", id: "a1@x", to: "a0@x"),
            cover(
                "PATCH 0/1", "Lamps", id: "b0@x", day: 9,
                note: "Changes since RFC v2 (https://lore.kernel.org/r/a0@x/):\n- all"),
            patch("PATCH 1/1", "new", id: "b1@x", to: "b0@x", day: 9),
        ]
        #expect(try revisions(mails) == ["v2-rfc: a1@x", "v1: b1@x"])
    }

    /// New titles, no links: the list of changes says what it goes on from, where that is the only one of its sender.
    @Test(arguments: [
        ("RFC v2", "PATCH", "Changes since RFC v2:"), ("RFC", "PATCH", "Changes since the RFC"),
        ("PATCH v2", "PATCH v3", "v2 -> v3:"), ("PATCH", "PATCH v2", "* Changes from v1"),
    ]) func theListOfChangesNamesTheRevision(_ old: String, _ new: String, _ line: String) throws {
        func mails(_ note: String) -> [String] {
            [
                cover("\(old) 0/1", "Thoughts", id: "a0"), patch("\(old) 1/1", "old", id: "a1", to: "a0"),
                cover("\(new) 0/1", "Lamps", id: "b0", day: 9, note: "\(note)\n- all of it"),
                patch("\(new) 1/1", "new", id: "b1", to: "b0", day: 9),
            ]
        }
        #expect(try MailText.assemble(mails(line)).map { $0.revisions.count } == [2])
        #expect(try MailText.assemble(mails("Since then it got brighter")).count == 2)
        let other = [patch(old, "door: shut", id: "d", day: 4, file: "door.h")]
        #expect(try MailText.assemble(mails(line) + other).count == 3)
    }

    @Test func aChangeIdentityJoins() throws {
        func series(_ tag: String, _ id: String, _ title: String, day: Int) -> [String] {
            [
                cover("\(tag) 0/1", title, id: "\(id)0", day: day, note: "change-id: 20250303-lamps-1a2b"),
                patch("\(tag) 1/1", "all of \(title)", id: "\(id)1", to: "\(id)0", day: day),
            ]
        }
        let mails = series("PATCH", "a", "Old", day: 3) + series("PATCH v2", "b", "New", day: 9)
        #expect(try revisions(mails) == ["v1: a1", "v2: b1"])
    }

    // MARK: Branches

    @Test(arguments: [
        ("PATCH 6.6", "PATCH 6.1"), ("PATCH v5.15", "PATCH v5.10"), ("PATCH 5.15.y", "PATCH"),
        ("PATCH stable 5.4", "PATCH stable 6.1.y"), ("PATCH linux-6.12.y", "PATCH linux-6.6.y"),
    ]) func backportsAreToldApart(_ first: String, _ second: String) throws {
        let mails =
            MailText.series(first, id: "a", count: 2) + MailText.series(second, id: "b", count: 2)
        let all = try MailText.assemble(mails)
        #expect(all.map { $0.revisions.map(\.label) } == [["v1"], ["v1"]])
        #expect(all.map { $0.revisions[0].patches.map(\.messageID) } == [["a-1", "a-2"], ["b-1", "b-2"]])
        #expect(all[0].branch != nil)
    }

    @Test func aBranchHasRevisions() throws {
        let mails =
            MailText.series("PATCH 6.6", id: "a", count: 2)
            + MailText.series("PATCH 6.6 v2", id: "b", count: 2)
        #expect(try revisions(mails) == ["v1: a-1 a-2", "v2: b-1 b-2"])
    }

    // MARK: Numbers of patches

    @Test func betweenTwoPatches() throws {
        let mails = [
            cover("PATCH 0/2", id: "a0"), patch("PATCH 1/2", "one", id: "a1", to: "a0"),
            patch("PATCH 2/2", "two", id: "a2", to: "a0"), patch("PATCH 0.5/2", "half", id: "h", to: "a0"),
            patch("PATCH 1b/2", "more", id: "m", to: "a0"),
        ]
        #expect(try revisions(mails) == ["v1: h a1 m a2"])
        let revision = try MailText.assemble(mails)[0].revisions[0]
        #expect(revision.patches.map(\.number) == [1, 2, 3, 4])
        #expect(
            revision.notes
                == ["the patches are counted anew, since one is numbered 0.5 and one is numbered 1.01"])
        let partly = try MailText.assemble([mails[0], mails[2], mails[3]])[0].revisions[0]
        #expect(partly.patches.map(\.number) == [1, 3] && partly.missing == [2])
    }

    @Test func oneMoreThanCounted() throws {
        let mails = MailText.series(id: "a", count: 2) + [patch("PATCH 3/2", "more", id: "m", to: "a-0")]
        #expect(try revisions(mails) == ["v1: a-1 a-2 m"])
    }

    @Test func twoPatchesOfOneNumber() throws {
        let mails = [
            cover("PATCH 0/3", id: "a0"), patch("PATCH 1/3", "one", id: "a1", to: "a0"),
            patch("PATCH 2/3", "two", id: "a2", to: "a0"), patch("PATCH 2/3", "three", id: "a3", to: "a0"),
        ]
        #expect(try revisions(mails) == ["v1: a1 a2 a3"])
        #expect(try MailText.assemble(mails)[0].revisions[0].missing == [])
    }

    // MARK: Strangers

    /// The same title from two people is two series.
    @Test func twoPeopleHaveOneTitle() throws {
        let mails = [
            patch("PATCH", id: "a"), patch("PATCH", id: "b", day: 4, from: "Ben <ben@example.org>"),
        ]
        #expect(try MailText.assemble(mails).count == 2)
    }

    @Test func anotherPatchInTheThread() throws {
        let mails =
            MailText.series(id: "a", count: 2)
            + [patch("PATCH", "lamp: otherwise", id: "b", to: "a-2", day: 4, from: "Ben <ben@example.org>")]
        let all = try MailText.assemble(mails)
        #expect(all.map { $0.revisions.map { $0.patches.map(\.messageID) } } == [[["a-1", "a-2"]], [["b"]]])
    }

    @Test func aSeriesInAnotherOnesThread() throws {
        let mails =
            MailText.series(id: "a", count: 2)
            + [
                cover("PATCH 0/2", "Doors", id: "d0", to: "a-1"),
                patch("PATCH 1/2", "door 1", id: "d1", to: "d0"),
                patch("PATCH 2/2", "door 2", id: "d2", to: "d0"),
            ]
        let all = try MailText.assemble(mails)
        #expect(
            all.map { $0.revisions.map { $0.patches.map(\.messageID) } } == [
                [["a-1", "a-2"]], [["d1", "d2"]],
            ])
    }

    /// A cover letter whose patches are elsewhere is said to be left out.
    @Test func aCoverLetterOfOnePatchWithoutATag() throws {
        let patch = MailText.mail("[PATCH] lamp: on", id: "p", replyTo: "c", body: MailText.patch())
        let words = MailText.mail("Lamps that shine", id: "c", body: "What this is about.\n")
        let revision = try MailText.assemble([words, patch])[0].revisions[0]
        #expect(revision.cover?.messageID == "c" && revision.patches.map(\.messageID) == ["p"])
        // What somebody else reports is no cover letter, and neither is what was said in answer to something.
        let report = MailText.mail(
            "Lamps go dark", id: "c", from: "Ben <ben@example.org>", body: "Why?\n")
        #expect(try MailText.assemble([report, patch])[0].revisions[0].cover == nil)
        let answer = MailText.mail("Lamps that shine", id: "c", replyTo: "x", body: "So it is.\n")
        #expect(try MailText.assemble([answer, patch])[0].revisions[0].cover == nil)
    }

    @Test func aCoverLetterWithoutPatches() throws {
        let mails = MailText.series(id: "a", count: 2) + [cover("PATCH v2 0/2", id: "b0", to: "a-0", day: 9)]
        let series = try MailText.assemble(mails)[0]
        #expect(series.leftOut.map(\.reason) == [.coverWithoutPatches])
    }
}
