import Testing

@testable import Reporting

/// The report's lists are written apart from it.
@Suite struct JSONReporterTests {
    @Test func itIsWhatOneEncoderWrites() {
        var report = SampleReport.report
        #expect(!report.revisions.isEmpty && report.findings.count > 1)
        #expect(JSONReporter().render(report) == JSONText.encode(ReportDocument(report)))
        report.findings = []
        #expect(JSONReporter().render(report) == JSONText.encode(ReportDocument(report)))
        report.findings = SampleReport.report.findings
        report.revisions = []
        #expect(JSONReporter().render(report) == JSONText.encode(ReportDocument(report)))
    }

    @Test func aListWithoutItsKeyIsNotLost() {
        #expect(JSONText.encode(["a": [0]], lists: ["b": [JSONText.element(1)]]) == nil)
        #expect(JSONText.encode(["a": [0]], lists: ["a": [JSONText.element(1)]]) == nil)
    }
}
