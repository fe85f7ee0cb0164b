import Crypto

/// A patch to plain text files, laid over them without git.
///
/// git comes to the same, place by place (`apply_one_fragment` and `find_pos` in its apply.c); it has to be started for
/// each patch, which takes as long as comparing what came of it. All that is not this plain is git's to do: new,
/// deleted, renamed and binary files, modes, quoted names, lines without an end.
struct ExactPatch {
    /// What becomes of one file.
    struct Change {
        /// The text after the patch.
        var text: [UInt8]
        /// How far the farthest hunk stood from where it says, in lines.
        var offset: Int
        /// How many lines of context were left on one side of a hunk that does not stand there whole; nil where all do.
        var leastContext: Int?
    }

    struct Hunk {
        /// The first line before and after, from 1, as the header names them.
        var old: Int
        var new: Int
        var before: [ArraySlice<UInt8>] = []
        var after: [ArraySlice<UInt8>] = []
        /// How many lines of context it begins and ends with.
        var leading = 0
        var trailing = 0
    }

    private struct Section {
        var path: String
        var hunks: [Hunk] = []
    }

    private var sections: [Section] = []

    /// The files that the patch changes, in its order.
    var paths: [String] { sections.map(\.path) }

    /// Reads a diff as git writes it; nil where there is anything in it that is not plain.
    init?(_ diff: [UInt8]) {
        var lines = diff.split(separator: 10, omittingEmptySubsequences: false)[...]
        while let line = lines.first {
            guard line.starts(with: "diff --git ".utf8) else {
                // What git would take for the beginning of a diff of another kind.
                guard !line.starts(with: "--- ".utf8), !line.starts(with: "@@ -".utf8) else { return nil }
                lines.removeFirst()
                continue
            }
            guard let section = Self.section(&lines), !sections.contains(where: { $0.path == section.path })
            else { return nil }
            sections.append(section)
        }
        guard !sections.isEmpty else { return nil }
    }

    /// What becomes of the files, by path; nil where a hunk's lines are not found.
    ///
    /// - Parameters:
    ///   - leastContext: with how many lines of context around its changes a hunk may do, as `git apply -C`; nil
    ///     for all that it has.
    ///   - text: the text of a regular file before the patch.
    func applied(leastContext: Int? = nil, to text: (String) -> [UInt8]?) -> [String: Change]? {
        var result: [String: Change] = [:]
        for section in sections {
            guard let old = text(section.path),
                let change = Self.apply(section.hunks, to: old, leastContext: leastContext ?? .max),
                !change.text.isEmpty
            else { return nil }
            result[section.path] = change
        }
        return result
    }

    /// The patch that undoes this one.
    var reversed: ExactPatch {
        var patch = self
        for index in patch.sections.indices {
            patch.sections[index].hunks = sections[index].hunks.map { hunk in
                var undone = hunk
                (undone.old, undone.new) = (hunk.new, hunk.old)
                (undone.before, undone.after) = (hunk.after, hunk.before)
                return undone
            }
        }
        return patch
    }

    /// The lines that those hunks name first which do not stand whole in a file's text: what
    /// `git apply --check --reject` complains of.
    func missingLines(of path: String, in text: [UInt8]) -> [Int] {
        Self.missing(sections.first { $0.path == path }?.hunks ?? [], in: text).map(\.old)
    }

    /// The name that git gives a text: `blob`, its length, a zero byte and the text, hashed.
    static func blobID(of text: [UInt8], hashLength: Int) -> String {
        let head = Array("blob \(text.count)\0".utf8)
        if hashLength == 32 {
            var hash = SHA256()
            hash.update(data: head)
            hash.update(data: text)
            return GitIndex.hexadecimal(hash.finalize())
        }
        var hash = Insecure.SHA1()
        hash.update(data: head)
        hash.update(data: text)
        return GitIndex.hexadecimal(hash.finalize())
    }

    // MARK: The diff

    private static func section(_ lines: inout ArraySlice<ArraySlice<UInt8>>) -> Section? {
        let head = lines.removeFirst()
        if let line = lines.first, line.starts(with: "index ".utf8) {
            // A mode is named where it does not change; a link's text is git's to do.
            let words = line.split(separator: 32)
            guard words.count == 2 || words.count == 3 && words[2].starts(with: "100".utf8) else {
                return nil
            }
            lines.removeFirst()
        }
        guard let old = path(lines.popFirst(), after: "--- a/"),
            let new = path(lines.popFirst(), after: "+++ b/"),
            old == new, head.elementsEqual("diff --git a/\(old) b/\(old)".utf8),
            (try? TreePath(old))?.description == old
        else { return nil }
        var section = Section(path: old)
        while lines.first?.starts(with: "@@ -".utf8) == true {
            guard let hunk = hunk(&lines) else { return nil }
            section.hunks.append(hunk)
        }
        return section.hunks.isEmpty ? nil : section
    }

    private static func path(_ line: ArraySlice<UInt8>?, after mark: String) -> String? {
        guard let line, line.starts(with: mark.utf8) else { return nil }
        let name = line.dropFirst(mark.utf8.count)
        guard !name.contains(where: { $0 <= 32 || $0 == UInt8(ascii: "\"") }) else { return nil }
        return String(validating: name, as: UTF8.self)
    }

    private static func hunk(_ lines: inout ArraySlice<ArraySlice<UInt8>>) -> Hunk? {
        let words = lines.removeFirst().split(separator: 32, maxSplits: 3, omittingEmptySubsequences: false)
        guard words.count == 4, words[0].elementsEqual("@@".utf8), words[3].starts(with: "@@".utf8),
            let old = range(words[1], UInt8(ascii: "-")), let new = range(words[2], UInt8(ascii: "+"))
        else { return nil }
        // Without a line on one side git asks where in the file that may be.
        guard old.start > 0, new.start > 0, old.count > 0, new.count > 0 else { return nil }
        var hunk = Hunk(old: old.start, new: new.start)
        while hunk.before.count < old.count || hunk.after.count < new.count {
            guard let line = lines.popFirst(), let mark = line.first else { return nil }
            let text = line.dropFirst()
            if mark == 32, hunk.leading == hunk.before.count, hunk.leading == hunk.after.count {
                hunk.leading += 1
            }
            hunk.trailing = mark == 32 ? hunk.trailing + 1 : 0
            switch mark {
            case 32:
                hunk.before.append(text)
                hunk.after.append(text)
            case UInt8(ascii: "-"): hunk.before.append(text)
            case UInt8(ascii: "+"): hunk.after.append(text)
            default: return nil
            }
        }
        guard hunk.before.count == old.count, hunk.after.count == new.count,
            // A line without an end, and a diff that is cut off within its last line.
            let next = lines.first, next.first != UInt8(ascii: "\\")
        else { return nil }
        return hunk
    }

    /// `-12,7`; a count that is left out is 1.
    private static func range(_ word: ArraySlice<UInt8>, _ mark: UInt8) -> (start: Int, count: Int)? {
        guard word.first == mark else { return nil }
        let parts = word.dropFirst().split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        let numbers = parts.compactMap { part -> Int? in
            guard !part.isEmpty, part.count < 10, part.allSatisfy({ (48...57).contains($0) }) else {
                return nil
            }
            return part.reduce(0) { $0 * 10 + Int($1 - 48) }
        }
        guard numbers.count == parts.count, (1...2).contains(numbers.count) else { return nil }
        return (numbers[0], numbers.count > 1 ? numbers[1] : 1)
    }
}
