/// What mail programs put before the subject of a reply or of a forwarded mail, in many languages.
enum ReplyPrefix {
    /// Where the prefix at the beginning of a subject ends; nil where there is none.
    ///
    /// A short word before a bracket is one in any language: `Odp: [PATCH] lamp`.
    ///
    /// - Parameter isTitle: whether it is the title of a patch, in which only the commonest are taken for one.
    static func end(in text: Substring, isTitle: Bool = false) -> Substring.Index? {
        let head = text.prefix(32)
        guard let colon = head.firstIndex(where: { $0 == ":" || $0 == "：" }) else {
            // `Re [PATCH] lamp`
            let isReply = text.prefix(3).lowercased() == "re " && text.dropFirst(3).first == "["
            return isReply ? text.index(text.startIndex, offsetBy: 3) : nil
        }
        let behind = text.index(after: colon)
        let word = bare(text[..<colon])
        if isTitle { return ["re", "fwd", "fw", "aw", "sv", "antw"].contains(word) ? behind : nil }
        if names.contains(word) { return behind }
        let isShort = (1...5).contains(word.count) && word.allSatisfy(\.isLetter)
        return isShort && text[behind...].drop(while: \.isWhitespace).first == "[" ? behind : nil
    }

    /// The word without a count: `Re[2]`, `Re^2`, `Re(3)`, `AW2`.
    private static func bare(_ text: Substring) -> String {
        var word = Substring(text.trimmed.lowercased())
        guard word.first != "[" else { return "" }
        while let last = word.last, last.isNumber || "[](){}^*#. ".contains(last) { word = word.dropLast() }
        return String(word)
    }

    private static let names: Set<String> = [
        "re", "fwd", "fw", "aw", "wg", "sv", "vs", "vl", "vb", "antw", "doorst", "odp", "pd", "rif", "i", "r",
        "ref", "réf", "rép", "ré", "tr", "res", "enc", "rv", "ynt", "ilt", "i̇lt", "bls", "atb", "vá",
        "továbbítás",
        "απ", "σχετ", "πρθ", "ответ", "на", "ha", "回复", "答复", "转发", "回覆", "答覆", "轉寄", "轉寄郵件",
        "返信", "転送", "답장", "회신", "전달", "תגובה", "הועבר", "رد", "automatic reply", "automatische antwort",
        "out of office", "undeliverable",
    ]
}
