/// How far the texts of two states differ, whatever that means for what is declared and done.
public enum TextChange: String, Codable, Hashable, Sendable, CaseIterable, Comparable {
    /// Every file is the same to the byte.
    case none
    /// Every C file and header is; others differ.
    case outsideC = "outside-c"
    /// C differs in comments and white space alone.
    case comments
    /// C differs.
    case code

    /// Orders by how much differs.
    public static func < (left: TextChange, right: TextChange) -> Bool { left.rank < right.rank }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// How far the texts of a step differ.
public struct StepTexts: Codable, Hashable, Sendable {
    /// The label of the old side.
    public var from: String
    /// The label of the new side.
    public var to: String
    /// How far they differ.
    public var change: TextChange

    /// Makes an entry.
    public init(from: String, to: String, change: TextChange) {
        self.from = from
        self.to = to
        self.change = change
    }
}
