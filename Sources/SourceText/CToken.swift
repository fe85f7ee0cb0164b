/// A token of C text as ``CLexer`` tells them apart: what the preprocessor calls a token, but for numbers, which
/// are told from names by their first byte only, and for marks, which are one byte each.
public struct CToken: Hashable, Sendable {
    /// What it is.
    public enum Kind: Hashable, Sendable {
        /// A name, a keyword or a number.
        case word
        /// A string or a character constant.
        case literal
        /// A `/* */` or `//` comment.
        case comment
        /// A directive with its continued lines, without the line break at its end.
        case directive
        /// One byte of anything else.
        case mark
    }

    /// What it is.
    public var kind: Kind
    /// Where it stands, in bytes.
    public var range: Range<Int>
}

extension CLexer {
    /// The token that begins at a position, or behind the space there; nil where none comes.
    public func token(from position: Int) -> CToken? {
        var start = position
        while start < bytes.count, Self.isSpace(bytes[start]) { start += 1 }
        guard start < bytes.count else { return nil }
        let word = endOfName(at: start)
        if word > start { return CToken(kind: .word, range: start..<word) }
        let end = endOfToken(at: start)
        let kind: CToken.Kind =
            switch bytes[start] {
            case UInt8(ascii: "\""), UInt8(ascii: "'"): .literal
            case UInt8(ascii: "/") where end > start + 1: .comment
            case UInt8(ascii: "#") where isAtLineStart(start): .directive
            default: .mark
            }
        return CToken(kind: kind, range: start..<end)
    }
}
