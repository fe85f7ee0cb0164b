import ABIModel
import Drift
import Testing

@testable import Reporting

/// The top of the HTML page: what each revision changes, in plain words.
@Suite struct HTMLGlanceTests {
    private static let words = ["claim f1": "claim by user f1", "model P2": "At most one user."]

    /// The line from v6 to v7.
    private func row(_ findings: [Finding], functions: Int = 0) throws -> GlanceView {
        var report = SampleReport.report
        report.findings = findings
        report.glossary = Self.words
        report.coverage.functionsInterpreted = functions
        report.coverage.unknown = []
        return try #require(PageView(report).steps.first { $0.to == "v7" }).glance
    }

    @Test func secondCallInWords() throws {
        let row = try row([SampleReport.layout, SampleReport.behavior])
        #expect(row.words == "The second claim by user f1")
        #expect(row.before == "0" && row.after == "\u{2212}EPERM")
        #expect(row.symbol == "iommu_group_claim_dma_owner()")
        #expect(row.patch == "patch 1/3")
        #expect(row.why == "Callers that could do this are refused now.")
        #expect(!row.isHidden && row.severity == "error")
        #expect(try self.row([SampleReport.behavior]).isHidden)
    }

    /// Every line leads to a finding of the page.
    @Test func linesLead() throws {
        let page = HTMLReporter().render(SampleReport.report)
        let link = try #require(page.firstRange(of: "<p class=\"gist\"><a href=\"#"))
        let id = page[link.upperBound...].prefix { $0 != "\"" }
        #expect(page.contains("<details class=\"finding error\" id=\"\(id)\""))
    }

    /// A broken promise before a call that ends otherwise; the weightier promise before the shorter run.
    @Test func promisesFirst() throws {
        func broken(_ name: String, steps: Int) -> Finding {
            var finding = SampleReport.behavior
            finding.rule = .propertyViolated
            finding.symbol = "model \(name)"
            finding.trace = Array(finding.trace.suffix(steps))
            return finding
        }
        let row = try row([SampleReport.behavior, broken("P10", steps: 1), broken("P2", steps: 2)])
        #expect(row.words == "Promise P2 is no longer kept: \u{201c}At most one user.\u{201d}")
        #expect(row.why == "Not so any more: the second claim by user f1.")
        #expect(row.before == nil && row.symbol == nil)
    }

    /// A declaration that breaks users before behaviour that is less grave.
    @Test func severityFirst() throws {
        var mild = SampleReport.behavior
        mild.severity = .warning
        var grave = SampleReport.layout
        grave.severity = .error
        #expect(try row([mild, grave]).words.hasPrefix("<code>owner_cnt</code> was added"))
    }

    /// What was not run is not said to be the same.
    @Test func nothingFound() throws {
        #expect(try row([]).words == "No drift in what is declared; the functions were not run")
        #expect(
            try row([], functions: 3).words.hasPrefix("No drift: what is declared and what the functions do"))
        #expect(try row([]).findingID == nil && row([]).severity == "none")
    }

    @Test func warningsAreNamed() throws {
        var finding = SampleReport.behavior
        finding.trace = [
            TraceStep(
                operation: "unbind d1", before: SampleReport.end(nil, "n=0"),
                after: SampleReport.end(nil, "n=0", warned: true))
        ]
        let row = try row([finding])
        #expect(row.words == "The call <code>unbind d1</code>")
        #expect(row.before == "no complaint" && row.after == "a kernel warning")
        #expect(row.why == "The kernel now logs a warning with a stack trace.")
    }

    @Test func claims() throws {
        var report = SampleReport.report
        #expect(!HTMLReporter().render(report).contains("<section id=\"claims\""))
        report.findings.append(
            Finding(
                rule: .claimContradicted, severity: .note, surface: .internal, compatibility: .none,
                symbol: "t", from: "v6", to: "v7", message: "patch 1 says <none>, but \(code: "f") differs",
                patch: PatchReference(revision: "v7", number: 1, messageID: "m@x", title: "t")))
        // Told of one revision alone: in no step of its own, and yet on the page.
        report.findings.append(
            Finding(
                rule: .diffstatMismatch, severity: .note, surface: .internal, compatibility: .none,
                symbol: "t", from: "base", to: "v7", message: "the diffstat counts 1"))
        let page = HTMLReporter().render(report)
        let start = try #require(page.firstRange(of: "<section id=\"claims\""))
        let end = try #require(page[start.upperBound...].firstRange(of: "</section>"))
        let section = page[start.lowerBound..<end.lowerBound]
        #expect(section.contains("patch 1 says &lt;none&gt;, but <code>f</code> differs"))
        #expect(section.contains("the diffstat counts 1"))
        #expect(section.contains("<code>&lt;m@x&gt;</code>"))
        #expect(section.ranges(of: "\">The finding</a>").count == 2)
    }
}
