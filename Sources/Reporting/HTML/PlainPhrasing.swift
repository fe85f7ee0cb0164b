import Drift
import ReferenceModels

/// What a finding comes to, for a reader who knows nothing of the tool.
struct PlainPhrasing {
    /// What is asked or stated: `The second claim by user f1`; HTML.
    var words: String
    /// What came of it before and now; nil where the words say it all.
    var before: String?
    var after: String?
    /// What is special about where it starts; nil where nothing is.
    var start: String?
    /// What follows for those who call it; HTML.
    var why: String

    /// - Parameters:
    ///   - finding: the finding.
    ///   - turn: the call where the two sides part; nil without a trace.
    ///   - glossary: the calls in words.
    init(_ finding: Finding, turn: TraceView.Turn?, glossary: [String: String]) {
        let rule = finding.rule.definition
        start = finding.setting.isEmpty ? nil : finding.setting
        guard let turn else {
            words = InlineCode.html(Self.capitalized(finding.sentence))
            why = InlineCode.html(InlineCode.firstSentence(rule.rationale))
            return
        }
        if let statement = glossary[finding.symbol] {
            let name = finding.symbol.split(separator: " ").last.map(String.init) ?? finding.symbol
            words = InlineCode.html("Promise \(name) is no longer kept: \u{201c}\(statement)\u{201d}")
            why = InlineCode.html("Not so any more: \(Self.run(finding.trace.map(\.operation), glossary)).")
            return
        }
        words = InlineCode.html(Self.capitalized(Self.run(turn.calls, glossary)))
        before = turn.outcomes.map { Self.outcome($0.before) } ?? turn.before
        after = turn.outcomes.map { Self.outcome($0.after) } ?? turn.after
        why = Self.consequence(turn, rule)
    }

    /// `after the attaching of domain UA to the group, the second claim by user f1`.
    private static func run(_ calls: [String], _ glossary: [String: String]) -> String {
        guard let last = calls.last else { return "" }
        func phrase(_ call: String) -> String { glossary[call] ?? "call `\(call)`" }
        let others = calls.dropLast().filter { $0 != last }
        let times = calls.count - others.count
        let ordinals = ["", "", "second ", "third ", "fourth "]
        let ordinal = times < ordinals.count ? ordinals[times] : "next "
        let lead =
            others.isEmpty
            ? "" : "after " + others.map { "the " + phrase($0) }.joined(separator: " and ") + ", "
        return "\(lead)the \(ordinal)\(phrase(last))"
    }

    private static func outcome(_ outcome: CallOutcome) -> String {
        switch (outcome.value, outcome.warned) {
        case (nil, false): "no complaint"
        case (nil, true): "a kernel warning"
        case (let value?, false): value
        case (let value?, true): "\(value) and a kernel warning"
        }
    }

    private static func consequence(_ turn: TraceView.Turn, _ rule: any Rule.Type) -> String {
        guard let outcomes = turn.outcomes else { return "It ends alike and leaves another state behind." }
        switch (Ending(outcomes.before), Ending(outcomes.after)) {
        case (.works, .fails): return "Callers that could do this are refused now."
        case (.fails, .works): return "What was refused is allowed now."
        case (.fails, .fails):
            return "It is refused for another reason; callers that look at the error see it."
        case (_, .warns): return "The kernel now logs a warning with a stack trace."
        case (.warns, _): return "The kernel no longer warns."
        case (.works, .works):
            return InlineCode.html(InlineCode.firstSentence(rule.rationale))
        }
    }

    private static func capitalized(_ text: String) -> String {
        text.prefix(1).uppercased() + text.dropFirst()
    }

    /// How a call ends, as far as a caller's life depends on it.
    enum Ending {
        case works, fails, warns

        init(_ outcome: CallOutcome) {
            self = outcome.warned ? .warns : outcome.isFailure ? .fails : .works
        }
    }
}
