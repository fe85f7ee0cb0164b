import Testing

@testable import PatchSeries

/// Header fields: folding, encoded words, people, identifiers.
@Suite struct MailHeaderTests {
    private func subject(_ raw: String) throws -> String {
        try MailText.read("From: a@b\nSubject: \(raw)\n\nbody\n")[0].subject
    }

    @Test func foldedFields() throws {
        #expect(
            try subject("[PATCH 1/2] a long\n title that\n\tgoes on")
                == "[PATCH 1/2] a long title that goes on")
    }

    @Test(arguments: [
        ("=?UTF-8?Q?Gr=C3=BC=C3=9Fe_an_alle?=", "Grüße an alle"),
        ("=?utf-8?b?R3LDvMOfZQ==?=", "Grüße"),
        ("=?iso-8859-1?q?caf=E9?= au lait", "café au lait"),
        ("=?windows-1252?Q?=93x=94?=", "“x”"),
        ("=?iso-8859-15?Q?5=A4?=", "5€"),
        ("=?UTF-8?Q?one?= =?UTF-8?Q?_two?=", "one two"),
        ("=?UTF-8?Q?one?=\n =?UTF-8?Q?two?= three", "onetwo three"),
        // One character cut in two words.
        ("=?UTF-8?Q?=E2=82?= =?UTF-8?Q?=AC?= 5", "€ 5"),
        ("=?UTF-8?B?4oI=?= =?utf-8?B?rA==?=", "€"),
        ("=?utf-8*en?Q?hello?=", "hello"),
        // Not encoded words: left as they are.
        ("a =? b", "a =? b"),
        ("=?utf-8?X?abc?=", "=?utf-8?X?abc?="),
        ("x=?utf-8?Q?y", "x=?utf-8?Q?y"),
        ("if (a ==?) =?", "if (a ==?) =?"),
        ("=?klingon?Q?abc?=", "abc"),
    ]) func encodedWords(_ raw: String, _ text: String) throws {
        #expect(try subject(raw) == text)
    }

    @Test func rawBytesThatAreNoUTF8() throws {
        let bytes = Array("Subject: caf".utf8) + [0xe9] + Array("\n\nx\n".utf8)
        #expect(try Mailbox(bytes: bytes, name: "in").messages[0].subject == "café")
    }

    @Test func fieldNamesInAnyCase() throws {
        let mail = try MailText.read(
            "FROM: A <a@b>\nsubject:s\nMESSAGE-ID:\n <x@y>\nReferences: <1@x>\n <2@x>\n\nb")[0]
        #expect(mail.subject == "s")
        #expect(mail.messageID == "x@y")
        #expect(mail.references == ["1@x", "2@x"])
        #expect(mail.header("from") == "A <a@b>")
        #expect(mail.header("Cc") == nil)
    }

    @Test func identifiers() {
        #expect(MailMessage.identifiers("<a@b>") == ["a@b"])
        #expect(MailMessage.identifiers("Message of today <a@b> (x)") == ["a@b"])
        #expect(MailMessage.identifiers("<a@b> <c\t@d>") == ["a@b", "c@d"])
        #expect(MailMessage.identifiers("a@b") == ["a@b"])
        #expect(MailMessage.identifiers("nothing here") == [])
        #expect(MailMessage.identifiers("<") == [])
    }

    @Test(arguments: [
        ("Ada Loop <ada@example.org>", "Ada Loop", "ada@example.org"),
        ("\"Loop, Ada\" <ada@example.org>", "Loop, Ada", "ada@example.org"),
        ("<ada@example.org>", "ada@example.org", "ada@example.org"),
        ("ada@example.org", "ada@example.org", "ada@example.org"),
        ("ada@example.org (Ada Loop)", "Ada Loop", "ada@example.org"),
        ("Ada   Loop", "Ada Loop", ""),
        ("'Ada Loop' via lamps <lamps@lists.example.org>", "Ada Loop", "lamps@lists.example.org"),
        ("Ada Loop via lamps <lamps@lists.example.org>", "Ada Loop", "lamps@lists.example.org"),
    ]) func people(_ from: String, _ name: String, _ address: String) throws {
        let mail = try MailText.read("Subject: s\nFrom: \(from)\n\nx")[0]
        #expect(mail.authorName == name)
        #expect(mail.authorAddress == address)
    }

    /// A list that rewrites the sender leaves the address in `Reply-To`.
    @Test func addressBehindAList() throws {
        let text =
            "From: Ada Loop via lamps <lamps@lists.example.org>\nReply-To: Ada Loop <ada@example.org>\n\nx"
        #expect(try MailText.read(text)[0].authorAddress == "ada@example.org")
    }

    @Test func aLineThatIsNoFieldBeginsTheBody() throws {
        let mail = try MailText.read("From: a@b\nSubject: s\nHello, no empty line here\nmore\n")[0]
        #expect(mail.body == "Hello, no empty line here\nmore\n")
        #expect(mail.bodyLine == 2)
    }

    @Test func headersOnly() throws {
        let mail = try MailText.read("From: a@b\nSubject: cut o")[0]
        #expect(mail.subject == "cut o")
        #expect(mail.body == "")
    }
}
