/// Reads the diff in a mail's body (git's extended headers: git-diff(1), "Generating patch text").
///
/// A file whose diff is damaged or leads out of the tree is left out and told of in ``damages``; the
/// files after it are read.
struct DiffParser {
    /// A file diff that cannot be used, and why.
    struct Refusal: Error {
        var index: Int
        var reason: String
        var hint: String
    }

    private let lines: [Bytes]
    private let source: String
    private let linesBefore: Int?
    private var position = 0
    /// The files that were read.
    private(set) var diffs: [FileDiff] = []
    /// What could not be read.
    private(set) var damages: [PatchDamage] = []
    /// The lines of each file in ``diffs``: its header, its hunks.
    private var sections: [(header: Range<Int>, hunks: Range<Int>)] = []

    /// The diff of the files in ``diffs`` as git writes it: paths that begin otherwise than with `a/` and `b/` are
    /// put as git has them, and a file that came twice in one mail counts once.
    var normalizedDiff: [UInt8] { normalizedDiff(as: diffs) }

    /// The diff of the files in ``diffs`` under the paths of others, one for one.
    func normalizedDiff(as named: [FileDiff]) -> [UInt8] {
        var result: [UInt8] = []
        for (diff, section) in zip(named, sections) {
            result += DiffHeader.normalized(lines[section.header], of: diff)
            for line in lines[section.hunks] {
                result += line
                result.append(.newline)
            }
        }
        return result
    }

    /// - Parameters:
    ///   - lines: the body, line by line.
    ///   - source: the input's name for errors.
    ///   - linesBefore: the number of lines before the body; nil where lines have no place.
    init(lines: [Bytes], source: String, linesBefore: Int?) {
        self.lines = lines
        self.source = source
        self.linesBefore = linesBefore
    }

    /// The index of the first line of the diff; nil where there is none.
    static func start(in lines: [Bytes], from first: Int = 0) -> Int? {
        lines.indices.dropFirst(first).first {
            lines[$0].starts(with: "diff --git ") || isPlainStart(lines, $0)
        }
    }

    /// `---`, `+++` and `@@` in a row: a diff that was not written by git.
    private static func isPlainStart(_ lines: [Bytes], _ index: Int) -> Bool {
        lines[index].starts(with: "--- ") && index + 2 < lines.count
            && lines[index + 1].starts(with: "+++ ") && lines[index + 2].starts(with: "@@ -")
    }

    /// Reads from a line on. Lines that are no diff are passed over (a signature, a footer).
    mutating func parse(from start: Int) {
        position = start
        while position < lines.count {
            let isGit = lines[position].starts(with: "diff --git ")
            guard isGit || Self.isPlainStart(lines, position) else {
                position += 1
                continue
            }
            let first = position
            var diff = FileDiff(line: place(position))
            do {
                if isGit { readHeader(of: &diff) } else { readPlainHeader(of: &diff) }
                try DiffPath.check(diff, at: first)
                let header = first..<position
                diff.hunks = try readHunks(of: diff)
                if diff.isBinary { skipBinary() }
                if !isGit { Self.noteExistence(&diff, lines[header]) }
                // Many send a patch in the text and attached.
                if diffs.contains(where: { $0.isTwin(of: diff) }) { continue }
                diffs.append(diff)
                sections.append((header, header.upperBound..<position))
            } catch let refusal as Refusal {
                damages.append(
                    PatchDamage(
                        path: diff.path,
                        error: PatchSeriesError(
                            file: source, line: place(refusal.index), reason: refusal.reason,
                            hint: refusal.hint)))
                position = max(position, first + 1)
                while position < lines.count, !lines[position].starts(with: "diff --git ") { position += 1 }
            } catch {
                return
            }
        }
    }

    // MARK: One file

    private mutating func readHeader(of diff: inout FileDiff) {
        var names = DiffPath.Pair(header: lines[position].dropFirst("diff --git ".utf8.count))
        position += 1
        var moved: (from: String?, to: String?)
        var isNew = false
        var isDeleted = false
        headers: while position < lines.count {
            let line = lines[position]
            let words = line.split(separator: .space)
            func path(_ name: StaticString) -> String {
                DiffPath.unquoted(line.dropFirst(name.utf8CodeUnitCount))
            }
            switch true {
            case line.starts(with: "old mode "): diff.oldMode = words.last?.lossyText
            case line.starts(with: "new mode "): diff.newMode = words.last?.lossyText
            case line.starts(with: "new file mode "):
                isNew = true
                diff.newMode = words.last?.lossyText
            case line.starts(with: "deleted file mode "):
                isDeleted = true
                diff.oldMode = words.last?.lossyText
            case line.starts(with: "similarity index "), line.starts(with: "dissimilarity index "):
                diff.similarity = words.last.flatMap { Int($0.dropLast().lossyText) }
            case line.starts(with: "rename from "):
                diff.isRename = true
                moved.from = path("rename from ")
            case line.starts(with: "rename to "): moved.to = path("rename to ")
            case line.starts(with: "copy from "):
                diff.isCopy = true
                moved.from = path("copy from ")
            case line.starts(with: "copy to "): moved.to = path("copy to ")
            case line.starts(with: "index "):
                let ids = words.dropFirst().first?.split(separator: UInt8(ascii: ".")) ?? []
                diff.oldBlob = ids.first?.lossyText
                diff.newBlob = ids.count > 1 ? ids[1].lossyText : nil
                if words.count > 2 {
                    diff.oldMode = words[2].lossyText
                    diff.newMode = words[2].lossyText
                }
            case line.starts(with: "--- "):
                if let path = DiffPath.named(line.dropFirst(4)) { names.old = path }
            case line.starts(with: "+++ "):
                if let path = DiffPath.named(line.dropFirst(4)) { names.new = path }
            case line.starts(with: "GIT binary patch"), line.starts(with: "Binary files "):
                diff.isBinary = true
            default: break headers
            }
            position += 1
        }
        (diff.oldPath, diff.newPath) = names.stripped
        diff.written = names.isPlain ? nil : names
        // These lines have no prefix.
        diff.oldPath = moved.from ?? diff.oldPath
        diff.newPath = moved.to ?? diff.newPath
        if isNew { diff.oldPath = nil }
        if isDeleted { diff.newPath = nil }
    }

