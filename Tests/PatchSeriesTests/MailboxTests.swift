import Foundation
import Testing

@testable import PatchSeries

/// Where mails are kept, and how they are told apart.
@Suite struct MailboxTests {
    private let one = MailText.mail("one", id: "1@x", body: "first\n")
    private let two = MailText.mail("two", id: "2@x", body: "second\n")

    @Test func mbox() throws {
        let messages = try MailText.read(MailText.mbox([one, two]))
        #expect(messages.map(\.subject) == ["one", "two"])
        #expect(messages.map(\.line) == [1, 9])
        #expect(messages[1].body == "second\n\n")
    }

    @Test func singleMail() throws {
        let messages = try MailText.read(one)
        #expect(messages.map(\.messageID) == ["1@x"])
        #expect(messages[0].body == "first\n")
    }

    @Test func emptyLinesBeforeTheFirstHeader() throws {
        #expect(try MailText.read("\n\n" + one).map(\.subject) == ["one"])
    }

    @Test func carriageReturns() throws {
        let text = MailText.mbox([one, two]).replacing("\n", with: "\r\n")
        let messages = try MailText.read(text)
        #expect(messages.map(\.subject) == ["one", "two"])
        #expect(messages[0].body == "first\n\n")
    }

    /// mboxo and mboxrd put one `>` before `From `; mboxrd also before `>From `.
    @Test func quotedFromLines() throws {
        let body = ">From here on\n>>From a quote\n> From stays\nx >From y\n"
        let messages = try MailText.read(MailText.mbox([MailText.mail("q", body: body), two]))
        #expect(messages.count == 2)
        #expect(messages[0].body == "From here on\n>From a quote\n> From stays\nx >From y\n\n")
    }

    @Test func aSingleMailHasNoMboxQuotes() throws {
        let messages = try MailText.read(MailText.mail("q", body: ">From the quoted mail\n"))
        #expect(messages[0].body == ">From the quoted mail\n")
    }

    @Test func fromLinesInTheTextAreNoSeparators() throws {
        let body = "Text\n\nFrom now on we do this.\nAnd that: all.\n\nFrom A\n\nto B\n"
        #expect(try MailText.read(MailText.mbox([MailText.mail("t", body: body)])).count == 1)
    }

    /// `cat *.patch` leaves no empty line between two patches.
    @Test func datedSeparatorWithoutEmptyLine() throws {
        let separator = "From 0123456789012345678901234567890123456789 Mon Sep 17 00:00:00 2001\n"
        let messages = try MailText.read(separator + one + separator + two)
        #expect(messages.map(\.subject) == ["one", "two"])
        #expect(messages.map(\.line) == [1, 8])
    }

    /// A header that was lost costs its mail, and not the one before it.
    @Test func separatorWithoutHeader() throws {
        let mails = MailText.series(id: "a", count: 1)
        let damaged = "From ada@example.org Mon Mar  3 10:00:00 2025\n\nno header\n\n"
        let messages = try MailText.read(
            MailText.mbox([mails[0]]) + "\n" + damaged + MailText.mbox([mails[1]]))
        #expect(messages.map(\.messageID) == ["a-0", "", "a-1"])
        #expect(!messages[0].body.contains("no header"))
    }

    @Test func bareDiff() throws {
        let series = try Series.assemble(try MailText.read(MailText.diff()))
        #expect(series[0].revisions[0].patches[0].fileDiffs.map(\.path) == ["include/linux/lamp.h"])
        #expect(series[0].revisions[0].patches[0].fileDiffs[0].line == 1)
        #expect(series[0].revisions[0].patches[0].title == "test.mbox")
    }

    // MARK: Directories

