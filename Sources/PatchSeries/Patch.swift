/// One patch of a revision.
public struct Patch: Hashable, Sendable {
    /// Its number in the series, from 1.
    public var number: Int
    /// How many patches its subject counts; nil where it counts none.
    public var total: Int?
    /// The subject without tags.
    public var title: String
    /// The Message-Id without angle brackets; "" where the mail has none.
    public var messageID: String
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
    /// The files it changes, in order.
    public var fileDiffs: [FileDiff]
    /// The diff as bytes for `git apply`, from the first `diff` line to the signature.
    public var diff: [UInt8]
    /// The input it came from.
    public var source: String
    /// The line in the input where its mail begins.
    public var line: Int

    /// The paths it touches, sorted, each once.
    public var touchedPaths: [String] {
        Array(Set(fileDiffs.flatMap { [$0.oldPath, $0.newPath].compactMap { $0 } })).sorted()
    }

    /// Reads a patch out of a mail; nil for a mail without a diff.
    ///
    /// - Throws: ``PatchSeriesError`` for a diff that is damaged or leads out of the tree.
    public init?(_ mail: MailMessage, tag: SubjectTag) throws {
        let lines = mail.body.split(separator: "\n", omittingEmptySubsequences: false)
        guard let start = DiffParser.start(in: lines) else { return nil }
        var parser = DiffParser(lines: lines, source: mail.source, firstLine: mail.bodyLine)
        fileDiffs = try parser.parse(from: start)
        diff = Array((lines[start..<max(start, parser.end)].joined(separator: "\n") + "\n").utf8)
        let separator = lines[..<start].firstIndex { $0 == "---" } ?? start
        var head = lines[..<separator]
        var author = mail.from
        if let first = head.first(where: { !$0.isEmpty }), first.hasPrefix("From: ") {
            author = HeaderDecoding.unstructured(String(first.dropFirst("From: ".count)))
            head = head.drop { $0.isEmpty }.dropFirst()
        }
        self.author = author
        message = Substring(head.joined(separator: "\n")).trimmed
        notes = Substring(lines[min(separator + 1, start)..<start].joined(separator: "\n")).trimmed
        number = tag.number ?? 1
        total = tag.total
        title = tag.title
        messageID = mail.messageID
        date = mail.date
        source = mail.source
        line = mail.line
        baseCommit = Self.baseCommit(lines)
    }

    static func baseCommit(_ lines: [Substring]) -> String? {
        for line in lines.reversed() where line.hasPrefix("base-commit:") {
            let id = line.dropFirst("base-commit:".count).trimmed
            if id.count >= 7, id.allSatisfy({ $0.isHexDigit }) { return id }
        }
        return nil
    }
}
