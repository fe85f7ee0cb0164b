import ABIModel
import Drift

/// The report for a merge-request comment or a wiki (CommonMark with GitHub's tables and `<details>`).
///
/// It stays below what a comment may hold: where the whole report is longer, steps lose their evidence, the oldest first, then
/// all but their gravest changes.
public struct MarkdownReporter: Reporter {
    /// The most bytes of a report. A comment on GitHub may have 65,536 characters.
    static let mostBytes = 60_000
    /// The changes of a step that stays where there is no room for more.
    private static let fewest = 10

    /// How much a step says.
    private enum Extent: Int, CaseIterable { case evidence, lines, gravest, verdict }

    /// Makes a reporter.
    public init() {}

    /// The whole report.
    public func render(_ report: DriftReport) -> String {
        let steps = ReportSteps.consecutive(report).filter { !$0.findings.isEmpty }
        let forms = steps.map { step in Extent.allCases.map { draw(step, report, $0) } }
        var chosen = steps.map { _ in Extent.evidence }
        var tables = self.tables(report)
        var thread = report.comments.isEmpty ? [] : self.thread(report.comments)
        var unknown = self.unknown(report, most: Int.max)
        let head = self.head(report)
        func text() -> String {
            (head + tables + zip(forms, chosen).flatMap { $0[$1.rawValue] } + thread + unknown)
                .joined(separator: "\n") + "\n"
        }
        var whole = text()
        func reduce(to extent: Extent) {
            for index in chosen.indices where whole.utf8.count > Self.mostBytes {
                chosen[index] = extent
                whole = text()
            }
        }
        reduce(to: .lines)
        if whole.utf8.count > Self.mostBytes {
            thread =
                thread.isEmpty ? [] : ["", "The review thread is left out: it stands in the other formats."]
            unknown = self.unknown(report, most: 20)
            whole = text()
        }
        reduce(to: .gravest)
        if whole.utf8.count > Self.mostBytes {
            tables =
                tables.isEmpty
                ? [] : ["", "The tables of declarations are left out: they stand in the other formats."]
            whole = text()
        }
        reduce(to: .verdict)
        return whole
    }

    // MARK: Head

    private func head(_ report: DriftReport) -> [String] {
        var lines = ["# kdrift \(report.command): \(MarkdownText.escaped(report.title))", ""]
        let coverage = report.coverage
        let patches = coverage.revisions.reduce(0) { $0 + $1.patches }
        let applied = coverage.revisions.reduce(0) { $0 + $1.applied }
        lines.append(
            (coverage.revisions.isEmpty ? "" : "\(applied)/\(patches) patches applied, ")
                + "\(coverage.files.count) files, \(coverage.flavors.count) flavors "
                + "(\(MarkdownText.escaped(coverage.flavors.joined(separator: "; ")))), \(coverage.rules) rules, "
                + "\(coverage.unknown.count) unknown.")
        let glance = ReportGlance.entries(report)
        // The newest steps are those that are asked about.
        let shown = glance.suffix(60)
        lines += ["", "| step | | |", "|---|---|---|"]
        if shown.count < glance.count {
            lines.append("| … | \(glance.count - shown.count) earlier steps | |")
        }
        lines += shown.map { entry in
            let headline = TextPage.cut(entry.headline ?? "", to: 300)
            return "| \(entry.step) | \(entry.counts) | \(MarkdownText.prose(headline)) |"
        }
        return lines
    }

    private func tables(_ report: DriftReport) -> [String] {
        var lines: [String] = []
        var tables = RevisionTables.enums(report.revisions) + RevisionTables.records(report.revisions)
        if let table = RevisionTables.prototypes(report.revisions) { tables.append(table) }
        if !tables.isEmpty {
            let names = tables.count == 1 ? tables[0].title : "\(tables.count) tables"
            lines +=
                [""]
                + MarkdownText.folded(
                    "What is declared, by revision: \(names)", tables.flatMap { [""] + draw($0) })
        }
        if !report.references.isEmpty {
            lines += ["", "| revision | reference model | |", "|---|---|---|"]
            lines += report.references.map { match in
                "| \(match.revision) | \(match.model) \(match.matches) | \(match.stateText) |"
            }
        }
        return lines
    }

    private func draw(_ table: RevisionTable) -> [String] {
        var lines = ["**\(MarkdownText.escaped(table.title))**", ""]
        lines.append("| | \(table.columns.joined(separator: " | ")) |")
        lines.append("|---|" + String(repeating: "--:|", count: table.columns.count))
        for row in table.rows {
            lines.append(
                "| \(MarkdownText.code(row.name, isCell: true)) | \(row.cells.joined(separator: " | ")) |")
        }
        return lines
    }

