import ABIModel
import Drift
import Phrases

extension Settings {
    /// The report with this configuration laid over it: severities changed, suppressed findings moved out of
    /// the verdict, and suppressions that are expired or of no use reported.
    ///
    /// - Parameter today: the day that expiry is told by.
    public func applied(to report: DriftReport, today: CalendarDate) -> DriftReport {
        var report = report
        var uses = [Int](repeating: 0, count: suppressions.count)
        var kept: [Finding] = []
        for finding in report.findings {
            var finding = finding
            switch levels[finding.rule] {
            case .off:
                report.suppressed.append(
                    SuppressedFinding(
                        finding: finding, reason: "\(Settings.fileName) sets the rule off"))
                continue
            case .severity(let severity): finding.severity = severity
            case nil: break
            }
            let meant = suppressions.indices.filter { suppressions[$0].covers(finding) }
            for index in meant { uses[index] += 1 }
            if let valid = meant.first(where: { suppressions[$0].isValid(on: today) }) {
                report.suppressed.append(
                    SuppressedFinding(finding: finding, reason: Phrase(verbatim: suppressions[valid].reason)))
            } else {
                kept.append(finding)
            }
        }
        for (suppression, count) in zip(suppressions, uses) {
            if !suppression.isValid(on: today) {
                kept.append(Self.expired(suppression, covers: count))
            } else if count == 0 {
                kept.append(Self.unused(suppression))
            }
        }
        report.findings = kept
        return report
    }

    private static func expired(_ suppression: Suppression, covers count: Int) -> Finding {
        let day = suppression.expires.map(\.description) ?? ""
        return finding(
            .suppressionExpired, suppression,
            message:
                "the suppression of \(suppression.rule) for \(code: suppression.symbol) expired on \(day) and "
                + (count == 0
                    ? "would cover nothing" : "no longer covers \(count, "finding", "findings")"),
            advice: count == 0 ? "Take the entry out." : "Mend what it covered, or give it another date.")
    }

    private static func unused(_ suppression: Suppression) -> Finding {
        finding(
            .suppressionUnused, suppression,
            message: "the suppression of \(suppression.rule) for \(code: suppression.symbol) covers nothing",
            advice: "Take the entry out.")
    }

    private static func finding(
        _ rule: RuleID, _ suppression: Suppression, message: Phrase, advice: Phrase
    ) -> Finding {
        Finding(
            rule: rule, surface: .internal,
            compatibility: .none, symbol: "\(suppression.rule) \(suppression.symbol)", from: .configuration,
            to: .configuration, message: message, advice: advice,
            site: SourceSite(file: suppression.file, line: suppression.line))
    }
}

extension Suppression {
    /// Whether it still holds on a day; the last day counts.
    public func isValid(on day: CalendarDate) -> Bool { expires.map { day <= $0 } ?? true }
}

/// Writes suppressions for findings, to be appended to a `.kdrift.yml` or to be one.
public enum SuppressionText {
    /// A YAML document with one entry for each rule and symbol, sorted; a comment where there is nothing to suppress.
    ///
    /// Behind whatever a file says it is read as more suppressions. The reason says that nobody has given one, and the entries
    /// end on a day, so that somebody looks at them.
    ///
    /// - Parameters:
    ///   - findings: what shall pass.
    ///   - day: the day that they were found.
    ///   - expires: the last day of the entries.
    public static func entries(for findings: [Finding], foundOn day: CalendarDate, expires: CalendarDate)
        -> String
    {
        let keys = Set(
            findings.filter { $0.rule.definition.subject != .configuration }.map {
                [$0.rule.name, $0.symbol]
            })
        guard !keys.isEmpty else { return "# nothing to suppress\n" }
        let entries = keys.sorted { $0.lexicographicallyPrecedes($1) }.map { key in
            """
              - rule: \(key[0])
                symbol: \(quoted(key[1]))
                reason: as found on \(day); nobody has said yet why it may pass
                expires: \(expires)

            """
        }
        return "---\nversion: 1\nsuppressions:\n" + entries.joined()
    }

    /// A YAML scalar in double quotes, so that no symbol or title is read as markup.
    private static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
