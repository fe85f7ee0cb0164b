/// A directive of the preprocessor, comments and continued lines seen through.
public struct CDirective: Hashable, Sendable {
    /// Where it stands, in bytes, from its `#` to behind its line break.
    public var range: Range<Int>
    /// `include`, `define` and so on.
    public var word: String
    /// What follows the word, without comments and the space around.
    public var rest: [UInt8]
    /// The name that an `#include` has between quotes or angle brackets; nil for other directives, and where a
    /// macro gives the name.
    public var include: IncludeName?

    /// The name that an `#ifdef`, `#define` and so on is about: the first word of what follows.
    public var name: String {
        String(decoding: rest.prefix(while: CLexer.isOfName), as: UTF8.self)
    }
}

extension CLexer {
    /// The directive whose `#` stands at a position.
    public func directive(at start: Int) -> CDirective {
        let end = endOfDirective(at: start)
        let text = joined(start + 1..<end)
        let trimmed = text.drop(while: Self.isSpace)
        let word = trimmed.prefix { (97...122).contains($0) || $0 == UInt8(ascii: "_") }
        var rest = trimmed.dropFirst(word.count).drop(while: Self.isSpace)
        while let last = rest.last, Self.isSpace(last) { rest.removeLast() }
        return CDirective(
            range: start..<min(end + 1, bytes.count), word: String(decoding: word, as: UTF8.self),
            rest: Array(rest), include: IncludeName(ofDirectiveAt: start, in: self))
    }

    /// The directive that comes next, when nothing but space and comments stands before it.
    ///
    /// - Parameter position: where to begin, in bytes: the start of the text, or the end of another directive.
    public func nextDirective(from position: Int) -> CDirective? {
        let start = endOfSpace(from: position)
        guard start < bytes.count, bytes[start] == UInt8(ascii: "#") else { return nil }
        return directive(at: start)
    }

    /// The `#ifndef X` and the `#define X` that a header begins with; nil where it begins otherwise.
    public var includeGuard: (opening: CDirective, definition: CDirective)? {
        guard let opening = nextDirective(from: 0), opening.word == "ifndef", !opening.name.isEmpty,
            let definition = nextDirective(from: opening.range.upperBound), definition.word == "define",
            definition.name == opening.name
        else { return nil }
        return (opening, definition)
    }
}
