/// A lowered program.
public struct Program: Codable, Hashable, Sendable {
    /// Makes an empty program.
    public init() {}
}
