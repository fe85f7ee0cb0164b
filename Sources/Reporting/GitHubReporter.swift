import Drift

/// Workflow commands for a GitHub job's log: `::error file=…,line=…,title=…::message`. GitHub shows ten of a
/// kind, so the gravest come first; a change that several comparisons show stands there once.
public struct GitHubReporter: Reporter {
    /// Makes a reporter.
    public init() {}

    /// One command a finding, one for each thing that is unknown.
    public func render(_ report: DriftReport) -> String {
        let findings = ReportSuites.distinct(report)
        var lines: [String] = []
        for severity in Severity.allCases.reversed() {
            lines += findings.filter { $0.severity == severity }.map(draw)
        }
        lines += report.coverage.unknown.map { entry in
            command(
                "warning", file: entry.site?.file, line: entry.site?.line, title: "unknown",
                message: "\(entry.whatText): \(entry.reason.sentence)")
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private func draw(_ finding: Finding) -> String {
        // The place and the patch's number have their own fields; the rest of the evidence follows below.
        let details = ReportSuites.details(finding).filter { $0 != finding.site.map { "at \($0)" } }
        return command(
            finding.severity == .note ? "notice" : finding.severity.rawValue, file: finding.site?.file,
            line: finding.site?.line, title: "\(finding.rule) (\(finding.from) to \(finding.to))",
            message: ([finding.sentence] + details).joined(separator: "\n"))
    }

    private func command(_ name: String, file: String?, line: Int?, title: String, message: String) -> String
    {
        var properties: [String] = []
        if let file { properties.append("file=\(property(file))") }
        if let line, line > 0 { properties.append("line=\(line)") }
        properties.append("title=\(property(title))")
        return "::\(name) \(properties.joined(separator: ","))::\(data(message))"
    }

    /// A command's message, as the runner unescapes it.
    private func data(_ text: String) -> String {
        text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
    }

    /// A property's value, which also ends at `:` and `,`.
    private func property(_ text: String) -> String {
        data(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
    }
}
