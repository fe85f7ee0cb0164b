import ABIModel

/// What two programs have different in a variable with static storage: what it holds at first.
public struct VariableDifference: Hashable, Sendable {
    /// What happened at a place.
    public enum Change: Hashable, Sendable {
        /// It holds something else.
        case changed
        /// An entry of a table is gone, or a pointer that led somewhere leads nowhere.
        case removed
        /// An entry of a table is new, or a pointer that led nowhere leads somewhere.
        case added
        /// The empty entry at the end of the table, which tells whoever walks it to stop, is gone.
        case unterminated
    }

    /// A place below an entry, with what it holds on both sides.
    public struct Part: Hashable, Sendable {
        /// The members and indices that lead there, from the variable on: `[2].device`; "" for the variable itself.
        public var path: String
        /// What it held.
        public var old: InitialContent
        /// What it holds now.
        public var new: InitialContent
    }

    /// The variable's name; a local one's stands behind its function's and a full stop.
    public var name: String
    /// Where the old one is declared.
    public var oldSite: SourceSite
    /// Where the new one is declared.
    public var newSite: SourceSite
    /// The members and indices that lead to the entry or member: `[2]`, `.release`; "" for the variable itself.
    public var entry: String
    /// What happened.
    public var change: Change
    /// What differs there.
    public var parts: [Part]
}
