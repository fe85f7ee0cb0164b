/// Why the job could not be done: a sentence and a hint. Exit status 2.
public struct RunError: Error, Hashable, Sendable, CustomStringConvertible {
    /// One sentence that names what is wrong and where.
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
