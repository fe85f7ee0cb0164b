import SourceText

/// What a cover letter or a commit message says of the change, as far as it can be held against the code.
enum Claim: Hashable {
    /// Nothing works otherwise than before.
    case noFunctionalChange
    /// Names change and nothing else.
    case onlyRenames
    /// The revision has the code of the one before.
    case unchanged
    /// Something goes by another name; each side may stand for several names (`use/unuse_dma`).
    case renamed(from: [String], to: [String])
    /// Something was taken away.
    case removed(String)
}

/// A claim with the words it was made in.
struct StatedClaim: Hashable {
    var claim: Claim
    /// The words, on one line.
    var words: String
}

/// Finds claims in the text of mails.
enum ClaimReader {
    /// The claims of a commit message.
    static func claims(inMessage text: String) -> [StatedClaim] {
        sentences(of: text).compactMap { sentence in
            let lower = sentence.lowercased()
            if saysNoFunctionalChange(lower) {
                return StatedClaim(claim: .noFunctionalChange, words: sentence)
            }
            if renames.contains(where: lower.hasWords) {
                return StatedClaim(claim: .onlyRenames, words: sentence)
            }
            return nil
        }
    }

    /// The claims that the change log of a cover letter or of a patch's notes makes for one revision.
    static func claims(inChangelog text: String, version: Int) -> [StatedClaim] {
        items(of: section(of: text, version: version)).compactMap { item in
            claim(ofItem: item).map { StatedClaim(claim: $0, words: item) }
        }
    }

    // MARK: Messages

    private static let renames = [
        "just renames", "only renames", "just a rename", "only a rename", "pure rename", "mechanical rename",
        "simply renames", "merely renames",
    ]

    private static func saysNoFunctionalChange(_ sentence: String) -> Bool {
        let phrases = [
            "no functional change", "no intended functional change", "no change in functionality",
            "no change in behavior", "no change in behaviour", "no behavioral change",
            "no behavioural change", "no functionality change", "no functional impact",
            "no intentional functional change", "no intentional functional impact",
            "no intended change in behavior",
            "no intended change in behaviour", "without functional change", "without any functional change",
            "does not change the existing behavior", "does not change the existing behaviour",
            "does not change behavior", "does not change behaviour", "no semantic change",
            "no logical change",
        ]
        return phrases.contains(where: sentence.hasWords)
            && !["except", "other than", "apart from"].contains(where: sentence.hasWords)
    }

    private static func sentences(of text: String) -> [String] {
        paragraphs(of: text).flatMap { paragraph in
            let line = paragraph.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            return line.split(separator: ". ").map(String.init)
        }
    }

    /// Runs of lines without an empty one.
    private static func paragraphs(of text: String) -> [Substring] {
        var result: [Substring] = []
        var start = text.startIndex
        while start < text.endIndex {
            let end = text[start...].firstRange(of: "\n\n")
            result.append(text[start..<(end?.lowerBound ?? text.endIndex)])
            start = end?.upperBound ?? text.endIndex
        }
        return result
    }

    // MARK: Change logs

