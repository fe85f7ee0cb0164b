/// Sorts the mails of an input into series and revisions.
struct SeriesAssembly {
    /// The series, in the order of their first mails.
    private(set) var series: [Series] = []

    /// Reads mails.
    ///
    /// - Parameter repliesToo: whether answers with a whole patch in them count as patches.
    init(_ messages: [MailMessage], repliesToo: Bool) {
        let messages = Self.withoutCopies(messages)
        let times = MailTimes(messages)
        let reader = PostingReader(messages, repliesToo: repliesToo)
        var postings = messages.enumerated().map { reader.posting($1, index: $0) }
        for index in postings.indices { postings[index].date = times.date(of: index) }
        Self.dropAttachedTwins(&postings)

        var assembly = SendingAssembly(times: times)
        for posting in Self.ordered(postings, times) { assembly.add(posting) }
        let partial = PartialSending(assembly.sendings)
        let members = Self.bySending(partial.sendings).compactMap { index -> SeriesGrouping.Member? in
            let sending = partial.sendings[index]
            guard !sending.postings.isEmpty else { return nil }
            return SeriesGrouping.Member(sending, index: index, revision: RevisionBuilder.revision(sending))
        }
        let groups = SeriesGrouping(members).groups
        series = groups.map { group in
            let revisions = RevisionOrder.labelled(group)
            var series = Series(title: revisions.last?.title ?? "", revisions: revisions, comments: [])
            series.branch = group.last?.sending.branch
            return series
        }.withComments(from: postings.filter { !Self.isPart($0) }.map(\.message))
        noteLeftOut(postings, partial, groups)
    }

    /// Each mail once: a thread may have been fetched from two lists. Two mails that share a Message-Id by somebody's
    /// mistake both stay.
    private static func withoutCopies(_ messages: [MailMessage]) -> [MailMessage] {
        var known: [String: [MailMessage]] = [:]
        return messages.filter { message in
            let id = message.messageID
            if id.isEmpty { return true }
            if known[id, default: []].contains(where: { isCopy(message, of: $0) }) { return false }
            known[id, default: []].append(message)
            return true
        }
    }

    /// Whether two mails of one Message-Id are the same one: lists change subjects and add footers, but no titles and
    /// no diffs.
    private static func isCopy(_ message: MailMessage, of other: MailMessage) -> Bool {
        let (tag, otherTag) = (SubjectTag(message.subject), SubjectTag(other.subject))
        guard tag.title == otherTag.title, tag.number == otherTag.number else { return false }
        guard let patch = Patch(message, tag: tag), let otherPatch = Patch(other, tag: otherTag) else {
            return true
        }
        let isDamaged = !patch.damages.isEmpty || !otherPatch.damages.isEmpty
        return isDamaged || patch.hasSameChange(as: otherPatch)
    }

    private static func isPart(_ posting: Posting) -> Bool {
        switch posting.kind {
        case .cover, .patch: true
        case .reply, .replyWithDiff, .replyWithPatch: false
        }
    }

    /// Many send a patch in the text and attach it as a mail, too: that one says nothing new.
    private static func dropAttachedTwins(_ postings: inout [Posting]) {
        var carrier: Patch?
        postings.removeAll { posting in
            guard posting.message.carrier != nil else {
                carrier = posting.patch
                return false
            }
            guard let carrier, let patch = posting.patch else { return false }
            return carrier.hasSameChange(as: patch)
        }
    }

    /// Cover letters and patches as they were sent. Files that know nothing of each other stand first, as they are.
    private static func ordered(_ postings: [Posting], _ times: MailTimes) -> [Posting] {
        func rank(_ posting: Posting) -> [Int] {
            guard !posting.isLoose else { return [0, 0, 0, 0, 0, posting.index] }
            let tag = posting.tag
            return [
                1, posting.date ?? 0, times.ancestry(of: posting.message).count, tag.version,
                Int((tag.place ?? 0) * 100), posting.index,
            ]
        }
        return postings.filter(isPart).map { ($0, rank($0)) }
            .sorted { $0.1.lexicographicallyPrecedes($1.1) }.map(\.0)
    }

    /// The sendings by their dates, where all have one; else as they stand in the input.
    private static func bySending(_ sendings: [Sending]) -> [Int] {
        let isDated = sendings.allSatisfy { $0.date != nil }
        return sendings.indices.sorted { left, right in
            let (first, second) = (sendings[left], sendings[right])
            if isDated, let one = first.date, let other = second.date, one != other { return one < other }
            return first.position < second.position
        }
    }

    /// Lists with each series what is part of no revision of it; what answers none stands with the first series.
    private mutating func noteLeftOut(
        _ postings: [Posting], _ partial: PartialSending, _ groups: [[SeriesGrouping.Member]]
    ) {
        guard !series.isEmpty else { return }
        var seriesOf: [String: Int] = [:]
        for (index, group) in groups.enumerated() {
            for id in group.flatMap(\.ids) { seriesOf[id] = seriesOf[id] ?? index }
            series[index].leftOut = series[index].revisions.flatMap(\.duplicates).map {
                LeftOut($0, .duplicate)
            }
        }
        for (patch, label) in partial.replaced {
            let index = seriesOf[patch.messageID] ?? patch.references.compactMap { seriesOf[$0] }.last ?? 0
            series[index].leftOut.append(LeftOut(patch, .replaced(by: label)))
        }
        for posting in postings {
            let reason: LeftOut.Reason
            switch posting.kind {
            case .replyWithDiff: reason = .replyWithDiff
            case .replyWithPatch: reason = .replyWithPatch
            case .cover where seriesOf[posting.message.messageID] == nil: reason = .coverWithoutPatches
            default: continue
            }
            let index = posting.message.ancestors.compactMap { seriesOf[$0] }.first ?? 0
            if posting.message.messageID.isEmpty, reason == .coverWithoutPatches { continue }
            series[index].leftOut.append(LeftOut(posting.message, reason))
        }
    }
}
