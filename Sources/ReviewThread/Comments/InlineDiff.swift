import Drift

/// A diff that a reviewer wrote into a reply: what it would change, and the words around it.
struct InlineDiff {
    /// The text without the diff.
    private(set) var words = ""
    /// The declarations that lines of the diff add to or take from, each once, in order.
    private(set) var changed: [SourceOutline.Entry] = []

    private var seen: Set<String> = []

    init(_ text: String) {
        var prose: [Substring] = []
        var hunk: [Substring]?
        var section = ""
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("@@ ") {
                flush(hunk, section)
                section = Self.section(of: line)
                hunk = []
            } else if Self.headers.contains(where: { line.hasPrefix($0) }) {
                flush(hunk, section)
                hunk = nil
            } else if hunk != nil, line.isEmpty || " +-\t".contains(line.first ?? " ") {
                hunk?.append(line)
            } else if hunk?.isEmpty == true {
                // The head of the hunk was wrapped.
                continue
            } else {
                flush(hunk, section)
                hunk = nil
                prose.append(line)
            }
        }
        flush(hunk, section)
        words = prose.joined(separator: "\n")
    }

    private static let headers = [
        "diff --git ", "index ", "--- ", "+++ ", "new file mode ", "deleted file mode ",
    ]

    private static func section(of line: Substring) -> String {
        let parts = line.split(separator: "@@", maxSplits: 2, omittingEmptySubsequences: false)
        return parts.count > 2 ? String(parts[2]) : ""
    }

    private mutating func flush(_ hunk: [Substring]?, _ section: String) {
        guard let hunk, !hunk.isEmpty else { return }
        // What git writes behind the `@@` holds for lines inside of it, not for the next declaration.
        let first = hunk.first { $0.dropFirst().contains { !$0.isWhitespace } }?.dropFirst().first
        let opening = section.hasSuffix("{") && first?.isWhitespace == true ? section : ""
        var found = false
        for (own, other) in [("+", "-"), ("-", "+")] as [(Character, Character)] {
            let lines = hunk.filter { $0.first != other }
            let text = ([opening] + lines.map { String($0.dropFirst()) }).joined(separator: "\n")
            let outline = SourceOutline(Array(text.utf8))
            for (number, line) in lines.enumerated()
            where line.first == own && line.dropFirst().contains(where: { !$0.isWhitespace }) {
                for entry in outline.entries(at: number + 2).entries {
                    found = true
                    if seen.insert(entry.symbol).inserted { changed.append(entry) }
                }
            }
        }
        // A hunk in the middle of a function shows its head only there.
        if !found, let head = SourceOutline(Array(section.utf8)).entries.first,
            seen.insert(head.symbol).inserted
        {
            changed.append(head)
        }
    }
}
