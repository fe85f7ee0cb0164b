/// What a reviewer wrote under a piece of quoted text.
public struct ReviewComment: Hashable, Sendable {
    /// The reviewer's name.
    public var author: String
    /// The reviewer's address.
    public var address: String
    /// The mail it stands in, without angle brackets.
    public var messageID: String
    /// The label of the revision the thread is about; nil where it is not known.
    public var revision: String?
    /// The number of the patch the thread is about; 0 for the cover letter, nil where not known.
    public var patch: Int?
    /// The quoted lines that it answers, outermost quote marks removed down to the text itself.
    public var quote: [String]
    /// How deep the last quoted line was quoted.
    public var quoteDepth: Int
    /// The file that the quoted diff lines belong to, where they can be found in the patch.
    public var file: String?
    /// The line in the new file of the last quoted diff line, from 1.
    public var fileLine: Int?
    /// The reviewer's own text.
    public var text: String

    /// Takes a reply apart: each run of own text, with the quote above it.
    static func comments(in mail: MailMessage, on revisions: [Revision]) -> [ReviewComment] {
        let target = target(of: mail, in: revisions)
        var result: [ReviewComment] = []
        var quote: [(depth: Int, text: String)] = []
        var own: [String] = []
        func flush() {
            let text = Substring(own.joined(separator: "\n")).trimmed
            own = []
            guard !text.isEmpty else { return }
            let lines = quote.map(\.text)
            let place = target.flatMap { locate(lines, in: $0.patch) }
            result.append(
                ReviewComment(
                    author: mail.authorName, address: mail.authorAddress, messageID: mail.messageID,
                    revision: target?.revision, patch: target?.number, quote: lines,
                    quoteDepth: quote.last?.depth ?? 0, file: place?.file, fileLine: place?.line, text: text))
        }
        for line in mail.body.split(separator: "\n", omittingEmptySubsequences: false) {
            if line == "-- " || line.hasPrefix("_______________________________________________") { break }
            let (depth, text) = unquote(line)
            if depth > 0 {
                if !own.isEmpty {
                    let hadText = own.contains { !$0.allSatisfy(\.isWhitespace) }
                    flush()
                    if hadText { quote = [] }
                }
                quote.append((depth, text))
            } else if !isAttribution(line) {
                own.append(String(line))
            }
        }
        flush()
        return result
    }

    /// The quote depth of a line and what is left of it: `> > + int x;` is 2 and `+ int x;`.
    static func unquote(_ line: Substring) -> (depth: Int, text: String) {
        var rest = line
        var depth = 0
        while let first = rest.first,
            first == ">" || (first == " " && depth > 0 && rest.dropFirst().first == ">")
        {
            if first == ">" { depth += 1 }
            rest = rest.dropFirst()
        }
        if depth > 0, rest.first == " " { rest = rest.dropFirst() }
        return (depth, String(rest))
    }

    /// `On Wed, Nov 17, 2021 at 01:22:19PM +0800, A B wrote:` and its like.
    private static func isAttribution(_ line: Substring) -> Bool {
        let text = line.trimmed
        return text.hasSuffix("wrote:") || text.hasSuffix("writes:")
            || (text.hasPrefix("On ") && text.hasSuffix(","))
    }

    private struct Target {
        var revision: String
        var number: Int
        var patch: Patch?
    }

    /// The patch or cover letter that a reply's thread hangs from, the nearest ancestor first.
    private static func target(of mail: MailMessage, in revisions: [Revision]) -> Target? {
        let parents = [mail.inReplyTo].compactMap { $0 } + mail.references.reversed()
        for id in parents {
            for revision in revisions {
                if let patch = revision.patches.first(where: { $0.messageID == id }) {
                    return Target(revision: revision.label, number: patch.number, patch: patch)
                }
                if revision.cover?.messageID == id {
                    return Target(revision: revision.label, number: 0, patch: nil)
                }
            }
        }
        return nil
    }

    /// Finds the last quoted diff line in the patch.
    private static func locate(_ quote: [String], in patch: Patch?) -> (file: String, line: Int)? {
        guard let patch else { return nil }
        let wanted = quote.reversed().first { text in
            guard let mark = text.first, mark == "+" || mark == "-" else { return false }
            return !text.hasPrefix("+++") && !text.hasPrefix("---")
                && text.dropFirst().contains { !$0.isWhitespace }
        }
        guard let wanted else { return nil }
        let kind: Hunk.Line.Kind = wanted.first == "+" ? .added : .removed
        let text = wanted.dropFirst().split(whereSeparator: \.isWhitespace)
        for diff in patch.fileDiffs {
            for hunk in diff.hunks {
                var line = hunk.newStart
                for candidate in hunk.lines {
                    if candidate.kind == kind, candidate.text.split(whereSeparator: \.isWhitespace) == text {
                        return (diff.path, line)
                    }
                    if candidate.kind != .removed { line += 1 }
                }
            }
        }
        return nil
    }
}
