/// What can go wrong before a solver is asked: a sentence and a hint.
public struct SolvingError: Error, Hashable, Sendable, CustomStringConvertible {
    /// One sentence that names what is wrong.
    public var message: String
    /// What the user can do about it; empty where the sentence says it.
    public var hint: String

    /// Makes an error from its sentence and its hint.
    public init(message: String, hint: String) {
        self.message = message
        self.hint = hint
    }

    /// The sentence, then the hint, where there is one, on a line of its own.
    public var description: String { hint.isEmpty ? message : "\(message)\nhint: \(hint)" }

    /// Both as a part of a sentence.
    var reason: String { hint.isEmpty ? message : "\(message); \(hint)" }
}
