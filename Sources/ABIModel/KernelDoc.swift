/// A kernel-doc comment (`/** … */`, Documentation/doc-guide/kernel-doc.rst).
public struct KernelDoc: Codable, Hashable, Sendable {
    /// The name the comment says it is about, without `struct`/`enum` and parentheses.
    public var subject: String
    /// The one-line purpose.
    public var purpose: String
    /// The names of the `@name:` entries in order.
    public var parameters: [String]
    /// Whether there is a `Return:` section.
    public var describesReturn: Bool

    /// Makes a comment from its parts.
    public init(subject: String, purpose: String, parameters: [String], describesReturn: Bool) {
        self.subject = subject
        self.purpose = purpose
        self.parameters = parameters
        self.describesReturn = describesReturn
    }
}
