/// The things that the operations of DMA ownership are about: two devices, two tokens, and the domains. Two of
/// each are enough to tell "the same" from "another", which is all that the interface ever asks.
extension DMAOwnership {
    /// A device. `d0` is there from the start; `d1` is there, comes by hot-plug, or has no group before the
    /// firmware configuration of its DMA has run.
    public enum Device: Int, CaseIterable, Hashable, Comparable, Codable, Sendable, CustomStringConvertible {
        case d0, d1

        /// The other one of the two.
        public var other: Device { self == .d0 ? .d1 : .d0 }

        /// `d0` or `d1`.
        public var description: String { "d\(rawValue)" }

        /// Orders d0 before d1.
        public static func < (left: Device, right: Device) -> Bool { left.rawValue < right.rawValue }
    }

    /// What stands for a user: a `struct file *` in v1, an opaque pointer later. NULL is `nil` of `Token?`.
    public enum Token: Int, CaseIterable, Hashable, Comparable, Codable, Sendable, CustomStringConvertible {
        case f1 = 1
        case f2

        /// `f1` or `f2`.
        public var description: String { "f\(rawValue)" }

        /// Orders f1 before f2.
        public static func < (left: Token, right: Token) -> Bool { left.rawValue < right.rawValue }
    }

    /// An I/O address space. NULL is `nil` of `Domain?`.
    public enum Domain: Int, CaseIterable, Hashable, Comparable, Codable, Sendable, CustomStringConvertible {
        /// `group->default_domain`: what the kernel's DMA API maps into.
        case defaultDomain
        /// A first unmanaged domain, of a user or of a driver.
        case userA
        /// A second one.
        case userB
        /// The domain that lets nothing through (6.1 and later).
        case blocking

        /// The unmanaged domains: what a caller may bring along.
        public static let unmanaged: [Domain] = [.userA, .userB]

        /// Whether a caller brought the domain along.
        public var isUnmanaged: Bool { self == .userA || self == .userB }

        /// `DD`, `UA`, `UB` or `blk`.
        public var description: String {
            switch self {
            case .defaultDomain: "DD"
            case .userA: "UA"
            case .userB: "UB"
            case .blocking: "blk"
            }
        }

        /// Orders DD, UA, UB, blk.
        public static func < (left: Domain, right: Domain) -> Bool { left.rawValue < right.rawValue }
    }
}
