/// Puts mails together into revisions and series.
struct SeriesAssembly {
    private struct Thread {
        var version: Int
        var isResend: Bool
        var isRFC: Bool
        var cover: MailMessage?
        var patches: [Patch] = []
        var root: String
        var position: Int
    }

    private var threads: [Thread] = []
    /// Message-Id → its thread.
    private var threadOf: [String: Int] = [:]
    private var replies: [(message: MailMessage, tag: SubjectTag)] = []
    private var seen: Set<String> = []
    private var count = 0

    /// Takes one mail: a cover letter, a patch or a reply.
    mutating func add(_ message: MailMessage) throws {
        count += 1
        // The same mail twice: a thread that was fetched from two lists.
        if !message.messageID.isEmpty, !seen.insert(message.messageID).inserted { return }
        let tag = SubjectTag(message.subject)
        if tag.isReply {
            replies.append((message, tag))
            return
        }
        if tag.isPatch, tag.number == 0 {
            var thread = newThread(tag, root: message.messageID)
            thread.cover = message
            append(thread, messageID: message.messageID)
            return
        }
        guard let patch = try Patch(message, tag: tag) else {
            replies.append((message, tag))
            return
        }
        place(patch, message: message, tag: tag)
    }

    private func newThread(_ tag: SubjectTag, root: String) -> Thread {
        Thread(version: tag.version, isResend: tag.isResend, isRFC: tag.isRFC, root: root, position: count)
    }

    private mutating func append(_ thread: Thread, messageID: String) {
        threads.append(thread)
        if !messageID.isEmpty { threadOf[messageID] = threads.count - 1 }
    }

    private mutating func place(_ patch: Patch, message: MailMessage, tag: SubjectTag) {
        let parents = ([message.inReplyTo].compactMap { $0 } + message.references.reversed())
        let linked = parents.compactMap { threadOf[$0] }.first { index in
            threads[index].version == tag.version || tag.number == nil
        }
        let target =
            linked
            ?? threads.indices.last { index in
                let thread = threads[index]
                return thread.version == tag.version && thread.isResend == tag.isResend
                    && (thread.root.isEmpty || parents.contains(thread.root) || parents.isEmpty)
                    && thread.patches.last.map { Self.continues($0, patch) } ?? (thread.cover != nil)
            }
        if let target {
            var patch = patch
            if tag.number == nil { patch.number = (threads[target].patches.map(\.number).max() ?? 0) + 1 }
            threads[target].patches.append(patch)
            if !message.messageID.isEmpty { threadOf[message.messageID] = target }
        } else {
            // The cover letter may still come, or never: the parent's id stands for the thread.
            let root = parents.last ?? message.messageID
            var thread = newThread(tag, root: root)
            thread.patches = [patch]
            append(thread, messageID: message.messageID)
            for parent in parents where threadOf[parent] == nil { threadOf[parent] = threads.count - 1 }
        }
    }

    /// Whether two patches without links count as neighbours: same total, and another number.
    private static func continues(_ last: Patch, _ next: Patch) -> Bool {
        last.total == next.total && last.source == next.source && next.total != nil
            && last.number != next.number
    }

    // MARK: Result

    /// The series in order of their first mail.
    func series() -> [Series] {
        var groups: [[Revision]] = []
        for thread in merged().sorted(by: { $0.position < $1.position }) where !thread.patches.isEmpty {
            let revision = revision(thread)
            if let index = groups.firstIndex(where: { $0.contains { Self.isSameSeries($0, revision) } }) {
                groups[index].append(revision)
            } else {
                groups.append([revision])
            }
        }
        return groups.map { group in
            let revisions = Self.labelled(group)
            return Series(
                title: revisions.last?.title ?? "", revisions: revisions, comments: comments(on: revisions))
        }
    }

