/// Puts mails together into revisions and series.
struct SeriesAssembly {
    /// One sending of one revision.
    struct Sending {
        var version: Int
        var isResend: Bool
        var isRFC: Bool
        var cover: MailMessage?
        var patches: [Patch] = []
        /// The Message-Id at the top of the thread; "" where it is not known.
        var root: String
        var position: Int
    }

    private var sendings: [Sending] = []
    /// Message-Id → the sendings it belongs to: revisions that answer one cover letter share it.
    private var sendingsOf: [String: [Int]] = [:]
    private var replies: [MailMessage] = []
    private var seen: Set<String> = []
    private var count = 0

    /// Takes one mail: a cover letter, a patch or a reply.
    mutating func add(_ message: MailMessage) {
        count += 1
        // The same mail twice: a thread that was fetched from two lists.
        if !message.messageID.isEmpty, !seen.insert(message.messageID).inserted { return }
        let tag = SubjectTag(message.subject)
        if tag.isReply {
            replies.append(message)
        } else if tag.isPatch, tag.number == 0 {
            var sending = newSending(tag, root: message.messageID)
            sending.cover = message
            append(sending, messageID: message.messageID)
        } else if let patch = Patch(message, tag: tag) {
            place(patch, message: message, tag: tag)
        } else {
            replies.append(message)
        }
    }

    private func newSending(_ tag: SubjectTag, root: String) -> Sending {
        Sending(
            version: tag.version, isResend: tag.isResend, isRFC: tag.isRFC, root: root, position: count)
    }

    private mutating func append(_ sending: Sending, messageID: String) {
        sendings.append(sending)
        if !messageID.isEmpty { sendingsOf[messageID, default: []].append(sendings.count - 1) }
    }

    private mutating func place(_ patch: Patch, message: MailMessage, tag: SubjectTag) {
        let parents = message.ancestors
        guard let target = linked(patch, tag, parents) ?? neighbour(patch, message, tag, parents) else {
            // The cover letter may still come, or never: the parent's id stands for the thread.
            var sending = newSending(tag, root: parents.last ?? message.messageID)
            sending.patches = [patch]
            append(sending, messageID: message.messageID)
            for parent in parents { sendingsOf[parent, default: []].append(sendings.count - 1) }
            return
        }
        var patch = patch
        if tag.number == nil { patch.number = (sendings[target].patches.map(\.number).max() ?? 0) + 1 }
        sendings[target].patches.append(patch)
        if !message.messageID.isEmpty { sendingsOf[message.messageID, default: []].append(target) }
    }

    /// The sending that the mail's links name: a RESEND goes with a RESEND, and a patch that its thread
    /// lacks belongs to the thread whatever it is marked.
    private func linked(_ patch: Patch, _ tag: SubjectTag, _ parents: [String]) -> Int? {
        let candidates = parents.flatMap { sendingsOf[$0] ?? [] }.filter { index in
            sendings[index].version == tag.version || tag.number == nil
        }
        return candidates.first { sendings[$0].isResend == tag.isResend }
            ?? candidates.first { index in
                !sendings[index].patches.contains { $0.number == patch.number }
                    && sendings[index].cover.map { SubjectTag($0.subject).total == patch.total } ?? true
            }
    }

    /// Without links, the sending that the patch goes on with: kept in one place, and the next number.
    private func neighbour(
        _ patch: Patch, _ message: MailMessage, _ tag: SubjectTag, _ parents: [String]
    ) -> Int? {
        // `git format-patch -N` writes neither numbers nor links.
        let isLoose = tag.number == nil && message.messageID.isEmpty
        guard parents.isEmpty, isLoose || patch.total != nil else { return nil }
        return sendings.indices.last { index in
            let sending = sendings[index]
            guard sending.version == tag.version, sending.isResend == tag.isResend else { return false }
            guard let last = sending.patches.last else {
                return sending.cover?.origin == patch.origin
                    && sending.cover.map { SubjectTag($0.subject).total == patch.total } ?? false
            }
            guard last.origin == patch.origin, last.total == patch.total else { return false }
            if isLoose { return last.messageID.isEmpty }
            // A number that is there already begins another sending, unless it is the same patch again.
            return sending.patches.allSatisfy { $0.number != patch.number || $0.title == patch.title }
        }
    }

    // MARK: Result

    /// The series in order of their first mail.
    func series() -> [Series] {
        let revisions = joined().filter { !$0.patches.isEmpty }.map(RevisionBuilder.revision)
        return SeriesGrouping.groups(of: revisions).map { group in
            let revisions = SeriesGrouping.labelled(group)
            return Series(title: revisions.last?.title ?? "", revisions: revisions, comments: [])
        }.withComments(from: replies)
    }

    /// Cover letters that came after their patches join them, and so do single patches that were sent
    /// again to a thread.
    private func joined() -> [Sending] {
        var result: [Sending] = []
        var indexOf: [String: Int] = [:]
        for sending in sendings.sorted(by: { $0.position < $1.position }) {
            let key = "\(sending.version) \(sending.isResend) \(sending.root)"
            if !sending.root.isEmpty, let index = indexOf[key] {
                result[index].cover = result[index].cover ?? sending.cover
                result[index].patches += sending.patches
            } else {
                indexOf[key] = result.count
                result.append(sending)
            }
        }
        // A RESEND of one patch, answering its thread: the patch is a duplicate there.
        for index in result.indices.reversed()
        where result[index].isResend && result[index].cover == nil
            && (result[index].patches.first?.total ?? 0) > result[index].patches.count
        {
            let key = "\(result[index].version) false \(result[index].root)"
            guard let whole = indexOf[key], whole != index else { continue }
            result[whole].patches += result[index].patches
            result[index].patches = []
        }
        return result
    }
}
