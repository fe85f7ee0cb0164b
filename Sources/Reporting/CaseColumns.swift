import Drift

/// A case in which both bodies of a function were run, as columns: what each side does, step by step.
struct CaseColumns {
    /// The most that the old side's column takes, in characters.
    private static let widest = 64

    private let finding: Finding

    /// Nil where the finding shows no case.
    init?(_ finding: Finding) {
        guard !finding.steps.isEmpty else { return nil }
        self.finding = finding
    }

    /// The columns under their headings; a step in which they differ begins with `!`.
    var lines: [String] { lines(within: nil) }

    /// The columns where they fit, else both sides of each step one below the other.
    ///
    /// - Parameter columns: how wide the text may be; nil where that does not matter.
    func lines(within columns: Int?) -> [String] {
        let steps = finding.steps
        let numbers = String(steps.count).count
        let (from, to) = (finding.from.description, finding.to.description)
        let longest = max(from.count, steps.map(\.before.count).max() ?? 0)
        let width = min(Self.widest, longest)
        let gap = String(repeating: " ", count: numbers + 4)
        if let columns, gap.count + width + 2 + max(to.count, steps.map(\.after.count).max() ?? 0) > columns {
            return stacked(numbers, gap)
        }
        var lines = ["\(gap)\(PaholePrinter.padded(from, width))  \(to)"]
        for (index, step) in steps.enumerated() {
            let mark = step.before == step.after ? "  " : "! "
            let number = String(index + 1)
            let head = mark + String(repeating: " ", count: numbers - number.count) + number + ". "
            if step.after.isEmpty {
                lines.append(head + step.before)
            } else if step.before.count > width {
                lines.append(head + step.before)
                lines.append(gap + String(repeating: " ", count: width + 2) + step.after)
            } else {
                lines.append(head + PaholePrinter.padded(step.before, width) + "  " + step.after)
            }
        }
        return lines
    }

    private func stacked(_ numbers: Int, _ gap: String) -> [String] {
        let (from, to) = (finding.from.description, finding.to.description)
        return finding.steps.enumerated().flatMap { index, step -> [String] in
            let number = String(index + 1)
            let head = String(repeating: " ", count: numbers - number.count) + number + ". "
            guard step.before != step.after else { return ["  " + head + step.before] }
            let sides = [(from, step.before), (to, step.after)].filter { !$0.1.isEmpty }
            return sides.enumerated().map { place, side in
                "! " + (place == 0 ? head : String(gap.dropFirst(2))) + "\(side.0): \(side.1)"
            }
        }
    }

    /// `as long as a() and b() are the same on both sides`; nil where nothing is taken for granted.
    static func premises(of row: FunctionRow) -> String? {
        let others = [byName(row.records ?? []), row.takesShiftsInRange == true ? shifts : nil].compactMap(
            \.self)
        guard !others.isEmpty else { return premises(row.premises) }
        let told = others.joined(separator: "; ")
        return premises(row.premises).map { "\($0); \(told)" } ?? "premises: \(told)"
    }

    private static let shifts = "the old side shifts by less than a number's width"

    /// `the members of struct lamp are told by name`; nil for no record.
    private static func byName(_ records: [String]) -> String? {
        guard let first = records.first else { return nil }
        let rest = records.count == 1 ? "" : " and of \(records.count - 1) more records"
        return "the members of \(first)\(rest) are told by name"
    }

    private static func premises(_ names: [String]) -> String? {
        guard let last = names.last else { return nil }
        let shown = names.count > 6 ? Array(names.prefix(5)) : names
        if shown.count < names.count {
            return
                "premises: \(shown.joined(separator: ", ")) and \(names.count - shown.count) more are the same in both"
        }
        if names.count == 1 { return "premises: \(last) is the same in both" }
        return "premises: \(names.dropLast().joined(separator: ", ")) and \(last) are the same in both"
    }
}

extension DriftReport {
    /// What a finding on one function takes for granted, in words; nil where that is nothing.
    func premises(of finding: Finding) -> String? {
        guard !finding.steps.isEmpty else { return nil }
        let row = functions.first { $0.fingerprint == finding.fingerprint && $0.symbol == finding.symbol }
        return row.flatMap { CaseColumns.premises(of: $0) }
    }
}
