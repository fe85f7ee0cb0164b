import LibClang

/// How types are written in a snapshot.
enum TypeSpelling {
    /// The type as written, without places: clang names a record without a tag
    /// `struct (unnamed at file.h:12:3)`, which would change whenever a line moves.
    static func text(_ type: CType) -> String { withoutPlaces(type.spelling) }

    /// The type with typedefs looked through.
    static func canonicalText(_ type: CType) -> String { withoutPlaces(type.canonical.spelling) }

    /// Puts `{...}` for `(unnamed at …)`, `(anonymous struct at …)` and their like.
    static func withoutPlaces(_ spelling: String) -> String {
        guard spelling.utf8.contains(UInt8(ascii: "(")), spelling.contains(" at ") else { return spelling }
        var result = ""
        var rest = Substring(spelling)
        while let open = nextPlace(in: rest) {
            result += rest[..<open.lowerBound]
            result += "{...}"
            rest = rest[open.upperBound...]
        }
        return result + rest
    }

    private static func nextPlace(in text: Substring) -> Range<Substring.Index>? {
        var index = text.startIndex
        while index < text.endIndex {
            if text[index] == "(",
                text[index...].hasPrefix("(unnamed") || text[index...].hasPrefix("(anonymous"),
                let close = text[index...].firstIndex(of: ")")
            {
                return index..<text.index(after: close)
            }
            index = text.index(after: index)
        }
        return nil
    }
}
