/// A part of a patch that cannot be used, and why.
public struct PatchDamage: Hashable, Sendable {
    /// The file that the part is about; "" where the mail carries no diff at all.
    public var path: String
    /// What is wrong, with the place in the input.
    public var error: PatchSeriesError
}

/// One patch of a revision.
public struct Patch: Hashable, Sendable {
    /// Its number in the series, from 1; counted anew where one of the series was numbered `0.5/2` or one number
    /// was given twice.
    public var number: Int
    /// Where its subject puts it: its number, or a fraction between two.
    var place: Double
    /// How many patches its subject counts; nil where it counts none.
    public var total: Int?
    /// The subject without tags.
    public var title: String
    /// The Message-Id without angle brackets; "" where the mail has none.
    public var messageID: String
    /// The Message-Ids of the thread above it, oldest first.
    public var references: [String]
    /// Who it was sent to, as `To:` has it.
    public var recipients: String
    /// Who else it was sent to, as `Cc:` has it.
    public var copies: String
    /// The subject on one line, with its tags.
    public var subject: String
    /// The author as written in `From:` (the one in the body wins, as git has it).
    public var author: String
    /// The date as written.
    public var date: String
    /// The commit message, without the diffstat.
    public var message: String
    /// What stands between `---` and the diff.
    public var notes: String
    /// The commit that a `base-commit:` trailer names.
    public var baseCommit: String?
    /// The files it changes, in order; without those in ``damages``.
    public var fileDiffs: [FileDiff]
    /// What of it was damaged on its way or leads out of the tree.
    public var damages: [PatchDamage]
    /// The diff of ``fileDiffs`` as bytes for `git apply`.
    public var diff: [UInt8]
    /// The input it came from.
    public var source: String
    /// What its mail was kept with; see ``MailMessage/origin``.
    public var origin: String
    /// The line in the input where its mail begins.
    public var line: Int

    /// The paths it touches, sorted, each once.
    public var touchedPaths: [String] {
        Array(Set(fileDiffs.flatMap { [$0.oldPath, $0.newPath].compactMap { $0 } })).sorted()
    }

    /// Reads a patch out of a mail; nil for a mail without a diff, unless its subject numbers it as a
    /// patch: then the diff was lost on the way, which is a damage.
    public init?(_ mail: MailMessage, tag: SubjectTag) { self.init(mail, tag: tag, from: 0) }

    /// Reads the patch that begins at a line of a mail's body.
    init?(_ mail: MailMessage, tag: SubjectTag, from first: Int) {
        let lines = Array(ByteLines(bytes: mail.content[...], cutsCarriageReturn: false))
        let start = DiffParser.start(in: lines, from: first)
        guard start != nil || (tag.isPatch && !tag.isReply && (tag.number ?? 0) > 0) else { return nil }
        var parser = DiffParser(lines: lines, source: mail.source, linesBefore: mail.bodyLine)
        if let start { parser.parse(from: start) }
        fileDiffs = parser.diffs
        damages = parser.damages
        if start == nil {
            let error = PatchSeriesError(
                file: mail.source, line: mail.line, reason: "the mail carries no diff",
                hint: "fetch the mail again; `b4 mbox` gets it whole")
            damages.append(PatchDamage(path: "", error: error))
        }
        diff = parser.normalizedDiff
        let head = Self.head(of: mail, lines: lines[first..<(start ?? lines.count)])
        author = head.author ?? mail.from
        message = head.message
        notes = head.notes
        number = tag.number ?? 1
        place = tag.place ?? Double(number)
        total = tag.total
        title = tag.title.isEmpty ? mail.source : tag.title
        messageID = mail.messageID.isEmpty ? mail.carrier?.messageID ?? "" : mail.messageID
        references = mail.references.isEmpty ? [mail.inReplyTo].compactMap { $0 } : mail.references
        recipients = mail.header("To") ?? ""
        copies = mail.header("Cc") ?? ""
        subject = mail.subject
        date = mail.date
        source = mail.source
        origin = mail.origin
        line = mail.line
        baseCommit = Self.baseCommit(lines)
    }

    /// What stands before the diff: the author's line, the message, and the notes behind `---`.
    private static func head(
        of mail: MailMessage, lines: ArraySlice<Bytes>
    ) -> (author: String?, message: String, notes: String) {
        let separator = lines.firstIndex { $0.equals("---") } ?? lines.endIndex
        func text(_ range: Range<Int>) -> String {
            HeaderDecoding.text(Array(lines[range].joined(separator: [.newline])), charset: mail.charset)
        }
        var start = lines[..<separator].firstIndex { !$0.isEmpty } ?? separator
        var author: String?
        // What git takes for headers at the beginning of a body (git-mailinfo(1)).
        while start < separator,
            ["From: ", "Subject: ", "Date: "].contains(where: { lines[start].starts(with: $0.utf8) })
        {
            if lines[start].starts(with: "From: ") {
                let value = text(start..<(start + 1)).dropFirst("From: ".count)
                author = HeaderDecoding.unstructured(String(value))
            }
            start += 1
        }
        let notes = min(separator + 1, lines.endIndex)..<lines.endIndex
        return (author, Substring(text(start..<separator)).trimmed, Substring(text(notes)).trimmed)
    }

    /// Whether two patches change the same lines of the same files in the same way, wherever these stand.
    func hasSameChange(as other: Patch) -> Bool {
        if diff == other.diff, !diff.isEmpty { return true }
        guard fileDiffs.count == other.fileDiffs.count, damages.isEmpty, other.damages.isEmpty else {
            return false
        }
        return !fileDiffs.isEmpty
            && zip(fileDiffs, other.fileDiffs).allSatisfy { left, right in
                left.oldPath == right.oldPath && left.newPath == right.newPath && !left.isBinary
                    && left.hunks.map(\.lines) == right.hunks.map(\.lines)
            }
    }

    static func baseCommit(_ lines: [Bytes]) -> String? {
        for line in lines.reversed() where line.starts(with: "base-commit:") {
            let id = Substring(line.dropFirst("base-commit:".utf8.count).lossyText).trimmed
            if id.count >= 7, id.allSatisfy({ $0.isHexDigit }) { return id }
        }
        return nil
    }
}
