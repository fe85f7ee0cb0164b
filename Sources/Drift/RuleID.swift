/// Names a rule. There is one for each file in `Rules`, `RuleID.memberAdded` for `member-added.swift`: the build
/// lists them (`Plugins/Catalogue`), so that a name without a rule does not compile.
public struct RuleID: Sendable, CustomStringConvertible {
    /// The rule that it names.
    public let definition: any Rule.Type

    /// Names a rule.
    public init(_ definition: any Rule.Type) { self.definition = definition }

    /// The permanent name in kebab case, as reports, configurations and command lines have it: `member-added`.
    public var name: String { definition.id }

    /// The permanent name.
    public var description: String { name }
}

extension RuleID: Hashable, Comparable {
    /// Whether both name the same rule.
    public static func == (left: RuleID, right: RuleID) -> Bool { left.definition == right.definition }

    /// Orders by the permanent name.
    public static func < (left: RuleID, right: RuleID) -> Bool {
        left.definition.id < right.definition.id
    }

    /// Feeds the rule to a hasher.
    public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(definition)) }
}
