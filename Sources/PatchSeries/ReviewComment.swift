/// A line that a reviewer quoted.
public struct QuotedLine: Hashable, Sendable {
    /// How many quote marks stand before it.
    public var depth: Int
    /// Who wrote it, as the attribution above the quote names them; nil where no attribution does.
    public var author: String?
    /// The line without its quote marks.
    public var text: String

    /// Makes a line.
    public init(depth: Int, author: String?, text: String) {
        self.depth = depth
        self.author = author
        self.text = text
    }
}

/// What a reviewer wrote under a piece of quoted text.
public struct ReviewComment: Hashable, Sendable {
    /// The reviewer's name.
    public var author: String
    /// The reviewer's address; "" where only the name is known.
    public var address: String
    /// The mail it stands in, without angle brackets.
    public var messageID: String
    /// How deep it is quoted in that mail: 0 for the mail's own text. A comment from a mail that is
    /// itself not in the input is known only from where it was quoted.
    public var depth: Int
    /// The label of the revision the thread is about; nil where it is not known.
    public var revision: String?
    /// The number of the patch the thread is about; 0 for the cover letter, nil where not known.
    public var patch: Int?
    /// The quoted lines that it answers.
    public var quote: [QuotedLine]
    /// The file that the quoted diff lines belong to, where they can be found in the patch.
    public var file: String?
    /// The line in the new file of the last quoted diff line, from 1.
    public var fileLine: Int?
    /// The reviewer's own text.
    public var text: String

    /// The comments of a mail that stands alone, without the patches it is about.
    ///
    /// With the mail's own remarks come those that it quotes: their mails are not at hand.
    public static func comments(in mail: MailMessage) -> [ReviewComment] {
        ReplyText(mail).comments { _ in true }
    }
}
