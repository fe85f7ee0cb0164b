/// The paths in a diff's header lines.
enum DiffPath {
    /// The two paths of `diff --git a/x b/x`, which may hold blanks when both are alike.
    static func pair(_ text: Bytes) -> (String?, String?) {
        if text.first == UInt8(ascii: "\"") {
            guard let end = closingQuote(in: text) else { return (nil, nil) }
            let rest = text[(end + 1)...].drop { $0 == .space }
            return (stripped(unquoted(text[...end]), "a/"), stripped(unquoted(rest), "b/"))
        }
        if text.count % 2 == 1 {
            let middle = text.startIndex + text.count / 2
            let left = stripped(text[..<middle].lossyText, "a/")
            if text[middle] == .space, left == stripped(text[(middle + 1)...].lossyText, "b/") {
                return (left, left)
            }
        }
        let words = text.split(separator: .space)
        if words.count == 2 {
            return (stripped(unquoted(words[0]), "a/"), stripped(unquoted(words[1]), "b/"))
        }
        // One side is quoted, or the paths differ and hold blanks: then ` b/` parts them.
        if let quote = text.firstIndex(of: UInt8(ascii: "\"")), text.last == UInt8(ascii: "\"") {
            let left = text[..<quote].lossyText
            return (stripped(Substring(left).trimmed, "a/"), stripped(unquoted(text[quote...]), "b/"))
        }
        return (nil, nil)
    }

    /// The path of a `---`/`+++` line: a tab and a date may follow; `/dev/null` is none.
    static func named(_ text: Bytes, prefix: String) -> String? {
        let name = unquoted(text.prefix { $0 != .tab })
        return name == "/dev/null" ? nil : stripped(name, prefix)
    }

    private static func stripped(_ path: String, _ prefix: String) -> String {
        path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path
    }

    private static func closingQuote(in text: Bytes) -> Int? {
        var index = text.startIndex + 1
        while index < text.endIndex {
            if text[index] == UInt8(ascii: "\\") {
                index += 1
            } else if text[index] == UInt8(ascii: "\"") {
                return index
            }
            index += 1
        }
        return nil
    }

    /// Undoes git's C quoting (`"a\303\244.c"`), if it is there.
    static func unquoted(_ text: Bytes) -> String {
        let quote = UInt8(ascii: "\"")
        guard text.first == quote, text.last == quote, text.count >= 2 else { return text.lossyText }
        var bytes: [UInt8] = []
        var rest = text.dropFirst().dropLast()
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "\\"), let next = rest.popFirst() else {
                bytes.append(byte)
                continue
            }
            if (48...55).contains(next), rest.count >= 2 {
                let digits = [next] + rest.prefix(2)
                rest = rest.dropFirst(2)
                bytes.append(UInt8(truncatingIfNeeded: digits.reduce(0) { $0 * 8 + Int($1) - 48 }))
            } else {
                let escapes: [UInt8: UInt8] = [110: 10, 116: 9, 114: 13, 97: 7, 98: 8, 102: 12, 118: 11]
                bytes.append(escapes[next] ?? next)
            }
        }
        return bytes.lossyText
    }

    /// Refuses paths that lead out of the tree or into git's own directory.
    static func check(_ diff: FileDiff, at index: Int) throws(DiffParser.Refusal) {
        if diff.oldPath == nil && diff.newPath == nil {
            throw DiffParser.Refusal(
                index: index, reason: "the diff names no file",
                hint: "the mail was damaged on its way; fetch it again with `b4 mbox`")
        }
        for path in [diff.oldPath, diff.newPath].compactMap({ $0 }) {
            let parts = path.split(separator: "/", omittingEmptySubsequences: false)
            if path.hasPrefix("/") || parts.contains("..") || path.contains("\0") {
                throw DiffParser.Refusal(
                    index: index, reason: "the patch wants to change \(path), which lies outside the tree",
                    hint: "a patch may name only paths inside the tree; do not apply this mail anywhere")
            }
            if parts.contains(where: { $0.lowercased() == ".git" }) {
                throw DiffParser.Refusal(
                    index: index, reason: "the patch wants to change \(path), which belongs to git",
                    hint: "do not apply this mail anywhere")
            }
        }
    }
}
