import SourceText

/// A word or a mark of C text.
struct OutlineToken: Hashable {
    /// The text as written; a string or character literal is one token.
    var text: String
    /// Its line, from 1.
    var line: Int
    /// Whether it stands at the very start of its line.
    var isAtMargin: Bool

    /// Whether it is a name or a keyword.
    var isWord: Bool { text.utf8.first.map { CLexer.isOfName($0) && !(48...57).contains($0) } ?? false }
}

/// C text as tokens, with its comments and macro definitions set apart. Conditionals are passed over: both
/// sides count as text.
struct OutlineTokens {
    /// A run of lines with the text that stands there.
    struct Passage: Hashable {
        var lines: ClosedRange<Int>
        var text: String
    }

    /// A `#define`, with its continued lines.
    struct Definition: Hashable {
        var name: String
        var passage: Passage
    }

    private(set) var tokens: [OutlineToken] = []
    private(set) var comments: [Passage] = []
    private(set) var definitions: [Definition] = []

    init(_ source: [UInt8]) {
        let lexer = CLexer(source)
        var line = 1
        var position = 0
        while let token = lexer.token(from: position) {
            line += source[position..<token.range.lowerBound].count { $0 == 10 }
            let lines = line...(line + source[token.range].count { $0 == 10 })
            switch token.kind {
            case .comment: comments.append(Passage(lines: lines, text: Self.text(source[token.range])))
            case .directive: add(lexer.directive(at: token.range.lowerBound), lines)
            case .word, .literal, .mark:
                let start = token.range.lowerBound
                tokens.append(
                    OutlineToken(
                        text: Self.text(source[token.range]), line: line,
                        isAtMargin: start == 0 || source[start - 1] == 10))
            }
            line = lines.upperBound
            position = token.range.upperBound
        }
    }

    private mutating func add(_ directive: CDirective, _ lines: ClosedRange<Int>) {
        guard directive.word == "define", !directive.name.isEmpty else { return }
        let words = directive.rest.split(whereSeparator: CLexer.isSpace).map(Self.text)
        let text = (["define"] + words).joined(separator: " ")
        definitions.append(Definition(name: directive.name, passage: Passage(lines: lines, text: text)))
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }
}
