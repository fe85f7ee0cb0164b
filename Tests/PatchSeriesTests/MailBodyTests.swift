import Foundation
import Testing

@testable import PatchSeries

/// Bodies: transfer encodings, character sets, parts, flowed text.
@Suite struct MailBodyTests {
    private func mail(_ headers: [String], _ body: String) throws -> MailMessage {
        try MailText.read(MailText.mail("s", id: "outer@x", headers: headers, body: body))[0]
    }

    private func patch(_ message: MailMessage) throws -> Patch {
        try #require(Patch(message, tag: SubjectTag("[PATCH] x")))
    }

    // MARK: Encodings

    @Test func quotedPrintable() throws {
        let body = "caf=C3=A9 =3D =\nsoft=20 \nend=\r\n.\n=ZZ=4"
        #expect(
            try mail(["Content-Transfer-Encoding: quoted-printable"], body).body
                == "café = soft  \nend.\n=ZZ=4")
    }

    @Test func quotedPrintablePatch() throws {
        let diff = MailText.diff(from: "a = b", to: "a = c")
        let body = MailText.patch(diff: diff).replacing("=", with: "=3D").replacing("-- \n", with: "--=20\n")
        let mail = try mail(["Content-Transfer-Encoding: quoted-printable"], body)
        #expect(String(decoding: try patch(mail).diff, as: UTF8.self) == diff)
        #expect(mail.bodyLine == nil)
    }

    @Test(arguments: ["\n", "\r\n"]) func base64Patch(_ lineEnd: String) throws {
        let text = MailText.patch().replacing("\n", with: lineEnd)
        let options: Data.Base64EncodingOptions = [.lineLength76Characters, .endLineWithLineFeed]
        let footer = "\n_______________________________________________\nlamps mailing list\n"
        for body in [Data(text.utf8).base64EncodedString(options: options)].flatMap({ [$0, $0 + footer] }) {
            let mail = try mail(["Content-Transfer-Encoding: BASE64"], body)
            #expect(mail.body == MailText.patch())
            #expect(String(decoding: try patch(mail).diff, as: UTF8.self) == MailText.diff())
        }
    }

    @Test(arguments: 0..<7) func base64WithFooterAtEveryPadding(_ length: Int) {
        let text = Array("abcdefg".utf8.prefix(length))
        let encoded = Data(text).base64EncodedString() + "\nlist footer\n"
        #expect(HeaderDecoding.base64(Array(encoded.utf8)[...]) == text)
    }

    @Test func latin1Text() throws {
        let bytes = Array("From: a@b\nContent-Type: text/plain; charset=ISO-8859-1\n\ncaf".utf8) + [0xe9, 10]
        #expect(try Mailbox(bytes: bytes, name: "in").messages[0].body == "café\n")
    }

    /// The bytes of a diff are those of the file, whatever character set the mail has.
    @Test func bytesOfADiffAreKept() throws {
        let head = "From: a@b\nSubject: [PATCH] x\nContent-Type: text/plain; charset=iso-8859-1\n\nWhy\n---\n"
        let diff = Array(MailText.diff(from: "\u{e9}").unicodeScalars.map { UInt8($0.value) })
        #expect(diff.contains(0xe9))
        let mail = try Mailbox(bytes: Array(head.utf8) + diff, name: "in").messages[0]
        #expect(try patch(mail).diff == diff)
    }

    @Test func carriageReturnsOfTheMailGoAway() throws {
        let mail = try mail([], MailText.patch().replacing("\n", with: "\r\n"))
        #expect(String(decoding: try patch(mail).diff, as: UTF8.self) == MailText.diff())
    }

    @Test func carriageReturnsOfTheFileStay() throws {
        let diff = MailText.diff(from: "1\r", to: "2\r")
        #expect(String(decoding: try patch(mail([], MailText.patch(diff: diff))).diff, as: UTF8.self) == diff)
    }

    // MARK: Parts

    private func multipart(_ kind: String, _ parts: [String]) throws -> [MailMessage] {
        let body = parts.map { "--b=_1\n\($0)\n" }.joined() + "--b=_1--\nepilogue\n"
        return try MailText.read(
            MailText.mail(
                "[PATCH] outer", id: "outer@x",
                headers: ["Content-Type: multipart/\(kind);\n boundary=\"b=_1\""], body: "preamble\n" + body))
    }

    @Test func alternativeTextWins() throws {
        let mails = try multipart(
            "alternative", ["Content-Type: text/plain\n\nplain", "Content-Type: text/html\n\n<b>rich</b>"])
        #expect(mails.map(\.body) == ["plain\n"])
    }

    @Test func attachedDiff() throws {
        let mails = try multipart(
            "mixed",
            [
                "Content-Type: text/plain\n\nSee the attachment.",
                "Content-Type: application/octet-stream\nContent-Disposition: attachment;\n"
                    + " filename=\"x; y.patch\"\nContent-Transfer-Encoding: base64\n\n"
                    + Data(MailText.diff().utf8).base64EncodedString(),
                "Content-Type: image/png; name=a.png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=",
            ])
        #expect(mails.count == 1)
        let patch = try patch(mails[0])
        #expect(patch.message == "See the attachment.")
        #expect(patch.fileDiffs.map(\.path) == ["include/linux/lamp.h"])
    }

    /// The output of `git format-patch`, attached file by file, is a series.
    @Test func attachedPatches() throws {
        let files = (1...2).map { number in
            "Content-Type: text/x-patch; name=000\(number)-x.patch\n\n"
                + "From 0123456789012345678901234567890123456789 Mon Sep 17 00:00:00 2001\n"
                + MailText.mail("[PATCH \(number)/2] step \(number)", body: MailText.patch())
        }
        let mails = try multipart("mixed", ["Content-Type: text/plain\n\nTwo patches."] + files)
        #expect(mails.map(\.subject) == ["[PATCH] outer", "[PATCH 1/2] step 1", "[PATCH 2/2] step 2"])
        #expect(mails[1].inReplyTo == "outer@x")
        let series = try Series.assemble(mails)
        #expect(series.count == 1)
        #expect(series[0].revisions[0].patches.map(\.title) == ["step 1", "step 2"])
    }

    @Test func attachedMail() throws {
        let inner = MailText.mail("[PATCH 1/1] inner", id: "inner@x", body: MailText.patch())
        let mails = try multipart("digest", ["Content-Type: message/rfc822\n\n\(inner)"])
        #expect(mails.map(\.messageID) == ["outer@x", "inner@x"])
        #expect(try patch(mails[1]).fileDiffs.count == 1)
    }

    @Test func nestedPartsWithBoundariesThatBeginAlike() throws {
        let body = """
            --b
            Content-Type: multipart/alternative; boundary=b-1

            --b-1
            Content-Type: text/plain

            inner
            --b-1--
            --b
            Content-Type: text/plain

            footer
            --b--
            """
        let mail = try mail(["Content-Type: multipart/mixed; boundary=b"], body)
        #expect(mail.body == "inner\nfooter\n")
    }

    @Test func cutOffBeforeTheClosingBoundary() throws {
        let mail = try mail(["Content-Type: multipart/mixed; boundary=b"], "--b\n\nall of it\n--b\n\nhalf")
        #expect(mail.body == "all of it\nhalf\n")
    }

    @Test func endlessNestingEnds() throws {
        var body = "deep"
        for level in 0..<64 {
            body =
                "Content-Type: multipart/mixed; boundary=b\(level)\n\n--b\(level)\n\(body)\n--b\(level)--\n"
        }
        #expect(try MailText.read("From: a@b\n" + body).count == 1)
        var nested = "From: a@b\nSubject: s\n\nx"
        for _ in 0..<64 { nested = "From: a@b\nContent-Type: message/rfc822\n\n\(nested)" }
        #expect(try MailText.read(nested).count <= 64)
    }

    // MARK: Flowed text

    @Test func flowedText() throws {
        let body = "A paragraph \nin two lines.\n\n> quoted \n> text\n>> deeper\n \n From us\n-- \nAda\n"
        #expect(
            FlowedText.unflow(body, deletesSpace: false)
                == "A paragraph in two lines.\n\n> quoted text\n>> deeper\n\nFrom us\n-- \nAda\n")
        #expect(FlowedText.unflow("ein \nWort\n", deletesSpace: true) == "einWort\n")
    }

    @Test(arguments: [true, false]) func flowedPatch(_ isStuffed: Bool) throws {
        // A program that follows RFC 3676 puts a blank before lines that begin with one.
        let diff = MailText.diff()
        let sent = isStuffed ? diff.replacing("\n /", with: "\n  /") : diff
        let mail = try mail(
            ["Content-Type: text/plain; format=flowed"], "Some \nwords.\n---\n" + sent + "-- \n2.40.0\n")
        let patch = try patch(mail)
        #expect(patch.message == "Some words.")
        #expect(String(decoding: patch.diff, as: UTF8.self) == diff)
    }

    @Test func wrappedLinesOfAFlowedPatchAreJoined() throws {
        let diff = MailText.diff(to: "a very long line")
        let mail = try mail(
            ["Content-Type: text/plain; format=flowed"], diff.replacing("very long", with: "very \nlong"))
        #expect(String(decoding: try patch(mail).diff, as: UTF8.self) == diff)
    }
}
