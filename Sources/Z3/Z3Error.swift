/// Why Z3 cannot be asked: a sentence and a hint.
public struct Z3Error: Error, Hashable, Sendable, CustomStringConvertible {
    /// One sentence that says what is missing.
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

    /// `z3.h` was not there when this program was built.
    public static let builtWithout = Z3Error(
        message: "built without libz3",
        hint: "install libz3-dev and build kdrift-solve again")
}
