/// Sentences with back quotes as HTML with `<code>`.
enum InlineCode {
    /// The sentence; an odd back quote stays as it is.
    static func html(_ text: String) -> String {
        let parts = text.split(separator: "`", omittingEmptySubsequences: false)
        guard parts.count % 2 == 1 else { return SVGText.escaped(text) }
        return parts.enumerated().map { index, part in
            index % 2 == 1 ? "<code>\(SVGText.escaped(String(part)))</code>" : SVGText.escaped(String(part))
        }.joined()
    }

    /// The first sentence.
    static func firstSentence(_ text: String) -> String {
        guard let end = text.firstRange(of: ". ") else { return text }
        return String(text[..<end.lowerBound]) + "."
    }
}
