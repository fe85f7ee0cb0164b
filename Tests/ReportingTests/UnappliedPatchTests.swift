import ABIModel
import Drift
import Testing

@testable import Reporting

/// A patch that does not apply: the coverage names it, nothing calls it a drift, and its author is asked on request.
@Suite struct UnappliedPatchTests {
    private let report: DriftReport

    init() {
        var report = SampleReport.report
        report.findings = [
            Finding(
                rule: .patchDoesNotApply, verdict: .unknown, surface: .internal, compatibility: .incompatible,
                symbol: "iommu: First", from: "base", to: "v7",
                message: "patch 1 of v7 does not apply to lamp.c:3: the lines are not found",
                patch: PatchReference(
                    revision: "v7", number: 1, messageID: "v7-01@example.org", title: "iommu: First"),
                site: SourceSite(file: "lamp.c", line: 3))
        ]
        report.suppressed = []
        report.coverage.unknown = [
            Unknown(.patch(1), of: .revision("v7"), reason: "does not apply to lamp.c:3")
        ]
        self.report = report
    }

    @Test func itIsNoDrift() {
        #expect(RuleID.patchDoesNotApply.definition.severity == .note)
        #expect(report.gravest == nil)
        #expect(ReportGlance.entries(report).allSatisfy { $0.headline == nil })
        let step = ReportSteps.consecutive(report).last
        #expect(step?.findings.isEmpty == true && step?.inCoverage.count == 1)
        #expect(step?.countText == "no drift in what is declared that could be read; 1 unknown")
    }

    @Test(arguments: OutputFormat.allCases) func theCoverageAloneNamesIt(_ format: OutputFormat) {
        let text = format.reporter(failOn: .note).render(report)
        switch format {
        case .json: #expect(text.contains("patch-does-not-apply"))
        case .sarif: #expect(text.components(separatedBy: "does not apply to lamp.c:3").count == 2)
        case .mail: #expect(text.isEmpty)
        case .text, .markdown, .html, .github, .gitlab, .b4, .junit, .ktap:
            #expect(text.components(separatedBy: "does not apply to lamp.c:3").count == 2, "\(text)")
            #expect(!text.contains("the lines are not found"), "\(text)")
        }
    }

    @Test func testRunnersSkipIt() {
        let junit = JUnitReporter(failOn: .note).render(report)
        #expect(
            junit.contains(
                "<testsuite name=\"coverage\" tests=\"1\" failures=\"0\" errors=\"0\" skipped=\"1\">"))
        #expect(!junit.contains("<error") && !junit.contains("<failure"), "\(junit)")
        let ktap = KTAPReporter(failOn: .note).render(report)
        #expect(ktap.contains("ok 1 v7: patch 1 # SKIP unknown: does not apply to lamp.c:3"))
        #expect(!ktap.contains("not ok"), "\(ktap)")
    }

    @Test func itsAuthorIsAskedOnRequest() {
        let text = OutputFormat.mail.reporter(asksUnapplied: true).render(report)
        #expect(text.contains("Patch 1 of v7 does not apply to lamp.c:3"), "\(text)")
        #expect(text.contains("Which\ncommit is the series based on?"), "\(text)")
        #expect(text.contains("In-Reply-To: <v7-01@example.org>"))
    }
}
