import ABIModel

/// A before/after pair of C that a rule fires on; it is also the rule's test.
public struct RuleExample: Codable, Hashable, Sendable {
    /// The C text before.
    public var before: String
    /// The C text after.
    public var after: String
    /// The path the text stands at: a header under `include/` unless the rule needs another.
    public var path: String

    /// Makes an example.
    public init(before: String, after: String, path: String = "include/linux/example.h") {
        self.before = before
        self.after = after
        self.path = path
    }
}

/// One kind of change. Each rule is one small file named after its id.
public protocol Rule: Sendable {
    /// Permanent kebab-case name.
    static var id: String { get }
    /// A short noun phrase for lists.
    static var title: String { get }
    /// The severity before surface and compatibility are weighed.
    static var severity: Severity { get }
    /// Why it matters, for `kdrift explain`.
    static var rationale: String { get }
    /// The smallest text the rule fires on.
    static var example: RuleExample { get }
    /// Every change of this kind in a comparison, in the comparison's order.
    static func findings(in comparison: Comparison) -> [Finding]
}

/// A rule that needs all flavors of both revisions, as those on stubs do: one flavor shows the
/// prototype, another the stub.
public protocol RevisionRule: Rule {
    /// Every change of this kind between two revisions.
    static func findings(in comparison: RevisionComparison) -> [Finding]
}

extension RevisionRule {
    /// Nothing: one flavor alone does not show it.
    public static func findings(in comparison: Comparison) -> [Finding] { [] }
}

/// A rule whose findings come from the pipeline, which applies patches, runs functions and checks
/// models. The catalogue holds what it is about; two snapshots alone do not show it.
public protocol PipelineRule: Rule {}

extension PipelineRule {
    /// Nothing: the pipeline finds it.
    public static func findings(in comparison: Comparison) -> [Finding] { [] }
}
