/// How far a search goes. A search that ends at a bound says so: what it has not seen is unknown.
public struct Bounds: Hashable, Codable, Sendable {
    /// The most steps of a run; `nil`: no limit.
    public var depth: Int?
    /// The most states (or pairs of states) that are kept.
    public var states: Int

    /// Makes bounds; by default a million states at any depth.
    public init(depth: Int? = nil, states: Int = 1_000_000) {
        self.depth = depth
        self.states = states
    }
}

/// The bound that ended a search early.
public enum ReachedBound: Hashable, Codable, Sendable, CustomStringConvertible {
    /// Longer runs exist than were looked at.
    case depth(Int)
    /// More states exist than were kept.
    case states(Int)

    /// `8 steps` or `1000000 states`.
    public var description: String {
        switch self {
        case .depth(let depth): "\(depth) step\(depth == 1 ? "" : "s")"
        case .states(let states): "\(states) state\(states == 1 ? "" : "s")"
        }
    }
}
