import LibClang

/// How types are written in a snapshot.
enum TypeSpelling {
    /// The type as written, without places: clang names a record without a tag
    /// `struct (unnamed at file.h:12:3)`, which would change whenever a line moves.
    static func text(_ type: CType) -> String { withAnnotations(withoutPlaces(type.spelling)) }

    /// The type with typedefs looked through.
    static func canonicalText(_ type: CType) -> String { withoutPlaces(type.canonical.spelling) }

    /// Puts `__user` for the tag that ``AnnotationHeader`` makes of it.
    static func withAnnotations(_ spelling: String) -> String {
        guard has("btf_type_tag(", in: spelling) else { return spelling }
        var parts = spelling.split(separator: tagStart, omittingEmptySubsequences: false)
        var result = String(parts.removeFirst())
        for part in parts {
            guard let end = part.firstRange(of: "\")))") else { return spelling }
            while result.last == " " { result.removeLast() }
            let rest = part[end.upperBound...]
            result +=
                " __" + part[..<end.lowerBound] + (rest.first.map(" ),".contains) ?? true ? "" : " ") + rest
        }
        return result
    }

    private static let tagStart = "__attribute__((btf_type_tag(\""

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
