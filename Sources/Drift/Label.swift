/// What a side of a comparison is called.
public enum Label: Hashable, Sendable {
    /// The tree that a series stands on.
    case base
    /// A revision of a series, or a tree, by its name.
    case revision(String)
    /// A revision up to one of its patches.
    case patch(of: String, number: Int, count: Int)
    /// A revision of a reference model.
    case reference(String)
    /// Two revisions together.
    case both(String, String)
    /// The tree's `.kdrift.yml`.
    case configuration

    /// The name of the revision that it belongs to, as `DriftReport.revisions` has it; nil for what belongs to none.
    public var revision: String? {
        switch self {
        case .base: "base"
        case .revision(let name), .patch(of: let name, number: _, count: _): name
        case .reference, .both, .configuration: nil
        }
    }
}

extension Label: CustomStringConvertible, Comparable {
    /// The name that reports and fingerprints have: `base`, `v6`, `v6 3/11`, `reference v7`.
    public var description: String {
        switch self {
        case .base: "base"
        case .revision(let name): name
        case .patch(of: let name, let number, let count): "\(name) \(number)/\(count)"
        case .reference(let name): "reference \(name)"
        case .both(let first, let second): "\(first) and \(second)"
        case .configuration: "configuration"
        }
    }

    /// Orders by name.
    public static func < (left: Label, right: Label) -> Bool { left.description < right.description }
}
