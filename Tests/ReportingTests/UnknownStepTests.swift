import Drift
import Testing

@testable import Reporting

/// A step of which something is unknown is never called the same, in no format.
@Suite struct UnknownStepTests {
    private func report(unknown: [Unknown], functions: Int = 3) -> DriftReport {
        var report = SampleReport.report
        report.findings = []
        report.coverage.functionsInterpreted = functions
        report.coverage.unknown = unknown
        return report
    }

    private static let ofV7 = [
        Unknown(.function("really_probe"), of: "v7", reason: "libclang 14 has no operator kinds"),
        Unknown(.function("really_probe"), of: "v8", reason: "libclang 14 has no operator kinds"),
    ]

    @Test func countsSayWhatIsUnknownOfTheStep() {
        let steps = ReportSteps.consecutive(report(unknown: Self.ofV7))
        #expect(steps.map(\.countText) == ["no drift", "no drift that could be read; 1 unknown"])
        #expect(ReportSteps.consecutive(report(unknown: [])).allSatisfy { $0.countText == "no drift" })
        let declared = ReportSteps.consecutive(report(unknown: Self.ofV7, functions: 0)).map(\.countText)
        #expect(
            declared == [
                "no drift in what is declared", "no drift in what is declared that could be read; 1 unknown",
            ])
    }

    @Test func thePageSaysIt() throws {
        let page = try #require(PageView(report(unknown: Self.ofV7)).steps.first { $0.to == "v7" })
        #expect(page.glance.words == "No drift in what could be read: 1 unknown")
        #expect(page.glance.severity == "none")
        let known = try #require(PageView(report(unknown: [])).steps.first { $0.to == "v7" })
        #expect(known.glance.words.hasPrefix("No drift: "))
    }
}
