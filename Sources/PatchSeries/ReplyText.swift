/// The text of a reply, line by line, with how deep each line is quoted and who wrote it.
struct ReplyText {
    private let mail: MailMessage
    /// The lines without attributions, signature and list footer.
    private(set) var lines: [QuotedLine] = []

    /// Reads a reply's body.
    ///
    /// - Parameter ancestors: who wrote the mails above it, its parent's author first.
    init(_ mail: MailMessage, ancestors: [String] = []) {
        self.mail = mail
        var reader = AttributionReader(author: mail.authorName, ancestors: ancestors)
        lines = reader.read(Self.rawLines(of: mail.body))
    }

    /// The lines up to the signature or the list's footer.
    private static func rawLines(of body: String) -> [QuotedLine] {
        var result: [QuotedLine] = []
        for line in body.utf8.split(separator: .newline, omittingEmptySubsequences: false) {
            let text = Substring(line)
            if text == "-- " || text.hasPrefix("_______________________________________________") { break }
            let (depth, rest) = unquote(text)
            result.append(QuotedLine(depth: depth, author: nil, text: rest))
        }
        return result
    }

    /// The quote depth of a line and what is left of it: `> > + int x;` is 2 and `+ int x;`.
    static func unquote(_ line: Substring) -> (depth: Int, text: String) {
        let bytes = line.utf8
        var index = bytes.startIndex
        var depth = 0
        while index < bytes.endIndex {
            let next = bytes.index(after: index)
            if bytes[index] == UInt8(ascii: ">") {
                depth += 1
            } else if !(depth > 0 && bytes[index] == .space && next < bytes.endIndex
                && bytes[next] == UInt8(ascii: ">"))
            {
                break
            }
            index = next
        }
        if depth > 0, index < bytes.endIndex, bytes[index] == .space { index = bytes.index(after: index) }
        return (depth, String(line[index...]))
    }

    private static func withoutBlankEnds(_ quote: [QuotedLine]) -> [QuotedLine] {
        let isBlank = { (line: QuotedLine) in line.text.allSatisfy(\.isWhitespace) }
        guard let first = quote.firstIndex(where: { !isBlank($0) }),
            let last = quote.lastIndex(where: { !isBlank($0) })
        else { return [] }
        return Array(quote[first...last])
    }

    /// The remarks in the mail, at every depth that is wanted: each run of text of one depth, with
    /// the deeper quote above it. Text with nothing quoted above it is a remark only of the mail itself.
    func comments(wants: (String) -> Bool) -> [ReviewComment] {
        let deepest = lines.map(\.depth).max() ?? 0
        var result: [ReviewComment] = []
        for depth in 0...deepest {
            var quote: [QuotedLine] = []
            var own: [QuotedLine] = []
            func flush() {
                let text = Substring(own.map(\.text).joined(separator: "\n")).trimmed
                defer { own = [] }
                guard !text.isEmpty else { return }
                defer { quote = [] }
                guard let author = own.first?.author, depth == 0 || (!quote.isEmpty && wants(author)) else {
                    return
                }
                result.append(
                    ReviewComment(
                        author: author, address: depth == 0 ? mail.authorAddress : "",
                        messageID: mail.messageID, depth: depth, quote: Self.withoutBlankEnds(quote),
                        text: text))
            }
            for line in lines {
                if line.depth > depth {
                    flush()
                    quote.append(line)
                } else if line.depth == depth {
                    own.append(line)
                } else {
                    // A shallower line ends what was said here.
                    flush()
                    if !line.text.allSatisfy(\.isWhitespace) { quote = [] }
                }
            }
            flush()
        }
        return result
    }
}
