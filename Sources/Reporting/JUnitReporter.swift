import Drift

/// JUnit XML, in the form that Jenkins, GitLab and GitHub actions read: one suite a comparison, one test case
/// a finding. What is unknown is skipped, or an error where it reaches the threshold; it never passes.
public struct JUnitReporter: Reporter {
    private let failOn: Severity
    private let countsAll: Bool

    /// Makes a reporter; findings at or above `failOn` are failures. Of a series the newest revision counts, unless all are
    /// to count.
    public init(failOn: Severity = .error, countsAll: Bool = false) {
        self.failOn = failOn
        self.countsAll = countsAll
    }

    /// The whole report.
    public func render(_ report: DriftReport) -> String {
        let outcomes = ReportSuites.Outcomes(report, failOn: failOn, countsAll: countsAll)
        var suites = ReportSuites.all(report).map { suite in
            var cases = suite.findings.map { draw($0, outcomes.outcome($0)) } + suite.suppressed.map(draw)
            if cases.isEmpty {
                cases = [Case(xml: element(className: "kdrift", name: "no drift", body: []), kind: .passed)]
            }
            return draw(name: suite.name, cases)
        }
        if !report.coverage.unknown.isEmpty {
            suites.append(draw(name: "coverage", report.coverage.unknown.map(draw)))
        }
        let lines =
            ["<?xml version=\"1.0\" encoding=\"UTF-8\"?>"]
            + ["<testsuites name=\"\(escaped("kdrift \(report.command): \(report.title)"))\">"]
            + suites.flatMap { $0 } + ["</testsuites>"]
        return lines.joined(separator: "\n") + "\n"
    }

    private enum Kind { case passed, failed, broken, skipped }

    private struct Case {
        var xml: [String]
        var kind: Kind
    }

    private func draw(name: String, _ cases: [Case]) -> [String] {
        func count(_ kind: Kind) -> Int { cases.filter { $0.kind == kind }.count }
        return [
            "  <testsuite name=\"\(escaped(name))\" tests=\"\(cases.count)\" failures=\"\(count(.failed))\" "
                + "errors=\"\(count(.broken))\" skipped=\"\(count(.skipped))\">"
        ] + cases.flatMap(\.xml) + ["  </testsuite>"]
    }

    private func draw(_ finding: Finding, _ outcome: ReportSuites.Outcome) -> Case {
        let head = "type=\"\(escaped(finding.rule.name))\" message=\"\(escaped(finding.sentence))\""
        let words = escaped(ReportSuites.details(finding).joined(separator: "\n"))
        let (body, kind): ([String], Kind) =
            switch outcome {
            case .failed: (["      <failure \(head)>\(words)</failure>"], .failed)
            case .broken: (["      <error \(head)>\(words)</error>"], .broken)
            case .skipped(let reason): (["      <skipped message=\"\(escaped(reason))\"/>"], .skipped)
            case .passed:
                (
                    [
                        "      <system-out>\(escaped("\(finding.severity.rawValue): \(finding.sentence)"))\n"
                            + "\(words)</system-out>"
                    ], .passed
                )
            }
        return Case(xml: element(finding, body: body), kind: kind)
    }

    private func draw(_ entry: SuppressedFinding) -> Case {
        let reason = escaped("suppressed: \(entry.reason.sentence)")
        return Case(
            xml: element(entry.finding, body: ["      <skipped message=\"\(reason)\"/>"]), kind: .skipped)
    }

    private func draw(_ entry: Unknown) -> Case {
        let place = entry.site.map { " at \($0)" } ?? ""
        return Case(
            xml: element(
                className: "unknown", name: entry.whatText,
                body: ["      <skipped message=\"\(escaped("unknown: \(entry.reason.sentence)\(place)"))\"/>"]
            ),
            kind: .skipped)
    }

    private func element(_ finding: Finding, body: [String]) -> [String] {
        element(
            className: finding.rule.name, name: finding.symbol,
            place: finding.site.map {
                " file=\"\(escaped($0.file))\"" + ($0.line > 0 ? " line=\"\($0.line)\"" : "")
            } ?? "", body: body)
    }

    private func element(className: String, name: String, place: String = "", body: [String]) -> [String] {
        let head = "    <testcase classname=\"\(escaped(className))\" name=\"\(escaped(name))\"\(place)"
        return body.isEmpty ? [head + "/>"] : [head + ">"] + body + ["    </testcase>"]
    }

    /// The text for an attribute or an element; what XML 1.0 cannot carry at all becomes U+FFFD.
    private func escaped(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result.append(contentsOf: "&amp;".unicodeScalars)
            case "<": result.append(contentsOf: "&lt;".unicodeScalars)
            case ">": result.append(contentsOf: "&gt;".unicodeScalars)
            case "\"": result.append(contentsOf: "&quot;".unicodeScalars)
            case "\n", "\t": result.append(scalar)
            case "\u{0}"..."\u{1f}", "\u{fffe}", "\u{ffff}": result.append("\u{fffd}")
            default: result.append(scalar)
            }
        }
        return String(result)
    }
}
