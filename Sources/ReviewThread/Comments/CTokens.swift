/// A word or a mark of C text.
struct CToken: Hashable {
    /// The text as written; a string or character literal is one token.
    var text: String
    /// Its line, from 1.
    var line: Int
    /// Whether it stands at the very start of its line.
    var isAtMargin: Bool

    /// Whether it is a name or a keyword.
    var isWord: Bool { text.utf8.first.map { Self.isWordByte($0) && !(48...57).contains($0) } ?? false }

    static func isWordByte(_ byte: UInt8) -> Bool {
        byte == 95 || (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
    }
}

/// C text as tokens, with its comments and macro definitions set apart. Conditionals are passed over: both
/// sides count as text.
struct CTokens {
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

    private(set) var tokens: [CToken] = []
    private(set) var comments: [Passage] = []
    private(set) var definitions: [Definition] = []

    private let source: [UInt8]
    private var position = 0
    private var line = 1
    private var lineStart = 0

    init(_ source: [UInt8]) {
        self.source = source
        while position < source.count { take() }
    }

    private func byte(_ offset: Int = 0) -> UInt8 {
        position + offset < source.count ? source[position + offset] : 0
    }

    private mutating func take() {
        let first = byte()
        if first == 10 {
            position += 1
            line += 1
            lineStart = position
        } else if first == 32 || (9...13).contains(first) {
            position += 1
        } else if first == UInt8(ascii: "/"), byte(1) == UInt8(ascii: "*") {
            comment(isBlock: true)
        } else if first == UInt8(ascii: "/"), byte(1) == UInt8(ascii: "/") {
            comment(isBlock: false)
        } else if first == UInt8(ascii: "#"), source[lineStart..<position].allSatisfy({ $0 == 32 || $0 == 9 })
        {
            directive()
        } else {
            token(first)
        }
    }

    private mutating func comment(isBlock: Bool) {
        let start = position
        let firstLine = line
        position += 2
        while position < source.count,
            isBlock ? byte() != UInt8(ascii: "*") || byte(1) != UInt8(ascii: "/") : byte() != 10
        {
            step()
        }
        if isBlock { position = min(source.count, position + 2) }
        comments.append(Passage(lines: firstLine...line, text: text(start..<position)))
    }

    /// Goes one byte on, counting lines.
    private mutating func step() {
        if byte() == 10 {
            line += 1
            lineStart = position + 1
        }
        position += 1
    }

    private mutating func directive() {
        let start = position
        let firstLine = line
        while position < source.count, byte() != 10 || source[position - 1] == UInt8(ascii: "\\") { step() }
        let words = source[start..<position].dropFirst().split { $0 == 32 || $0 == 9 || $0 == 10 || $0 == 92 }
        guard words.count >= 2, words[0].elementsEqual("define".utf8) else { return }
        let name = String(decoding: words[1].prefix(while: CToken.isWordByte), as: UTF8.self)
        let text = words.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
        definitions.append(Definition(name: name, passage: Passage(lines: firstLine...line, text: text)))
    }

    private mutating func token(_ first: UInt8) {
        let start = position
        let firstLine = line
        let isAtMargin = position == lineStart
        if CToken.isWordByte(first) {
            while CToken.isWordByte(byte()) { position += 1 }
        } else if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") {
            position += 1
            while position < source.count, byte() != first, byte() != 10 {
                if byte() == UInt8(ascii: "\\") { step() }
                step()
            }
            if byte() == first { position += 1 }
        } else {
            position += 1
        }
        tokens.append(
            CToken(text: text(start..<min(position, source.count)), line: firstLine, isAtMargin: isAtMargin))
    }

    private func text(_ range: Range<Int>) -> String { String(decoding: source[range], as: UTF8.self) }
}
