import ABIModel
import Drift
import Testing

@testable import Reporting

/// What a maintainer reads first: verdicts, then the gravest changes, and never more than fits.
@Suite struct BriefReporterTests {
    private static let page = TextPage(columns: 80, isASCII: false, isTerminal: true)

    private static func text(_ report: DriftReport, _ extent: TextExtent = .brief, columns: Int = 80)
        -> String
    {
        OutputFormat.text.reporter(
            extent: extent, page: TextPage(columns: columns, isASCII: false, isTerminal: true)
        ).render(report)
    }

    private static func lines(_ report: DriftReport, _ extent: TextExtent = .brief, columns: Int = 80)
        -> [Substring]
    {
        text(report, extent, columns: columns).split(separator: "\n", omittingEmptySubsequences: false)
            .dropLast()
    }

    /// A report of so many steps, each with so many findings of each severity.
    private static func report(steps: Int, findings: Int, longName: Bool = false) -> DriftReport {
        var report = SampleReport.report
        let labels = ["base"] + (1...steps).map { "v\($0)" }
        report.revisions = labels.map { RevisionSnapshot(label: .named($0), flavors: []) }
        report.findings = zip(labels, labels.dropFirst()).flatMap { from, to in
            Severity.allCases.flatMap { severity in
                (0..<findings).map { number in
                    let name =
                        "lamp_\(severity.rawValue)_\(number)"
                        + (longName ? String(repeating: "_x", count: 300) : "")
                    return Finding(
                        rule: .functionRemoved, severity: severity, surface: .exported,
                        compatibility: .incompatible,
                        symbol: name, from: .named(from), to: .named(to),
                        message:
                            "\(code: name) was removed, and this sentence is longer than one line may be",
                        patch: PatchReference(revision: to, number: number, messageID: "", title: "lamp"),
                        site: SourceSite(file: "drivers/lamp/lamp.c", line: number + 1))
                }
            }
        }
        return report
    }

    @Test(arguments: [1, 2, 9, 40, 200], [0, 1, 30])
    func aReportHasItsLimits(steps: Int, findings: Int) {
        for columns in [40, 80, 200] {
            let lines = Self.lines(
                Self.report(steps: steps, findings: findings, longName: findings == 30), columns: columns)
            #expect(
                lines.count <= BriefReporter.mostLines,
                "\(steps) steps, \(findings) findings, \(columns) columns")
            #expect(lines.allSatisfy { TextPage.width(of: String($0)) <= columns })
        }
    }

    @Test func aStepHasItsLimit() {
        let lines = Self.lines(Self.report(steps: 2, findings: 100))
        let starts = lines.indices.filter { lines[$0].contains(" \u{2192} ") }
        #expect(starts.count == 3, "two steps and all told")
        #expect(starts[1] - starts[0] <= BriefReporter.mostLinesOfStep)
        #expect(lines[starts[1] - 1].contains("\u{2026} and "))
    }

    @Test func theNewestStepsStayWhereThereAreTooMany() {
        let lines = Self.lines(Self.report(steps: 500, findings: 1))
        #expect(lines.contains { $0.contains("earlier steps") })
        #expect(lines.contains { $0.contains("v499 \u{2192} v500") })
        #expect(!lines.contains { $0.hasPrefix("v1 \u{2192} v2") })
    }

    @Test func theVerdictComesFirstAndTheGravestNext() throws {
        let lines = Self.lines(SampleReport.report, columns: 160)
        let step = try #require(lines.firstIndex { $0.hasPrefix("v6 \u{2192} v7: 1 error, 1 warning") })
        #expect(lines[step + 1].hasPrefix("  error    "))
        #expect(
            lines[step + 1].contains(
                "`iommu_group_claim_dma_owner`: 0 \u{2192} -EPERM after claim f1; claim f1"))
        #expect(lines[step + 1].hasSuffix("[v7 1, drivers/iommu/iommu.c:3190]"))
        #expect(lines[step + 2].hasPrefix("  warning  `owner_cnt` was added to `struct iommu_group`"))
        #expect(lines.contains { $0.hasPrefix("unknown: v7: ") && $0.hasSuffix("(and 1 more)") })
        #expect(lines.contains { $0.contains("--details") })
    }

    @Test func whatIsNotCertainIsNoErrorHere() throws {
        let line = try #require(
            Self.lines(SampleReport.report, columns: 200).first { $0.contains("not certain: 100% of") })
        #expect(line.hasPrefix("  unknown  "))
    }

    @Test func theSummaryHasALineAStep() {
        let lines = Self.lines(SampleReport.report, .summary)
        #expect(lines.count == 3)
        #expect(lines[1].hasPrefix("v6 \u{2192} v7: 1 error, 1 warning; declarations: 1 record"))
        #expect(lines[2].hasPrefix("base \u{2192} v7: "))
    }

    @Test func everySymbolStandsInTheDetails() {
        let report = Self.report(steps: 3, findings: 40)
        let text = Self.text(report, .details)
        #expect(report.findings.allSatisfy { text.contains($0.symbol) })
    }
}

/// The line that a step comes to.
@Suite struct StepVerdictTests {
    private static func verdict(
        _ change: TextChange?, findings: [Finding] = [], rows: [FunctionRow] = [], unknown: [Unknown] = []
    ) throws -> String {
        var report = SampleReport.report
        report.findings = findings
        report.functions = rows
        report.coverage.unknown = unknown
        report.texts = change.map { [StepTexts(from: "v6", to: "v7", change: $0)] } ?? []
        return try #require(ReportSteps.consecutive(report).last).verdictText
    }

    private static func row(_ name: String, _ verdict: FunctionRow.Verdict) -> FunctionRow {
        FunctionRow(
            symbol: name, file: "a.c", from: "v6", to: "v7", flavors: ["x86_64"], verdict: verdict,
            site: SourceSite(file: "a.c", line: 1))
    }

    @Test func texts() throws {
        #expect(try Self.verdict(TextChange.none) == "same to the byte")
        #expect(try Self.verdict(.comments) == "C differs in comments and white space only")
        #expect(try Self.verdict(.outsideC) == "C files same to the byte, others differ")
        #expect(try Self.verdict(.code) == "no drift in what is declared")
        #expect(try Self.verdict(nil) == "no drift in what is declared")
    }

    @Test func bodiesOnly() throws {
        let rows = [Self.row("a", .same), Self.row("b", .same), Self.row("c", .drifted)]
        #expect(try Self.verdict(.code, rows: rows) == "bodies only: 2 same, 1 drifted")
        let unknown = Unknown(.change(function: "d", from: "v6", to: "v7"), reason: "inline assembly")
        #expect(
            try Self.verdict(.code, rows: rows + [Self.row("d", .unknown)], unknown: [unknown])
                == "bodies: 2 same, 1 drifted, 1 unknown; 1 unknown")
    }

    @Test func declarations() throws {
        #expect(
            try Self.verdict(.code, findings: [SampleReport.layout], rows: [Self.row("a", .same)])
                == "1 warning; declarations: 1 record; bodies: 1 same")
        #expect(try Self.verdict(.code, findings: [SampleReport.behavior]) == "1 error; behaviour: 1 run")
    }

    @Test func whatIsUnknownIsSaid() throws {
        #expect(
            try Self.verdict(.code, findings: [SampleReport.doubt])
                == "declarations: 1 other; 1 unknown")
        #expect(
            try Self.verdict(TextChange.none, unknown: [Unknown(.name("x"), of: "v7", reason: "?")])
                == "same to the byte; 1 unknown")
    }
}
