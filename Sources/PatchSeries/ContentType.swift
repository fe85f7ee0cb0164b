/// A `Content-Type` or `Content-Disposition` value (RFC 2045 5.1).
struct ContentType {
    /// `text/plain`, lower case.
    var name: String
    /// The parameters, names in lower case.
    var parameters: [String: String] = [:]

    init(_ value: String) {
        let pieces = Self.pieces(of: value)
        name = (pieces.first ?? "").trimmed.lowercased()
        for piece in pieces.dropFirst() {
            guard let equals = piece.firstIndex(of: "=") else { continue }
            // `name*0*=utf-8''x` (RFC 2231): the value goes on in the next piece.
            let key = piece[..<equals].trimmed.lowercased().prefix { $0 != "*" }
            var text = piece[piece.index(after: equals)...].trimmed
            if text.first == "\"" { text = String(text.dropFirst().prefix { $0 != "\"" }) }
            parameters[String(key), default: ""] += text
        }
    }

    /// Splits at semicolons that stand outside of quotes.
    private static func pieces(of value: String) -> [Substring] {
        var result: [Substring] = []
        var start = value.startIndex
        var isQuoted = false
        for index in value.indices {
            if value[index] == "\"" { isQuoted.toggle() }
            if value[index] == ";", !isQuoted {
                result.append(value[start..<index])
                start = value.index(after: index)
            }
        }
        result.append(value[start...])
        return result
    }

    /// Whether it names a patch, whatever type it gives.
    var isPatch: Bool {
        let file = parameters["name"] ?? parameters["filename"] ?? ""
        return file.hasSuffix(".patch") || file.hasSuffix(".diff") || name.hasSuffix("/x-patch")
            || name.hasSuffix("/x-diff")
    }
}

extension Substring {
    /// The text without blanks at its ends.
    var trimmed: String {
        var copy = self
        while let first = copy.first, first.isWhitespace { copy.removeFirst() }
        while let last = copy.last, last.isWhitespace { copy.removeLast() }
        return String(copy)
    }
}
