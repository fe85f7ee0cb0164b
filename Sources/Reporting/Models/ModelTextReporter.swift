import ReferenceModels

/// What a reference model answers, for a terminal.
public struct ModelTextReporter: ModelReporter {
    private let style: TextStyle

    /// Makes a reporter.
    public init(style: TextStyle = TextStyle(isColored: false)) { self.style = style }

    /// The models, a table or drifts.
    public func render(_ answer: ModelAnswer) -> String {
        let lines =
            switch answer {
            case .models(let models): list(models)
            case .table(let table, let showsTraces): draw(table) + (showsTraces ? traces(table) : hint(table))
            case .drifts(let drifts): draw(drifts)
            }
        return lines.joined(separator: "\n") + "\n"
    }

    /// A counterexample that was run again.
    public func render(_ replay: ReplayReport) -> String {
        var lines = [
            style.bold("kdrift replay" + (replay.fingerprint.isEmpty ? "" : " \(replay.fingerprint)"))
        ]
        lines += replay.sides.map { "\($0.label): \($0.source)" }
        if !replay.note.isEmpty { lines.append("note: \(replay.note)") }
        lines += [""] + TraceColumns(replay.sides.map(\.trace)).lines(style, heads: replay.sides.map(\.label))
        let conclusion = replay.conclusion
        lines += ["", replay.verdict == .reproduced ? style.red(conclusion) : style.green(conclusion)]
        return lines.joined(separator: "\n") + "\n"
    }

    private func list(_ models: [ModelSummary]) -> [String] {
        let width = models.map(\.name.count).max() ?? 0
        return models.map { model in
            "\(PaholePrinter.padded(model.name, width))  \(model.title): "
                + "\(ModelPhrasing.count(model.designs.count, "design")) (\(model.designs.joined(separator: ", "))), "
                + "\(model.properties.count) properties"
        }
    }

    // MARK: The table

    private func draw(_ table: PropertyTable) -> [String] {
        let names = table.rows.map(\.property.name)
        let nameWidth = names.map(\.count).max() ?? 0
        let cells = table.rows.map { row in row.cells.map { ModelPhrasing.cell($0, table) } }
        let widths = table.designs.indices.map { column in
            max(table.designs[column].count, cells.map { $0[column].count }.max() ?? 0)
        }
        func line(_ name: String, _ cells: [String], _ paint: (Int, String) -> String) -> String {
            let columns = cells.indices.map { index in
                let padding = index == cells.count - 1 ? 0 : widths[index] - cells[index].count
                return paint(index, cells[index]) + String(repeating: " ", count: padding)
            }
            return PaholePrinter.padded(name, nameWidth) + "  " + columns.joined(separator: "  ")
        }
        var lines = [style.bold("kdrift model \(table.model): \(table.title)"), ""]
        lines.append(style.bold(line("", table.designs) { $1 }))
        for (row, texts) in zip(table.rows, cells) {
            lines.append(line(row.property.name, texts) { paint($1, row.cells[$0].mark) })
        }
        lines += ["", ModelPhrasing.legend.joined(separator: "   "), ""]
        for row in table.rows {
            lines.append("\(PaholePrinter.padded(row.property.name, nameWidth))  \(row.property.statement)")
            lines += ModelPhrasing.parts(row).map { String(repeating: " ", count: nameWidth + 2) + $0 + "." }
        }
        if !table.circumstances.isEmpty {
            lines += ["", "kept, but not in case of"]
            for (index, circumstance) in table.circumstances.enumerated() {
                lines.append("\(ModelPhrasing.footnote(index + 1)) \(ModelPhrasing.text(circumstance))")
            }
        }
        return lines + ["", ModelPhrasing.extent(table) + "."]
    }

    private func paint(_ text: String, _ mark: PropertyTable.Mark) -> String {
        switch mark {
        case .holds: style.green(text)
        case .fails: style.red(text)
        case .partly, .unknown: style.yellow(text)
        case .notApplicable: style.dim(text)
        }
    }

    private func hint(_ table: PropertyTable) -> [String] {
        ["`kdrift model \(table.model) --trace` shows a shortest run for everything that is not kept."]
    }

    private func traces(_ table: PropertyTable) -> [String] {
        table.rows.flatMap { row -> [String] in
            let runs = ModelPhrasing.runs(row)
            guard !runs.isEmpty else { return [] }
            var lines = ["", style.bold("\(row.property.name)  \(row.property.statement)")]
            for run in runs {
                lines += ["", "\(run.heading)  " + style.dim("fingerprint \(run.violation.fingerprint)")]
                lines += TraceColumns([run.violation.trace]).lines(style)
            }
            return lines
        }
    }

    // MARK: Drifts

    private func draw(_ drifts: DriftTable) -> [String] {
        var lines = [
            style.bold("kdrift model \(drifts.model): \(drifts.from) \u{2192} \(drifts.to)") + ": "
                + ModelPhrasing.counts(drifts)
        ]
        for drift in drifts.drifts {
            let kind = (drift.isConsequence ? "then " : "") + drift.operation
            lines += ["", "\(kind) ends differently  " + style.dim("fingerprint \(drift.fingerprint)")]
            lines += TraceColumns([drift.old, drift.new]).lines(style, heads: [drifts.from, drifts.to])
        }
        return lines
    }
}
