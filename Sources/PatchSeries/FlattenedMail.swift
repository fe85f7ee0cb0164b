/// A mail whose line ends were lost: headers, body and quotes on one line, as web pages and
/// clipboards leave them.
///
/// What can be told again: the headers (by their well-known names), where the body starts (after
/// the last of them), the attribution lines ("On …, X wrote:") and the quote marks, which each
/// begin a line. Line breaks inside plain paragraphs are gone for good.
enum FlattenedMail {
    private static let names: Set<String> = [
        "Return-Path", "Received", "ARC-Seal", "ARC-Message-Signature", "ARC-Authentication-Results",
        "DKIM-Signature", "Authentication-Results", "Date", "From", "To", "Cc", "Subject", "Message-ID",
        "Message-Id", "References", "In-Reply-To", "Content-Type", "Content-Disposition",
        "Content-Transfer-Encoding", "MIME-Version", "Precedence", "List-ID", "X-Mailing-List", "Sender",
        "Reply-To", "User-Agent", "X-ClientProxiedBy", "X-OriginatorOrg", "X-Mailer", "List-Id",
    ]

    /// Reads a flattened mail; nil where the bytes have the shape of an ordinary one.
    static func parse(_ bytes: Bytes, source: String, line: Int) -> MailMessage? {
        let firstLine = bytes.prefix { $0 != .newline }
        guard firstLine.count > 400, bytes.count - firstLine.count < 64 || bytes.count < firstLine.count * 2
        else { return nil }
        guard bytes.count < 4 << 20 else { return nil }
        let text = HeaderDecoding.text(bytes, charset: "utf-8")
        let words = text.split { $0 == " " || $0 == "\n" || $0 == "\r" }
        // Behind the first quote mark or attribution a word like `From:` is text.
        let limit = words.firstIndex { $0 == "wrote:" || $0.allSatisfy { $0 == ">" } } ?? words.count
        let headerWords = words.indices.prefix(limit).filter { isHeaderName(words[$0]) }
        guard headerWords.count >= 4, headerWords.contains(where: { words[$0] == "Subject:" }),
            headerWords.contains(where: { words[$0] == "From:" })
        else { return nil }
        var headers: [MailMessage.Header] = []
        var bodyStart = words.count
        for (number, index) in headerWords.enumerated() {
            let name = String(words[index].dropLast())
            var end = words.count
            if number + 1 < headerWords.count {
                end = headerWords[number + 1]
            } else {
                end = index + 1 + valueLength(words[(index + 1)...], of: name)
                bodyStart = end
            }
            let value = words[(index + 1)..<max(index + 1, end)].joined(separator: " ")
            headers.append(.init(name: name, value: HeaderDecoding.unstructured(value)))
        }
        return MailMessage(
            source: source, line: line, headers: headers, content: Array(body(words[bodyStart...]).utf8),
            bodyLine: nil)
    }

    private static func isHeaderName(_ word: Substring) -> Bool {
        guard word.last == ":" else { return false }
        let name = String(word.dropLast())
        return names.contains(name) || (name.hasPrefix("X-") && name.count > 3)
    }

    /// How many words the last header's value has. A date has six; else the value is one word (a list
    /// address, an id), with the parameters that follow a semicolon.
    private static func valueLength(_ words: ArraySlice<Substring>, of name: String) -> Int {
        if name == "Date" { return min(6, words.count) }
        let parameters = words.prefix { $0.hasSuffix(";") }.count
        return min(parameters + 1, words.count)
    }

    // MARK: Body

    /// Mail programs wrap text at this column at the latest; what a line has beyond it came from
    /// lines without a quote mark.
    private static let width = 80

    /// Puts line breaks back before quote marks, after attributions, and where a quote ends.
    private static func body(_ words: ArraySlice<Substring>) -> String {
        let lines = quoteLines(words)
        var result: [String] = []
        for (line, reading) in zip(lines, FlattenedQuote(lines).readings) {
            guard reading.depth > 0 else {
                if !line.text.isEmpty { result.append(line.text) }
                continue
            }
            result += reading.blanks.map(marks)
            let mark = marks(reading.depth)
            let (quoted, own) = split(line.text, after: mark)
            result.append(quoted.isEmpty ? mark : "\(mark) \(quoted)")
            if !own.isEmpty { result += ["", own, ""] }
        }
        return result.joined(separator: "\n") + "\n"
    }

    /// The text between runs of marks and behind attributions, with how many marks stand before it.
    private static func quoteLines(_ words: ArraySlice<Substring>) -> [FlattenedQuote.Line] {
        var lines: [FlattenedQuote.Line] = []
        var marks = 0
        var current: [Substring] = []
        func flush() {
            if marks > 0 || !current.isEmpty {
                lines.append(.init(marks: marks, text: current.joined(separator: " ")))
            }
            marks = 0
            current = []
        }
        for word in words {
            if isMark(word) {
                if !current.isEmpty { flush() }
                marks += word.count
                continue
            }
            current.append(word)
            if word == "wrote:" { flush() }
        }
        flush()
        return lines
    }

    private static func marks(_ depth: Int) -> String {
        Array(repeating: ">", count: depth).joined(separator: " ")
    }

    private static func isMark(_ word: Substring) -> Bool { word.allSatisfy { $0 == ">" } }

    /// Parts a quoted line from the answer that was joined to it: a line that is too long to be one
    /// ends with the last sentence that fits.
    private static func split(_ text: String, after mark: String) -> (quoted: String, own: String) {
        let room = width - mark.count - 1
        guard text.count > room else { return (text, "") }
        let words = text.split(separator: " ")
        var length = 0
        var cut: Int?
        for (number, word) in words.enumerated() {
            length += word.count + (number > 0 ? 1 : 0)
            if length > room { break }
            let isEnd = word.last.map { ".?!".contains($0) } ?? false
            let next = number + 1 < words.count ? words[number + 1].first : nil
            if isEnd, next?.isUppercase == true || next?.isNumber == true { cut = number + 1 }
        }
        guard let cut else { return (text, "") }
        return (words[..<cut].joined(separator: " "), words[cut...].joined(separator: " "))
    }
}
