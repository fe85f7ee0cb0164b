import ABIModel

/// Reads kernel-doc comments (Documentation/doc-guide/kernel-doc.rst of the kernel).
enum KernelDocParser {
    /// Reads the lines of one `/** … */` comment; nil where its first line names nothing.
    static func parse(_ lines: [Substring]) -> KernelDoc? {
        var body: [Substring] = []
        for line in lines {
            var text = line.drop { $0 == " " || $0 == "\t" }
            if text.hasPrefix("/**") { text = text.dropFirst(3) }
            if let close = firstRange(of: "*/", in: text) { text = text[..<close] }
            if text.first == "*" { text = text.dropFirst() }
            body.append(text.drop { $0 == " " || $0 == "\t" })
        }
        guard let headIndex = body.firstIndex(where: { !$0.isEmpty }) else { return nil }
        guard let (subject, purpose) = head(body[headIndex]) else { return nil }
        var parameters: [String] = []
        var describesReturn = false
        for line in body.dropFirst(headIndex + 1) {
            if line.first == "@", let name = parameter(line) {
                parameters.append(name)
            } else if line.hasPrefix("Return:") || line.hasPrefix("Returns:") || line.hasPrefix("Return ")
                || line.hasPrefix("Returns ")
            {
                describesReturn = true
            }
        }
        return KernelDoc(
            subject: subject, purpose: purpose, parameters: parameters, describesReturn: describesReturn)
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

    private static func firstRange(of needle: String, in text: Substring) -> Substring.Index? {
        var start = text.startIndex
        while start < text.endIndex {
            if text[start...].hasPrefix(needle) { return start }
            start = text.index(after: start)
        }
        return nil
    }
}
