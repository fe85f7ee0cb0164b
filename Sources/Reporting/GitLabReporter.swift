import ABIModel
import Drift

/// A GitLab code quality report (`artifacts:reports:codequality`): the subset of Code Climate's format that
/// merge requests show. A change that several comparisons show stands there once.
public struct GitLabReporter: Reporter {
    /// Makes a reporter.
    public init() {}

    private struct Issue: Encodable {
        struct Location: Encodable {
            struct Lines: Encodable { var begin: Int }

            var path: String
            var lines: Lines
        }

        var description: String
        var check_name: String
        var fingerprint: String
        var severity: String
        var location: Location
    }

    /// One issue a finding, and one for each thing that is unknown. What has no place in the tree stands at
    /// the input's name.
    public func render(_ report: DriftReport) -> String {
        func location(_ site: SourceSite?) -> Issue.Location {
            .init(
                path: site?.file ?? report.inputs.first ?? report.title,
                lines: .init(begin: max(1, site?.line ?? 1)))
        }
        let issues = ReportSuites.distinct(report).map { finding in
            Issue(
                description: "\(finding.from) to \(finding.to): \(finding.sentence)",
                check_name: finding.rule.name, fingerprint: finding.fingerprint,
                severity: finding.verdict == .unknown ? "minor" : Self.severity(finding.severity),
                location: location(finding.site))
        }
        let unknown = report.coverage.unknown.map { entry in
            Issue(
                description: "unknown: \(entry.whatText): \(entry.reason.sentence)", check_name: "unknown",
                fingerprint: "unknown \(entry.whatText)", severity: "minor", location: location(entry.site))
        }
        return JSONText.encode(issues + unknown)
    }

    private static func severity(_ severity: Severity) -> String {
        switch severity {
        case .error: "critical"
        case .warning: "major"
        case .note: "info"
        }
    }
}