    /// The lines under the heading of a revision: `v7:`, `Changes in v7:`, `Changes since v6:`, `v6 -> v7:`.
    static func section(of text: String, version: Int) -> String {
        var result: [Substring] = []
        var isInside = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if let heading = headedVersion(line) {
                isInside = heading == version || heading == Self.thisRevision
                continue
            }
            // Text at the margin after an empty line is no item any more.
            if isInside, let first = line.first, first.isLetter, result.last?.isEmpty == true {
                isInside = false
            }
            if isInside { result.append(line) }
        }
        return result.joined(separator: "\n")
    }

    /// Stands for the revision itself, where a heading names none.
    static let thisRevision = 0

    /// The revision whose changes a line heads; nil where it heads none.
    static func headedVersion(_ line: Substring) -> Int? {
        let text = line.lowercased().trimmingPrefix(while: { $0.isWhitespace || $0 == "-" || $0 == "*" })
        guard let end = text.lastIndex(where: { !$0.isWhitespace }), text[end] == ":", text.count < 60 else {
            return nil
        }
        let versions = text.split { !$0.isLetter && !$0.isNumber }.compactMap { word -> Int? in
            guard word.first == "v" else { return nil }
            return Int(word.dropFirst())
        }
        guard let last = versions.last else {
            return text.contains("since last") || text.contains("since the last") ? thisRevision : nil
        }
        if versions.count == 2 { return versions.max() }
        if text.contains("since") || text.contains("from") { return last + 1 }
        return text.hasPrefix("v") || text.contains("change") ? last : nil
    }

    /// List items, their lines joined.
    private static func items(of section: String) -> [String] {
        var result: [String] = []
        for line in section.split(separator: "\n") {
            let text = line.trimmingPrefix(while: \.isWhitespace)
            if let mark = text.first, "-*+".contains(mark) {
                result.append(String(text.dropFirst().trimmingPrefix(while: \.isWhitespace)))
            } else if result.isEmpty {
                result.append(String(text))
            } else {
                result[result.count - 1] += " " + text
            }
        }
        return result
    }

    private static func claim(ofItem item: String) -> Claim? {
        let lower = item.lowercased()
        let unchanged = [
            "no change", "no changes", "no code change", "no code changes", "resend without change",
        ]
        if unchanged.contains(where: { lower.hasPrefix($0) }), lower.count < 60 { return .unchanged }
        let words = item.split(separator: " ").map(String.init)
        guard words.count >= 2 else { return nil }
        if words.count >= 4, words[1] == "is", words[2] == "called" {
            let (old, new) = (names(words[0]), names(words[3]))
            return old.isEmpty || new.isEmpty ? nil : .renamed(from: old, to: new)
        }
        switch words[0].lowercased() {
        case "rename", "renamed":
            guard words.count >= 4, words[2] == "to" else { return nil }
            let (old, new) = (names(words[1]), names(words[3]))
            return old.isEmpty || new.isEmpty ? nil : .renamed(from: old, to: new)
        case "change", "changed":
            guard let from = words.firstIndex(of: "from"), from + 3 < words.count, words[from + 2] == "to",
                words[1..<from].contains("name")
            else { return nil }
            let (old, new) = (names(words[from + 1]), names(words[from + 3]))
            return old.isEmpty || new.isEmpty ? nil : .renamed(from: old, to: new)
        case "remove", "removed", "drop", "dropped", "delete", "deleted":
            // `Drop f() from g()` and `Remove x in y` leave the name where it is.
            guard words.count == 2 || words[2].hasPrefix("("), let name = names(words[1]).first else {
                return nil
            }
            return .removed(name)
        default: return nil
        }
    }

    /// The identifiers that a word stands for; none where it is an ordinary word.
    static func names(_ word: String) -> [String] {
        var text = Substring(word)
        while let last = text.last, ".,;:".contains(last) { text = text.dropLast() }
        let isCalled = text.hasSuffix("()")
        if isCalled { text = text.dropLast(2) }
        if let member = text.firstRange(of: "::")?.upperBound { text = text[member...] }
        let parts = text.split(separator: "/").map(String.init)
        guard !parts.isEmpty, parts.count <= 2,
            parts.allSatisfy({ $0.utf8.allSatisfy(CLexer.isOfName) }), isCalled || text.contains("_")
        else { return [] }
        return parts.count == 1
            ? parts : [parts[0], parts[1]] + NamedDeclarations.spelledOut(parts[0], parts[1])
    }
}

extension String {
    /// Whether an ASCII text is part of this one. Every sentence of every mail is asked for a dozen.
    fileprivate func hasWords(_ words: String) -> Bool {
        var (text, words) = (self, words)
        return text.withUTF8 { bytes in
            words.withUTF8 { wanted in
                guard bytes.count >= wanted.count else { return false }
                return (0...bytes.count - wanted.count).contains { start in
                    bytes[start] == wanted[0] && bytes[start...].starts(with: wanted)
                }
            }
        }
    }
}
