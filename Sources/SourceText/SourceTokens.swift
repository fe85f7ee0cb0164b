/// A C text as bytes, and where comments, literals and directives end in it.
///
/// Positions are offsets in bytes. Nothing is expanded, and a line that ends in a backslash is joined to the next
/// only where a directive or a `//` comment goes on.
public struct SourceTokens: Sendable {
    /// The text.
    public let bytes: [UInt8]

    /// Makes the tokens of a text.
    @inlinable
    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Whether a byte is white space.
    @inlinable
    public static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }

    /// Whether a byte can be part of a name.
    @inlinable
    public static func isOfName(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 95
    }

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

    /// Where the comment ends that begins at a position; nil where none begins. The line break after `//` is no
    /// part of it.
    public func endOfComment(at start: Int) -> Int? {
        bytes.withUnsafeBufferPointer { bytes in
            guard start + 1 < bytes.count, bytes[start] == UInt8(ascii: "/") else { return nil }
            switch bytes[start + 1] {
            case UInt8(ascii: "/"): return endOfLine(from: start)
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

    /// Where the string or character constant ends whose quote stands at a position: at its line's end at the
    /// latest.
    public func endOfLiteral(at start: Int) -> Int {
        bytes.withUnsafeBufferPointer { bytes in
            let quote = bytes[start]
            var index = start + 1
            while index < bytes.count, bytes[index] != quote, bytes[index] != 10 {
                index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
            }
            return min(index + 1, bytes.count)
        }
    }

    /// The line break that ends a directive, over continued lines and comments; the end of the text where there is
    /// none.
    public func endOfDirective(at start: Int) -> Int {
        bytes.withUnsafeBufferPointer { bytes in
            var index = start
            while index < bytes.count, bytes[index] != 10 {
                switch bytes[index] {
                case UInt8(ascii: "/"): index = endOfComment(at: index) ?? index + 1
                case UInt8(ascii: "\""), UInt8(ascii: "'"):
                    // A lone one, as in `#error don't`, ends with its line.
                    let end = endOfLiteral(at: index)
                    index = bytes[end - 1] == 10 ? end - 1 : end
                case UInt8(ascii: "\\"): index += 2
                default: index += 1
                }
            }
            return min(index, bytes.count)
        }
    }

    /// The line break that ends a line, over continued ones; the end of the text where there is none.
    public func endOfLine(from start: Int) -> Int {
        var index = start
        while index < bytes.count {
            if bytes[index] == 10, index == 0 || bytes[index - 1] != UInt8(ascii: "\\") { return index }
            index += 1
        }
        return bytes.count
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

    /// Where the braces end that open at a position, behind the closing one; nil where a directive stands between,
    /// for which of its branches counts is not known here, or where they do not end.
    public func endOfBraces(at start: Int) -> Int? {
        bytes.withUnsafeBufferPointer { bytes in
            var depth = 0
            var index = start
            while index < bytes.count {
                switch bytes[index] {
                case UInt8(ascii: "{"): depth += 1
                case UInt8(ascii: "}"):
                    depth -= 1
                    if depth == 0 { return index + 1 }
                case UInt8(ascii: "#") where isAtLineStart(index): return nil
                case UInt8(ascii: "/"), UInt8(ascii: "\""), UInt8(ascii: "'"):
                    index = endOfToken(at: index)
                    continue
                default: break
                }
                index += 1
            }
            return nil
        }
    }
}
