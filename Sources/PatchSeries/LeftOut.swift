/// A mail of the input that is part of no revision, and why.
public struct LeftOut: Hashable, Sendable {
    /// Why it is left out.
    public enum Reason: Hashable, Sendable {
        /// It is the same patch as one that is there, or one of its number is.
        case duplicate
        /// Another one was sent in its place; the label of that one's revision.
        case replaced(by: String)
        /// It is an answer with a diff in it: a remark.
        case replyWithDiff
        /// It is an answer that holds a whole patch.
        case replyWithPatch
        /// It is a cover letter whose patches are not in the input.
        case coverWithoutPatches
        /// It begins another series than the one that is looked at.
        case otherSeries
    }

    /// Its subject, with tags.
    public var subject: String
    /// Who sent it.
    public var author: String
    /// Its Message-Id without angle brackets; "" where it has none.
    public var messageID: String
    /// Why it is left out.
    public var reason: Reason
}

extension LeftOut {
    init(_ message: MailMessage, _ reason: Reason) {
        self.init(
            subject: message.subject, author: message.authorName, messageID: message.messageID, reason: reason
        )
    }

    /// Another series than the one that is looked at.
    public init(_ series: Series) {
        let first = series.revisions.first
        self.init(
            subject: series.title,
            author: first?.cover?.authorName ?? first?.patches.first.map {
                Correspondent($0.author).displayName
            } ?? "",
            messageID: first?.cover?.messageID ?? first?.patches.first?.messageID ?? "", reason: .otherSeries)
    }

    init(_ patch: Patch, _ reason: Reason) {
        self.init(
            subject: patch.subject, author: Correspondent(patch.author).displayName,
            messageID: patch.messageID,
            reason: reason)
    }
}
