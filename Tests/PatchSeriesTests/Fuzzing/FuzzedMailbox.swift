import Foundation

/// Mails in one mbox, whole or damaged.
struct FuzzedMailbox {
    var mails: [FuzzedMail]
    /// The mbox.
    var bytes: [UInt8]
    /// The mail that was damaged.
    var damaged: Int?

    /// Writes mails one behind the other, as archives and mail programs do.
    init(_ mails: [FuzzedMail], _ fuzzer: inout MailFuzzer) {
        self.mails = mails
        bytes = []
        let hasCarriageReturns = fuzzer.chance(4)
        for mail in mails { append(mail.bytes, &fuzzer) }
        if hasCarriageReturns { bytes = Self.withCarriageReturns(bytes) }
    }

    /// The same mbox with one mail damaged on its way; the lines between the mails stay.
    init(damaging mails: [FuzzedMail], _ fuzzer: inout MailFuzzer) {
        self.mails = mails
        bytes = []
        let index = Int.random(in: mails.indices, using: &fuzzer.random)
        damaged = index
        for (place, mail) in mails.enumerated() {
            append(place == index ? MailDamage.applied(to: mail.bytes, &fuzzer) : mail.bytes, &fuzzer)
        }
    }

    private mutating func append(_ mail: [UInt8], _ fuzzer: inout MailFuzzer) {
        let separator = fuzzer.pick([
            "From mboxrd@z Thu Jan  1 00:00:00 1970", "From ada@example.org Mon Mar  3 10:00:00 2025",
            "From 0000000000000000000000000000000000000000 Mon Sep 17 00:00:00 2001",
        ])
        bytes += Array((separator + "\n").utf8)
        for line in mail.split(separator: 10, omittingEmptySubsequences: false).map(Array.init) {
            // mboxrd: a line that begins a mail, quoted or not, gets one quote mark more.
            if line.drop(while: { $0 == 62 }).starts(with: "From ".utf8) { bytes.append(62) }
            bytes += line + [10]
        }
        if !fuzzer.chance(5) { bytes.append(10) }
    }

    private static func withCarriageReturns(_ bytes: [UInt8]) -> [UInt8] {
        bytes.flatMap { $0 == 10 ? [13, 10] : [$0] }
    }
}

/// What happens to a mail on its way.
enum MailDamage {
    private static let pieces: [[UInt8]] = [
        [0], [0xff, 0xfe], [13], [10, 10], [10], Array("\n--b00\n".utf8), Array("From ".utf8),
        Array("\nFrom x\n".utf8),
        Array("=?utf-8?Q?".utf8), Array("?=".utf8), Array("=".utf8), Array(":".utf8), Array("\n ".utf8),
        Array("\n@@ -1,3 +1,9999999999999999999 @@\n".utf8), Array("\ndiff --git a/x b/x\n".utf8),
        Array("\nContent-Type: multipart/mixed; boundary=\"".utf8),
        Array("\n-- >8 --\nSubject: [PATCH] x\n".utf8),
        Array("[PATCH 99999999999999999999/0]".utf8), Array("\n>>>From \n".utf8), Array("\u{feff}".utf8),
        Array(repeating: UInt8(ascii: ">"), count: 5_000), Array("\n\tx".utf8.map { $0 }),
    ]

    static func applied(to mail: [UInt8], _ fuzzer: inout MailFuzzer) -> [UInt8] {
        var bytes = mail
        for _ in 0..<Int.random(in: 1...6, using: &fuzzer.random) where !bytes.isEmpty {
            let place = Int.random(in: bytes.indices, using: &fuzzer.random)
            let end = min(bytes.count, place + Int.random(in: 1...200, using: &fuzzer.random))
            switch Int.random(in: 0..<9, using: &fuzzer.random) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &fuzzer.random)
            case 1: bytes.remove(at: place)
            case 2: bytes.removeSubrange(place..<end)
            case 3: bytes.insert(contentsOf: bytes[place..<end], at: place)
            case 4: bytes.removeSubrange(place...)
            case 5: bytes = Array(bytes.reversed())
            case 6: bytes = nested(bytes, &fuzzer)
            default: bytes.insert(contentsOf: fuzzer.pick(pieces), at: place)
            }
        }
        return bytes
    }

    /// The mail within mails, or within parts, deeper than anybody reads.
    private static func nested(_ mail: [UInt8], _ fuzzer: inout MailFuzzer) -> [UInt8] {
        let isMail = fuzzer.chance(2)
        return (0..<Int.random(in: 1...12, using: &fuzzer.random)).reduce(mail) { inner, depth in
            isMail
                ? Array("Subject: outer \(depth)\nContent-Type: message/rfc822\n\n".utf8) + inner
                : Array("Content-Type: multipart/mixed; boundary=b\(depth)\n\n--b\(depth)\n".utf8) + inner
                    + Array("\n--b\(depth)--\n".utf8)
        }
    }
}
