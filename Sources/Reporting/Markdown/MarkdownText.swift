/// Text as CommonMark reads it.
enum MarkdownText {
    /// Prose: what stands in back quotes is code, and all else that would be markup is made plain.
    static func prose(_ text: String) -> String {
        let parts = text.split(separator: "`", omittingEmptySubsequences: false)
        // A quote without a partner is a character.
        guard parts.count % 2 == 1 else { return escaped(text) }
        return parts.enumerated().map { index, part in
            index % 2 == 0 ? escaped(String(part)) : code(String(part))
        }.joined()
    }

    /// A code span: its fence is longer than any run of back quotes in it, and no line ends in it.
    ///
    /// - Parameter isCell: whether it stands in a table, where a bar ends the cell even within code.
    static func code(_ text: String, isCell: Bool = false) -> String {
        var text = text.replacing("\n", with: " ")
        if isCell { text = text.replacing("|", with: "\\|") }
        guard !text.isEmpty else { return "" }
        var longest = 0
        var run = 0
        for character in text {
            run = character == "`" ? run + 1 : 0
            longest = max(longest, run)
        }
        let fence = String(repeating: "`", count: longest + 1)
        // A blank at both ends is taken away again by the reader.
        let isAtEdge = text.hasPrefix("`") || text.hasSuffix("`")
        return isAtEdge ? "\(fence) \(text) \(fence)" : "\(fence)\(text)\(fence)"
    }

    /// Text that Markdown would read as markup, made plain.
    static func escaped(_ text: String) -> String {
        var result = ""
        for character in text {
            switch character {
            case "\\", "*", "_", "[", "]", "<", ">", "|", "#", "`", "~", "&": result += "\\\(character)"
            case "\n": result += " "
            default: result.append(character)
            }
        }
        return result
    }

    /// What is folded away below a line that is shown.
    static func folded(_ summary: String, _ lines: [String]) -> [String] {
        let summary = summary.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(
            ">", with: "&gt;")
        return ["<details><summary>\(summary)</summary>", ""] + lines + ["", "</details>"]
    }
}
