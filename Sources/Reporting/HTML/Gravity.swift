import Drift

/// What of a step's findings is told first.
enum Gravity {
    /// The findings' indices, the gravest first: the severest; then what a trace proves, since no diff of
    /// declarations shows it; then broken properties, then calls that work on one side alone; then the plainest
    /// run.
    static func order(_ findings: [Finding], turns: [TraceView.Turn?]) -> [Int] {
        let keys = zip(findings, turns).map(key)
        return findings.indices.sorted { left, right in
            let (one, other) = (findings[left], findings[right])
            // What is not certain comes after all that is.
            if (one.verdict == .unknown) != (other.verdict == .unknown) { return other.verdict == .unknown }
            if one.severity != other.severity { return one.severity > other.severity }
            if keys[left] != keys[right] { return keys[left] < keys[right] }
            return (one.trace.isEmpty ? "" : one.symbol, left) < (
                other.trace.isEmpty ? "" : other.symbol, right
            )
        }
    }

    private static func key(_ finding: Finding, _ turn: TraceView.Turn?) -> (Int, Int, Int, Int) {
        guard let turn else { return (1, 0, 0, 0) }
        let isOpposite =
            turn.outcomes.map { PlainPhrasing.Ending($0.before) != PlainPhrasing.Ending($0.after) } ?? false
        let kind = finding.rule == .propertyViolated ? 0 : isOpposite ? 1 : 2
        // A model numbers its properties by their weight.
        let place = kind == 0 ? number(finding.symbol) : finding.setting.isEmpty ? 0 : 1
        return (0, kind, place, finding.trace.count)
    }

    /// 4 for `dma-ownership P4`.
    private static func number(_ symbol: String) -> Int {
        let digits = symbol.reversed().prefix { $0.isASCII && $0.isNumber }
        return Int(String(digits.reversed())) ?? .max
    }
}
