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
        guard spelling.utf8.contains(UInt8(ascii: "(")), has(" at ", in: spelling) else { return spelling }
        var result = ""
        var rest = Substring(spelling)
        while let open = nextPlace(in: rest) {
            result += rest[..<open.lowerBound]
            result += "{...}"
            rest = rest[open.upperBound...]
        }
        return result + rest
    }

    /// Whether a text is in another: as bytes, since Foundation's `contains` looks at languages.
    static func has(_ text: StaticString, in whole: String) -> Bool {
        var whole = whole
        return whole.withUTF8 { whole in
            text.withUTF8Buffer { text in
                guard whole.count >= text.count else { return false }
                return (0...whole.count - text.count).contains { start in
                    whole[start] == text[0] && whole[start..<start + text.count].elementsEqual(text)
                }
            }
        }
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
