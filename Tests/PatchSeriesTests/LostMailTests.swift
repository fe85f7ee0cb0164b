import Testing

@testable import PatchSeries

/// Whatever people do to subjects, links, dates and the order of mails: no patch gets lost without a word.
@Suite struct LostMailTests {
    @Test(arguments: 0..<300) func everyPatchIsSomewhere(_ seed: UInt64) throws {
        var random = SplitMix(state: seed)
        var mails: [(id: String, text: String)] = []
        for series in 0..<Int.random(in: 1...4, using: &random) {
            let total = Int.random(in: 1...4, using: &random)
            for number in 0...total {
                let id = "\(series)-\(number)"
                mails.append((id, mail(id, number, total, known: mails.map(\.id), &random)))
            }
        }
        mails.shuffle(using: &random)
        let messages = try MailText.read(MailText.mbox(mails.map(\.text)))
        guard let all = try? Series.assemble(messages) else {
            // Only where nothing is a patch.
            #expect(messages.allSatisfy { SubjectTag($0.subject).isCover || SubjectTag($0.subject).isReply })
            return
        }
        var found: Set<String> = []
        for series in all {
            for revision in series.revisions {
                found.formUnion(revision.patches.map(\.messageID) + revision.duplicates.map(\.messageID))
                found.insert(revision.cover?.messageID ?? "")
                #expect(Set(revision.patches.map(\.number)).count == revision.patches.count)
                #expect(Set(revision.missing).isDisjoint(with: revision.patches.map(\.number)))
            }
            #expect(Set(series.revisions.map(\.label)).count == series.revisions.count)
            found.formUnion(series.leftOut.map(\.messageID))
        }
        let lost = Set(mails.map(\.id)).subtracting(found)
        #expect(lost.isEmpty, "\(lost.sorted())")
    }

    /// A mail with a diff, or a cover letter, with a tag and links as they come.
    private func mail(
        _ id: String, _ number: Int, _ total: Int, known: [String], _ random: inout SplitMix
    ) -> String {
        let tags = [
            "PATCH", "PATCH v2", "PATCH v3", "RFC", "RESEND PATCH", "PATCH 6.1", "PATCH v2.1", "PATCH v6.1",
        ]
        let tag = tags.randomElement(using: &random) ?? ""
        let counters = [
            " \(number)/\(total)", " \(number).5/\(total)", " \(number) of \(total)", "\(number)/\(total)",
        ]
        // Without a count nothing is a cover letter.
        let counter =
            number > 0 && Bool.random(using: &random) ? "" : counters.randomElement(using: &random) ?? ""
        let prefix = ["", "", "", "", "Re: ", "Odp: "].randomElement(using: &random) ?? ""
        let subject = "\(prefix)[\(tag)\(counter)] lamp: step \(Int.random(in: 0...3, using: &random))"
        let file = "f\(Int.random(in: 0...2, using: &random)).h"
        return MailText.mail(
            subject, id: id,
            from: ["Ada <ada@example.org>", "Ben <ben@example.org>"].randomElement(using: &random) ?? "",
            replyTo: Bool.random(using: &random) ? known.randomElement(using: &random) : nil,
            day: Int.random(in: 1...28, using: &random),
            body: SubjectTag(subject).isCover && prefix.isEmpty
                ? "All of it.\n" : MailText.patch(diff: MailText.diff(file)))
    }
}
