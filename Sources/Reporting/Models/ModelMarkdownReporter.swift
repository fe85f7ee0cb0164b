import ReferenceModels

/// What a reference model answers, for a wiki or a merge request (CommonMark with GitHub's tables).
public struct ModelMarkdownReporter: ModelReporter {
    /// Makes a reporter.
    public init() {}

    /// The models, a table or drifts.
    public func render(_ answer: ModelAnswer) -> String {
        let lines =
            switch answer {
            case .models(let models): list(models)
            case .table(let table, let showsTraces): draw(table) + (showsTraces ? traces(table) : [])
            case .drifts(let drifts): draw(drifts)
            }
        return lines.joined(separator: "\n") + "\n"
    }

    /// A counterexample that was run again.
    public func render(_ replay: ReplayReport) -> String {
        var lines = ["# kdrift replay" + (replay.fingerprint.isEmpty ? "" : " `\(replay.fingerprint)`"), ""]
        lines += replay.sides.map { "- \($0.label): \($0.source)" }
        if !replay.note.isEmpty { lines.append("- note: \(replay.note)") }
        lines += [""] + TraceColumns(replay.sides.map(\.trace)).markdown(heads: replay.sides.map(\.label))
        return (lines + ["", replay.conclusion + "."]).joined(separator: "\n") + "\n"
    }

    private func list(_ models: [ModelSummary]) -> [String] {
        ["| model | | designs | properties |", "|---|---|---|---|"]
            + models.map { model in
                "| `\(model.name)` | \(model.title) | \(model.designs.joined(separator: ", ")) | "
                    + "\(model.properties.joined(separator: ", ")) |"
            }
    }

    private func draw(_ table: PropertyTable) -> [String] {
        var lines = ["# \(table.model): \(table.title)", ""]
        lines.append("| | " + table.designs.joined(separator: " | ") + " |")
        lines.append("|---|" + String(repeating: ":-:|", count: table.designs.count))
        for row in table.rows {
            let cells = row.cells.map { ModelPhrasing.cell($0, table) }
            lines.append("| **\(row.property.name)** | \(cells.joined(separator: " | ")) |")
        }
        lines += ["", ModelPhrasing.legend.joined(separator: "; ") + ".", ""]
        for row in table.rows {
            let parts = ModelPhrasing.parts(row).map { " " + $0 + "." }.joined()
            lines.append("- **\(row.property.name)** \(row.property.statement)\(parts)")
        }
        if !table.circumstances.isEmpty {
            lines += ["", "Kept, but not in case of", ""]
            for (index, circumstance) in table.circumstances.enumerated() {
                lines.append("- \(ModelPhrasing.footnote(index + 1)) \(ModelPhrasing.text(circumstance))")
            }
        }
        return lines + ["", ModelPhrasing.extent(table) + "."]
    }

    private func traces(_ table: PropertyTable) -> [String] {
        table.rows.flatMap { row -> [String] in
            let runs = ModelPhrasing.runs(row)
            guard !runs.isEmpty else { return [] }
            return ["", "## \(row.property.name)"]
                + runs.flatMap { run in
                    ["", "\(run.heading) (fingerprint `\(run.violation.fingerprint)`)", ""]
                        + TraceColumns([run.violation.trace]).markdown(heads: [""])
                }
        }
    }

    private func draw(_ drifts: DriftTable) -> [String] {
        var lines = [
            "# \(drifts.model): \(drifts.from) \u{2192} \(drifts.to)", "", ModelPhrasing.counts(drifts) + ".",
        ]
        for drift in drifts.drifts {
            let kind = (drift.isConsequence ? "then " : "") + "`\(drift.operation)`"
            lines += ["", "\(kind) ends differently (fingerprint `\(drift.fingerprint)`)", ""]
            lines += TraceColumns([drift.old, drift.new]).markdown(heads: [drifts.from, drifts.to])
        }
        return lines
    }
}
