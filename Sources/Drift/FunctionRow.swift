import ABIModel

/// What was found of one function whose body differs between two states.
public struct FunctionRow: Codable, Hashable, Sendable {
    /// How sure it is that both bodies do the same, the best first.
    public enum Verdict: String, Codable, Hashable, Sendable, CaseIterable, Comparable {
        /// For all arguments, all memory and all answers of what it calls.
        case same
        /// The same but for what is written to the kernel log.
        case sameButLog = "same-but-log"
        /// It was not decided.
        case unknown
        /// They differ in a case that both were run on.
        case drifted

        /// Orders from the best to the worst: same < same-but-log < unknown < drifted.
        public static func < (left: Verdict, right: Verdict) -> Bool { left.rank < right.rank }

        private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
    }

    /// The function; where it was renamed, its new name.
    public var symbol: String
    /// The file that it stands in, by the new side's name.
    public var file: String
    /// The label of the old side.
    public var from: String
    /// The label of the new side.
    public var to: String
    /// The flavors that the verdict holds in, the main one first; where they disagree, the worst verdict counts.
    public var flavors: [String]
    /// The verdict.
    public var verdict: Verdict
    /// How it was found: `identical`, `normal-form`, `terms`, `solver`, `counterexample`, `callers`; nil where it was not.
    public var method: String?
    /// The functions that are taken to be the same on both sides, sorted.
    public var premises: [String]
    /// The records whose layouts differ and whose members were taken for the same by their names, sorted; nil for none.
    public var records: [String]?
    /// True where the old side is taken to shift by less than a number's width, where it is not known by how much; else nil.
    public var takesShiftsInRange: Bool?
    /// Why it is unknown; nil for another verdict.
    public var reason: String?
    /// Where the body begins on the new side, or where it could not be followed.
    public var site: SourceSite
    /// Names the row across runs, or the finding where it has drifted: hex digits; "" until the report is made.
    public var fingerprint: String

    /// Makes a row; see the properties.
    public init(
        symbol: String, file: String, from: String, to: String, flavors: [String], verdict: Verdict,
        method: String? = nil, premises: [String] = [],
        records: [String]? = nil, takesShiftsInRange: Bool? = nil, reason: String? = nil, site: SourceSite,
        fingerprint: String = ""
    ) {
        self.symbol = symbol
        self.file = file
        self.from = from
        self.to = to
        self.flavors = flavors
        self.verdict = verdict
        self.method = method
        self.premises = premises
        self.records = records
        self.takesShiftsInRange = takesShiftsInRange
        self.reason = reason
        self.site = site
        self.fingerprint = fingerprint
    }

    /// What names the row, in canonical words.
    public var identity: String {
        ["function", symbol, from, to, file].joined(separator: "\u{1f}")
    }
}
