import ABIModel
import Drift

/// The report for a terminal.
public struct TextReporter: Reporter {
    private let style: TextStyle

    /// Makes a reporter.
    public init(style: TextStyle = TextStyle(isColored: false)) { self.style = style }

    /// The whole report.
    public func render(_ report: DriftReport) -> String {
        var lines: [String] = []
        lines.append(style.bold("kdrift \(report.command): \(report.title)"))
        lines += coverage(report)
        lines += glance(report)
        for table in RevisionTables.enums(report.revisions) { lines += [""] + draw(table, empty: "-") }
        for table in RevisionTables.records(report.revisions) { lines += [""] + draw(table, empty: "-") }
        if let table = RevisionTables.prototypes(report.revisions) { lines += [""] + drawPrototypes(table) }
        if !report.references.isEmpty { lines += [""] + references(report) }
        for step in ReportSteps.consecutive(report) { lines += [""] + draw(step, report) }
        if let net = ReportSteps.net(report) { lines += [""] + summaryOnly(net) }
        if !report.comments.isEmpty { lines += [""] + thread(report.comments) }
        lines += [""] + unknown(report)
        lines += [""] + footer(report)
        return lines.joined(separator: "\n") + "\n"
    }

    // MARK: Head

    private func coverage(_ report: DriftReport) -> [String] {
        let coverage = report.coverage
        let patches = coverage.revisions.reduce(0) { $0 + $1.patches }
        let applied = coverage.revisions.reduce(0) { $0 + $1.applied }
        var lines = [
            "coverage: \(coverage.revisions.isEmpty ? "" : "\(applied)/\(patches) patches, ")"
                + "\(coverage.files.count) files, "
                + "\(coverage.flavors.count) flavors (\(coverage.flavors.joined(separator: "; "))), "
                + "\(coverage.entities) declarations, \(coverage.functionsInterpreted) functions run, "
                + "\(coverage.rules) rules, \(coverage.unknown.count) unknown"
        ]
        for revision in coverage.revisions {
            var words =
                "  \(PaholePrinter.padded(revision.label, 10)) \(revision.applied)/\(revision.patches) patches apply"
            if !revision.base.isEmpty { words += "; \(revision.base.sentence)" }
            if !revision.missing.isEmpty {
                words += style.yellow(
                    "; missing: " + revision.missing.map(String.init).joined(separator: ", "))
            }
            lines.append(words)
            for failure in revision.failed {
                let place = failure.line > 0 ? "\(failure.file):\(failure.line)" : failure.file
                lines.append(
                    style.red("    patch \(failure.patch) does not apply to \(place): \(failure.reason)"))
            }
        }
        lines += coverage.notes.map { "  note: \($0.sentence)" }
        return lines
    }

    private func glance(_ report: DriftReport) -> [String] {
        let entries = ReportGlance.entries(report)
        guard entries.count > 0 else { return [] }
        let width = entries.map(\.step.count).max() ?? 0
        return ["", style.bold("at a glance")]
            + entries.flatMap { entry in
                ["  \(PaholePrinter.padded(entry.step, width))  \(entry.counts)"]
                    + (entry.headline.map { ["      " + style.yellow($0)] } ?? [])
            }
    }

    // MARK: Tables

    private func draw(_ table: RevisionTable, empty: String) -> [String] {
        let nameWidth = min(52, max(table.title.count, table.rows.map { $0.name.count + 2 }.max() ?? 0))
        var widths = table.columns.map(\.count)
        for row in table.rows {
            for (index, cell) in row.cells.enumerated() { widths[index] = max(widths[index], cell.count) }
        }
        func line(_ name: String, _ cells: [String]) -> String {
            let columns = zip(cells, widths).map { cell, width in
                String(repeating: " ", count: max(0, width - cell.count)) + cell
            }
            return PaholePrinter.padded(name, nameWidth) + "  " + columns.joined(separator: "  ")
        }
        return [style.bold(line(table.title, table.columns))]
            + table.rows.map { row in line("  " + row.name, row.cells.map { $0.isEmpty ? empty : $0 }) }
    }

    /// Prototypes are long: each stands on a line of its own with the runs of revisions below.
    private func drawPrototypes(_ table: RevisionTable) -> [String] {
        var lines = [style.bold(table.title)]
        for row in table.rows {
            lines.append("  " + row.name)
            var runs: [(first: String, last: String, cell: String)] = []
            for (column, cell) in zip(table.columns, row.cells) {
                if let last = runs.last, last.cell == cell {
                    runs[runs.count - 1].last = column
                } else {
                    runs.append((column, column, cell))
                }
            }
            let words = runs.filter { !$0.cell.isEmpty }.map { run in
                (run.first == run.last ? run.first : "\(run.first)…\(run.last)") + ": " + run.cell
            }
            lines.append(style.dim("      " + words.joined(separator: " | ")))
        }
        return lines
    }

    private func references(_ report: DriftReport) -> [String] {
        [style.bold("reference model")]
            + report.references.map { match in
                let state = match.stateText
                let words = match.deviations == 0 ? style.green(state) : style.yellow(state)
                return
                    "  \(PaholePrinter.padded(match.revision, 10)) \(match.model) \(match.matches): \(words)"
            }
    }

    // MARK: Findings

