import Drift

/// What b4 reads from the programs that `b4.review-series-check-cmd` and `b4.review-perpatch-check-cmd` name:
/// a list of results with `tool`, `status` (pass, warn, fail), `summary` and `details`. One result a step, so
/// that each is one line in b4's list; what is unknown warns.
public struct B4Reporter: Reporter {
    /// Makes a reporter.
    public init() {}

    private struct Result: Encodable {
        var tool = "kdrift"
        var status: String
        var summary: String
        var details: String
    }

    /// The whole report.
    public func render(_ report: DriftReport) -> String {
        var results = ReportSteps.consecutive(report).map { step in
            Result(
                status: Self.status(step.findings), summary: "\(step.from) to \(step.to): \(step.countText)",
                details: step.findings.flatMap(Self.lines).joined(separator: "\n"))
        }
        let unknown = report.coverage.unknown
        if !unknown.isEmpty {
            results.append(
                Result(
                    status: "warn", summary: "\(unknown.count) unknown",
                    details: unknown.map { "\($0.whatText): \($0.reason.sentence)" }.joined(separator: "\n")))
        }
        return JSONText.encode(results)
    }

    private static func status(_ findings: [Finding]) -> String {
        switch findings.filter({ $0.verdict != .unknown }).map(\.severity).max() {
        case .error?: "fail"
        case .warning?: "warn"
        case .note?, nil: findings.contains { $0.verdict == .unknown } ? "warn" : "pass"
        }
    }

    private static func lines(_ finding: Finding) -> [String] {
        ["\(finding.severity.rawValue) \(finding.rule): \(finding.sentence)"]
            + ReportSuites.details(finding).map { "    \($0)" }
    }
}
