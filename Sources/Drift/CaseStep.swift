/// One step of a case in which both bodies of a function were run: what either side does, in C's words.
public struct CaseStep: Codable, Hashable, Sendable {
    /// What the old side does; "" where only the new one does something.
    public var before: String
    /// What the new side does; "" where only the old one does something.
    public var after: String

    /// Makes a step.
    public init(before: String, after: String) {
        self.before = before
        self.after = after
    }
}
