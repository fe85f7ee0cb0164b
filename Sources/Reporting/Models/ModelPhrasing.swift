import ReferenceModels

/// The words that all model reports share.
enum ModelPhrasing {
    /// What the marks mean, in the order in which a legend lists them.
    static let legend = [
        "\u{2714} kept", "\u{2717} not kept", "part: some of its clauses kept",
        "\u{2013} the design has nothing that it could be about", "? the search ended at a bound",
    ]

    /// `✔`, `✗`, `part`, `–` or `?`.
    static func mark(_ mark: PropertyTable.Mark) -> String {
        switch mark {
        case .holds: "\u{2714}"
        case .fails: "\u{2717}"
        case .partly: "part"
        case .notApplicable: "\u{2013}"
        case .unknown: "?"
        }
    }

    /// The mark with the numbers of the footnotes that restrict it: `✔¹²`.
    static func cell(_ cell: PropertyTable.Cell, _ table: PropertyTable) -> String {
        let names = Set(cell.exceptions.compactMap(\.circumstance))
        let numbers = table.circumstances.indices.filter { names.contains(table.circumstances[$0].name) }
        return mark(cell.mark) + numbers.map { footnote($0 + 1) }.joined()
    }

    /// A number in raised digits.
    static func footnote(_ number: Int) -> String {
        let digits = Array("\u{2070}\u{b9}\u{b2}\u{b3}\u{2074}\u{2075}\u{2076}\u{2077}\u{2078}\u{2079}")
        return String(String(number).compactMap(\.wholeNumberValue).map { digits[$0] })
    }

    /// `v8, v8-resend and 6.1 keep 1 of 4 clauses`, one for each count; empty where no cell of the row is a part.
    static func parts(_ row: PropertyTable.Row) -> [String] {
        var counts: [(kept: Int, of: Int)] = []
        var designs: [[String]] = []
        for cell in row.cells {
            guard case .partly(let kept, let of) = cell.mark else { continue }
            if let index = counts.firstIndex(where: { $0 == (kept, of) }) {
                designs[index].append(cell.design)
            } else {
                counts.append((kept, of))
                designs.append([cell.design])
            }
        }
        return zip(designs, counts).map { names, count in
            "\(list(names)) \(names.count == 1 ? "keeps" : "keep") \(count.kept) of \(count.of) clauses"
        }
    }

    /// `a, b and c`.
    static func list(_ names: [String]) -> String {
        guard names.count > 1, let last = names.last else { return names.first ?? "" }
        return names.dropLast().joined(separator: ", ") + " and " + last
    }

    /// A circumstance as a footnote: `stray release: something is released that nobody holds`.
    static func text(_ circumstance: PropertyTable.Circumstance) -> String {
        circumstance.meaning.isEmpty ? circumstance.name : "\(circumstance.name): \(circumstance.meaning)"
    }

    /// How much was looked at, in a sentence.
    static func extent(_ table: PropertyTable) -> String {
        var parts = [
            count(table.designs.count, "design"),
            "\(table.rows.count) propert\(table.rows.count == 1 ? "y" : "ies")",
            count(table.stateCount, "state") + " visited",
        ]
        if !table.scope.isEmpty { parts.append("bounds: \(table.scope)") }
        parts.append(
            table.reachedBounds.isEmpty
                ? "within them everything was looked at"
                : "the search ended early for " + table.reachedBounds.joined(separator: "; "))
        return parts.joined(separator: "; ")
    }

    /// `2 drifts and 1 consequence`.
    static func counts(_ drifts: DriftTable) -> String {
        let consequences = drifts.drifts.filter(\.isConsequence).count
        let own = drifts.drifts.count - consequences
        if drifts.drifts.isEmpty { return "no drift" }
        return count(own, "drift") + (consequences == 0 ? "" : " and \(count(consequences, "consequence"))")
    }

    static func count(_ number: Int, _ noun: String) -> String {
        "\(number) \(noun)\(number == 1 ? "" : "s")"
    }

    /// A run that a table has, with what it shows.
    struct Shown {
        var heading: String
        var violation: PropertyTable.Violation
    }

    /// All runs of a row: first the violations, then the exceptions, design by design.
    static func runs(_ row: PropertyTable.Row) -> [Shown] {
        row.cells.flatMap { cell in
            let violations = cell.violations.map { violation in
                Shown(
                    heading: "\(violation.clause) \(cell.design) \(mark(.fails))", violation: violation)
            }
            let exceptions = cell.exceptions.map { violation in
                Shown(
                    heading: "\(violation.clause) \(cell.design) \(mark(cell.mark)) but for: "
                        + (violation.circumstance ?? ""), violation: violation)
            }
            return violations + exceptions
        }
    }
}
