/// What is wrong with the mails or patches that were given: a sentence and a hint.
public struct PatchSeriesError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The input: a file name, or `standard input`.
    public var file: String
    /// The line in it, counted from 1; 0 where the whole input is meant.
    public var line: Int
    /// What is wrong, in one sentence without the place.
    public var reason: String
    /// What the user can do about it.
    public var hint: String

    /// Makes an error.
    public init(file: String, line: Int, reason: String, hint: String) {
        self.file = file
        self.line = line
        self.reason = reason
        self.hint = hint
    }

    /// `file:line: reason`.
    public var sentence: String { line > 0 ? "\(file):\(line): \(reason)" : "\(file): \(reason)" }

    /// The sentence, then the hint on a line of its own.
    public var description: String { "\(sentence)\nhint: \(hint)" }
}