    /// `---` and `+++` alone never rename: as with patch(1), the shorter of two names that begin alike counts
    /// (`lamp.h.orig`, `lamp.h~shine`).
    private mutating func readPlainHeader(of diff: inout FileDiff) {
        var names = DiffPath.Pair(
            old: DiffPath.named(lines[position].dropFirst(4)),
            new: DiffPath.named(lines[position + 1].dropFirst(4)))
        names.joinVariants()
        (diff.oldPath, diff.newPath) = names.stripped
        diff.written = names.isPlain ? nil : names
        position += 2
    }

    /// Whether a plain diff makes or deletes its file, where not `/dev/null` but the beginning of 1970 says so.
    private static func noteExistence(_ diff: inout FileDiff, _ header: ArraySlice<Bytes>) {
        guard diff.hunks.count == 1, let hunk = diff.hunks.first else { return }
        let isFromNothing = hunk.oldStart == 0 && hunk.oldCount == 0
        let isToNothing = hunk.newStart == 0 && hunk.newCount == 0
        for line in header where DiffPath.isOfNoFile(line) {
            if isFromNothing, line.starts(with: "--- ") { diff.oldPath = nil }
            if isToNothing, line.starts(with: "+++ ") { diff.newPath = nil }
        }
    }

    /// Passes over `literal` and `delta` blocks, up to what cannot belong to one.
    private mutating func skipBinary() {
        while position < lines.count, !lines[position].starts(with: "diff --git "),
            !lines[position].equals("-- "), !lines[position].starts(with: "From ")
        {
            position += 1
        }
    }

    // MARK: Hunks

    private mutating func readHunks(of diff: FileDiff) throws -> [Hunk] {
        var hunks: [Hunk] = []
        while position < lines.count, lines[position].starts(with: "@@ -") {
            hunks.append(try readHunk(of: diff))
        }
        return hunks
    }

    private mutating func readHunk(of diff: FileDiff) throws -> Hunk {
        let start = position
        guard var hunk = Hunk(header: lines[position]) else {
            throw Refusal(
                index: position, reason: "the hunk header of \(diff.path) is not one git writes",
                hint: Self.damaged)
        }
        position += 1
        var old = 0
        var new = 0
        while old < hunk.oldCount || new < hunk.newCount {
            // The last line of a mail may lack its line end, and `-- ` is where a signature begins.
            guard position < lines.count, !isSignature(position, isOldLeft: old < hunk.oldCount) else {
                let count = position - start - 1
                throw Refusal(
                    index: start,
                    reason: "the hunk of \(diff.path) ends after \(count) lines: the mail is cut off",
                    hint: "fetch the mail again; `b4 mbox` gets it whole")
            }
            let line = lines[position]
            switch line.first {
            case UInt8(ascii: "+"):
                new += 1
                hunk.append(.added, line)
            case UInt8(ascii: "-"):
                old += 1
                hunk.append(.removed, line)
            case .space, .tab, nil:
                // Mailers cut the blank off an empty context line.
                old += 1
                new += 1
                hunk.append(.context, line)
            case UInt8(ascii: "\\"): hunk.noteMissingNewline()
            default:
                throw Refusal(
                    index: position,
                    reason: "this line is in no hunk: \(diff.path) wants \(hunk.oldCount - old) more old and "
                        + "\(hunk.newCount - new) more new lines", hint: Self.damaged)
            }
            position += 1
        }
        if old > hunk.oldCount || new > hunk.newCount {
            throw Refusal(
                index: start, reason: "the hunk of \(diff.path) has more lines than its header counts",
                hint: Self.damaged)
        }
        if position < lines.count, lines[position].starts(with: "\\ ") {
            hunk.noteMissingNewline()
            position += 1
        }
        return hunk
    }

    /// Whether git's signature stands here where a hunk still wants lines: `-- `, a version, the end.
    private func isSignature(_ index: Int, isOldLeft: Bool) -> Bool {
        guard lines[index].equals("-- ") else { return false }
        return !isOldLeft || (index + 1 < lines.count && lines[index + 1].first?.isDigit == true)
    }

    private static let damaged =
        "the mail was damaged on its way (wrapped lines?); fetch it again with `b4 mbox`"

    private func place(_ index: Int) -> Int { linesBefore.map { $0 + index + 1 } ?? 0 }
}
