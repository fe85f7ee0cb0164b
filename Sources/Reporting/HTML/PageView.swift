import Drift

/// Everything the page's template needs.
struct PageView {
    struct Step {
        var id: String
        var from: String
        var to: String
        var counts: String
        var errors: Int
        var warnings: Int
        var notes: Int
        var findings: [FindingView]
        var isEmpty: Bool
        var isLast: Bool
        /// Bars of the timeline in percent of the longest.
        var errorShare: Int
        var warningShare: Int
        var noteShare: Int
        var isNet: Bool
        /// What the step comes to: its gravest finding in plain words.
        var glance: GlanceView
    }

    struct Layout {
        var title: String
        var svg: String
        var changes: [Change]

        struct Change {
            var label: String
            var items: [String]
        }
    }

    struct Table {
        var title: String
        var columns: [String]
        var rows: [Row]

        struct Row {
            var name: String
            var cells: [Cell]
        }

        struct Cell {
            var text: String
            var isChanged: Bool
        }
    }

    struct Option {
        var value: String
        var label: String
    }

    struct Line {
        var what: String
        var text: String
    }

    var title: String
    var command: String
    var toolVersion: String
    var libclangVersion: String
    var inputs: String
    var coverage: String
    var gravest: String
    var summary: SummaryView?
    var steps: [Step]
    var diagrams: [DiagramView]
    /// What the machines show, and what the details of their states mean.
    var diagramSubject: String
    var diagramLegend: String
    var layouts: [Layout]
    var tables: [Table]
    var rules: [Option]
    var patches: [Option]
    var references: [Line]
    var revisions: [Line]
    var unknown: [Line]
    var suppressed: [Line]
    var claims: [ClaimView]
    /// Nil where nobody said anything.
    var thread: ThreadView?
    var notes: [String]
    var total: Int
    var style = StyleSheet.text
    var script = PageScript.text

    init(_ report: DriftReport) {
        let found = ReportSteps.consecutive(report) + [ReportSteps.net(report)].compactMap { $0 }
        let stepCount = ReportSteps.consecutive(report).count
        let thread = ThreadView(report.comments)
        var views = found.enumerated().map { index, step in
            step.findings.enumerated().map { number, finding in
                FindingView(finding, id: "f\(index)-\(number + 1)", thread: thread, in: report)
            }
        }
        Self.sayOnce(&views)
        title = report.title
        command = report.command
        toolVersion = report.toolVersion
        libclangVersion = report.libclangVersion
        inputs = report.inputs.joined(separator: ", ")
        coverage = Self.coverage(report)
        gravest = report.gravest?.rawValue ?? "none"
        summary = SummaryView(
            report, steps: Array(found.prefix(stepCount)), views: Array(views.prefix(stepCount)))
        let counts = found.prefix(stepCount).flatMap { step in
            Severity.allCases.map { severity in step.findings.filter { $0.severity == severity }.count }
        }
        let longest = max(1, counts.max() ?? 1)
        steps = zip(found.indices, zip(found, views)).map { index, pair in
            Self.step(index, pair.0, pair.1, report, longest: longest, isNet: index >= stepCount)
        }
        diagrams = DiagramView.all(report.diagrams)
        diagramSubject = report.diagrams.first?.subject ?? ""
        diagramLegend = report.diagrams.first?.legend ?? ""
        // The record that changes most is the one that is unfolded.
        layouts = LayoutColumns.all(report.revisions)
            .sorted { ($1.changeCount, $0.typeName) < ($0.changeCount, $1.typeName) }.map(Self.layout)
        let tables =
            RevisionTables.enums(report.revisions)
            + [RevisionTables.prototypes(report.revisions)].compactMap { $0 }
        self.tables = tables.map(Self.table)
        let shown = views.joined()
        rules = Set(shown.map(\.rule)).sorted().map { Option(value: $0, label: $0) }
        let patches = found.flatMap(\.findings).compactMap(\.patch)
        self.patches = Dictionary(grouping: patches) { "\($0.revision) \($0.number)" }
            .compactMap { key, list in list.first.map { ($0, key) } }
            .sorted { Self.order($0.0, report) < Self.order($1.0, report) }
            .map { Option(value: $0.1, label: "\($0.1): \($0.0.title)") }
        references = report.references.map {
            Line(what: $0.revision, text: "\($0.model) \($0.matches): \($0.stateText)")
        }
        revisions = report.coverage.revisions.map(Self.line)
        unknown = report.coverage.unknown.map { entry in
            Line(what: entry.whatText, text: entry.reason.sentence + (entry.site.map { " at \($0)" } ?? ""))
        }
        suppressed = report.suppressed.map { entry in
            Line(what: "\(entry.finding.rule) \(entry.finding.symbol)", text: entry.reason.sentence)
        }
        claims = ClaimView.all(report, Array(shown))
        self.thread = report.comments.isEmpty ? nil : thread
        notes = report.coverage.notes.map(\.sentence)
        total = shown.count
    }

