import Drift

/// Workflow commands for a GitHub job's log: `::error file=…,line=…,title=…::message`. GitHub shows ten of a
/// kind, so there are the ten gravest of each step, the gravest first, and a notice says how many there are besides; a change
/// that several comparisons show stands there once.
public struct GitHubReporter: Reporter {
    /// Makes a reporter.
    public init() {}

    /// The most commands of a step, and for what is unknown.
    private static let most = 10

    /// A step's gravest findings in commands of their own, then what is unknown, then how many there are besides.
    public func render(_ report: DriftReport) -> String {
        struct Step: Hashable {
            var from: Label
            var to: Label
        }
        var shown: [Finding] = []
        var rest: [Step: Int] = [:]
        var order: [Step] = []
        var counts: [Step: Int] = [:]
        for finding in ReportSuites.distinct(report).sorted(by: Self.isGraver) {
            let step = Step(from: finding.from, to: finding.to)
            if counts[step] == nil { order.append(step) }
            counts[step, default: 0] += 1
            if counts[step, default: 0] <= Self.most {
                shown.append(finding)
            } else {
                rest[step, default: 0] += 1
            }
        }
        let unknown = report.coverage.unknown
        var lines = shown.map(draw)
        lines += unknown.prefix(Self.most).map { entry in
            command(
                "warning", file: entry.site?.file, line: entry.site?.line, title: "unknown",
                message: "\(entry.whatText): \(entry.reason.sentence)")
        }
        lines += order.compactMap { step in
            rest[step].map {
                command(
                    "notice", file: nil, line: nil, title: "\(step.from) to \(step.to)",
                    message: "\($0) more that are no graver; the whole report has them")
            }
        }
        if unknown.count > Self.most {
            lines.append(
                command(
                    "notice", file: nil, line: nil, title: "unknown",
                    message:
                        "\(unknown.count - Self.most) more things are unknown; the whole report names them"))
        }
        return lines.map { $0 + "\n" }.joined()
    }

    /// What is certain comes first, then the severity; the rest stays in the report's order.
    private static func isGraver(_ left: Finding, _ right: Finding) -> Bool {
        let (one, other) = (left.verdict == .unknown, right.verdict == .unknown)
        return one == other ? left.severity > right.severity : other
    }

    private func draw(_ finding: Finding) -> String {
        // The place and the patch's number have their own fields; the rest of the evidence follows below.
        let details = ReportSuites.details(finding).filter { $0 != finding.site.map { "at \($0)" } }
        return command(
            Self.name(of: finding), file: finding.site?.file,
            line: finding.site?.line,
            title:
                "\(finding.verdict == .unknown ? "unknown: " : "")\(finding.rule) (\(finding.from) to \(finding.to))",
            message: ([finding.sentence] + details).joined(separator: "\n"))
    }

    /// What is not certain warns and fails nobody.
    private static func name(of finding: Finding) -> String {
        switch finding.severity {
        case .note: "notice"
        case .error where finding.verdict == .unknown: "warning"
        case .warning, .error: finding.severity.rawValue
        }
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
