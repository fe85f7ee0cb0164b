import SourceText

/// A text as the preprocessor's directives divide it, comments and continuation lines seen through.
struct DirectiveText {
    /// A directive.
    struct Directive {
        /// Where it stands, in bytes, from its `#` to behind its line break.
        var range: Range<Int>
        /// `include`, `define` and so on.
        var word: String
        /// What follows the word, without space and comments around.
        var rest: [UInt8]

        /// Whether what follows is the name of a file, not a macro that gives one.
        func names(quoted mayQuote: Bool) -> Bool {
            rest.first == UInt8(ascii: "<") || (mayQuote && rest.first == UInt8(ascii: "\""))
        }

        /// Whether what follows depends on the file that it stands in.
        var asksWhereItStands: Bool {
            let text = String(decoding: rest, as: UTF8.self)
            return ["__INCLUDE_LEVEL__", "__has_include", "__FILE", "__LINE__", "__BASE_FILE__"]
                .contains(where: text.contains)
        }
    }

    private let source: SourceTokens

    /// The text.
    var bytes: [UInt8] { source.bytes }

    init(_ text: String) { source = SourceTokens(Array(text.utf8)) }

    /// The directive that comes next, when nothing but space and comments stands before it.
    ///
    /// - Parameter position: where to begin, in bytes: the start of the text, or the end of another directive.
    func directive(from position: Int) -> Directive? {
        guard let start = nextToken(position), bytes[start] == UInt8(ascii: "#") else { return nil }
        let end = endOfDirective(start)
        let (word, rest) = words(start + 1, end)
        return Directive(range: start..<end, word: word, rest: rest)
    }

    /// The first byte at or after an offset that is neither space nor comment.
    private func nextToken(_ start: Int) -> Int? {
        var index = start
        while index < bytes.count {
            if let end = source.endOfComment(at: index) {
                index = end
            } else if SourceTokens.isSpace(bytes[index]) {
                index += 1
            } else {
                return index
            }
        }
        return nil
    }

    /// The offset after the line break that ends a directive, continuation lines and comments seen through.
    private func endOfDirective(_ start: Int) -> Int {
        var index = start
        while index < bytes.count {
            if let end = source.endOfComment(at: index) {
                index = end
            } else if bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count {
                index += 2
            } else if bytes[index] == 10 {
                return index + 1
            } else {
                index += 1
            }
        }
        return bytes.count
    }

    private func words(_ start: Int, _ end: Int) -> (word: String, rest: [UInt8]) {
        var text: [UInt8] = []
        var index = start
        while index < end {
            if let after = source.endOfComment(at: index) {
                text.append(32)
                index = min(after, end)
            } else {
                text.append(bytes[index])
                index += 1
            }
        }
        let trimmed = text.drop(while: SourceTokens.isSpace)
        let word = trimmed.prefix { (97...122).contains($0) || $0 == UInt8(ascii: "_") }
        var rest = Array(trimmed.dropFirst(word.count).drop(while: SourceTokens.isSpace))
        while let last = rest.last, SourceTokens.isSpace(last) { rest.removeLast() }
        return (String(decoding: word, as: UTF8.self), rest)
    }
}