    private func draw(_ step: ReportSteps.Step, _ report: DriftReport) -> [String] {
        var lines = [style.bold("\(step.from) → \(step.to)") + ": " + step.countText]
        if let changed = step.functions.text, !step.findings.isEmpty { lines.append("  \(changed)") }
        if step.findings.isEmpty { return lines }
        for finding in step.findings where finding.severity > .note {
            lines += draw(finding, report.comments(on: finding), report.premises(of: finding))
        }
        for finding in step.findings where finding.severity == .note && !finding.trace.isEmpty {
            lines.append("  \(style.severity(.note)) \(finding.rule): \(finding.sentence)")
        }
        let notes = step.findings.filter { $0.severity == .note && $0.trace.isEmpty }
        for (rule, group) in ReportSteps.grouped(notes) {
            let symbols = group.map(\.symbol).joined(separator: ", ")
            lines += wrap("  \(style.severity(.note)) \(rule): ", symbols)
        }
        return lines
    }

    private func draw(_ finding: Finding, _ comments: [PlacedComment], _ premises: String?) -> [String] {
        var lines = ["  \(style.severity(finding.severity)) \(finding.rule): \(finding.sentence)"]
        if let patch = finding.patch {
            lines.append(
                style.dim("      patch \(patch.revision) \(patch.number): \(patch.title)")
                    + (finding.evidence == .proved ? "" : style.dim(" [\(finding.evidence.rawValue)]")))
        }
        if let site = finding.site {
            let flavors = finding.flavors.isEmpty ? "" : " (\(finding.flavors.joined(separator: "; ")))"
            lines.append(style.dim("      at \(site)\(flavors)"))
        }
        lines += finding.consequenceTexts.prefix(6).map { "      so: \($0)" }
        if finding.consequences.count > 6 {
            lines.append("      so: … and \(finding.consequences.count - 6) more")
        }
        if case .record(let old)? = finding.before, case .record(let new)? = finding.after,
            old.members != new.members
        {
            lines += PaholePrinter().lines(from: old, to: new).map { "      " + style.marked($0) }
        }
        lines += draw(trace: finding)
        lines += (CaseColumns(finding)?.lines ?? []).map { line in
            "      " + (line.hasPrefix("!") ? style.yellow(line) : line)
        }
        if let premises { lines.append(style.dim("      \(premises)")) }
        if let advice = finding.adviceText { lines.append("      advice: \(advice)") }
        lines += comments.prefix(3).map { comment in
            style.dim("      said of \(comment.revision ?? ""): \(CommentThread.source(comment))")
        }
        if comments.count > 3 { lines.append(style.dim("      … and \(comments.count - 3) more comments")) }
        lines.append(style.dim("      fingerprint \(finding.fingerprint)"))
        return lines
    }

    /// The calls, with what came of them on both sides in columns.
    private func draw(trace finding: Finding) -> [String] {
        guard !finding.trace.isEmpty else { return [] }
        let (from, to) = (finding.from.description, finding.to.description)
        let rows = finding.trace.map { (call: $0.operation, before: $0.before.text, after: $0.after.text) }
        let calls = rows.map(\.call.count).max() ?? 0
        let before = max(from.count, rows.map(\.before.count).max() ?? 0)
        let width = max(calls, finding.setting.count)
        let start = PaholePrinter.padded(finding.setting, width)
        var lines = ["         \(start)  \(PaholePrinter.padded(from, before))  \(to)"]
        for (number, row) in rows.enumerated() {
            let text =
                "      \(number + 1). \(PaholePrinter.padded(row.call, width))  "
                + "\(PaholePrinter.padded(row.before, before))  \(row.after)"
            lines.append(row.before != row.after ? style.yellow(text) : text)
        }
        return lines
    }

    private func summaryOnly(_ step: ReportSteps.Step) -> [String] {
        [style.bold("\(step.from) → \(step.to), all told") + ": " + step.countText]
    }

    // MARK: Thread

    private func thread(_ comments: [PlacedComment]) -> [String] {
        let thread = CommentThread(comments)
        var lines = [style.bold("review thread") + ": \(thread.summary)"]
        for topic in thread.topics {
            lines.append(style.bold("  \(topic.revision ?? "?") \(topic.symbol)"))
            if !topic.outcome.isEmpty { lines.append("      \(topic.outcome)") }
            for remark in topic.remarks {
                lines.append("      \(CommentThread.source(remark.comment))\(remark.basis.words):")
                lines.append(style.dim("        \(CommentThread.excerpt(remark.comment.text))"))
            }
        }
        return lines
    }

    // MARK: Foot

    private func unknown(_ report: DriftReport) -> [String] {
        guard !report.coverage.unknown.isEmpty else { return ["unknown: nothing"] }
        return [style.bold("unknown: \(report.coverage.unknown.count)")]
            + report.coverage.unknown.map { entry in
                "  \(entry.whatText): \(entry.reason.sentence)" + (entry.site.map { " at \($0)" } ?? "")
            }
    }

    private func footer(_ report: DriftReport) -> [String] {
        let gravest = report.gravest.map { "\($0.rawValue)" } ?? "nothing"
        return [
            "gravest: \(gravest). `kdrift explain RULE` says why a rule matters; `--format json` has everything."
        ]
    }

    private func wrap(_ head: String, _ text: String) -> [String] {
        var lines: [String] = []
        var line = head
        var width = 8
        for word in text.split(separator: " ") {
            if width + word.count > 100, width > 8 {
                lines.append(line)
                line = "        "
                width = 8
            }
            line += (line.hasSuffix(" ") ? "" : " ") + word
            width += word.count + 1
        }
        lines.append(line)
        return lines
    }
}
