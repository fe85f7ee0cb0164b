/// The lexer of C: a text as bytes, and where comments, literals, names and directives end in it.
///
/// All that kdrift learns from the text of a C file, and not from clang, begins here. Positions are offsets in bytes.
/// Nothing is expanded, and a line that ends in a backslash is joined to the next only where a directive, a literal
/// or a `//` comment goes on.
public struct CLexer: Sendable {
    /// The text.
    public let bytes: [UInt8]

    /// Makes a lexer of a text.
    @inlinable
    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    // MARK: Bytes

    /// Whether a byte is white space.
    @inlinable
    public static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }

    /// Whether a byte is white space within a line.
    @inlinable
    public static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 }

    /// Whether a byte can be part of a name or of a number. Letters beyond ASCII, which clang allows, do not count.
    @inlinable
    public static func isOfName(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 95
    }

    /// Whether a character of prose can be part of a name or of a number.
    public static func isOfName(_ character: Character) -> Bool {
        character.asciiValue.map { isOfName($0) } ?? false
    }

    // MARK: Tokens

    /// Where the comment, literal or directive ends that begins at a position; for anything else, one byte on.
    @inlinable
    public func endOfToken(at start: Int) -> Int {
        switch bytes[start] {
        case UInt8(ascii: "/"): endOfComment(at: start) ?? start + 1
        case UInt8(ascii: "\""), UInt8(ascii: "'"): endOfLiteral(at: start)
        case UInt8(ascii: "#") where isAtLineStart(start): endOfDirective(at: start)
        default: start + 1
        }
    }

    /// Whether a comment begins at a position.
    @inlinable
    public func opensComment(at start: Int) -> Bool {
        guard bytes[start] == UInt8(ascii: "/"), start + 1 < bytes.count else { return false }
        return bytes[start + 1] == UInt8(ascii: "*") || bytes[start + 1] == UInt8(ascii: "/")
    }

    /// Where the comment ends that begins at a position; nil where none begins. The line break after `//` is no
    /// part of it.
    public func endOfComment(at start: Int) -> Int? {
        bytes.withUnsafeBufferPointer { bytes in
            guard start + 1 < bytes.count, bytes[start] == UInt8(ascii: "/") else { return nil }
            switch bytes[start + 1] {
            case UInt8(ascii: "/"): return Self.endOfLine(bytes, from: start)
            case UInt8(ascii: "*"):
                var index = start + 3
                while index < bytes.count {
                    if bytes[index] == UInt8(ascii: "/"), bytes[index - 1] == UInt8(ascii: "*") {
                        return index + 1
                    }
                    index += 1
                }
                return bytes.count
            default: return nil
            }
        }
    }

    /// Where the string or character constant ends whose quote stands at a position. One without a closing quote,
    /// as in `#error don't`, ends with its line, whose line break is no part of it.
    public func endOfLiteral(at start: Int) -> Int {
        bytes.withUnsafeBufferPointer { bytes in
            let quote = bytes[start]
            var index = start + 1
            while index < bytes.count, bytes[index] != quote {
                if bytes[index] == 10, !Self.isJoined(bytes, index) { return index }
                let isEscape =
                    bytes[index] == UInt8(ascii: "\\") && index + 1 < bytes.count && bytes[index + 1] != 10
                index += isEscape ? 2 : 1
            }
            return min(index + 1, bytes.count)
        }
    }

    /// The line break that ends a directive, over continued lines, comments and literals; the end of the text where
    /// there is none.
    public func endOfDirective(at start: Int) -> Int {
        bytes.withUnsafeBufferPointer { bytes in
            var index = start
            while index < bytes.count {
                switch bytes[index] {
                case 10 where !Self.isJoined(bytes, index): return index
                case UInt8(ascii: "/"): index = endOfComment(at: index) ?? index + 1
                case UInt8(ascii: "\""), UInt8(ascii: "'"): index = endOfLiteral(at: index)
                default: index += 1
                }
            }
            return bytes.count
        }
    }

    /// Where the name or number ends that begins at a position: there, where none does.
    public func endOfName(at start: Int) -> Int {
        bytes.withUnsafeBufferPointer { bytes in
            var index = start
            while index < bytes.count, Self.isOfName(bytes[index]) { index += 1 }
            return index
        }
    }

    /// The first position from one on at which neither space nor a comment stands; the end of the text where there
    /// is none.
    public func endOfSpace(from start: Int) -> Int {
        var index = start
        while index < bytes.count {
            if Self.isSpace(bytes[index]) {
                index += 1
            } else if let end = endOfComment(at: index) {
                index = end
            } else {
                break
            }
        }
        return index
    }

    // MARK: Lines

    /// The line break that ends a line, over continued ones; the end of the text where there is none.
    public func endOfLine(from start: Int) -> Int {
        bytes.withUnsafeBufferPointer { Self.endOfLine($0, from: start) }
    }

    private static func endOfLine(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var index = start
        while index < bytes.count {
            if bytes[index] == 10, !isJoined(bytes, index) { return index }
            index += 1
        }
        return bytes.count
    }

    /// Whether a line break has a backslash before it. As compilers do, space between the two is passed over.
    public func isJoined(lineBreakAt position: Int) -> Bool {
        bytes.withUnsafeBufferPointer { Self.isJoined($0, position) }
    }

    private static func isJoined(_ bytes: UnsafeBufferPointer<UInt8>, _ lineBreak: Int) -> Bool {
        var index = lineBreak - 1
        while index >= 0, isBlank(bytes[index]) || bytes[index] == 13 { index -= 1 }
        return index >= 0 && bytes[index] == UInt8(ascii: "\\")
    }

    /// The first position from one on at which a line break stands, or a comment or literal may begin.
    public func endOfPlainCode(from start: Int) -> Int {
        bytes.withUnsafeBufferPointer { bytes in
            var index = start
            while index < bytes.count {
                switch bytes[index] {
                case 10, UInt8(ascii: "/"), UInt8(ascii: "\""), UInt8(ascii: "'"): return index
                default: index += 1
                }
            }
            return bytes.count
        }
    }

    /// A piece of the text on one line: a blank in the place of each comment, and of each backslash that joins two
    /// lines.
    public func joined(_ range: Range<Int>) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(range.count)
        var index = range.lowerBound
        while index < range.upperBound {
            var end = index + 1
            switch bytes[index] {
            case UInt8(ascii: "/"):
                if let comment = endOfComment(at: index) {
                    text.append(32)
                    index = min(comment, range.upperBound)
                    continue
                }
            case UInt8(ascii: "\""), UInt8(ascii: "'"): end = min(endOfLiteral(at: index), range.upperBound)
            default: break
            }
            for byte in bytes[index..<end] {
                if byte == 10 {
                    while let last = text.last, Self.isSpace(last) { text.removeLast() }
                    if text.last == UInt8(ascii: "\\") { text[text.count - 1] = 32 } else { text.append(32) }
                } else {
                    text.append(byte)
                }
            }
            index = end
        }
        return text
    }

    /// Whether only space stands before a position on its line.
    @inlinable
    public func isAtLineStart(_ start: Int) -> Bool {
        var index = start - 1
        while index >= 0, bytes[index] != 10 {
            guard Self.isSpace(bytes[index]) else { return false }
            index -= 1
        }
        return true
    }

    // MARK: Brackets

    /// Where the braces end that open at a position, behind the closing one; nil where a directive stands between,
    /// for which of its branches counts is not known here, or where they do not end.
    public func endOfBraces(at start: Int) -> Int? {
        end(of: UInt8(ascii: "{"), UInt8(ascii: "}"), at: start, overDirectives: false)
    }

    /// Where the first parentheses from a position on end, behind the closing one; nil where a closing one comes
    /// first, or none within a number of bytes.
    public func endOfParentheses(from start: Int, limit: Int = .max) -> Int? {
        end(of: UInt8(ascii: "("), UInt8(ascii: ")"), at: start, limit: limit, overDirectives: true)
    }

    private func end(
        of opening: UInt8, _ closing: UInt8, at start: Int, limit: Int = .max, overDirectives: Bool
    ) -> Int? {
        bytes.withUnsafeBufferPointer { bytes in
            var depth = 0
            var index = start
            let end = limit < bytes.count - start ? start + limit : bytes.count
            while index < end {
                switch bytes[index] {
                case opening: depth += 1
                case closing:
                    depth -= 1
                    if depth == 0 { return index + 1 }
                    if depth < 0 { return nil }
                case UInt8(ascii: "#") where !overDirectives && isAtLineStart(index): return nil
                case UInt8(ascii: "/"): index = (endOfComment(at: index) ?? index + 1) - 1
                case UInt8(ascii: "\""), UInt8(ascii: "'"): index = endOfLiteral(at: index) - 1
                default: break
                }
                index += 1
            }
            return nil
        }
    }
}
