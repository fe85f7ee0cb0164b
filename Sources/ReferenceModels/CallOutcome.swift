/// What the caller of an operation gets to see.
public struct CallOutcome: Hashable, Codable, Sendable, CustomStringConvertible {
    /// What comes back, as traces have it: `0`, `\u{2212}EPERM`, `true`, `BUG`; nil for a `void` function.
    public var value: String?
    /// Whether that is an error.
    public var isFailure: Bool
    /// Whether a WARN fired, once or more often.
    public var warned: Bool

    /// Makes an outcome.
    public init(value: String?, isFailure: Bool = false, warned: Bool = false) {
        self.value = value
        self.isFailure = isFailure
        self.warned = warned
    }

    /// `0`, `\u{2212}EPERM`, `0 W`, `W`; `\u{2013}` for a silent `void`.
    public var description: String {
        guard let value else { return warned ? "W" : "\u{2013}" }
        return warned ? value + " W" : value
    }
}