    /// A cover letter that came after its patches joins their thread.
    private func merged() -> [Thread] {
        var result: [Thread] = []
        for thread in threads {
            let partner = result.firstIndex { other in
                other.version == thread.version && !thread.root.isEmpty && other.root == thread.root
            }
            guard let partner else {
                result.append(thread)
                continue
            }
            result[partner].cover = result[partner].cover ?? thread.cover
            result[partner].patches += thread.patches
        }
        return result
    }

    private func revision(_ thread: Thread) -> Revision {
        var patches: [Patch] = []
        var duplicates: [Patch] = []
        for patch in thread.patches.sorted(by: { ($0.number, $0.line) < ($1.number, $1.line) }) {
            if patches.last?.number == patch.number {
                duplicates.append(patch)
            } else {
                patches.append(patch)
            }
        }
        let coverTag = thread.cover.map { SubjectTag($0.subject) }
        let total = coverTag?.total ?? patches.compactMap(\.total).max() ?? patches.count
        let present = Set(patches.map(\.number))
        let missing = total > 0 && total < 10_000 ? (1...total).filter { !present.contains($0) } : []
        return Revision(
            label: "", version: thread.version, isResend: thread.isResend || coverTag?.isResend == true,
            isRFC: thread.isRFC, cover: thread.cover, title: coverTag?.title ?? patches.first?.title ?? "",
            patches: patches, missing: missing, duplicates: duplicates,
            baseCommit: (thread.cover.map(\.body).map { [$0] } ?? []).compactMap {
                Patch.baseCommit($0.split(separator: "\n", omittingEmptySubsequences: false))
            }.first ?? patches.compactMap(\.baseCommit).first)
    }

    private static func isSameSeries(_ left: Revision, _ right: Revision) -> Bool {
        if normalized(left.title) == normalized(right.title) { return true }
        let titles = Set(left.patches.map { normalized($0.title) })
        let common = right.patches.filter { titles.contains(normalized($0.title)) }.count
        let smaller = min(left.patches.count, right.patches.count)
        return common > 0 && common * 2 >= smaller
    }

    private static func normalized(_ title: String) -> String {
        title.lowercased().filter { $0.isLetter || $0.isNumber }
    }

    /// Orders by version, RESEND last, and names each; a second sending of one number is told apart.
    private static func labelled(_ revisions: [Revision]) -> [Revision] {
        var result = revisions.enumerated().sorted { left, right in
            (left.element.version, left.element.isResend ? 1 : 0, left.offset)
                < (right.element.version, right.element.isResend ? 1 : 0, right.offset)
        }.map(\.element)
        var used: [String: Int] = [:]
        for index in result.indices {
            let name = "v\(result[index].version)" + (result[index].isResend ? "-resend" : "")
            used[name, default: 0] += 1
            result[index].label = used[name] == 1 ? name : "\(name)-\(used[name] ?? 0)"
        }
        return result
    }

    private func comments(on revisions: [Revision]) -> [ReviewComment] {
        let ids = Set(
            revisions.flatMap { revision in
                revision.patches.map(\.messageID) + [revision.cover?.messageID ?? ""]
            }.filter { !$0.isEmpty })
        var known = ids
        // A reply may come before what it answers, so links are followed until nothing is added.
        var open = replies
        var matched: [(MailMessage, SubjectTag)] = []
        var grew = true
        while grew {
            grew = false
            var rest: [(message: MailMessage, tag: SubjectTag)] = []
            for reply in open {
                let parents = [reply.message.inReplyTo].compactMap { $0 } + reply.message.references
                if parents.contains(where: known.contains) {
                    matched.append(reply)
                    if !reply.message.messageID.isEmpty { known.insert(reply.message.messageID) }
                    grew = true
                } else {
                    rest.append(reply)
                }
            }
            open = rest
        }
        let order = Dictionary(
            replies.enumerated().map { ($0.element.message, $0.offset) },
            uniquingKeysWith: { first, _ in first })
        return matched.sorted { (order[$0.0] ?? 0) < (order[$1.0] ?? 0) }
            .flatMap { ReviewComment.comments(in: $0.0, on: revisions) }
    }
}
