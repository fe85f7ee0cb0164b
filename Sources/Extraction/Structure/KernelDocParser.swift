import ABIModel
import SourceText

/// Reads kernel-doc comments (Documentation/doc-guide/kernel-doc.rst of the kernel).
enum KernelDocParser {
    /// Reads the lines of one `/** … */` comment; nil where its first line names nothing.
    static func parse(_ lines: [ArraySlice<UInt8>]) -> KernelDoc? {
        let body = lines.map(bare)
        guard let headIndex = body.firstIndex(where: { !$0.isEmpty }) else { return nil }
        guard let (subject, purpose) = head(Substring(decoding: body[headIndex], as: UTF8.self)) else {
            return nil
        }
        var parameters: [String] = []
        var describesReturn = false
        for line in body.dropFirst(headIndex + 1) {
            switch line.first {
            case UInt8(ascii: "@"):
                parameter(Substring(decoding: line, as: UTF8.self)).map { parameters.append($0) }
            case UInt8(ascii: "R"):
                if returnWords.contains(where: { line.starts(with: $0) }) { describesReturn = true }
            default: break
            }
        }
        return KernelDoc(
            subject: subject, purpose: purpose, parameters: parameters, describesReturn: describesReturn)
    }

    private static let returnWords = ["Return:", "Returns:", "Return ", "Returns "].map { Array($0.utf8) }

    /// A line of a comment without what makes it one.
    private static func bare(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var text = line.drop(while: CLexer.isBlank)
        if text.starts(with: "/**".utf8) { text = text.dropFirst(3) }
        for star in text.indices.dropLast()
        where text[star] == UInt8(ascii: "*") && text[star + 1] == UInt8(ascii: "/") {
            text = text[..<star]
            break
        }
        if text.first == UInt8(ascii: "*") { text = text.dropFirst() }
        return text.drop(while: CLexer.isBlank)
    }

    /// `name() - purpose`, `struct name - purpose`, `name: purpose`.
    private static func head(_ line: Substring) -> (subject: String, purpose: String)? {
        var rest = line
        for keyword in ["struct ", "union ", "enum ", "typedef ", "define ", "DOC:"]
        where rest.hasPrefix(keyword) {
            if keyword == "DOC:" { return nil }
            rest = rest.dropFirst(keyword.count)
        }
        let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        guard !name.isEmpty else { return nil }
        let separators: Set<Character> = [" ", "-", ":", "(", ")", "\t"]
        let after = rest.dropFirst(name.count)
        guard after.isEmpty || after.first.map(separators.contains) == true else { return nil }
        let purpose = after.drop { separators.contains($0) }
        return (String(name), String(purpose))
    }

    /// `@name: text` and `@name text`; `@...` is kept as `...`.
    private static func parameter(_ line: Substring) -> String? {
        let text = line.dropFirst()
        if text.hasPrefix("...") { return "..." }
        let name = text.prefix {
            $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." || $0 == "-" || $0 == ">"
        }
        guard !name.isEmpty, text.dropFirst(name.count).first == ":" else { return nil }
        return String(name)
    }
}
