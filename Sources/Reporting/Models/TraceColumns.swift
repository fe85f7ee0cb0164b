import ReferenceModels

/// One run, or two runs through the same calls side by side, as rows of text.
struct TraceColumns {
    /// A call, or the start.
    struct Row: Hashable {
        /// `1.`, or "" for the start.
        var number: String
        /// The call, or how the runs are set up.
        var call: String
        /// What each side did.
        var sides: [Side]
        /// Whether a watcher sees something else on the second side than on the first.
        var isDifferent: Bool
    }

    /// What a side did.
    struct Side: Hashable {
        /// What the call returned; "" at the start.
        var outcome: String
        /// The state after it.
        var state: String
    }

    /// The start, and a row for each call.
    let rows: [Row]

    /// Lays out runs; those after the first are taken to have its calls.
    init(_ traces: [ModelTrace]) {
        guard let first = traces.first else {
            rows = []
            return
        }
        let start = Row(
            number: "", call: first.setting.isEmpty ? "start" : "start: \(first.setting)",
            sides: traces.map { Side(outcome: "", state: $0.initial) }, isDifferent: false)
        rows =
            [start]
            + first.steps.indices.map { index in
                let steps = traces.compactMap { index < $0.steps.count ? $0.steps[index] : nil }
                return Row(
                    number: "\(index + 1).", call: first.steps[index].action,
                    sides: steps.map { Side(outcome: $0.outcome, state: $0.state) },
                    isDifferent: steps.contains { $0.seen != first.steps[index].seen })
            }
    }

    /// The rows as lines of a terminal; a row that differs begins with `!`.
    ///
    /// - Parameter heads: what stands above the sides; empty for nothing.
    func lines(_ style: TextStyle, heads: [String] = []) -> [String] {
        let callWidth = rows.map(\.call.count).max() ?? 0
        let outcomeWidth = rows.flatMap(\.sides).map(\.outcome.count).max() ?? 0
        let sides = rows.first?.sides.count ?? 0
        let stateWidths = (0..<sides).map { side in
            rows.map { side < $0.sides.count ? $0.sides[side].state.count : 0 }.max() ?? 0
        }
        var lines: [String] = []
        if !heads.isEmpty {
            let cells = zip(heads, stateWidths).map { PaholePrinter.padded($0, outcomeWidth + 2 + $1) }
            let indentation = String(repeating: " ", count: 6 + callWidth)
            lines.append(style.bold(Self.trimmed(indentation + "  " + cells.joined(separator: "  "))))
        }
        for row in rows {
            let number = String(repeating: " ", count: max(0, 4 - row.number.count)) + row.number
            var line =
                (row.isDifferent ? "!" : " ") + number + " " + PaholePrinter.padded(row.call, callWidth)
            for (side, width) in zip(row.sides, stateWidths) {
                line += "  " + PaholePrinter.padded(side.outcome, outcomeWidth)
                line += "  " + PaholePrinter.padded(side.state, width)
            }
            let text = Self.trimmed(line)
            lines.append(row.isDifferent ? style.yellow(text) : text)
        }
        return lines
    }

    /// The rows as a Markdown table.
    func markdown(heads: [String]) -> [String] {
        var lines = ["| | call | " + heads.map(Self.cell).joined(separator: " | ") + " |"]
        lines.append("|--:|---|" + String(repeating: "---|", count: heads.count))
        for row in rows {
            let sides = row.sides.map { side in
                let text = [side.outcome, side.state].filter { !$0.isEmpty }.map { "`\(Self.cell($0))`" }
                    .joined(separator: " ")
                return row.isDifferent ? "**\(text)**" : text
            }
            lines.append(
                "| \(row.number) | `\(Self.cell(row.call))` | \(sides.joined(separator: " | ")) |")
        }
        return lines
    }

    private static func cell(_ text: String) -> String { text.replacing("|", with: "\\|") }

    private static func trimmed(_ line: String) -> String {
        var line = Substring(line)
        while line.last == " " { line.removeLast() }
        return String(line)
    }
}
