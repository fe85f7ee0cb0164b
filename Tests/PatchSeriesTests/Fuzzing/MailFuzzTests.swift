import Foundation
import Testing

@testable import PatchSeries

/// Mailboxes of our own text, written and damaged in all ways that a seed finds: nothing crashes, no mail gets lost.
///
/// `make fuzz-mail RUNS=100000` runs as many seeds as are wanted, and has Python's `email` read the same mailboxes;
/// here a few hundred are run.
@Suite struct MailFuzzTests {
    private static let run = FuzzRun()

    @Test(arguments: run.chunks) func whateverWritesThem(_ chunk: Int) throws {
        for seed in Self.run.seeds(of: chunk) {
            var fuzzer = MailFuzzer(seed: seed)
            let box = FuzzedMailbox(fuzzer.thread(), &fuzzer)
            let messages = try Mailbox(bytes: box.bytes, name: "fuzz").messages
            try Self.run.keep(box, messages, seed)
            let found = Dictionary(grouping: messages, by: \.messageID)
            #expect(messages.count == box.mails.count, "seed \(seed)")
            for mail in box.mails {
                let message = try #require(found[mail.id]?.first, "seed \(seed): \(mail.id)")
                #expect(message.subject == mail.subject, "seed \(seed)")
                let isSame = Self.isSame(message.content, mail.content)
                #expect(isSame, "seed \(seed): \(mail.id)")
            }
            try expectNothingLost(messages, box.mails, seed)
        }
    }

    @Test(arguments: run.chunks) func oneMailIsDamaged(_ chunk: Int) throws {
        for seed in Self.run.seeds(of: chunk) {
            var fuzzer = MailFuzzer(seed: seed &+ 1_000_003)
            let box = FuzzedMailbox(damaging: fuzzer.thread(), &fuzzer)
            let messages = try Mailbox(bytes: box.bytes, name: "fuzz").messages
            var whole = box.mails
            if let damaged = box.damaged { whole.remove(at: damaged) }
            try Self.run.keep(box, messages, seed, "damaged-")
            for mail in whole {
                let isThere = messages.contains {
                    $0.messageID == mail.id && $0.subject == mail.subject
                        && Self.isSame($0.content, mail.content)
                }
                #expect(isThere, "seed \(seed): \(mail.id)")
            }
            try expectNothingLost(messages, whole, seed)
        }
    }

    /// Nothing but no crash, and no number twice, can be asked of these.
    @Test(arguments: run.chunks) func allOfItIsDamaged(_ chunk: Int) throws {
        for seed in Self.run.seeds(of: chunk) {
            var fuzzer = MailFuzzer(seed: seed &+ 2_000_003)
            let box = FuzzedMailbox(fuzzer.thread(), &fuzzer)
            let bytes = MailDamage.applied(to: box.bytes, &fuzzer)
            guard let messages = try? Mailbox(bytes: bytes, name: "fuzz").messages else { continue }
            try expectNothingLost(messages, [], seed)
        }
    }

    // MARK: What must hold

    private static func isSame(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        func trimmed(_ bytes: [UInt8]) -> [UInt8] {
            Array(bytes[..<((bytes.lastIndex { $0 != 10 } ?? -1) + 1)])
        }
        return trimmed(left) == trimmed(right)
    }

    /// Every mail that matters is in a revision, or listed with the reason why it is not.
    private func expectNothingLost(_ messages: [MailMessage], _ mails: [FuzzedMail], _ seed: UInt64) throws {
        let wanted = Set(mails.filter(\.matters).map(\.subject))
        let all: [Series]
        do {
            all = try Series.assemble(messages)
        } catch let error as PatchSeriesError {
            #expect(wanted.isEmpty || !mails.contains { Self.isPatch($0) }, "seed \(seed): \(error)")
            return
        }
        var found: Set<String> = []
        for series in all {
            for revision in series.revisions {
                found.formUnion((revision.patches + revision.duplicates).map(\.subject))
                found.insert(revision.cover?.subject ?? "")
                let numbers = revision.patches.map(\.number)
                #expect(Set(numbers).count == numbers.count, "seed \(seed)")
                #expect(Set(revision.missing).isDisjoint(with: numbers), "seed \(seed)")
                for path in revision.touchedPaths {
                    #expect(
                        !path.hasPrefix("/") && !path.split(separator: "/").contains(".."), "seed \(seed)")
                }
            }
            #expect(Set(series.revisions.map(\.label)).count == series.revisions.count, "seed \(seed)")
            found.formUnion(series.leftOut.map(\.subject))
        }
        let lost = wanted.subtracting(found)
        #expect(lost.isEmpty, "seed \(seed): \(lost.sorted())")
    }

    private static func isPatch(_ mail: FuzzedMail) -> Bool {
        let tag = SubjectTag(mail.subject)
        return !tag.isReply && !tag.isCover
    }
}

private struct Kept: Encodable {
    /// The Message-Id that the damaged mail had.
    var damaged: String?
    var mails: [[String: String]]
}

/// How many seeds are run, and what is kept of them for readers that are not ours.
private struct FuzzRun: Sendable {
    private let runs: Int
    private let first: UInt64
    private let directory: URL?

    init(_ environment: [String: String] = ProcessInfo.processInfo.environment) {
        runs = environment["KDRIFT_FUZZ_RUNS"].flatMap(Int.init) ?? 240
        first = environment["KDRIFT_FUZZ_SEED"].flatMap(UInt64.init) ?? 0
        directory = environment["KDRIFT_FUZZ_KEEP"].map { URL(fileURLWithPath: $0) }
    }

    /// A chunk is run on one core.
    var chunks: Range<Int> { 0..<max(1, min(runs, max(8, runs / 500))) }

    func seeds(of chunk: Int) -> Range<UInt64> {
        func bound(_ chunk: Int) -> UInt64 { first + UInt64(runs * chunk / chunks.count) }
        return bound(chunk)..<bound(chunk + 1)
    }

    /// Writes an mbox, and beside it what was read of it, for `scripts/mail-fuzz/readers.py`.
    func keep(_ box: FuzzedMailbox, _ messages: [MailMessage], _ seed: UInt64, _ kind: String = "") throws {
        guard let directory, seed % 10 == 0 || seed == first else { return }
        let read = messages.map { message in
            ["id": message.messageID, "subject": message.subject, "from": message.from]
                .merging(["body": Data(message.content).base64EncodedString()]) { first, _ in first }
        }
        try Data(box.bytes).write(to: directory.appendingPathComponent("\(kind)\(seed).mbox"))
        let kept = Kept(damaged: box.damaged.map { box.mails[$0].id }, mails: read)
        try JSONEncoder().encode(kept).write(to: directory.appendingPathComponent("\(kind)\(seed).json"))
    }
}
