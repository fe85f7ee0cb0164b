/// Reads the diff in a mail's body (git's extended headers: git-diff(1), "Generating patch text").
struct DiffParser {
    private let lines: [Substring]
    private let source: String
    private let firstLine: Int
    private var position = 0
    private(set) var diffs: [FileDiff] = []
    /// The index one past the last line that belongs to a diff.
    private(set) var end = 0

    /// - Parameters:
    ///   - lines: the body, line by line.
    ///   - source: the input's name for errors.
    ///   - firstLine: the number of lines before the body, or 0.
    init(lines: [Substring], source: String, firstLine: Int) {
        self.lines = lines
        self.source = source
        self.firstLine = firstLine
    }

    /// The index of the first line of the diff; nil where there is none.
    static func start(in lines: [Substring]) -> Int? {
        lines.indices.first { index in
            lines[index].hasPrefix("diff --git ")
                || (lines[index].hasPrefix("--- ") && index + 2 < lines.count
                    && lines[index + 1].hasPrefix("+++ ") && lines[index + 2].hasPrefix("@@ -"))
        }
    }

    /// Reads from a line on. Lines that are no diff are passed over (a signature, a footer).
    mutating func parse(from start: Int) throws -> [FileDiff] {
        position = start
        while position < lines.count {
            let line = lines[position]
            if line.hasPrefix("diff --git ") {
                try parseGit()
            } else if line.hasPrefix("--- "), position + 2 < lines.count,
                lines[position + 1].hasPrefix("+++ "), lines[position + 2].hasPrefix("@@ -")
            {
                try parsePlain()
            } else {
                position += 1
            }
        }
        return diffs
    }

    // MARK: One file

    private mutating func parseGit() throws {
        let headerLine = position
        var diff = Self.empty(line: place(position))
        let (old, new) = Self.gitPaths(lines[position].dropFirst("diff --git ".count))
        diff.oldPath = old
        diff.newPath = new
        position += 1
        var isNew = false
        var isDeleted = false
        headers: while position < lines.count {
            let line = lines[position]
            let words = line.split(separator: " ")
            switch true {
            case line.hasPrefix("old mode "): diff.oldMode = words.last.map(String.init)
            case line.hasPrefix("new mode "): diff.newMode = words.last.map(String.init)
            case line.hasPrefix("new file mode "):
                isNew = true
                diff.newMode = words.last.map(String.init)
            case line.hasPrefix("deleted file mode "):
                isDeleted = true
                diff.oldMode = words.last.map(String.init)
            case line.hasPrefix("similarity index "), line.hasPrefix("dissimilarity index "):
                diff.similarity = words.last.flatMap { Int($0.dropLast()) }
            case line.hasPrefix("rename from "):
                diff.isRename = true
                diff.oldPath = Self.unquoted(line.dropFirst("rename from ".count))
            case line.hasPrefix("rename to "):
                diff.newPath = Self.unquoted(line.dropFirst("rename to ".count))
            case line.hasPrefix("copy from "):
                diff.isCopy = true
                diff.oldPath = Self.unquoted(line.dropFirst("copy from ".count))
            case line.hasPrefix("copy to "):
                diff.newPath = Self.unquoted(line.dropFirst("copy to ".count))
            case line.hasPrefix("index "):
                let ids =
                    words.dropFirst().first?.split(separator: ".", omittingEmptySubsequences: true) ?? []
                diff.oldBlob = ids.first.map(String.init)
                diff.newBlob = ids.count > 1 ? String(ids[1]) : nil
                if words.count > 2 {
                    diff.oldMode = String(words[2])
                    diff.newMode = String(words[2])
                }
            case line.hasPrefix("--- "):
                if let path = Self.path(line.dropFirst(4), prefix: "a/") { diff.oldPath = path }
            case line.hasPrefix("+++ "):
                if let path = Self.path(line.dropFirst(4), prefix: "b/") { diff.newPath = path }
            case line.hasPrefix("GIT binary patch"), line.hasPrefix("Binary files "):
                diff.isBinary = true
            default: break headers
            }
            position += 1
        }
        if isNew { diff.oldPath = nil }
        if isDeleted { diff.newPath = nil }
        diff.hunks = try parseHunks(of: diff)
        try check(diff, at: headerLine)
        if diff.isBinary { skipBinary() }
        diffs.append(diff)
        end = position
    }

