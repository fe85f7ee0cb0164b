/// What `git apply --verbose` says on standard error, read into values.
struct GitApplyMessages {
    /// The farthest that a hunk stood from where it said, in lines, and the least context that was asked for.
    struct Hunks: Equatable {
        var farthest = 0
        var leastContext: Int?
    }

    /// Per file of the diff, in git's order.
    private(set) var hunks: [String: Hunks] = [:]
    /// The reasons for a failure.
    private(set) var failures: [PatchFailure] = []

    /// Reads the messages.
    ///
    /// - Parameter fallback: the file that a message without a file name concerns.
    init(_ text: String, fallback: String) {
        var current = fallback
        for line in text.split(separator: "\n", omittingEmptySubsequences: true).map(String.init) {
            if let name = line.after("Checking patch "), name.hasSuffix("...") {
                current = Self.lastName(String(name.dropLast(3)))
                hunks[current, default: Hunks()] = Hunks()
            } else if line.hasPrefix("Hunk #"), let words = line.split(separator: "(").last,
                let lines = Int(words.after("offset ")?.prefix { $0 == "-" || $0.isNumber } ?? "")
            {
                hunks[current, default: Hunks()].farthest = max(
                    hunks[current]?.farthest ?? 0, lines.magnitude.clamped)
            } else if let words = line.after("Context reduced to ("),
                let before = Int(words.prefix { $0.isNumber }),
                let after = Int(words.drop { $0 != "/" }.dropFirst().prefix { $0.isNumber })
            {
                let least = hunks[current]?.leastContext ?? Int.max
                hunks[current, default: Hunks()].leastContext = min(least, before, after)
            } else if let reason = line.after("error: ") {
                append(reason, current: current)
            }
        }
    }

    /// Whether the failure is one of context, which a merge or less context may mend.
    var isContextFailure: Bool { failures.contains { $0.line != nil && $0.reason == Self.missingContext } }

    /// The reason given for a hunk whose lines are not found.
    static let missingContext = "the lines that the hunk changes are not found in the file"

    private mutating func append(_ reason: String, current: String) {
        let failure: PatchFailure
        if let place = reason.after("patch failed: "), let colon = place.lastIndex(of: ":") {
            failure = PatchFailure(
                file: String(place[..<colon]), line: Int(place[place.index(after: colon)...]),
                reason: Self.missingContext)
        } else if reason.hasPrefix("while searching for:") || reason.hasSuffix(": patch does not apply") {
            return
        } else if let line = reason.after("corrupt patch at ") {
            failure = PatchFailure(
                file: current, line: nil, reason: "the diff is cut off or damaged (\(line) of it)")
        } else if reason.hasPrefix("No valid patches in input") {
            failure = PatchFailure(file: current, line: nil, reason: "no diff was found in the patch")
        } else if let known = Self.known.first(where: { reason.contains($0.text) }) {
            failure = PatchFailure(file: current, line: nil, reason: known.reason)
        } else {
            failure = PatchFailure(file: current, line: nil, reason: "git: \(reason)")
        }
        if !failures.contains(failure) { failures.append(failure) }
    }

    private static let known: [(text: String, reason: String)] = [
        (": does not exist in index", PatchFailure.missingFile),
        (": No such file or directory", PatchFailure.missingFile),
        (": already exists in index", "the patch makes a new file, but the tree has one already"),
        ("invalid path ", "the path leaves the tree or may not be used in a tree"),
        ("is beyond a symbolic link", "the path goes through a symbolic link"),
        (": wrong type", "the tree has something of another type (link, file) at this path"),
        ("without full index line", "a binary diff without its contents cannot be applied"),
        ("cannot read the current contents of", "the tree's file cannot be read"),
        ("depends on old contents", "the patch makes a new file, but its hunk has old lines"),
        ("still has contents", "the patch deletes the file, but leaves lines in it"),
        ("in the way", "the tree has a file where the patch needs a directory, or the other way around"),
    ]

    /// git names a rename "old => new"; the new name is the one that counts.
    private static func lastName(_ text: String) -> String {
        guard let arrow = text.firstRange(of: " => ") else { return text }
        return String(text[arrow.upperBound...])
    }
}

extension UInt {
    fileprivate var clamped: Int { Int(clamping: self) }
}

extension Substring {
    fileprivate func after(_ prefix: String) -> Substring? {
        hasPrefix(prefix) ? dropFirst(prefix.count) : nil
    }
}
