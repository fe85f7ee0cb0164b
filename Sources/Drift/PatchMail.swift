/// The mail of a patch or cover letter, as far as an answer to it needs it.
public struct PatchMail: Codable, Hashable, Sendable {
    /// A run of changed lines.
    public struct Hunk: Codable, Hashable, Sendable {
        /// The line that heads it: `@@ -1,2 +3,4 @@ section`.
        public var header: String
        /// The first line in the new file, from 1.
        public var newStart: Int
        /// The lines with their marks (` `, `+`, `-`).
        public var lines: [String]

        /// Makes a hunk.
        public init(header: String, newStart: Int, lines: [String]) {
            self.header = header
            self.newStart = newStart
            self.lines = lines
        }
    }

    /// The change of one file.
    public struct FileChange: Codable, Hashable, Sendable {
        /// The path before, without `a/`; nil for a new file.
        public var oldPath: String?
        /// The path after, without `b/`; nil for a deleted file.
        public var newPath: String?
        /// The hunks in order.
        public var hunks: [Hunk]

        /// Makes a change.
        public init(oldPath: String?, newPath: String?, hunks: [Hunk]) {
            self.oldPath = oldPath
            self.newPath = newPath
            self.hunks = hunks
        }
    }

    /// The revision's label.
    public var revision: String
    /// The patch's number; 0 for the cover letter.
    public var number: Int
    /// The subject on one line, with its tags.
    public var subject: String
    /// The author as `From:` has it.
    public var author: String
    /// The date as written.
    public var date: String
    /// The Message-Id without angle brackets; "" where there is none.
    public var messageID: String
    /// The Message-Ids of the thread above it, oldest first.
    public var references: [String]
    /// Who it was sent to, as `To:` has it.
    public var recipients: String
    /// Who else it was sent to, as `Cc:` has it.
    public var copies: String
    /// The files it changes, in order; empty for a cover letter.
    public var changes: [FileChange]

    /// Makes a mail; see the properties.
    public init(
        revision: String, number: Int, subject: String, author: String, date: String, messageID: String,
        references: [String] = [], recipients: String = "", copies: String = "", changes: [FileChange] = []
    ) {
        self.revision = revision
        self.number = number
        self.subject = subject
        self.author = author
        self.date = date
        self.messageID = messageID
        self.references = references
        self.recipients = recipients
        self.copies = copies
        self.changes = changes
    }
}
