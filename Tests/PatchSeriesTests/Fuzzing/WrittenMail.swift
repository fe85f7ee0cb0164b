import Foundation

/// How a mail program writes a mail: headers, transfer encoding, parts.
struct WrittenMail {
    var id: String
    var subject: String
    var body: [UInt8]
    var below: String?
    /// What a reader gets to see as text: the body, and in mails of several parts what else is text.
    private(set) var content: [UInt8]

    init(id: String, subject: String, body: [UInt8], below: String?) {
        self.id = id
        self.subject = subject
        self.body = body
        self.below = below
        content = body
    }

    /// The mail with LF line ends.
    mutating func bytes(_ fuzzer: inout MailFuzzer) -> [UInt8] {
        var headers = [
            "From: \(fuzzer.pick(["Ada Loop <ada@example.org>", "=?utf-8?Q?Ad=C3=A4_L?= <ada@example.org>"]))",
            "Subject: " + Self.header(subject, &fuzzer), Self.name("Message-Id", &fuzzer) + ": <\(id)>",
            "Date: Mon, \(3 + Int.random(in: 0...20, using: &fuzzer.random)) Mar 2025 10:00:00 +0100",
        ]
        if let below {
            headers.append("\(Self.name("In-Reply-To", &fuzzer)): <\(below)>")
            if fuzzer.chance(2) { headers.append("References: <root@example.org>\n\t<\(below)>") }
        }
        for _ in 0..<Int.random(in: 0...3, using: &fuzzer.random) {
            headers.append(
                fuzzer.pick([
                    "Received: from lamp (lamp [192.0.2.1])\n\tby dark with ESMTP; Mon, 3 Mar 2025 10:00:00 +0100",
                    "X-Mailer: git-send-email 2.40.0",
                    "To: list@example.org,\n \"Last, First\" <b@example.org>",
                    "X-Empty:", "List-Id: <list.example.org>",
                ]))
        }
        headers.append("MIME-Version: 1.0")
        headers.shuffle(using: &fuzzer.random)
        let part: [UInt8]
        switch Int.random(in: 0..<8, using: &fuzzer.random) {
        case 0: part = mixed(&fuzzer)
        case 1: part = alternative(&fuzzer)
        default: part = Self.part("text/plain", body, &fuzzer)
        }
        return Array(headers.joined(separator: "\n").utf8) + [10] + part
    }

    // MARK: Headers

    private static func name(_ name: String, _ fuzzer: inout MailFuzzer) -> String {
        fuzzer.pick([name, name.lowercased(), name.uppercased()])
    }

    /// A value in raw UTF-8 or in encoded words, folded at blanks.
    private static func header(_ value: String, _ fuzzer: inout MailFuzzer) -> String {
        let style = Int.random(in: 0..<4, using: &fuzzer.random)
        let words = value.split(separator: " ").map(String.init)
        let isPlain = value.utf8.allSatisfy { $0 < 128 } && !value.contains("=?")
        guard style > 0 || !isPlain && value.contains("=?") else {
            return words.joined(separator: fuzzer.chance(3) ? "\n " : " ")
        }
        if isPlain, style < 3 { return words.joined(separator: fuzzer.chance(3) ? "\n\t" : " ") }
        // The blank between two encoded words goes away, so it stands at the end of the first.
        return words.enumerated().map { index, word in
            let text = index + 1 < words.count ? word + " " : word
            if style == 1 { return "=?UTF-8?B?\(Data(text.utf8).base64EncodedString())?=" }
            let quoted = text.utf8.map { byte -> String in
                byte == 32
                    ? "_"
                    : byte < 128 && (byte.isLetterOrDigit || byte == UInt8(ascii: "/"))
                        ? String(UnicodeScalar(byte)) : "=" + Self.hex(byte)
            }
            return "=?utf-8?q?\(quoted.joined())?="
        }.joined(separator: "\n ")
    }

    // MARK: Bodies

    /// A part with its headers and the empty line behind them.
    private static func part(_ type: String, _ body: [UInt8], _ fuzzer: inout MailFuzzer) -> [UInt8] {
        let isUTF8 = String(validating: body, as: UTF8.self) != nil
        let charset = isUTF8 ? fuzzer.pick(["utf-8", "UTF-8", "\"utf-8\""]) : "iso-8859-1"
        let head = "Content-Type: \(type); charset=\(charset)\n"
        func whole(_ encoding: String, _ text: [UInt8]) -> [UInt8] {
            Array("\(head)Content-Transfer-Encoding: \(encoding)\n\n".utf8) + text
        }
        switch Int.random(in: 0..<4, using: &fuzzer.random) {
        case 0: return whole(fuzzer.pick(["base64", "BASE64"]), base64(body))
        case 1: return whole("quoted-printable", quotedPrintable(body, &fuzzer))
        default: return whole("8bit", body)
        }
    }

    private static func base64(_ body: [UInt8]) -> [UInt8] {
        let text = Array(Data(body).base64EncodedString().utf8)
        return Array(
            stride(from: 0, to: text.count, by: 76).map { text[$0..<min($0 + 76, text.count)] + [10] }
                .joined())
    }

    private static func quotedPrintable(_ body: [UInt8], _ fuzzer: inout MailFuzzer) -> [UInt8] {
        var result: [UInt8] = []
        var column = 0
        for (index, byte) in body.enumerated() {
            if byte == 10 {
                result.append(10)
                column = 0
                continue
            }
            let endsLine = index + 1 == body.count || body[index + 1] == 10
            let isPlain =
                (33...126).contains(byte) && byte != 61 || (byte == 32 || byte == 9) && !endsLine
            let isFrom = column == 0 && byte == UInt8(ascii: "F")
            let text = isPlain && !isFrom ? [byte] : Array("=\(hex(byte))".utf8)
            if column + text.count > 75 || fuzzer.chance(200) {
                result += [61, 10]
                column = 0
            }
            result += text
            column += text.count
        }
        return result
    }

    private mutating func mixed(_ fuzzer: inout MailFuzzer) -> [UInt8] {
        let note = Array("A note below.\n".utf8)
        content = body + (body.last == 10 ? [] : [10]) + note
        return multipart(
            "mixed",
            [Self.part("text/plain", body, &fuzzer), Self.part("text/plain", note, &fuzzer)]
                + (fuzzer.chance(2)
                    ? [Array("Content-Type: application/pgp-signature\n\nnone\n".utf8)] : []),
            &fuzzer)
    }

    private mutating func alternative(_ fuzzer: inout MailFuzzer) -> [UInt8] {
        multipart(
            "alternative",
            [
                Self.part("text/plain", body, &fuzzer),
                Self.part("text/html", Array("<p>From here on it is <b>dark</b>.</p>\n".utf8), &fuzzer),
            ], &fuzzer)
    }

    private func multipart(_ kind: String, _ parts: [[UInt8]], _ fuzzer: inout MailFuzzer) -> [UInt8] {
        let boundary = fuzzer.pick(["=_lamp", "----=_Part 1", "b"]) + id.filter(\.isNumber)
        var result = Array("Content-Type: multipart/\(kind); boundary=\"\(boundary)\"\n\n".utf8)
        if fuzzer.chance(2) { result += Array("This is a message with parts.\n".utf8) }
        for part in parts { result += Array("--\(boundary)\n".utf8) + part + [10] }
        return result + Array("--\(boundary)--\n".utf8)
    }

    private static func hex(_ byte: UInt8) -> String { String(format: "%02X", byte) }
}

extension UInt8 {
    fileprivate var isLetterOrDigit: Bool {
        (48...57).contains(self) || (65...90).contains(self) || (97...122).contains(self)
    }
}
