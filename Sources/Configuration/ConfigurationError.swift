/// What is wrong with a `.kdrift.yml`: a sentence with the place, and a hint.
public struct ConfigurationError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file as the user named it.
    public var file: String
    /// The line in it, from 1; 0 where the whole file is meant.
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

    /// `file:line: reason`, then the hint on a line of its own.
    public var description: String {
        (line > 0 ? "\(file):\(line): \(reason)" : "\(file): \(reason)") + "\nhint: \(hint)"
    }
}
