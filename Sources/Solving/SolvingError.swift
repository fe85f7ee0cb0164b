/// What can go wrong before a solver is asked: a sentence and a hint.
public struct SolvingError: Error, Hashable, Sendable, CustomStringConvertible {
    /// One sentence that names what is wrong.
    public var message: String
    /// What the user can do about it.
    public var hint: String

    /// Makes an error from its sentence and its hint.
    public init(message: String, hint: String) {
        self.message = message
        self.hint = hint
    }

    /// The sentence, then the hint on a line of its own.
    public var description: String { "\(message)\nhint: \(hint)" }
}
