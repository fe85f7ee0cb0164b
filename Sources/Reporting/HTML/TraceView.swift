import Drift

/// A counterexample as a table: the calls, and how each ends on both sides.
struct TraceView {
    /// One end of a call.
    struct Side {
        /// What came back: `−EPERM`.
        var outcome: String
        /// The state after it.
        var state: String

        init(_ text: String) {
            // The machine writes the outcome, two blanks, the state.
            if let gap = text.firstRange(of: "  ") {
                outcome = String(text[..<gap.lowerBound])
                state = String(text[gap.upperBound...]).trimmingPrefix { $0 == " " }.description
            } else {
                outcome = text
                state = ""
            }
        }
    }

    /// One call.
    struct Row {
        var number: Int
        var operation: String
        var before: Side
        var after: Side
        var isDifferent: Bool
        /// Whether the outcome differs, not only the state.
        var hasOtherOutcome: Bool
        var hasOtherState: Bool
    }

    var from: String
    var to: String
    /// What is special about where the calls start; nil where nothing is.
    var setting: String?
    var rows: [Row]

    /// Nil where the finding has no trace.
    init?(_ finding: Finding) {
        guard !finding.trace.isEmpty else { return nil }
        from = finding.from
        to = finding.to
        setting = finding.setting.isEmpty ? nil : finding.setting
        rows = finding.trace.enumerated().map { index, step in
            let (before, after) = (Side(step.before), Side(step.after))
            return Row(
                number: index + 1, operation: step.operation, before: before, after: after,
                isDifferent: step.before != step.after, hasOtherOutcome: before.outcome != after.outcome,
                hasOtherState: before.state != after.state)
        }
    }
}
