/// The part of a subject in brackets: `[PATCH RFC v3 02/11]`.
public struct SubjectTag: Hashable, Sendable {
    /// Whether the mail is a patch or cover letter at all.
    public var isPatch = false
    /// Whether it is a reply (`Re:`, `AW:`, `回复:`) or forwarded.
    public var isReply = false
    /// The revision; 1 where none is written.
    public var version = 1
    /// Whether the revision is written.
    public var hasVersion = false
    /// The `1` of `v5.1`, which mends a part of v5; 0 where none is written.
    public var point = 0
    /// The stable branches that the patch is made for: `5.15`, `5.10,5.15`; nil where none is named.
    public var branch: String?
    /// The patch's number; 0 for a cover letter, nil where none is written. Of `0.5/2`, which stands between a
    /// cover letter and patch 1, the number that follows.
    public var number: Int?
    /// Where the patch stands in its series: its number, or a fraction between two.
    public var place: Double?
    /// How many patches the series counts.
    public var total: Int?
    /// Whether it is marked RFC.
    public var isRFC = false
    /// Whether it is marked RESEND.
    public var isResend = false
    /// The subject without tags.
    public var title = ""

    /// Whether it is a cover letter.
    var isCover: Bool { isPatch && number == 0 }

    /// Reads a subject line.
    public init(_ subject: String) { self.init(subject, versions: []) }

    /// Reads a subject line.
    ///
    /// - Parameter versions: the revisions that other mails at hand name. `v6.1` is a branch, unless it can mend
    ///   a v6 that is there.
    init(_ subject: String, versions: Set<Int>) {
        var rest = Substring(subject).trimmed[...]
        while true {
            // Behind `[PATCH]` stands a title, and `res: shine` may be one.
            if let behind = ReplyPrefix.end(in: rest, isTitle: isPatch) {
                isReply = true
                rest = rest[behind...].drop(while: \.isWhitespace)
            } else if let (tag, behind) = Self.bracket(rest) {
                read(tag, versions)
                rest = rest[behind...].drop(while: \.isWhitespace)
            } else {
                break
            }
        }
        // `[Patch 2/2]: lamp: shine`
        if isPatch { rest = rest.drop { $0 == ":" || $0.isWhitespace } }
        title = rest.trimmed
    }

    /// What stands between the brackets at the beginning, inner ones included, and where they end.
    private static func bracket(_ text: Substring) -> (Substring, Substring.Index)? {
        guard text.first == "[" else { return nil }
        var depth = 0
        for index in text.indices {
            if text[index] == "[" { depth += 1 }
            if text[index] == "]" { depth -= 1 }
            if depth == 0 {
                return (text[text.index(after: text.startIndex)..<index], text.index(after: index))
            }
        }
        // `[PATCH [v2] lamp` lacks one: the first that closes will do.
        return text.firstIndex(of: "]").map {
            (text[text.index(after: text.startIndex)..<$0], text.index(after: $0))
        }
    }

    private mutating func read(_ tag: Substring, _ versions: Set<Int>) {
        var branches: [String] = []
        var previous = ""
        let words = Self.words(tag)
        guard !Self.countsCommits(words) else { return }
        for word in words {
            if Self.versionNames.contains(previous), let number = Int(word), (0..<1000).contains(number) {
                note(version: number)
            } else {
                read(word: word[...], versions, &branches)
            }
            previous = word
        }
        guard !branches.isEmpty else { return }
        let all = (branches + [branch].compactMap { $0 }).flatMap {
            $0.split(separator: ",").map(String.init)
        }
        branch = Set(all).sorted { KernelBranch.isOlder($0, $1) }.joined(separator: ",")
    }

    /// Whether it is a robot's tag, which counts the commits of a branch: `[linux-next:master 12/345]`.
    private static func countsCommits(_ words: [String]) -> Bool {
        words.contains { $0.dropLast().contains(":") && !$0.contains("patch") }
            && !words.contains { $0.contains("patch") || $0.hasPrefix("rfc") }
    }

    /// The words in lower case; `1 of 2` and `1 / 2` are one word.
    private static func words(_ tag: Substring) -> [String] {
        let words = tag.lowercased().split { $0.isWhitespace || ",;()[]".contains($0) }.map(String.init)
        var result: [String] = []
        var index = 0
        while index < words.count {
            if index + 2 < words.count, ["of", "/"].contains(words[index + 1]), Int(words[index]) != nil,
                Int(words[index + 2]) != nil
            {
                result.append("\(words[index])/\(words[index + 2])")
                index += 3
            } else {
                result.append(words[index])
                index += 1
            }
        }
        return result
    }

