/// The change of one file in a patch.
public struct FileDiff: Hashable, Sendable {
    /// The path before, without `a/`; nil for a new file.
    public var oldPath: String?
    /// The path after, without `b/`; nil for a deleted file.
    public var newPath: String?
    /// The blob id before, from the `index` line; may be abbreviated.
    public var oldBlob: String?
    /// The blob id after.
    public var newBlob: String?
    /// The file mode before, octal as written.
    public var oldMode: String?
    /// The file mode after.
    public var newMode: String?
    /// Whether the file is renamed.
    public var isRename = false
    /// Whether the file is a copy of the old path.
    public var isCopy = false
    /// Whether the change is binary.
    public var isBinary = false
    /// git's similarity in percent, for renames and copies.
    public var similarity: Int?
    /// The hunks in order.
    public var hunks: [Hunk] = []
    /// The line of the patch's input where the change begins; 0 where unknown.
    public var line: Int
    /// The paths as the diff writes them, where they do not begin with `a/` and `b/`.
    var written: DiffPath.Pair?

    /// The path to name the change by.
    public var path: String { newPath ?? oldPath ?? "" }
    /// Whether the file is new.
    public var isNew: Bool { oldPath == nil }
    /// Whether the file is deleted.
    public var isDeleted: Bool { newPath == nil }

    /// Whether it is the same change again.
    func isTwin(of other: FileDiff) -> Bool {
        oldPath == other.oldPath && newPath == other.newPath && hunks == other.hunks && !isBinary
            && oldMode == other.oldMode && newMode == other.newMode
    }
}

/// A run of changed lines with its context.
public struct Hunk: Hashable, Sendable {
    /// One line of a hunk.
    public struct Line: Hashable, Sendable {
        /// What the line is.
        public enum Kind: Hashable, Sendable { case context, added, removed }

        /// What the line is.
        public var kind: Kind
        /// The text without the mark.
        public var text: String
        /// Whether `\ No newline at end of file` follows.
        public var lacksNewline: Bool
    }

    /// The first line in the old file, from 1.
    public var oldStart: Int
    /// How many lines of the old file it spans.
    public var oldCount: Int
    /// The first line in the new file, from 1.
    public var newStart: Int
    /// How many lines of the new file it spans.
    public var newCount: Int
    /// What git puts after the second `@@`.
    public var section: String
    /// The lines in order.
    public var lines: [Line]

    /// Reads `@@ -a,b +c,d @@ section`; a count that is left out is 1. Nil for anything else.
    init?(header line: Bytes) {
        let words = line.split(separator: .space, maxSplits: 4, omittingEmptySubsequences: false)
        guard words.count >= 4, words[0].equals("@@"), words[3].equals("@@"),
            let old = Self.range(words[1], mark: "-"), let new = Self.range(words[2], mark: "+")
        else { return nil }
        (oldStart, oldCount) = old
        (newStart, newCount) = new
        section = words.count > 4 ? words[4].lossyText : ""
        lines = []
    }

    private static func range(_ word: Bytes, mark: Unicode.Scalar) -> (Int, Int)? {
        guard word.first == UInt8(ascii: mark) else { return nil }
        let numbers = word.dropFirst().split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
            .map { $0.allSatisfy(\.isDigit) ? Int($0.lossyText) : nil }
        guard let first = numbers[0], first < 1 << 40, numbers.count <= 2 else { return nil }
        guard numbers.count == 2 else { return (first, 1) }
        guard let count = numbers[1], count < 1 << 30 else { return nil }
        return (first, count)
    }

    /// Adds a line as it stands in the diff, with its mark.
    mutating func append(_ kind: Line.Kind, _ line: Bytes) {
        lines.append(Line(kind: kind, text: line.dropFirst().lossyText, lacksNewline: false))
    }

    /// Takes up `\ No newline at end of file`.
    mutating func noteMissingNewline() {
        if !lines.isEmpty { lines[lines.count - 1].lacksNewline = true }
    }
}
