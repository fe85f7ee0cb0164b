/// The paths in a diff's header lines.
enum DiffPath {
    /// The paths on the two sides of a diff, as it writes them; `/dev/null` is nil.
    struct Pair: Hashable, Sendable {
        var old: String?
        var new: String?

        init(old: String?, new: String?) {
            self.old = old
            self.new = new
        }

        /// The two paths of `diff --git a/x b/x`, which may hold blanks when both are alike.
        init(header text: Bytes) {
            if text.first == UInt8(ascii: "\"") {
                guard let end = closingQuote(in: text) else { return }
                let rest = text[(end + 1)...].drop { $0 == .space }
                (old, new) = (unquoted(text[...end]), unquoted(rest))
                return
            }
            if text.count % 2 == 1 {
                let middle = text.startIndex + text.count / 2
                let pair = Pair(old: text[..<middle].lossyText, new: text[(middle + 1)...].lossyText)
                if text[middle] == .space, let paths = pair.sameFile, paths.0 == paths.1 {
                    self = pair
                    return
                }
            }
            let words = text.split(separator: .space)
            if words.count == 2 {
                (old, new) = (unquoted(words[0]), unquoted(words[1]))
            } else if let quote = text.firstIndex(of: UInt8(ascii: "\"")), text.last == UInt8(ascii: "\"") {
                // One side is quoted, or the paths differ and hold blanks: then ` b/` parts them.
                old = Substring(text[..<quote].lossyText).trimmed
                new = unquoted(text[quote...])
            }
        }

        /// Whether they begin with `a/` and `b/`, as git writes them unless told otherwise.
        var isPlain: Bool {
            (old.map { $0.hasPrefix("a/") } ?? true) && (new.map { $0.hasPrefix("b/") } ?? true)
        }

        /// The paths in the tree: without the first component (`-p1`), which git, quilt and diff call `a`, `i`,
        /// `linux.orig` and much else; whole where the diff was written with `--no-prefix`.
        var stripped: (String?, String?) {
            if isPlain { return (old.map(Self.rest), new.map(Self.rest)) }
            if let paths = sameFile { return paths }
            return (
                old.map { Self.isWhole($0) ? $0 : Self.rest($0) },
                new.map { Self.isWhole($0) ? $0 : Self.rest($0) }
            )
        }

        /// The paths where both sides name one file; nil where one of them names none, or they differ.
        fileprivate var sameFile: (String, String)? {
            guard let old, let new else { return nil }
            let (left, right) = (Self.rest(old), Self.rest(new))
            guard left == right else { return nil }
            // One name on both sides is a directory of the tree, unless the kernel has none of that name.
            return old == new && Self.isWhole(old) ? (old, new) : (left, right)
        }

        private static func rest(_ path: String) -> String {
            // What leads out of the tree is refused as it is.
            if path.first == "/" { return path }
            return path.firstIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
        }

        /// Whether a path begins at the top of a kernel tree.
        private static func isWhole(_ path: String) -> Bool {
            path.firstIndex(of: "/").map { kernelDirectories.contains(String(path[..<$0])) } ?? true
        }

        /// Takes the shorter name for both sides where the other one only adds to it.
        mutating func joinVariants() {
            guard let old, let new, old != new else { return }
            let (left, right) = (Self.rest(old), Self.rest(new))
            guard left != right else { return }
            if left.hasPrefix(right) {
                self.old = old.hasSuffix(left) ? String(old.dropLast(left.count - right.count)) : new
            } else if right.hasPrefix(left) {
                self.new = String(new.dropLast(right.count - left.count))
            }
        }
    }

    /// The directories at the top of a kernel tree (Linux 2.6 to 7.0).
    private static let kernelDirectories: Set<String> = [
        "Documentation", "LICENSES", "arch", "block", "certs", "crypto", "drivers", "firmware", "fs",
        "include",
        "init", "io_uring", "ipc", "kernel", "lib", "mm", "net", "rust", "samples", "scripts", "security",
        "sound",
        "tools", "usr", "virt",
    ]

    /// The path of a `---`/`+++` line: a tab and a date may follow; `/dev/null` is none.
    static func named(_ text: Bytes) -> String? {
        let name = unquoted(withoutDate(text))
        return name == "/dev/null" ? nil : name
    }

    /// diff puts a tab before the date, some programs and mailers a blank.
    private static func withoutDate(_ text: Bytes) -> Bytes {
        let name = text.prefix { $0 != .tab }
        guard name.count == text.count, let blank = name.firstIndex(of: .space) else { return name }
        let rest = name[blank...].drop { $0 == .space }
        let isDate =
            rest.count >= 10 && rest.prefix(4).allSatisfy(\.isDigit)
            && rest.dropFirst(4).first == UInt8(ascii: "-")
        return isDate || rest.starts(with: "(revision ") || rest.starts(with: "(working copy)")
            ? name[..<blank] : name
    }

    /// Whether a `---`/`+++` line means that there is no file: `/dev/null`, or a time at the beginning of 1970.
    static func isOfNoFile(_ line: Bytes) -> Bool {
        let text = line.lossyText
        return text.dropFirst(4).hasPrefix("/dev/null") || text.contains("1970-01-01")
            || text.contains("1969-12-31")
    }

    fileprivate static func closingQuote(in text: Bytes) -> Int? {
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
