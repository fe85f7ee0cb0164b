import Drift
import Globs

/// What a tree's `.kdrift.yml` says: how the tree is read, what counts, and what is let pass.
public struct Settings: Hashable, Sendable {
    /// What a rule's findings count as.
    public enum Level: Hashable, Sendable {
        /// As this severity, whatever the rule weighed.
        case severity(Severity)
        /// Not at all: they are listed as suppressed.
        case off
    }

    /// A file's name in the root of a tree.
    public static let fileName = ".kdrift.yml"

    /// Globs of the files that are compared; empty for what the caller chooses.
    public var files: [String] = []
    /// Architectures, the main one first; empty for the default.
    public var architectures: [String] = []
    /// A `.config`, relative to the tree's root.
    public var config: String?
    /// Settings laid over the configuration: `CONFIG_X=y`.
    public var defines: [String] = []
    /// The reference model; nil for what fits the tree.
    public var model: ReferenceChoice?
    /// The least severity that fails; nil for the default.
    public var failOn: Severity?
    /// Whether anything unknown fails; nil for the default.
    public var isStrict: Bool?
    /// What the findings of rules count as.
    public var levels: [RuleID: Level] = [:]
    /// What is let pass, in the order of the file.
    public var suppressions: [Suppression] = []

    /// A configuration that says nothing.
    public init() {}
}

/// Findings that are let pass, with the reason.
public struct Suppression: Hashable, Sendable {
    /// The rule.
    public var rule: RuleID
    /// A glob of symbols (`*`, `?`).
    public var symbol: String
    /// Why they may pass.
    public var reason: String
    /// The last day on which they may; nil for ever.
    public var expires: CalendarDate?
    /// The file that the entry stands in.
    public var file: String
    /// The line of the entry, from 1.
    public var line: Int

    /// Makes a suppression.
    public init(
        rule: RuleID, symbol: String, reason: String, expires: CalendarDate? = nil,
        file: String = Settings.fileName, line: Int = 0
    ) {
        self.rule = rule
        self.symbol = symbol
        self.reason = reason
        self.expires = expires
        self.file = file
        self.line = line
    }

    /// Whether it is meant for a finding, expired or not.
    public func covers(_ finding: Finding) -> Bool {
        rule == finding.rule && Glob(symbol).matches(finding.symbol)
    }
}
