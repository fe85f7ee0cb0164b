/// What a kind of change takes from whoever uses the name as it was: why such code no longer compiles.
public enum NameLoss: Hashable, Sendable {
    /// What the name belongs to.
    public enum Owner: Hashable, Sendable {
        /// The declaration itself has it.
        case declaration
        /// A member of a record has it.
        case member
        /// A constant of an enum has it.
        case constant
    }

    /// Nothing: code that uses the name compiles as it did.
    case nothing
    /// The name is gone.
    case removed(Owner)
    /// Another name stands in its place.
    case renamed(Owner)
    /// It is called with other arguments, where the finding is incompatible.
    case otherArguments
    /// It gives something else back, which some callers cannot use: only what clang says of one counts.
    case otherResult
}
