import ABIModel
import Drift

/// The whole report as text: what a pipe gets, and a terminal that was asked for `--details`.
///
/// Findings stand by their cause and by the patch that made them. A layout is drawn once a step, and members that stay as they
/// were are left out of it.
public struct TextReporter: Reporter {
    let style: TextStyle
    let page: TextPage

    /// Makes a reporter.
    public init(style: TextStyle = TextStyle(isColored: false), page: TextPage = .endless) {
        self.style = style
        self.page = page
    }

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
        lines += [""] + legends(report)
        lines += footer(report)
        return page.fit(lines).joined(separator: "\n") + "\n"
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
        guard nameWidth + widths.reduce(0, { $0 + $1 + 2 }) <= page.width || page.columns == nil else {
            return drawRuns(table, empty: empty)
        }
        return [style.bold(line(table.title, table.columns))]
            + table.rows.map { row in line("  " + row.name, row.cells.map { $0.isEmpty ? empty : $0 }) }
    }

    /// Prototypes are long: each stands on a line of its own with the runs of revisions below.
    private func drawPrototypes(_ table: RevisionTable) -> [String] {
        [style.bold(table.title)]
            + table.rows.flatMap { row in
                let words = Self.runs(table.columns, row.cells).filter { !$0.cell.isEmpty }.map {
                    $0.label + ": " + $0.cell
                }
                return ["  " + row.name, style.dim("      " + words.joined(separator: " | "))]
            }
    }

    /// A table that is wider than the page: each name with the runs of revisions that have the same.
    private func drawRuns(_ table: RevisionTable, empty: String) -> [String] {
        [style.bold(table.title)]
            + table.rows.map { row in
                let words = Self.runs(table.columns, row.cells).map {
                    "\($0.label) \($0.cell.isEmpty ? empty : $0.cell)"
                }
                return "  \(row.name): " + words.joined(separator: ", ")
            }
    }

    /// Neighbours that have the same, as one: `v2…v4`.
    private static func runs(_ columns: [String], _ cells: [String]) -> [(label: String, cell: String)] {
        var runs: [(first: String, last: String, cell: String)] = []
        for (column, cell) in zip(columns, cells) {
            if let last = runs.last, last.cell == cell {
                runs[runs.count - 1].last = column
            } else {
                runs.append((column, column, cell))
            }
        }
        return runs.map { ($0.first == $0.last ? $0.first : "\($0.first)…\($0.last)", $0.cell) }
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

    /// What the shorthand in traces means.
    private func legends(_ report: DriftReport) -> [String] {
        guard !report.legends.isEmpty else { return [] }
        let calls = Set(report.findings.flatMap { $0.trace.map(\.operation) }).sorted()
        let words = calls.compactMap { call in report.glossary[call].map { "\(call) = \($0)" } }
        return [style.bold("legend")] + report.legends.map { "  states: \($0)" }
            + (words.isEmpty ? [] : ["  calls: " + words.joined(separator: "; ")]) + [""]
    }

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
}
