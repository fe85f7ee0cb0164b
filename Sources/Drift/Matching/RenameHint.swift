/// What kind of entity a name belongs to.
public enum EntityKind: String, Codable, Hashable, Sendable, CaseIterable, Comparable {
    case enumeration, constant, record, member, function, macro, typedef, variable

    /// Orders by name.
    public static func < (left: EntityKind, right: EntityKind) -> Bool { left.rawValue < right.rawValue }
}

/// A rename that somebody knows of, as a reference model does of its lineage.
public struct RenameHint: Codable, Hashable, Sendable {
    /// What is renamed.
    public var kind: EntityKind
    /// The old name.
    public var old: String
    /// The new name.
    public var new: String
    /// Whether the new name says the opposite: `unclaimed` became `claimed`.
    public var isInverted: Bool
    /// For members the record's name, for constants the enum's; nil for any.
    public var container: String?

    /// Makes a hint.
    public init(
        kind: EntityKind, old: String, new: String, isInverted: Bool = false, container: String? = nil
    ) {
        self.kind = kind
        self.old = old
        self.new = new
        self.isInverted = isInverted
        self.container = container
    }
}
