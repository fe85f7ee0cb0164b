import Drift
import ReferenceModels

/// A counterexample as a table: the calls, and how each ends on both sides.
struct TraceView {
    /// One end of a call.
    struct Side {
        /// What came back: `−EPERM`.
        var outcome: String
        /// The state after it.
        var state: String

        init(_ end: TraceStep.End) {
            outcome = end.outcomeText
            if case .returned(_, let state) = end { self.state = state } else { state = "" }
        }
    }

    /// One call.
    struct Row {
        var number: Int
        var operation: String
        /// The call in plain words; nil where nobody has them.
        var words: String?
        var before: Side
        var after: Side
        var isDifferent: Bool
        /// Whether the outcome differs, not only the state.
        var hasOtherOutcome: Bool
        var hasOtherState: Bool
    }

    /// The call where the two sides part, and how.
    struct Turn {
        var call: String
        /// What comes before it: `after attach UA, the second`.
        var lead: String?
        var before: String
        var after: String
        /// All calls up to it, and it.
        var calls: [String]
        /// What comes back before and now, where that differs; nil where only the state after it does.
        var outcomes: Outcomes?
    }

    /// What a call comes to on both sides.
    struct Outcomes {
        var before: CallOutcome
        var after: CallOutcome
    }

    var from: String
    var to: String
    /// What is special about where the calls start; nil where nothing is.
    var setting: String?
    var rows: [Row]
    private let steps: [TraceStep]

    /// Nil where the finding has no trace.
    init?(_ finding: Finding, glossary: [String: String] = [:]) {
        guard !finding.trace.isEmpty else { return nil }
        from = finding.from.description
        to = finding.to.description
        steps = finding.trace
        setting = finding.setting.isEmpty ? nil : finding.setting
        rows = finding.trace.enumerated().map { index, step in
            let (before, after) = (Side(step.before), Side(step.after))
            return Row(
                number: index + 1, operation: step.operation, words: glossary[step.operation], before: before,
                after: after,
                isDifferent: step.before != step.after, hasOtherOutcome: before.outcome != after.outcome,
                hasOtherState: before.state != after.state)
        }
    }

    /// The first call with another outcome, else the first with another state after it.
    var turn: Turn? {
        guard let row = rows.first(where: \.hasOtherOutcome) ?? rows.first(where: \.isDifferent) else {
            return nil
        }
        let isOutcome = row.hasOtherOutcome
        return Turn(
            call: row.operation,
            lead: Self.lead(rows.prefix { $0.number < row.number }.map(\.operation), row.operation),
            before: isOutcome ? row.before.outcome : row.before.state,
            after: isOutcome ? row.after.outcome : row.after.state,
            calls: rows.prefix(row.number).map(\.operation),
            outcomes: isOutcome ? Self.outcomes(steps[row.number - 1]) : nil)
    }

    private static func outcomes(_ step: TraceStep) -> Outcomes {
        func outcome(_ end: TraceStep.End) -> CallOutcome {
            if case .returned(let outcome, _) = end { return outcome }
            return CallOutcome(value: end.outcomeText)
        }
        return Outcomes(before: outcome(step.before), after: outcome(step.after))
    }

    /// What comes before the call: `after attach UA, the second`.
    private static func lead(_ before: [String], _ call: String) -> String? {
        let others = before.filter { $0 != call }
        let times = before.count - others.count
        let ordinals = ["", "the second", "the third", "the fourth"]
        let parts = [
            others.isEmpty ? "" : "after " + others.joined(separator: ", "),
            times < ordinals.count ? ordinals[times] : "again",
        ].filter { !$0.isEmpty }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }
}
