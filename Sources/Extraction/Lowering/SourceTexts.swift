import LibClang

/// The bytes of the files a unit read, and small questions about them that the syntax tree does not
/// answer: what stands in a macro's definition, how the header of a `for` is divided.
final class SourceTexts {
    private let unit: TranslationUnit
    private var files: [String: [UInt8]] = [:]

    init(unit: TranslationUnit) {
        self.unit = unit
    }

    /// The bytes of a file as they were parsed; empty if there are none.
    func bytes(_ file: String) -> [UInt8] {
        if let known = files[file] { return known }
        let text = file.isEmpty ? [] : unit.contents(of: file) ?? []
        files[file] = text
        return text
    }

    /// The identifier that begins at a place, or "".
    func word(at location: SourceLocation) -> String {
        let text = bytes(location.file)
        var end = location.offset
        while end < text.count, Self.isWordByte(text[end]) { end += 1 }
        return end > location.offset ? String(decoding: text[location.offset..<end], as: UTF8.self) : ""
    }

    /// What stands from a place up to the `)` that closes the first `(` after it; nil if none does
    /// within 64 KiB. Backslash-newlines, comments and literals are looked through.
    func parenthesized(at location: SourceLocation) -> ArraySlice<UInt8>? {
        let text = bytes(location.file)
        guard location.offset < text.count else { return nil }
        var scanner = ByteScanner(text, from: location.offset, limit: 1 << 16)
        var depth = 0
        while let byte = scanner.next() {
            if byte == UInt8(ascii: "(") { depth += 1 }
            if byte == UInt8(ascii: ")") {
                depth -= 1
                if depth == 0 { return text[location.offset..<scanner.position] }
                if depth < 0 { return nil }
            }
        }
        return nil
    }

    /// Which of the three parts between a `for`'s parentheses are written; nil where no `for` with
    /// three parts stands at the place.
    func forParts(at location: SourceLocation) -> [Bool]? {
        guard word(at: location) == "for", let header = parenthesized(at: location) else { return nil }
        var parts = [false]
        var depth = 0
        var scanner = ByteScanner(bytes(location.file), from: header.startIndex + 3, limit: header.count)
        while let byte = scanner.next(), scanner.position < header.endIndex {
            switch byte {
            case UInt8(ascii: "("), UInt8(ascii: "{"), UInt8(ascii: "["):
                if depth > 0 { parts[parts.count - 1] = true }
                depth += 1
            case UInt8(ascii: ")"), UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: ";") where depth == 1: parts.append(false)
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"),
                UInt8(ascii: "\\"):
                break
            default: parts[parts.count - 1] = true
            }
        }
        return parts.count == 3 ? parts : nil
    }

    static func isWordByte(_ byte: UInt8) -> Bool {
        (byte >= 97 && byte <= 122) || (byte >= 65 && byte <= 90) || (byte >= 48 && byte <= 57) || byte == 95
    }
}

/// Goes through C text byte by byte, leaving out comments and giving a literal as one quote.
struct ByteScanner {
    private let text: [UInt8]
    private let end: Int
    /// The index of the byte that comes next.
    private(set) var position: Int

    init(_ text: [UInt8], from start: Int, limit: Int) {
        self.text = text
        position = start
        end = min(text.count, start + limit)
    }

    /// The next byte that counts; nil at the end.
    mutating func next() -> UInt8? {
        guard position < end else { return nil }
        let byte = text[position]
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            while position < end, text[position] != byte {
                position += text[position] == UInt8(ascii: "\\") ? 2 : 1
            }
            position += 1
            return byte
        case UInt8(ascii: "/") where position < end && text[position] == UInt8(ascii: "*"):
            position += 1
            while position + 1 < end,
                !(text[position] == UInt8(ascii: "*") && text[position + 1] == UInt8(ascii: "/"))
            {
                position += 1
            }
            position += 2
            return UInt8(ascii: " ")
        case UInt8(ascii: "/") where position < end && text[position] == UInt8(ascii: "/"):
            while position < end, text[position] != UInt8(ascii: "\n") { position += 1 }
            return UInt8(ascii: " ")
        default:
            return byte
        }
    }
}