    // MARK: Parts

    /// What reviewers said stands at the first finding that it is about; the others lead there.
    private static func sayOnce(_ views: inout [[FindingView]]) {
        var told: [[String]: String] = [:]
        for step in views.indices {
            for index in views[step].indices where !views[step][index].said.isEmpty {
                let key = views[step][index].said.map(\.id)
                if let above = told[key] {
                    views[step][index].saidAbove = above
                    views[step][index].said = []
                    views[step][index].saidRest = 0
                } else {
                    told[key] = views[step][index].id
                }
            }
        }
    }

    private static func coverage(_ report: DriftReport) -> String {
        let coverage = report.coverage
        let patches = coverage.revisions.reduce(0) { $0 + $1.patches }
        let applied = coverage.revisions.reduce(0) { $0 + $1.applied }
        return
            "\(applied)/\(patches) patches, \(coverage.files.count) files, \(coverage.flavors.count) flavors "
            + "(\(coverage.flavors.joined(separator: "; "))), \(coverage.entities) declarations, "
            + "\(coverage.functionsInterpreted) functions run, \(coverage.rules) rules, "
            + "\(coverage.unknown.count) unknown"
    }

    private static func step(
        _ index: Int, _ step: ReportSteps.Step, _ views: [FindingView], _ report: DriftReport,
        longest: Int, isNet: Bool
    ) -> Step {
        func count(_ severity: Severity) -> Int { step.findings.filter { $0.severity == severity }.count }
        func share(_ severity: Severity) -> Int { (count(severity) * 100 + longest - 1) / longest }
        return Step(
            id: "step-\(index)", from: step.from.description, to: step.to.description, counts: step.countText,
            errors: count(.error),
            warnings: count(.warning), notes: count(.note), findings: views, isEmpty: step.findings.isEmpty,
            isLast: false, errorShare: share(.error), warningShare: share(.warning), noteShare: share(.note),
            isNet: isNet, glance: GlanceView(step, views, report))
    }

    private static func layout(_ layout: LayoutColumns) -> Layout {
        Layout(
            title: layout.typeName, svg: LayoutPicture(layout: layout).svg,
            changes: layout.columns.filter(\.isChanged).map { .init(label: $0.label, items: $0.changes) })
    }

    private static func table(_ table: RevisionTable) -> Table {
        Table(
            title: table.title, columns: table.columns,
            rows: table.rows.map { row in
                .init(
                    name: row.name,
                    cells: row.cells.enumerated().map { index, cell in
                        .init(
                            text: cell.isEmpty ? "\u{2013}" : cell,
                            isChanged: index > 0 && row.cells[index - 1] != cell)
                    })
            })
    }

    private static func line(_ revision: Coverage.Revision) -> Line {
        var text = "\(revision.applied)/\(revision.patches) patches apply"
        if !revision.base.isEmpty { text += "; \(revision.base.sentence)" }
        if !revision.missing.isEmpty {
            text += "; missing: \(revision.missing.map(String.init).joined(separator: ", "))"
        }
        for failure in revision.failed {
            text += "; patch \(failure.patch) does not apply to \(failure.file): \(failure.reason)"
        }
        return Line(what: revision.label, text: text)
    }

    /// Patches in the order of the revisions.
    private static func order(_ patch: PatchReference, _ report: DriftReport) -> Int {
        let place = report.revisions.firstIndex { $0.name == patch.revision } ?? report.revisions.count
        return place * 10_000 + patch.number
    }
}
