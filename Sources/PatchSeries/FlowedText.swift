/// Undoes `format=flowed` (RFC 3676): lines that end in a blank go on in the next line.
enum FlowedText {
    /// The text with its paragraphs in one line each. Lines of a diff are never joined: a mailer that
    /// flows a patch has broken it already, and a context line may well end in a blank.
    static func unflow(_ text: String, deletesSpace: Bool) -> String {
        guard !text.contains("\ndiff --git ") && !text.contains("\n@@ -") else {
            return text.split(separator: "\n", omittingEmptySubsequences: false)
                .map {
                    $0.hasPrefix("  ") || $0.hasPrefix(" >") || $0.hasPrefix(" From ") ? $0.dropFirst() : $0
                }
                .joined(separator: "\n")
        }
        var result: [String] = []
        var open: (depth: Int, text: String)?
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let depth = line.prefix { $0 == ">" }.count
            var content = line.dropFirst(depth)
            if content.first == " " { content = content.dropFirst() }
            let isSignature = content == "-- "
            let flows = content.last == " " && !isSignature
            if flows && deletesSpace { content = content.dropLast() }
            if let current = open, current.depth == depth, !isSignature {
                open = (depth, current.text + content)
            } else {
                if let current = open { result.append(quoted(current)) }
                open = (depth, String(content))
            }
            if !flows, let current = open {
                result.append(quoted(current))
                open = nil
            }
        }
        if let current = open { result.append(quoted(current)) }
        return result.joined(separator: "\n")
    }

    private static func quoted(_ line: (depth: Int, text: String)) -> String {
        line.depth == 0 ? line.text : String(repeating: ">", count: line.depth) + " " + line.text
    }
}
