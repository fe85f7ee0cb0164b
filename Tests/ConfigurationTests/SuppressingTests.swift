import ABIModel
import Drift
import Testing

@testable import Configuration

@Suite struct SuppressingTests {
    private func finding(_ rule: RuleID, _ symbol: String, _ severity: Severity = .error) -> Finding {
        Finding(
            rule: rule, severity: severity, surface: .exported, compatibility: .incompatible, symbol: symbol,
            from: "old", to: "new", message: "")
    }

    private func report(_ findings: [Finding]) -> DriftReport {
        DriftReport(
            toolVersion: "", libclangVersion: "", command: "check", inputs: [], title: "",
            coverage: Coverage(), revisions: [], findings: findings)
    }

    private func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(text)) }

    private func settings(_ symbol: String, expires: String? = nil) throws -> Settings {
        var settings = Settings()
        settings.suppressions = [
            Suppression(
                rule: .enumRemoved, symbol: symbol, reason: "nobody uses it",
                expires: try expires.map(day), line: 7)
        ]
        return settings
    }

    @Test func whatIsCoveredDoesNotCountButStaysInTheReport() throws {
        let result = try settings("enum lamp*").applied(
            to: report([finding(.enumRemoved, "enum lamp_state"), finding(.enumRemoved, "enum other")]),
            today: day("2026-01-01"))
        #expect(result.findings.map(\.symbol) == ["enum other"])
        #expect(result.suppressed.map(\.finding.symbol) == ["enum lamp_state"])
        #expect(result.suppressed.first?.reason.facts == ["nobody uses it"])
    }

    @Test func theRuleCountsToo() throws {
        let result = try settings("*").applied(
            to: report([finding(.enumAdded, "enum lamp_state")]), today: day("2026-01-01"))
        #expect(result.findings.map(\.rule) == [.enumAdded, .suppressionUnused])
        #expect(result.findings.last?.site == SourceSite(file: ".kdrift.yml", line: 7))
        #expect(result.findings.last?.severity == .note)
    }

    @Test(arguments: [("2026-05-01", true), ("2026-05-02", false)])
    func theLastDayCounts(today: String, holds: Bool) throws {
        let result = try settings("*", expires: "2026-05-01").applied(
            to: report([finding(.enumRemoved, "enum lamp_state")]), today: day(today))
        #expect(result.suppressed.isEmpty != holds)
        #expect(
            result.findings.map(\.rule)
                == (holds ? [] : [.enumRemoved, .suppressionExpired]))
        #expect(result.gravest == (holds ? nil : .error))
    }

    @Test func severitiesAreOverridden() throws {
        let settings = try Settings(
            yaml: "version: 1\nseverities: {enum-removed: note, enum-added: off, member-added: error}\n")
        let result = settings.applied(
            to: report([
                finding(.enumRemoved, "a"), finding(.enumAdded, "b"), finding(.memberAdded, "c", .note),
                finding(.macroAdded, "d", .note),
            ]), today: try day("2026-01-01"))
        #expect(result.findings.map(\.severity) == [.note, .error, .note])
        #expect(result.suppressed.map(\.finding.symbol) == ["b"])
    }

    /// A file of its own, or behind whatever a file says already.
    @Test(arguments: [
        "", "version: 1\n",
        "version: 1\nfail-on: warning\nsuppressions:\n  - {rule: enum-added, symbol: z, reason: known}\n",
    ])
    func writtenEntriesAreReadAndCover(before: String) throws {
        let findings = [
            finding(.enumRemoved, "enum b"), finding(.enumRemoved, "enum b"),
            finding(.patchDoesNotApply, "lamp: say \"on\" \\ off"), finding(.suppressionUnused, "x"),
        ]
        let last = try day("2026-04-01")
        func written(_ findings: [Finding]) throws -> String {
            SuppressionText.entries(for: findings, foundOn: try day("2026-01-01"), expires: last)
        }
        let settings = try Settings(yaml: before + written(findings))
        let own = before.contains("rule") ? 1 : 0
        #expect(settings.suppressions.count == 2 + own)
        #expect(settings.failOn == (own == 1 ? .warning : nil))
        #expect(settings.suppressions.last?.reason.hasPrefix("as found on 2026-01-01") == true)
        let result = settings.applied(to: report(Array(findings.dropLast())), today: last)
        #expect(result.findings.map(\.rule) == (own == 1 ? [.suppressionUnused] : []))
        #expect(result.suppressed.count == 3)
        // Once more behind that.
        let more = try Settings(yaml: before + written(findings) + written([finding(.enumAdded, "c")]))
        #expect(more.suppressions.count == 3 + own)
        #expect(try written([]) == "# nothing to suppress\n")
        #expect(throws: Never.self) { try Settings(yaml: "version: 1\n" + written([])) }
    }

    @Test func aFurtherDocumentHoldsSuppressionsAlone() throws {
        let error = try #require(throws: ConfigurationError.self) {
            try Settings(yaml: "version: 1\n---\nversion: 1\nfail-on: note\n")
        }
        #expect(error.reason.contains("fail-on"), "\(error)")
    }
}
