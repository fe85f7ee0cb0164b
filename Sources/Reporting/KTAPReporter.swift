import Drift

/// KTAP version 1 (Documentation/dev-tools/ktap.rst of the kernel): one subtest a comparison, one result a
/// finding, the evidence as diagnostic lines before the result it belongs to.
public struct KTAPReporter: Reporter {
    private let failOn: Severity
    private let countsAll: Bool

    /// Makes a reporter; findings at or above `failOn` are failures. Of a series the newest revision counts, unless all are
    /// to count.
    public init(failOn: Severity = .error, countsAll: Bool = false) {
        self.failOn = failOn
        self.countsAll = countsAll
    }

    private struct Result {
        var isOK: Bool
        var name: String
        var skipReason: String?
        var diagnostics: [String] = []
    }

    /// The whole report.
    public func render(_ report: DriftReport) -> String {
        let outcomes = ReportSuites.Outcomes(report, failOn: failOn, countsAll: countsAll)
        var suites = ReportSuites.all(report).map { suite in
            (
                suite.name,
                suite.findings.map { result($0, outcomes.outcome($0)) } + suite.suppressed.map(result)
            )
        }
        if !report.coverage.unknown.isEmpty {
            suites.append(("coverage", report.coverage.unknown.map(result)))
        }
        var lines = ["KTAP version 1", "1..\(suites.count)"]
        for (index, (name, found)) in suites.enumerated() {
            let results = found.isEmpty ? [Result(isOK: true, name: "no drift")] : found
            lines += ["  KTAP version 1", "  # Subtest: \(plain(name))", "  1..\(results.count)"]
            for (number, result) in results.enumerated() {
                lines += result.diagnostics.map { "  # \(plain($0, keepsHash: true))" }
                lines.append("  " + line(result, number + 1))
            }
            let isOK = results.allSatisfy(\.isOK)
            let isSkipped = results.allSatisfy { $0.skipReason != nil }
            lines.append(
                line(
                    Result(isOK: isOK, name: name, skipReason: isSkipped ? "all of it is skipped" : nil),
                    index + 1))
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func line(_ result: Result, _ number: Int) -> String {
        let skip = result.skipReason.map { " # SKIP \(plain($0, keepsHash: true))" } ?? ""
        return "\(result.isOK ? "ok" : "not ok") \(number) \(plain(result.name))\(skip)"
    }

    private func result(_ finding: Finding, _ outcome: ReportSuites.Outcome) -> Result {
        var result = Result(isOK: true, name: "\(finding.rule) \(finding.symbol)")
        result.diagnostics = ["\(finding.severity.rawValue): \(finding.sentence)"]
        result.diagnostics += ReportSuites.details(finding)
        switch outcome {
        case .passed: break
        case .failed, .broken: result.isOK = false
        case .skipped(let reason): result.skipReason = reason
        }
        return result
    }

    private func result(_ entry: SuppressedFinding) -> Result {
        Result(
            isOK: true, name: "\(entry.finding.rule) \(entry.finding.symbol)",
            skipReason: "suppressed: \(entry.reason.sentence)")
    }

    private func result(_ entry: Unknown) -> Result {
        let place = entry.site.map { " at \($0)" } ?? ""
        return Result(
            isOK: true, name: entry.whatText, skipReason: "unknown: \(entry.reason.sentence)\(place)")
    }

    /// The text on one line; a `#` would begin a directive in a name.
    private func plain(_ text: String, keepsHash: Bool = false) -> String {
        String(
            text.map { character in
                character.isNewline ? " " : character == "#" && !keepsHash ? "-" : character
            })
    }
}