    /// The superuser reads everything.
    @Test(.enabled(if: geteuid() != 0)) func anUnreadableDirectoryIsAnError() throws {
        let directory = try MailDirectory()
        try directory.write("v1/0001-x.patch", MailText.mail("[PATCH v1] p", body: "x\n"))
        let path = directory.url.appendingPathComponent("v1").path
        try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: path)
        defer { try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path) }
        let error = #expect(throws: PatchSeriesError.self) { try Mailbox(contentsOf: directory.url) }
        #expect(error?.reason == "the directory cannot be read")
    }

    @Test func directoryOfPatches() throws {
        let directory = try MailDirectory()
        for number in [1, 2, 10] {
            try directory.write("\(number).patch", MailText.mail("[PATCH \(number)/10] p", body: "x\n"))
        }
        try directory.write("README.txt", "Not a mail\n")
        try directory.write("series.txt", MailText.mail("a mail in a text file", body: "x\n"))
        try directory.write(".hidden.patch", "rubbish")
        try directory.write("notes", "rubbish")
        let messages = try Mailbox(contentsOf: directory.url).messages
        #expect(
            messages.map(\.subject)
                == ["[PATCH 1/10] p", "[PATCH 2/10] p", "[PATCH 10/10] p", "a mail in a text file"])
        #expect(messages[0].source == "1.patch")
    }

    @Test func directoriesOfRevisions() throws {
        let directory = try MailDirectory()
        for number in [1, 2, 10] {
            try directory.write("v\(number)/0001-x.patch", MailText.mail("[PATCH v\(number)] p", body: "x\n"))
        }
        let messages = try Mailbox(contentsOf: directory.url).messages
        #expect(messages.map(\.source) == ["v1/0001-x.patch", "v2/0001-x.patch", "v10/0001-x.patch"])
        #expect(Set(messages.map(\.origin)).count == 3)
    }

    @Test func maildir() throws {
        let directory = try MailDirectory()
        try directory.write("cur/1740000001.M1.host:2,S", one)
        try directory.write("new/1740000002.M2.host", two)
        try directory.write("tmp/1740000003.M3.host", "From: half of a mail that is being deliv")
        let messages = try Mailbox(contentsOf: directory.url).messages
        #expect(messages.map(\.subject) == ["one", "two"])
    }

    // MARK: Bad input

    private func expectError(_ bytes: [UInt8], _ reason: String, line: Int) {
        let error = #expect(throws: PatchSeriesError.self) { try Mailbox(bytes: bytes, name: "in") }
        #expect(error?.reason.contains(reason) == true)
        #expect(error?.file == "in")
        #expect(error?.line == line)
        #expect(error?.hint.isEmpty == false)
    }

    @Test func emptyInput() {
        expectError([], "empty", line: 0)
        expectError(Array("\n \r\n\t\n".utf8), "empty", line: 0)
    }

    @Test func binaryRubbish() {
        expectError([0, 1, 2, 255, 10, 13, 0], "not a mail", line: 1)
        expectError(Array("\u{7f}ELF".utf8) + Array(repeating: 0, count: 5000), "not a mail", line: 1)
        expectError(Array("A sentence, and no mail: this.\n".utf8), "not a mail", line: 1)
    }

    @Test func compressedInput() {
        expectError([0x1f, 0x8b, 8, 0], "compressed", line: 0)
        expectError([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0], "compressed", line: 0)
    }

    @Test func noSuchFile() throws {
        let directory = try MailDirectory()
        let missing = directory.url.appendingPathComponent("nothing.mbox")
        let error = #expect(throws: PatchSeriesError.self) { try Mailbox(contentsOf: missing) }
        #expect(
            error?.description.hasPrefix("nothing.mbox: there is no such file or directory\nhint: ") == true)
        #expect(throws: PatchSeriesError.self) { try Mailbox(contentsOf: directory.url) }
    }

    /// 200 MB in one line: refused by its place, without work that grows with it.
    @Test func endlessLine() {
        var bytes = Array(MailText.mbox([one]).utf8)
        let line = bytes.filter { $0 == 10 }.count + 1
        bytes += [UInt8](repeating: UInt8(ascii: "x"), count: 200 << 20)
        let input = bytes
        let time = ContinuousClock().measure {
            expectError(input, "209715200 bytes long", line: line)
        }
        #expect(time < .seconds(20))
    }

    @Test func longLineThatIsStillAMail() throws {
        let long = String(repeating: "y", count: 1 << 20)
        #expect(try MailText.read(MailText.mail("l", body: long)).first?.content.count == 1 << 20)
    }
}
