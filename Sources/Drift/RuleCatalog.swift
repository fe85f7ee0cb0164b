import Globs

/// Every rule there is. The list is made by the build from the files in `Rules` (`Plugins/Catalogue`).
public enum RuleCatalog {
    /// The rules, sorted by id.
    public static let all: [any Rule.Type] = found

    private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.id, RuleID($0)) })

    /// The rule of a name that a person wrote; nil where there is none.
    public static func rule(named name: String) -> RuleID? { byName[name] }

    /// What to do about a name that no rule has.
    public static func hint(instead name: String) -> String {
        NearNames.question(for: name, among: byName.keys) ?? "`kdrift rules` lists them"
    }
}
