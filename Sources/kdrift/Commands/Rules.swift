import ArgumentParser
import Drift
import Reporting

/// `kdrift rules`
struct Rules: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List the rules.",
        discussion: """
            EXAMPLES
              kdrift rules
              kdrift rules --markdown > Documentation/Rules.md
            """)

    @Flag(help: "Print the page Documentation/Rules.md: every rule with its rationale and its example.")
    var markdown = false

    func run() throws {
        if markdown { return try Console.put(RulesPage.text) }
        for rule in RuleCatalog.all {
            let id = rule.id + String(repeating: " ", count: max(1, 34 - rule.id.count))
            let severity = rule.severity.rawValue
            try Console.put(
                id + severity + String(repeating: " ", count: 9 - severity.count) + rule.title + "\n")
        }
    }
}

/// `kdrift explain RULE`
struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say what a rule finds, and why it matters.",
        discussion: """
            EXAMPLES
              kdrift explain record-size-changed
            """)

    @Argument(
        help: "A rule's id, as `kdrift rules` lists it.",
        completion: .list(RuleCatalog.all.map { $0.id }))
    var rule: String

    func run() throws {
        guard let found = RuleCatalog.rule(named: rule)?.definition else {
            Console.say("kdrift: there is no rule '\(rule)'\nhint: \(RuleCatalog.hint(instead: rule))")
            throw ExitCode(2)
        }
        try Console.put(
            """
            \(found.id): \(found.title)
            severity: \(found.severity.rawValue)

            \(found.rationale)

            before (\(found.example.path)):
            \(Self.indented(found.example.before))
            after:
            \(Self.indented(found.example.after))

            """)
        for (head, text) in ExamplePhrasing.additions(found.example) {
            try Console.put("\(head):\n\(Self.indented(text))\n")
        }
    }

    private static func indented(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "" : "    " + $0 }
            .joined(separator: "\n")
    }
}

/// `kdrift schema`
struct Schema: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print the JSON Schema of what a command writes as JSON.",
        discussion: """
            EXAMPLES
              kdrift schema > kdrift-report.schema.json
              kdrift schema model > kdrift-model.schema.json
            """)

    @Argument(help: "What: the report of review, diff and check, the answer of model, or that of replay.")
    var document = JSONSchema.report

    func run() throws { try Console.put(document.text) }
}

extension JSONSchema: ExpressibleByArgument {}
