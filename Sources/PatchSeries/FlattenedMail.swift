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
        let headerWords = words.indices.filter { isHeaderName(words[$0]) }
        guard headerWords.count >= 4, headerWords.contains(where: { words[$0] == "Subject:" }),
            headerWords.contains(where: { words[$0] == "From:" })
        else { return nil }
        var headers: [MailMessage.Header] = []
        var bodyStart = words.count
        for (number, index) in headerWords.enumerated() {
            let next = number + 1 < headerWords.count ? headerWords[number + 1] : words.count
            let name = String(words[index].dropLast())
            var end = next
            if next == words.count {
                end = min(words.count, index + 1 + valueLength(words[(index + 1)...]))
                bodyStart = end
            }
            let value = words[(index + 1)..<max(index + 1, end)].joined(separator: " ")
            headers.append(.init(name: name, value: HeaderDecoding.unstructured(value)))
        }
        return MailMessage(
            source: source, line: line, headers: headers, body: body(words[bodyStart...]), bodyLine: 0)
    }

    private static func isHeaderName(_ word: Substring) -> Bool {
        guard word.last == ":" else { return false }
        let name = String(word.dropLast())
        return names.contains(name) || (name.hasPrefix("X-") && name.count > 3)
    }

    /// How many words the last header's value has: up to the attribution that opens the body, else
    /// the value is one word (a list address, an id).
    private static func valueLength(_ words: ArraySlice<Substring>) -> Int { words.isEmpty ? 0 : 1 }

    /// Puts line breaks back before quote marks, after attributions, and where a quote ends.
    private static func body(_ words: ArraySlice<Substring>) -> String {
        var lines: [String] = []
        var current: [Substring] = []
        var index = words.startIndex
        func flush() {
            if !current.isEmpty { lines.append(current.joined(separator: " ")) }
            current = []
        }
        while index < words.endIndex {
            let word = words[index]
            if word.allSatisfy({ $0 == ">" }) {
                flush()
                var marks: [Substring] = []
                while index < words.endIndex, words[index].allSatisfy({ $0 == ">" }) {
                    marks.append(words[index])
                    index += 1
                }
                current = [Substring(marks.joined(separator: " "))]
                continue
            }
            current.append(word)
            if word == "wrote:" { flush() }
            index += 1
        }
        flush()
        return lines.joined(separator: "\n") + "\n"
    }
}