    // MARK: Steps

    private func draw(_ step: ReportSteps.Step, _ report: DriftReport, _ extent: Extent) -> [String] {
        let head = ["", "## \(step.from) → \(step.to)", ""]
        let verdict = step.countText
        let grave = step.findings.filter { $0.severity > .note || !$0.trace.isEmpty }
        switch extent {
        case .verdict: return head + [verdict + ". There is no room for the changes here."]
        case .gravest:
            let order = Gravity.order(step.findings, turns: step.findings.map { _ in nil }).prefix(
                Self.fewest)
            let rest = step.findings.count - order.count
            return head + order.map { line(step.findings[$0]) }
                + (rest > 0 ? ["- … and \(rest) more: the other formats have them"] : [])
        case .evidence, .lines:
            var lines = head
            for finding in grave {
                lines.append(line(finding))
                if extent == .evidence { lines += evidence(finding, report.comments(on: finding)) }
            }
            let notes = step.findings.filter { $0.severity == .note && $0.trace.isEmpty }
            if !notes.isEmpty {
                let title = "\(notes.count) note\(notes.count == 1 ? "" : "s")"
                lines += [""] + MarkdownText.folded(title, notes.map(line))
            }
            return lines
        }
    }

    private func line(_ finding: Finding) -> String {
        let patch = finding.patch.map { ", patch \($0.revision) \($0.number)" } ?? ""
        let site = finding.site.map { " (\(MarkdownText.code("\($0)"))\(patch))" } ?? ""
        return "- **\(finding.gravity)** `\(finding.rule)`: \(MarkdownText.prose(finding.sentence))\(site)"
    }

    private func evidence(_ finding: Finding, _ comments: [PlacedComment]) -> [String] {
        var lines: [String] = []
        if let patch = finding.patch {
            lines.append("  - patch \(patch.revision) \(patch.number): \(MarkdownText.escaped(patch.title))")
        }
        lines += finding.consequenceTexts.map { "  - so: \(MarkdownText.prose($0))" }
        lines += comments.prefix(3).map { comment in
            "  - said of \(comment.revision ?? ""): \(MarkdownText.escaped(CommentThread.source(comment)))"
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
            if !finding.setting.isEmpty {
                lines.append("  - start: \(MarkdownText.escaped(finding.setting))")
            }
            lines += ["", "  | # | operation | \(finding.from) | \(finding.to) |", "  |--:|---|---|---|"]
            for (number, step) in finding.trace.enumerated() {
                let sides = [step.before.text, step.after.text].map(MarkdownText.escaped)
                let after = step.before == step.after ? sides[1] : "**\(sides[1])**"
                lines.append(
                    "  | \(number + 1) | \(MarkdownText.code(step.operation, isCell: true)) | \(sides[0]) | \(after) |"
                )
            }
            lines.append("")
        }
        return lines
    }

    // MARK: Foot

    private func thread(_ comments: [PlacedComment]) -> [String] {
        let thread = CommentThread(comments)
        var lines: [String] = []
        for topic in thread.topics {
            lines += ["", "**\(topic.revision ?? "?")** \(MarkdownText.code(topic.symbol))", ""]
            if !topic.outcome.isEmpty { lines += [MarkdownText.prose(topic.outcome), ""] }
            lines += topic.remarks.map { remark in
                "- \(MarkdownText.escaped(CommentThread.source(remark.comment) + remark.basis.words)): "
                    + MarkdownText.escaped(CommentThread.excerpt(remark.comment.text))
            }
        }
        return ["", "## Review thread", ""] + MarkdownText.folded(thread.summary, lines)
    }

    private func unknown(_ report: DriftReport, most: Int) -> [String] {
        let unknown = report.coverage.unknown
        guard !unknown.isEmpty else { return [] }
        let rest = unknown.count - min(unknown.count, most)
        return ["", "## Unknown", ""]
            + MarkdownText.folded(
                "\(unknown.count) thing\(unknown.count == 1 ? "" : "s") that could not be read, run or decided",
                unknown.prefix(most).map {
                    "- \(MarkdownText.prose($0.whatText)): \(MarkdownText.prose($0.reason.sentence))"
                } + (rest > 0 ? ["- … and \(rest) more"] : []))
    }
}
