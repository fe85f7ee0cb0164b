import ABIModel
import Drift

/// The report for a merge-request comment or a wiki (CommonMark with GitHub's tables).
public struct MarkdownReporter: Reporter {
    /// Makes a reporter.
    public init() {}

    /// The whole report.
    public func render(_ report: DriftReport) -> String {
        var lines = ["# kdrift \(report.command): \(Self.escaped(report.title))", ""]
        let coverage = report.coverage
        let patches = coverage.revisions.reduce(0) { $0 + $1.patches }
        let applied = coverage.revisions.reduce(0) { $0 + $1.applied }
        lines.append(
            (coverage.revisions.isEmpty ? "" : "\(applied)/\(patches) patches applied, ")
                + "\(coverage.files.count) files, \(coverage.flavors.count) flavors "
                + "(\(coverage.flavors.joined(separator: "; "))), \(coverage.rules) rules, "
                + "\(coverage.unknown.count) unknown.")
        lines += ["", "| step | | |", "|---|---|---|"]
        let steps = ReportSteps.consecutive(report)
        lines += ReportGlance.entries(report).map { entry in
            "| \(entry.step) | \(entry.counts) | \(Self.escaped(entry.headline ?? "")) |"
        }
        for table in RevisionTables.enums(report.revisions) + RevisionTables.records(report.revisions) {
            lines += [""] + draw(table)
        }
        if let table = RevisionTables.prototypes(report.revisions) { lines += [""] + draw(table) }
        if !report.references.isEmpty {
            lines += ["", "| revision | reference model | |", "|---|---|---|"]
            lines += report.references.map { match in
                "| \(match.revision) | \(match.model) \(match.matches) | \(match.stateText) |"
            }
        }
        for step in steps where !step.findings.isEmpty {
            lines += ["", "## \(step.from) → \(step.to)", ""]
            for finding in step.findings { lines += draw(finding, report.comments(on: finding)) }
        }
        if !report.comments.isEmpty { lines += thread(report.comments) }
        if !coverage.unknown.isEmpty {
            lines += ["", "## Unknown", ""]
            lines += coverage.unknown.map {
                "- \(Self.escaped($0.whatText)): \(Self.escaped($0.reason.sentence))"
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func draw(_ table: RevisionTable) -> [String] {
        var lines = ["**\(Self.escaped(table.title))**", ""]
        lines.append("| | \(table.columns.joined(separator: " | ")) |")
        lines.append("|---|" + String(repeating: "--:|", count: table.columns.count))
        for row in table.rows {
            lines.append(
                "| `\(row.name.replacing("|", with: "\\|"))` | \(row.cells.joined(separator: " | ")) |")
        }
        return lines
    }

    private func thread(_ comments: [PlacedComment]) -> [String] {
        let thread = CommentThread(comments)
        var lines = ["", "## Review thread", "", thread.summary + "."]
        for topic in thread.topics {
            lines += ["", "**\(topic.revision ?? "?")** `\(topic.symbol)`", ""]
            if !topic.outcome.isEmpty { lines += [Self.escaped(topic.outcome), ""] }
            lines += topic.remarks.map { remark in
                "- \(Self.escaped(CommentThread.source(remark.comment) + remark.basis.words)): "
                    + Self.escaped(CommentThread.excerpt(remark.comment.text))
            }
        }
        return lines
    }

    private func draw(_ finding: Finding, _ comments: [PlacedComment]) -> [String] {
        var lines = ["- **\(finding.gravity)** `\(finding.rule)`: \(finding.sentence)"]
        if let patch = finding.patch {
            lines.append("  - patch \(patch.revision) \(patch.number): \(Self.escaped(patch.title))")
        }
        if let site = finding.site { lines.append("  - at `\(site)`") }
        lines += finding.consequenceTexts.map { "  - so: \(Self.escaped($0))" }
        lines += comments.prefix(3).map { comment in
            "  - said of \(comment.revision ?? ""): \(Self.escaped(CommentThread.source(comment)))"
        }
        if case .record(let old)? = finding.before, case .record(let new)? = finding.after,
            old.members != new.members
        {
            lines += ["", "  ```diff"]
            lines += PaholePrinter().lines(from: old, to: new).map { "  " + $0 }
            lines.append("  ```")
        }
        if let columns = CaseColumns(finding) {
            lines += ["", "  ```"] + columns.lines.map { "  " + $0 } + ["  ```", ""]
        }
        if !finding.trace.isEmpty {
            if !finding.setting.isEmpty { lines.append("  - start: \(Self.escaped(finding.setting))") }
            lines += ["", "  | # | operation | \(finding.from) | \(finding.to) |", "  |--:|---|---|---|"]
            for (number, step) in finding.trace.enumerated() {
                let sides = [step.before.text, step.after.text].map(Self.escaped)
                let after = step.before == step.after ? sides[1] : "**\(sides[1])**"
                lines.append("  | \(number + 1) | `\(step.operation)` | \(sides[0]) | \(after) |")
            }
            lines.append("")
        }
        return lines
    }

    /// Text that Markdown would read as markup, made plain.
    private static func escaped(_ text: String) -> String {
        var result = ""
        for character in text {
            if "\\*_[]<>|#".contains(character) { result.append("\\") }
            result.append(character)
        }
        return result
    }
}
