/// The list of the rules. The names of their files are their ids: a rule `member-added` is the type `MemberAdded`.
enum RuleList {
    static func text(of ids: [String]) -> String {
        let types = ids.map { id in id.split(separator: "-").map(\.capitalized).joined() }
        let constants = types.map { type in
            let name = type.prefix(1).lowercased() + type.dropFirst()
            return "    /// Names ``\(type)``.\n    public static let \(name) = RuleID(\(type).self)\n"
        }
        return """
            // Written by catalogue from the names of the files in Rules.

            extension RuleCatalog {
                static let found: [any Rule.Type] = [
            \(types.map { "        \($0).self," }.joined(separator: "\n"))
                ]
            }

            extension RuleID {
            \(constants.joined())}

            """
    }
}
