/// One step of a case in which both bodies of a function were run: what either side does, in C's words.
public struct CaseStep: Codable, Hashable, Sendable {
    /// What the old side does; "" where it has ended.
    public var before: String
    /// What the new side does; "" where it has ended.
    public var after: String

    /// Makes a step.
    public init(before: String, after: String) {
        self.before = before
        self.after = after
    }
}
