import Drift

/// How many functions changed in a step, by verdict.
struct FunctionCounts {
    /// The rows of the step.
    let rows: [FunctionRow]

    /// `23 functions changed: 15 same, 1 same but for its log, 6 drifted, 1 unknown`; nil where none did.
    var text: String? {
        guard !rows.isEmpty else { return nil }
        return "\(rows.count) function\(rows.count == 1 ? "" : "s") changed: " + shortText
    }

    /// `15 same, 1 same but for its log, 6 drifted, 1 unknown`; "" where none changed.
    var shortText: String {
        let parts = FunctionRow.Verdict.allCases.sorted(by: Self.isSaidBefore).compactMap {
            verdict -> String? in
            let count = rows.filter { $0.verdict == verdict }.count
            return count == 0 ? nil : "\(count) \(Self.words(verdict, count))"
        }
        return parts.joined(separator: ", ")
    }

    /// Whether every function that changed does the same as before; so it is where none changed.
    var areAllSame: Bool { rows.allSatisfy { $0.verdict == .same } }

    /// The functions of a verdict by name, as a sentence has them: `` `a()`, `b()` ``.
    func names(_ verdict: FunctionRow.Verdict) -> String {
        rows.filter { $0.verdict == verdict }.map { "`\($0.symbol)()`" }.joined(separator: ", ")
    }

    private static func words(_ verdict: FunctionRow.Verdict, _ count: Int) -> String {
        switch verdict {
        case .same: "same"
        case .sameButLog: "same but for \(count == 1 ? "its" : "their") log"
        case .drifted: "drifted"
        case .unknown: "unknown"
        }
    }

    /// What is not known comes last.
    private static func isSaidBefore(_ left: FunctionRow.Verdict, _ right: FunctionRow.Verdict) -> Bool {
        func place(_ verdict: FunctionRow.Verdict) -> Int {
            switch verdict {
            case .same: 0
            case .sameButLog: 1
            case .drifted: 2
            case .unknown: 3
            }
        }
        return place(left) < place(right)
    }
}
