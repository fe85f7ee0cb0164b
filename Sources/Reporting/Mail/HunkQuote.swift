import Drift

/// The part of a patch that a finding is about, quoted as in a reply; diff lines are kept as they are.
struct HunkQuote {
    /// Which hunk it is.
    struct Place: Hashable, Comparable {
        var file: Int
        var hunk: Int

        static func < (left: Place, right: Place) -> Bool {
            (left.file, left.hunk) < (right.file, right.hunk)
        }
    }

    /// How many lines of a hunk are quoted at most, and how many around what is meant.
    private static let limit = 24
    private static let context = 3

    let place: Place
    let lines: [String]

    /// The findings in the order of the hunks they are about; those without one come last.
    static func quotes(_ findings: [Finding], in mail: PatchMail) -> [(Finding, HunkQuote?)] {
        let places = findings.map { place(of: $0, in: mail) }
        // One quote a hunk, which shows what all of its findings are about.
        var names: [Place: [String]] = [:]
        for (finding, place) in zip(findings, places) {
            if let place { names[place, default: []] += Self.names(of: finding) }
        }
        let order = findings.indices.sorted { left, right in
            switch (places[left], places[right]) {
            case (let one?, let other?): (one, left) < (other, right)
            case (nil, nil): left < right
            case (let one, _): one != nil
            }
        }
        return order.map { index in
            (findings[index], places[index].map { HunkQuote(mail, $0, names: names[$0] ?? []) })
        }
    }

    private init(_ mail: PatchMail, _ place: Place, names: [String]) {
        self.place = place
        let change = mail.changes[place.file]
        let hunk = change.hunks[place.hunk]
        let meant = hunk.lines.indices.filter { index in
            names.contains { Self.mentions(hunk.lines[index], $0) } && !hunk.lines[index].hasPrefix(" ")
        }
        let changed = hunk.lines.indices.filter { !hunk.lines[$0].hasPrefix(" ") }
        let shown = meant.isEmpty ? changed : meant
        let first = max(0, (shown.first ?? 0) - Self.context)
        let last = min(hunk.lines.count, min((shown.last ?? 0) + Self.context + 1, first + Self.limit))
        var lines = [
            "--- " + (change.oldPath.map { "a/\($0)" } ?? "/dev/null"),
            "+++ " + (change.newPath.map { "b/\($0)" } ?? "/dev/null"), hunk.header,
        ].map { "> \($0)" }
        if first > 0 { lines.append("[...]") }
        lines += hunk.lines[first..<max(first, last)].map { "> \($0)" }
        if last < hunk.lines.count { lines.append("[...]") }
        self.lines = lines
    }

    /// The hunk that changes a line with the finding's name, in the finding's file if there is one; else one whose
    /// heading or context names it.
    private static func place(of finding: Finding, in mail: PatchMail) -> Place? {
        let names = Self.names(of: finding)
        var best: (score: Int, place: Place)?
        for (fileIndex, change) in mail.changes.enumerated() {
            let isFile = finding.site.map { $0.file == change.newPath || $0.file == change.oldPath } ?? false
            for (hunkIndex, hunk) in change.hunks.enumerated() {
                var score = 0
                for (rank, name) in names.enumerated() {
                    let weight = names.count - rank
                    let changes = hunk.lines.filter { !$0.hasPrefix(" ") && mentions($0, name) }
                    let isNamed = mentions(hunk.header, name) || hunk.lines.contains { mentions($0, name) }
                    let isCode = changes.contains { !isComment($0) }
                    score = max(
                        score, (isCode ? 20 : !changes.isEmpty ? 16 : isNamed ? 4 : 0) * weight)
                }
                if score > 0, isFile { score += 10 }
                if score > (best?.score ?? 0) {
                    best = (score, Place(file: fileIndex, hunk: hunkIndex))
                }
            }
        }
        return best?.place
    }

    /// What to look for, the most telling first: `owner` and `iommu_group` for `struct iommu_group.owner`.
    private static func names(of finding: Finding) -> [String] {
        let words = finding.symbol.split { $0 == " " || $0 == "." }.map(String.init)
        return words.reversed().filter { !["struct", "union", "enum"].contains($0) }
    }

    /// Whether a line of a hunk is one of a comment.
    private static func isComment(_ line: String) -> Bool {
        let text = line.dropFirst().drop { $0 == " " || $0 == "\t" }
        return text.hasPrefix("*") || text.hasPrefix("/*") || text.hasPrefix("//")
    }

    /// Whether the text has the name as a whole word.
    private static func mentions(_ text: String, _ name: String) -> Bool {
        guard !name.isEmpty else { return false }
        func isWord(_ character: Character) -> Bool {
            character.isLetter || character.isNumber || character == "_"
        }
        return text.ranges(of: name).contains { range in
            let before = range.lowerBound > text.startIndex ? text[text.index(before: range.lowerBound)] : " "
            let after = range.upperBound < text.endIndex ? text[range.upperBound] : " "
            return !isWord(before) && !isWord(after)
        }
    }
}
