/// A mail on its way into a series: what it is, when it was sent, and by whom.
struct Posting {
    /// What a mail is.
    enum Kind {
        /// A cover letter.
        case cover
        /// A patch.
        case patch(Patch)
        /// Neither: an answer, or a mail that has nothing to do with patches.
        case reply
        /// An answer with a diff in it that is part of what is said.
        case replyWithDiff
        /// An answer that has all that makes a patch: message, `---`, diffstat, diff.
        case replyWithPatch(Patch)
    }

    var message: MailMessage
    var tag: SubjectTag
    var kind: Kind
    /// Where it stands in the input.
    var index: Int
    /// When it was sent, in seconds since 1970, and never before what it answers; nil where that is not known.
    var date: Int?
    /// The sender's address in lower case.
    var sender: String

    /// The patch that it is.
    var patch: Patch? {
        if case .patch(let patch) = kind { return patch }
        return nil
    }

    /// Whether it is one of `git format-patch`'s files that know nothing of each other.
    var isLoose: Bool { message.messageID.isEmpty && message.ancestors.isEmpty }
}

/// Tells what each mail of an input is.
struct PostingReader {
    /// Whether answers with a whole patch in them are patches.
    let repliesToo: Bool
    private let versions: Set<Int>
    /// Who sent the mails that are patches by their subjects, by the Message-Id that they answer.
    private var patchesBelow: [String: Set<String>] = [:]
    /// The same of patches without a number.
    private var lonePatchesBelow: [String: Set<String>] = [:]

    /// - Parameter repliesToo: whether answers with a whole patch in them are patches.
    init(_ messages: [MailMessage], repliesToo: Bool) {
        self.repliesToo = repliesToo
        let tags = messages.map { SubjectTag($0.subject) }
        versions = Set(tags.filter { $0.hasVersion && $0.point == 0 }.map(\.version))
        for (message, tag) in zip(messages, tags) where !tag.isReply {
            guard let parent = message.inReplyTo else { continue }
            if let number = tag.number {
                if number > 0 { patchesBelow[parent, default: []].insert(Self.sender(of: message)) }
            } else if tag.isPatch {
                lonePatchesBelow[parent, default: []].insert(Self.sender(of: message))
            }
        }
    }

    /// What a mail is; its date is left open.
    func posting(_ message: MailMessage, index: Int) -> Posting {
        let tag = self.tag(of: message)
        var posting = Posting(
            message: message, tag: tag, kind: .reply, index: index, sender: Self.sender(of: message))
        posting.kind = kind(of: message, &posting.tag)
        return posting
    }

    private static func sender(of message: MailMessage) -> String {
        (message.authorAddress.isEmpty ? message.authorName : message.authorAddress).lowercased()
    }

    /// The subject's tags; an attached patch has those of the mail it came with, where it has none.
    private func tag(of message: MailMessage) -> SubjectTag {
        var tag = SubjectTag(message.subject, versions: versions)
        guard let carrier = message.carrier else { return tag }
        let outer = SubjectTag(carrier.subject, versions: versions)
        if !tag.hasVersion, outer.hasVersion {
            (tag.version, tag.hasVersion, tag.point) = (outer.version, true, outer.point)
        }
        tag.branch = tag.branch ?? outer.branch
        tag.isRFC = tag.isRFC || outer.isRFC
        tag.isResend = tag.isResend || outer.isResend
        if tag.number == nil, (outer.number ?? 0) > 0, carrier.isOnly {
            (tag.number, tag.place, tag.total) = (outer.number, outer.place, outer.total)
        }
        tag.isPatch = tag.isPatch || outer.isPatch
        return tag
    }

    private func kind(of message: MailMessage, _ tag: inout SubjectTag) -> Posting.Kind {
        if tag.isCover, !tag.isReply { return .cover }
        let isAnswer = !message.ancestors.isEmpty && message.carrier == nil
        guard tag.isReply || !tag.isPatch && isAnswer else {
            if let patch = Patch(message, tag: tag) { return .patch(patch) }
            return isCoverWithoutNumber(message, tag) ? .cover : .reply
        }
        let lines = Array(ByteLines(bytes: message.content[...], cutsCarriageReturn: false))
        guard let start = DiffParser.start(in: lines) else {
            return isCoverWithoutNumber(message, tag) ? .cover : .reply
        }
        // A patch in an answer, cut off from what is said by scissors.
        if let cut = Scissors(lines[..<start]) {
            var own = SubjectTag(HeaderDecoding.unstructured(cut.subject), versions: versions)
            if own.title != tag.title {
                own.isPatch = true
                own.isReply = false
                if let patch = Patch(message, tag: own, from: cut.end) {
                    tag = own
                    return .patch(patch)
                }
            }
        }
        var own = tag
        own.isReply = false
        guard Self.isWhole(lines, diffAt: start), let patch = Patch(message, tag: own) else {
            return .replyWithDiff
        }
        if repliesToo {
            tag = own
            return .patch(patch)
        }
        return .replyWithPatch(patch)
    }

    /// A mail without a diff that the sender's own numbered patches answer; one that begins a thread may have a single
    /// patch below it.
    private func isCoverWithoutNumber(_ message: MailMessage, _ tag: SubjectTag) -> Bool {
        guard !tag.isReply, !message.messageID.isEmpty, message.carrier == nil else { return false }
        let sender = Self.sender(of: message)
        return patchesBelow[message.messageID]?.contains(sender) == true
            || message.ancestors.isEmpty && lonePatchesBelow[message.messageID]?.contains(sender) == true
    }

    /// Whether there is all that `git format-patch` writes above a diff: a message, `---`, a diffstat.
    private static func isWhole(_ lines: [Bytes], diffAt start: Int) -> Bool {
        guard let separator = lines[..<start].firstIndex(where: { $0.equals("---") }) else { return false }
        let isQuoting = lines[..<start].contains { $0.first == UInt8(ascii: ">") }
        return !isQuoting
            && lines[separator..<start].contains { line in
                let text = line.lossyText
                return text.contains(" changed, ") || text.contains(" | ")
            }
    }
}

/// `-- >8 --`, where an answer ends and a patch begins (git-mailinfo(1), `--scissors`).
struct Scissors {
    /// The subject that stands below it, with its tags.
    let subject: String
    /// The line where the patch's own header begins.
    let end: Int

    /// Looks through the lines above a diff; nil where there are no scissors, or no subject below them.
    init?(_ lines: ArraySlice<Bytes>) {
        guard let cut = lines.lastIndex(where: Self.isCut) else { return nil }
        let header = lines[(cut + 1)...].drop { $0.isAllBlank }.prefix { !$0.isAllBlank }
        guard let line = header.first(where: { $0.lossyText.lowercased().hasPrefix("subject:") }) else {
            return nil
        }
        subject = Substring(line.lossyText.dropFirst("subject:".count)).trimmed
        end = cut + 1
    }

    /// A line of dashes and at least one pair of scissors, with little else.
    private static func isCut(_ line: Bytes) -> Bool {
        let text = line.lossyText
        guard ["8<", ">8", "%<", ">%"].contains(where: text.contains), text.first != ">" else { return false }
        let marks = text.filter { "->8<% ".contains($0) }.count
        return text.contains("--") && marks * 3 >= text.count * 2
            || text.contains("--") && text.lowercased().contains("cut here")
    }
}
