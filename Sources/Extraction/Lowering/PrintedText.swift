import SourceText

/// Goes through what clang's printer writes of a function.
struct PrintedText {
    struct Word {
        var text: String
        /// Whether nothing but blanks stands before it on its line.
        var beginsLine: Bool

        var isUnevaluated: Bool {
            ["sizeof", "typeof", "__typeof__", "typeof_unqual", "_Alignof", "__alignof", "__alignof__"]
                .contains(text)
        }
    }

    private let text: [UInt8]
    private var position = 0
    private var beginsLine = true

    init(_ text: String) { self.text = Array(text.utf8) }

    /// The next identifier or number, whatever stands before it but literals, which are passed over.
    mutating func nextWord() -> Word? {
        while position < text.count {
            let byte = text[position]
            switch byte {
            case UInt8(ascii: "\n"):
                beginsLine = true
                position += 1
            case UInt8(ascii: " "), UInt8(ascii: "\t"): position += 1
            case UInt8(ascii: "\""), UInt8(ascii: "'"): skipLiteral()
            default:
                let isFirst = beginsLine
                beginsLine = false
                guard CLexer.isOfName(byte) else {
                    position += 1
                    continue
                }
                return Word(text: takeWord(), beginsLine: isFirst)
            }
        }
        return nil
    }

    /// The identifier that comes next, or nil.
    mutating func word() -> String? {
        skipBlanks()
        guard position < text.count, CLexer.isOfName(text[position]) else { return nil }
        return takeWord()
    }

    private mutating func takeWord() -> String {
        let start = position
        while position < text.count, CLexer.isOfName(text[position]) { position += 1 }
        return String(decoding: text[start..<position], as: UTF8.self)
    }

    /// Passes over a mark if it comes next.
    mutating func skip(_ mark: Unicode.Scalar) -> Bool {
        skipBlanks()
        guard position < text.count, text[position] == UInt8(ascii: mark) else { return false }
        position += 1
        return true
    }

    /// The text of the literal that comes next, its escapes resolved; nil where none does.
    mutating func literal() -> String? {
        skipBlanks()
        guard position < text.count, text[position] == UInt8(ascii: "\"") else { return nil }
        let start = position
        skipLiteral()
        return StringLiteral.bytes(String(decoding: text[start..<min(position, text.count)], as: UTF8.self))
            .map { String(decoding: $0, as: UTF8.self) }
    }

    /// Passes over `( … )`; false where none comes next.
    @discardableResult mutating func skipParentheses() -> Bool {
        guard skip("(") else { return false }
        var depth = 1
        while position < text.count, depth > 0 {
            switch text[position] {
            case UInt8(ascii: "("): depth += 1
            case UInt8(ascii: ")"): depth -= 1
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                skipLiteral()
                continue
            default: break
            }
            position += 1
        }
        return depth == 0
    }

    /// What stands in the parentheses that come next, behind which the scanner is then; nil where none do.
    mutating func parenthesized() -> String? {
        skipBlanks()
        let start = position + 1
        guard skipParentheses() else { return nil }
        return String(decoding: text[start..<(position - 1)], as: UTF8.self)
    }

    /// Which of the parts between semicolons in the parentheses that come next have something in them.
    mutating func partsInParentheses() -> [Bool] {
        guard skip("(") else { return [] }
        var parts = [false]
        var depth = 1
        while position < text.count {
            switch text[position] {
            case UInt8(ascii: "("), UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                parts[parts.count - 1] = true
            case UInt8(ascii: ")"), UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                if depth == 0 { return parts }
            case UInt8(ascii: ";") where depth == 1: parts.append(false)
            case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\t"): break
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                skipLiteral()
                parts[parts.count - 1] = true
                continue
            default: parts[parts.count - 1] = true
            }
            position += 1
        }
        return []
    }

    private mutating func skipLiteral() {
        let quote = text[position]
        beginsLine = false
        position += 1
        while position < text.count, text[position] != quote {
            position += text[position] == UInt8(ascii: "\\") ? 2 : 1
        }
        position += 1
    }

    private mutating func skipBlanks() {
        while position < text.count,
            [UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\t")].contains(text[position])
        {
            position += 1
        }
    }
}
