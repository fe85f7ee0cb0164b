/// Something that is to hold, in words.
public struct PropertyStatement: Hashable, Codable, Sendable {
    /// Its name: `P1`.
    public var name: String
    /// What is to hold, as a sentence.
    public var statement: String
    /// The names of the checker's properties that make it up.
    public var clauses: [String]
    /// A checker's property that is violated if what the statement is about ever happens; where it never does, the
    /// statement is about nothing.
    public var occurrence: String?
    /// The circumstance that the statement is about, if it is about misuse.
    public var circumstance: String?

    /// Makes a statement; without clauses it has one, of its own name.
    public init(
        _ name: String, _ statement: String, clauses: [String]? = nil, occurrence: String? = nil,
        circumstance: String? = nil
    ) {
        self.name = name
        self.statement = statement
        self.clauses = clauses ?? [name]
        self.occurrence = occurrence
        self.circumstance = circumstance
    }
}
