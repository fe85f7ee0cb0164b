import KernelTree

/// The value of a bool or tristate symbol; `and` is the lesser, `or` the greater of two.
enum Tristate: Int, Comparable {
    case no, module, yes

    static func < (left: Tristate, right: Tristate) -> Bool { left.rawValue < right.rawValue }

    /// Reads `y`, `m` or `n`.
    init?(_ text: some StringProtocol) {
        switch text {
        case "y": self = .yes
        case "m": self = .module
        case "n": self = .no
        default: return nil
        }
    }

    /// The value as a `.config` writes it.
    var text: String {
        switch self {
        case .no: "n"
        case .module: "m"
        case .yes: "y"
        }
    }

    /// `!y` is `n`, `!m` is `m`.
    var inverse: Tristate { Tristate(rawValue: 2 - rawValue) ?? .no }
}