    private mutating func parsePlain() throws {
        let headerLine = position
        var diff = Self.empty(line: place(position))
        let old = lines[position].dropFirst(4)
        let new = lines[position + 1].dropFirst(4)
        diff.oldPath = old.hasPrefix("/dev/null") ? nil : Self.path(old, prefix: "a/")
        diff.newPath = new.hasPrefix("/dev/null") ? nil : Self.path(new, prefix: "b/")
        position += 2
        diff.hunks = try parseHunks(of: diff)
        try check(diff, at: headerLine)
        if diff.isBinary { skipBinary() }
        diffs.append(diff)
        end = position
    }

    private static func empty(line: Int) -> FileDiff {
        FileDiff(isRename: false, isCopy: false, isBinary: false, hunks: [], line: line)
    }

    /// Passes over `literal`/`delta` blocks up to a signature or the next file.
    private mutating func skipBinary() {
        while position < lines.count, !lines[position].hasPrefix("diff --git "), lines[position] != "-- " {
            position += 1
        }
    }

    // MARK: Hunks

    private mutating func parseHunks(of diff: FileDiff) throws -> [Hunk] {
        var hunks: [Hunk] = []
        while position < lines.count, lines[position].hasPrefix("@@ -") {
            hunks.append(try parseHunk(of: diff))
        }
        return hunks
    }

    private mutating func parseHunk(of diff: FileDiff) throws -> Hunk {
        let start = position
        guard var hunk = Self.header(lines[position]) else {
            throw error(at: position, "the hunk header of \(diff.path) is not one git writes", Self.damaged)
        }
        position += 1
        var old = 0
        var new = 0
        while old < hunk.oldCount || new < hunk.newCount {
            guard position < lines.count else {
                throw error(
                    at: start,
                    "the hunk of \(diff.path) ends after \(position - start - 1) lines: the mail is cut off",
                    "fetch the mail again; `b4 mbox` gets it whole")
            }
            let line = lines[position]
            switch line.first {
            case "+":
                new += 1
                hunk.lines.append(.init(kind: .added, text: String(line.dropFirst()), lacksNewline: false))
            case "-":
                old += 1
                hunk.lines.append(.init(kind: .removed, text: String(line.dropFirst()), lacksNewline: false))
            case " ", nil, "\t":
                // Mailers cut the blank off an empty context line.
                old += 1
                new += 1
                hunk.lines.append(.init(kind: .context, text: String(line.dropFirst()), lacksNewline: false))
            case "\\":
                noteMissingNewline(&hunk)
            default:
                throw error(
                    at: position,
                    "this line is in no hunk: \(diff.path) wants \(hunk.oldCount - old) more old and "
                        + "\(hunk.newCount - new) more new lines", Self.damaged)
            }
            position += 1
        }
        if old > hunk.oldCount || new > hunk.newCount {
            throw error(
                at: start, "the hunk of \(diff.path) has more lines than its header counts", Self.damaged)
        }
        if position < lines.count, lines[position].hasPrefix("\\ ") {
            noteMissingNewline(&hunk)
            position += 1
        }
        return hunk
    }

    private func noteMissingNewline(_ hunk: inout Hunk) {
        if !hunk.lines.isEmpty { hunk.lines[hunk.lines.count - 1].lacksNewline = true }
    }

    /// `@@ -a,b +c,d @@ section`; a count that is left out is 1.
    private static func header(_ line: Substring) -> Hunk? {
        let words = line.split(separator: " ", maxSplits: 4, omittingEmptySubsequences: false)
        guard words.count >= 4, words[0] == "@@", words[3] == "@@" else { return nil }
        guard let old = range(words[1], mark: "-"), let new = range(words[2], mark: "+") else { return nil }
        return Hunk(
            oldStart: old.0, oldCount: old.1, newStart: new.0, newCount: new.1,
            section: words.count > 4 ? String(words[4]) : "", lines: [])
    }

