import Foundation

/// Writes the Swift file that lists the rules: `rule-catalogue FILE NAME…`, where each name is a rule's id and the
/// name of its file. A rule `member-added` is the type `MemberAdded`.
@main
enum RuleList {
    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst()
        guard let file = arguments.first else { return }
        try text(of: Array(arguments.dropFirst())).write(toFile: file, atomically: true, encoding: .utf8)
    }

    private static func text(of ids: [String]) -> String {
        let types = ids.map { id in id.split(separator: "-").map(\.capitalized).joined() }
        let constants = types.map { type in
            let name = type.prefix(1).lowercased() + type.dropFirst()
            return "    /// Names ``\(type)``.\n    public static let \(name) = RuleID(\(type).self)\n"
        }
        return """
            // Written by rule-catalogue from the names of the files in Rules.

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
