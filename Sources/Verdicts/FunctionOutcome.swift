import ABIModel
import Drift
import Equivalence
import Phrases

/// What came of comparing functions.
package struct FunctionOutcome: Sendable {
    /// One row for each function that differs between two states.
    package var rows: [FunctionRow] = []
    /// One finding for each function that has drifted, or that logs something else, without fingerprints.
    package var findings: [Finding] = []
    /// What could not be decided, and what could not be read.
    package var unknown: [Unknown] = []
    /// What changed in units of its own, and which verdicts rest on it.
    package private(set) var elsewhere = ChangedElsewhere()

    /// Nothing.
    package init() {}

    /// Makes rows of verdicts: one for each function and step, whichever units and flavors show it. The worst verdict
    /// counts, and the flavors are those that it holds in.
    package init(_ answers: [VerdictRun.Answer], on pairs: [ProgramPair]) {
        var known: [Key: (row: FunctionRow, answer: VerdictRun.Answer)] = [:]
        for answer in answers {
            let row = Self.row(answer.verdict, pairs[answer.pair])
            let key = Key(from: row.from, to: row.to, file: row.file, symbol: row.symbol)
            guard var before = known[key], before.row.verdict >= row.verdict else {
                known[key] = (row, answer)
                continue
            }
            guard before.row.verdict == row.verdict else { continue }
            if !before.row.flavors.contains(row.flavors[0]) { before.row.flavors += row.flavors }
            before.row.premises = Set(before.row.premises + row.premises).sorted()
            if row.takesShiftsInRange == true { before.row.takesShiftsInRange = true }
            if let more = row.records {
                before.row.records = Set((before.row.records ?? []) + more).sorted()
            }
            known[key] = before
        }
        let sorted = known.sorted { $0.key < $1.key }.map(\.value)
        rows = sorted.map(\.row)
        findings = sorted.compactMap { row, answer in
            FunctionFinding(answer.verdict, in: pairs[answer.pair]).finding(flavors: row.flavors.sorted())
        }
        unknown = rows.compactMap(Self.unknown)
        elsewhere = ChangedElsewhere(answers, on: pairs)
    }

    /// Whether nothing differs, and nothing is unknown.
    package var isEmpty: Bool { rows.isEmpty && findings.isEmpty && unknown.isEmpty }

    /// Says more of why functions are unknown; nil for one of which there is no more to say.
    package mutating func explain(_ reason: (FunctionRow) -> String?) {
        for index in rows.indices where rows[index].verdict == .unknown {
            if let more = reason(rows[index]) { rows[index].reason = more }
        }
        unknown = rows.compactMap(Self.unknown)
    }

    /// Takes over what came of other pairs.
    package mutating func add(_ other: FunctionOutcome) {
        rows += other.rows
        findings += other.findings
        unknown += other.unknown
        elsewhere.add(other.elsewhere)
    }

    /// Takes over the rows of a patch by itself, whose findings stand with the patch.
    package mutating func addRows(of patch: FunctionOutcome) {
        rows += patch.rows
        elsewhere.add(patch.elsewhere)
    }

    private struct Key: Hashable, Comparable {
        var from: String
        var to: String
        var file: String
        var symbol: String

        static func < (left: Key, right: Key) -> Bool {
            (left.to, left.from, left.file, left.symbol) < (right.to, right.from, right.file, right.symbol)
        }
    }

    private static func row(_ verdict: FunctionVerdict, _ pair: ProgramPair) -> FunctionRow {
        var row = FunctionRow(
            symbol: verdict.function, file: verdict.newSite.file, from: pair.from.description,
            to: pair.to.description,
            flavors: [pair.flavor], verdict: .same, method: verdict.method.rawValue,
            premises: verdict.premises, records: verdict.records.isEmpty ? nil : verdict.records,
            takesShiftsInRange: verdict.takesShiftsInRange ? true : nil,
            site: verdict.newSite)
        switch verdict.outcome {
        case .same: break
        case .sameButLog: row.verdict = .sameButLog
        case .drifted: row.verdict = .drifted
        case .unknown(let reason, let line):
            row.verdict = .unknown
            row.method = nil
            row.reason = reason
            if line > 0 { row.site.line = line }
        }
        return row
    }

    static func unknown(_ row: FunctionRow) -> Unknown? {
        guard row.verdict == .unknown else { return nil }
        return Unknown(
            .change(function: row.symbol, from: row.from, to: row.to),
            reason: Phrase(verbatim: row.reason ?? ""), site: row.site)
    }
}