    /// Reads one word, which may hold several things: `patchv3`, `rfc/patch`, `patch1/2`, `v2-resend`.
    private mutating func read(word: Substring, _ versions: Set<Int>, _ branches: inout [String]) {
        guard !word.isEmpty else { return }
        for (name, meaning) in Self.names where word.hasPrefix(name) {
            let rest = word.dropFirst(name.count)
            // `patchwork` is none, `patchset` is one.
            guard let next = rest.first, next.isLetter, next != "v", !rest.hasPrefix("rfc") else {
                take(meaning)
                return read(word: rest.drop { "-_:/#.".contains($0) }, versions, &branches)
            }
            if Self.plurals.contains(String(rest)) { return take(meaning) }
        }
        if let counters = Counters(word) {
            isPatch = true
            number = counters.number
            place = counters.place
            total = counters.total
        } else if let (numbers, rest) = Self.version(word) {
            let isMending = numbers.count == 2 && versions.contains(numbers[0])
            if let known = KernelBranch.name(in: word), !isMending {
                branches.append(known)
            } else {
                note(version: numbers[0])
                if numbers.count > 1 { point = numbers[1] }
                read(word: rest.drop { "-_:/#.+".contains($0) }, versions, &branches)
            }
        } else if let known = KernelBranch.name(in: word) {
            branches.append(known)
        }
    }

    private enum Meaning { case patch, rfc, resend }

    private static let names: [(String, Meaning)] = [
        ("patch", .patch), ("rfc", .rfc), ("resend", .resend), ("re-send", .resend), ("resent", .resend),
        ("repost", .resend),
    ]
    private static let plurals: Set<String> = ["es", "set", "sets", "series"]
    /// What stands before the number of a revision.
    private static let versionNames: Set<String> = [
        "v", "ver", "ver.", "version", "rev", "rev.", "revision", "take", "try", "round",
    ]

    private mutating func take(_ meaning: Meaning) {
        switch meaning {
        case .patch: isPatch = true
        case .rfc:
            isRFC = true
            isPatch = true
        case .resend: isResend = true
        }
    }

    private mutating func note(version number: Int) {
        version = number
        hasVersion = true
        // Patchwork leaves the word PATCH out: `[v8]`.
        isPatch = true
    }

    /// `v3`, `v5.1`, `take3`, `try#3`: the numbers, and what follows them.
    private static func version(_ word: Substring) -> (numbers: [Int], rest: Substring)? {
        guard let name = word.firstIndex(where: { !$0.isLetter }).map({ word[..<$0] }),
            versionNames.contains(String(name))
        else { return nil }
        var rest = word[name.endIndex...].drop { ".#:_-".contains($0) }
        var numbers: [Int] = []
        while true {
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            guard digits.count <= 3, let number = Int(digits) else { break }
            numbers.append(number)
            rest = rest[digits.endIndex...]
            guard rest.first == ".", rest.dropFirst().first?.isNumber == true else { break }
            rest = rest.dropFirst()
        }
        // `v2nd` is no number of a revision.
        guard !numbers.isEmpty, rest.first?.isLetter != true || rest.hasPrefix("resend") else { return nil }
        return (numbers, rest)
    }
}

/// `02/11`; `0.5/2` and `2b/5` stand between two patches.
private struct Counters {
    var number: Int
    var place: Double
    var total: Int

    init?(_ word: Substring) {
        let sides = word.split(separator: "/", omittingEmptySubsequences: false)
        guard sides.count == 2, let total = Self.number(sides[1]) else { return nil }
        self.total = total
        let whole = sides[0].prefix { $0.isASCII && $0.isNumber }
        guard let number = Self.number(whole) else { return nil }
        let rest = sides[0][whole.endIndex...]
        if rest.isEmpty {
            self.number = number
            place = Double(number)
        } else if rest.first == ".", let fraction = Double("0\(rest)"), fraction > 0, rest.count <= 4 {
            self.number = number + 1
            place = Double(number) + fraction
        } else if rest.count == 1, let letter = rest.first?.asciiValue, (97...122).contains(letter),
            number > 0
        {
            self.number = number
            place = Double(number) + Double(letter - 97) / 100
        } else {
            return nil
        }
    }

    private static func number(_ text: Substring) -> Int? {
        text.count <= 5 && text.allSatisfy { $0.isASCII && $0.isNumber } ? Int(text) : nil
    }
}
