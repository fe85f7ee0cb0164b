import Parallel

/// Ties replies to the patches they are about, through any number of replies between.
struct CommentAssembly {
    /// What a mail is about.
    private struct Target: Hashable {
        var series: Int
        var revision: Int
        /// The index of the patch in its revision; nil for the cover letter.
        var patch: Int?
    }

    private let series: [Series]
    private var targets: [String: Target] = [:]
    private var bySubject: [String: Target] = [:]
    private var places: [Target: PatchPlaces] = [:]

    init(_ series: [Series]) {
        self.series = series
        for (number, one) in series.enumerated() {
            for (index, revision) in one.revisions.enumerated() {
                let whole = Target(series: number, revision: index, patch: nil)
                if let cover = revision.cover {
                    targets[cover.messageID] = targets[cover.messageID] ?? whole
                    note(cover.subject, whole)
                }
                for (patch, message) in (revision.patches + revision.duplicates).enumerated() {
                    let known =
                        patch < revision.patches.count
                        ? patch : revision.patches.firstIndex { $0.number == message.number }
                    let target = Target(series: number, revision: index, patch: known)
                    // A revision may hold patches of the one before; answers to them are about that one.
                    targets[message.messageID] = targets[message.messageID] ?? target
                    bySubject[Self.key(revision, message), default: target] = target
                }
            }
        }
        targets[""] = nil
    }

    private mutating func note(_ subject: String, _ target: Target) {
        let tag = SubjectTag(subject)
        bySubject[Self.key(tag), default: target] = target
    }

    private static func key(_ tag: SubjectTag) -> String {
        "\(tag.version) \(tag.number ?? 1) \(tag.total ?? 1) \(tag.title.lowercased())"
    }

    private static func key(_ revision: Revision, _ patch: Patch) -> String {
        "\(revision.version) \(patch.number) \(patch.total ?? 1) \(patch.title.lowercased())"
    }

    /// The comments in the replies, by series, in the order of the replies.
    mutating func comments(in replies: [MailMessage]) -> [[ReviewComment]] {
        let found = resolve(replies)
        let thread = self.thread(with: replies)
        var result = Array(repeating: [ReviewComment](), count: series.count)
        let comments = zip(replies, found).map { $1 == nil ? nil : $0 }.concurrentMap {
            reply -> [ReviewComment] in
            guard let reply else { return [] }
            let known = Set(reply.ancestors.compactMap { thread[$0]?.author })
            let above = Self.chain(above: reply, in: thread)
            return ReplyText(reply, ancestors: above).comments { !known.contains($0) }
        }
        for (target, comments) in zip(found, comments) {
            guard let target else { continue }
            for comment in comments { result[target.series].append(placed(comment, on: target)) }
        }
        return result
    }

    /// A mail as its replies see it.
    private struct Parent {
        var author: String
        var inReplyTo: String?
    }

    /// All mails at hand by Message-Id.
    private func thread(with replies: [MailMessage]) -> [String: Parent] {
        var result: [String: Parent] = [:]
        for revision in series.flatMap(\.revisions) {
            for patch in revision.patches + revision.duplicates {
                result[patch.messageID] = Parent(author: Correspondent(patch.author).displayName)
            }
            if let cover = revision.cover { result[cover.messageID] = Parent(author: cover.authorName) }
        }
        for reply in replies {
            result[reply.messageID] = Parent(author: reply.authorName, inReplyTo: reply.inReplyTo)
        }
        result[""] = nil
        return result
    }

    /// The authors of the mails above a reply, its parent's first.
    private static func chain(above reply: MailMessage, in thread: [String: Parent]) -> [String] {
        var result: [String] = []
        var next = reply.inReplyTo
        // A loop of mails that answer each other must not keep us.
        while let id = next, let parent = thread[id], result.count < 64 {
            result.append(parent.author)
            next = parent.inReplyTo
        }
        return result
    }

    /// What each reply is about. A reply may come before what it answers, so links are followed until
    /// nothing is added; a reply without any link is known by its subject.
    private mutating func resolve(_ replies: [MailMessage]) -> [Target?] {
        var result = [Target?](repeating: nil, count: replies.count)
        var open = Array(replies.indices)
        while true {
            var rest: [Int] = []
            for index in open {
                if let target = nearestTarget(of: replies[index]) {
                    result[index] = target
                    let id = replies[index].messageID
                    if !id.isEmpty { targets[id] = target }
                } else {
                    rest.append(index)
                }
            }
            if rest.count < open.count {
                open = rest
                continue
            }
            open = rest.filter { index in
                guard let target = bySubject[Self.key(SubjectTag(replies[index].subject))] else {
                    return true
                }
                result[index] = target
                let id = replies[index].messageID
                if !id.isEmpty { targets[id] = target }
                return false
            }
            if open.count == rest.count { return result }
        }
    }

    private func nearestTarget(of reply: MailMessage) -> Target? {
        for id in reply.ancestors { if let target = targets[id] { return target } }
        return nil
    }

    private mutating func placed(_ comment: ReviewComment, on target: Target) -> ReviewComment {
        var comment = comment
        let revision = series[target.series].revisions[target.revision]
        comment.revision = revision.label
        guard let index = target.patch else {
            comment.patch = 0
            return comment
        }
        comment.patch = revision.patches[index].number
        let lines = places[target] ?? PatchPlaces(revision.patches[index])
        places[target] = lines
        if let place = lines.place(of: comment.quote) { (comment.file, comment.fileLine) = place }
        return comment
    }
}

extension [Series] {
    /// The series with what was answered to them.
    func withComments(from replies: [MailMessage]) -> [Series] {
        var assembly = CommentAssembly(self)
        return zip(self, assembly.comments(in: replies)).map { series, comments in
            var series = series
            series.comments = comments
            return series
        }
    }
}
