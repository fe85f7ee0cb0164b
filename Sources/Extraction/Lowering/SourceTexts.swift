import LibClang
import SourceText

/// The texts of the files a unit read, and small questions about them that the syntax tree does not
/// answer: what stands in a macro's definition, how the header of a `for` is divided.
final class SourceTexts {
    private let unit: TranslationUnit
    private var files: [String: CLexer] = [:]

    init(unit: TranslationUnit) {
        self.unit = unit
    }

    /// The bytes of a file as they were parsed; empty if there are none.
    func bytes(_ file: String) -> [UInt8] { lexer(file).bytes }

    private func lexer(_ file: String) -> CLexer {
        if let known = files[file] { return known }
        let text = CLexer(file.isEmpty ? [] : unit.contents(of: file) ?? [])
        files[file] = text
        return text
    }

    /// The identifier that begins at a place, or "".
    func word(at location: SourceLocation) -> String {
        let text = lexer(location.file)
        let end = text.endOfName(at: location.offset)
        return end > location.offset
            ? String(decoding: text.bytes[location.offset..<end], as: UTF8.self) : ""
    }

    /// What stands from a place up to the `)` that closes the first `(` after it; nil if none does
    /// within 64 KiB. Backslash-newlines, comments and literals are looked through.
    func parenthesized(at location: SourceLocation) -> ArraySlice<UInt8>? {
        let text = lexer(location.file)
        guard location.offset < text.bytes.count else { return nil }
        return text.endOfParentheses(from: location.offset, limit: 1 << 16).map {
            text.bytes[location.offset..<$0]
        }
    }

    /// Which of the three parts between a `for`'s parentheses are written; nil where no `for` with
    /// three parts stands at the place.
    func forParts(at location: SourceLocation) -> [Bool]? {
        guard word(at: location) == "for", let header = parenthesized(at: location) else { return nil }
        let text = lexer(location.file)
        var parts = [false]
        var depth = 0
        var position = header.startIndex + 3
        while let token = text.token(from: position), token.range.upperBound < header.endIndex {
            position = token.range.upperBound
            guard token.kind != .comment else { continue }
            switch text.bytes[token.range.lowerBound] {
            case UInt8(ascii: "("), UInt8(ascii: "{"), UInt8(ascii: "["):
                if depth > 0 { parts[parts.count - 1] = true }
                depth += 1
            case UInt8(ascii: ")"), UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: ";") where depth == 1: parts.append(false)
            // It joins two lines.
            case UInt8(ascii: "\\"): break
            default: parts[parts.count - 1] = true
            }
        }
        return parts.count == 3 ? parts : nil
    }
}