    private static func range(_ word: Substring, mark: Character) -> (Int, Int)? {
        guard word.first == mark else { return nil }
        let numbers = word.dropFirst().split(separator: ",")
        guard let first = numbers.first.flatMap({ Int($0) }), first >= 0, numbers.count <= 2 else {
            return nil
        }
        guard numbers.count == 2 else { return (first, 1) }
        guard let count = Int(numbers[1]), count >= 0, count < 1 << 30 else { return nil }
        return (first, count)
    }

    // MARK: Paths

    /// The two paths of `diff --git a/x b/x`, which may hold blanks when both are alike.
    private static func gitPaths(_ text: Substring) -> (String?, String?) {
        if text.first == "\"" {
            guard let end = closingQuote(in: text) else { return (nil, nil) }
            let rest = text[text.index(after: end)...].drop { $0 == " " }
            return (stripped(unquoted(text[...end]), "a/"), stripped(unquoted(rest), "b/"))
        }
        let length = text.count
        if length % 2 == 1 {
            let middle = text.index(text.startIndex, offsetBy: length / 2)
            let left = text[..<middle]
            let right = text[text.index(after: middle)...]
            if text[middle] == " ", stripped(String(left), "a/") == stripped(String(right), "b/") {
                return (stripped(String(left), "a/"), stripped(String(right), "b/"))
            }
        }
        let words = text.split(separator: " ")
        guard words.count == 2 else { return (nil, nil) }
        return (stripped(unquoted(words[0]), "a/"), stripped(unquoted(words[1]), "b/"))
    }

    /// The path of a `---`/`+++` line: a tab and a date may follow; `/dev/null` is none.
    private static func path(_ text: Substring, prefix: String) -> String? {
        let name = unquoted(text.prefix { $0 != "\t" })
        return name == "/dev/null" ? nil : stripped(name, prefix)
    }

    private static func stripped(_ path: String, _ prefix: String) -> String {
        path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path
    }

    private static func closingQuote(in text: Substring) -> Substring.Index? {
        var index = text.index(after: text.startIndex)
        while index < text.endIndex {
            if text[index] == "\\" {
                index = text.index(after: index)
                guard index < text.endIndex else { return nil }
            } else if text[index] == "\"" {
                return index
            }
            index = text.index(after: index)
        }
        return nil
    }

    /// Undoes git's C quoting (`"a\303\244.c"`), if it is there.
    static func unquoted(_ text: Substring) -> String {
        guard text.first == "\"", text.last == "\"", text.count >= 2 else { return String(text) }
        var bytes: [UInt8] = []
        var rest = Array(text.utf8).dropFirst().dropLast()
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
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Refuses paths that lead out of the tree or into git's own directory.
    private func check(_ diff: FileDiff, at index: Int) throws {
        if diff.oldPath == nil && diff.newPath == nil {
            throw error(at: index, "the diff names no file", Self.damaged)
        }
        for path in [diff.oldPath, diff.newPath].compactMap({ $0 }) {
            let parts = path.split(separator: "/", omittingEmptySubsequences: false)
            if path.hasPrefix("/") || parts.contains("..") || path.contains("\0") {
                throw error(
                    at: index, "the patch wants to change \(path), which lies outside the tree",
                    "a patch may name only paths inside the tree; do not apply this mail anywhere")
            }
            if parts.contains(where: { $0.lowercased() == ".git" }) {
                throw error(
                    at: index, "the patch wants to change \(path), which belongs to git",
                    "do not apply this mail anywhere")
            }
        }
    }

    // MARK: Errors

    private static let damaged =
        "the mail was damaged on its way (wrapped lines?); fetch it again with `b4 mbox`"

    private func place(_ index: Int) -> Int { firstLine > 0 ? firstLine + index + 1 : 0 }

    private func error(at index: Int, _ reason: String, _ hint: String) -> PatchSeriesError {
        PatchSeriesError(file: source, line: place(index), reason: reason, hint: hint)
    }
}
