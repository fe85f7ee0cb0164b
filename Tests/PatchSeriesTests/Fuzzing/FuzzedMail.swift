import Foundation

@testable import PatchSeries

/// A mail of our own text, made from a seed, and what has to be read from it however it is written.
struct FuzzedMail {
    /// Without angle brackets; each mail's is its own.
    var id: String
    /// On one line, decoded; each mail's is its own.
    var subject: String
    /// The body with LF line ends, transfer encoding undone.
    var content: [UInt8]
    /// Whether it has to be in a revision, or among what is left out with a reason.
    var matters: Bool
    /// The mail as it travels, with LF line ends, without the quoting of an mbox.
    var bytes: [UInt8]
}

/// Makes mails of several series, each written in one of the ways in which mail programs write.
struct MailFuzzer {
    var random: SplitMix
    private var mails: [FuzzedMail] = []

    init(seed: UInt64) { random = SplitMix(state: seed &* 0x9e37_79b9 &+ 17) }

    /// The mails of one to three series with answers, in any order.
    mutating func thread() -> [FuzzedMail] {
        mails = []
        for series in 0..<Int.random(in: 1...3, using: &random) {
            let total = Int.random(in: 1...4, using: &random)
            let version = Int.random(in: 1...3, using: &random)
            for number in 0...total { add(series, number, total, version) }
            for answer in 0..<Int.random(in: 0...2, using: &random) { addAnswer(series, answer) }
        }
        return mails.shuffled(using: &random)
    }

    mutating func chance(_ part: Int) -> Bool { Int.random(in: 0..<part, using: &random) == 0 }

    mutating func pick<Choice>(_ choices: [Choice]) -> Choice {
        choices[Int.random(in: choices.indices, using: &random)]
    }

    // MARK: Mails

    private static let words = [
        "lamp", "on", "größer", "лампа", "灯", "a=b", "x?", "_under_", "\"quoted\"", "café", "->", "é",
        "(dark)", "=?no", "long-word-that-goes-on-and-on-and-on-until-a-line-of-a-header-is-full-of-it",
    ]

    private mutating func add(_ series: Int, _ number: Int, _ total: Int, _ version: Int) {
        let tag = version == 1 ? "PATCH" : "PATCH v\(version)"
        let count = total == 1 && number == 1 && chance(2) ? "" : " \(number)/\(total)"
        let id = "\(series).\(number).\(version)@example.org"
        let path = pick([
            "lamp/on\(number).h", "drivers/lamp/größe\(number).c", "include/linux/lamp\(number).h",
        ])
        let body = number == 0 ? message() : patch(path)
        post(
            id, "[\(tag)\(count)] \(title()) \(series)\(number)", body,
            below: number == 0 || chance(5) ? nil : "\(series).0.\(version)@example.org", matters: true)
    }

    private mutating func addAnswer(_ series: Int, _ answer: Int) {
        let below = mails[Int.random(in: mails.indices, using: &random)]
        let said = message().split(separator: 10, omittingEmptySubsequences: false).map { "> ".utf8 + $0 }
        let holdsDiff = chance(3)
        post(
            "\(series).a\(answer)@example.org",
            "\(pick(["Re: ", "AW: ", "回复: "]))\(below.subject) \(series)\(answer)",
            Array(said.joined(separator: [10])) + Array("\nI see.\n".utf8)
                + (holdsDiff ? diff("lamp/answer.h") : []),
            below: below.id, matters: holdsDiff)
    }

    private mutating func title() -> String {
        (0..<Int.random(in: 1...6, using: &random)).map { _ in pick(Self.words) }.joined(separator: " ")
    }

    /// What is said: lines that look like what they are not among them.
    private mutating func message() -> [UInt8] {
        let lines = [
            "From here on it is dark.", ">From the past", "", ".", "Größe in Lumen, 灯.", "a=3D b=",
            "  indented\t",
            "-- not a signature", "=",
            "A line that goes on for much longer than the seventy-six columns that "
                + "quoted-printable allows, so that it has to be folded, more than once, by whoever sends it on.",
            "From: nobody in particular", "--=_boundary", "diff of opinions", "Subject: none",
        ]
        var text = "First.\n"
        for _ in 0..<Int.random(in: 0...6, using: &random) { text += pick(lines) + "\n" }
        return Array(text.utf8)
    }

    private mutating func patch(_ path: String) -> [UInt8] {
        message() + Array("\nSigned-off-by: Ada Loop <ada@example.org>\n---\n lamp | 2 +-\n\n".utf8)
            + diff(path)
            + Array("-- \n2.40.0\n".utf8)
    }

    private mutating func diff(_ path: String) -> [UInt8] {
        var lines = Array(MailText.diff(path, to: pick(["2", "\"größer\"", "From 2", "=3D", "."])).utf8)
        // A file's bytes need not be UTF-8.
        if chance(6), let place = lines.firstRange(of: Array("/* end */".utf8)) {
            lines.replaceSubrange(place, with: [0x2f, 0x2a, 0xe4, 0xf6, 0xfc, 0x2a, 0x2f])
        }
        return lines
    }

    private mutating func post(
        _ id: String, _ subject: String, _ body: [UInt8], below: String?, matters: Bool
    ) {
        var written = WrittenMail(id: id, subject: subject, body: body, below: below)
        let bytes = written.bytes(&self)
        mails.append(
            FuzzedMail(id: id, subject: subject, content: written.content, matters: matters, bytes: bytes))
    }
}
