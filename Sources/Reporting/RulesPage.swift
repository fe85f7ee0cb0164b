import Drift

/// `Documentation/Rules.md`: every rule with its rationale and its example, from the catalogue.
public enum RulesPage {
    /// The page in CommonMark.
    public static var text: String {
        var lines = [
            "# Rules", "",
            "Written by `kdrift rules --markdown`; a test keeps the two alike. The severity is the rule's own, "
                + "before a finding weighs who sees the change and what it does to them.", "",
            "| rule | severity | finds |", "|---|---|---|",
        ]
        for rule in RuleCatalog.all {
            lines.append("| [`\(rule.id)`](#\(rule.id)) | \(rule.severity.rawValue) | \(cell(rule.title)) |")
        }
        for rule in RuleCatalog.all { lines += section(rule) }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func section(_ rule: any Rule.Type) -> [String] {
        var lines = [
            "", "## \(rule.id)", "", "\(sentence(rule.title)) Severity: \(rule.severity.rawValue).", "",
        ]
        lines.append(rule.rationale)
        lines += ["", "`\(rule.example.path)` before and after:", ""]
        lines += fenced(rule.example.before) + [""] + fenced(rule.example.after)
        for (head, text) in ExamplePhrasing.additions(rule.example) {
            lines += ["", head + ":", ""] + fenced(text, as: "")
        }
        return lines
    }

    private static func fenced(_ text: String, as language: String = "c") -> [String] {
        var body = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if body.last == "" { body.removeLast() }
        return ["```\(language)"] + body + ["```"]
    }

    private static func sentence(_ title: String) -> String {
        title.prefix(1).uppercased() + title.dropFirst() + "."
    }

    private static func cell(_ text: String) -> String { text.replacing("|", with: "\\|") }
}
