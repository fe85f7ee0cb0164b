import Drift
import Foundation
import Testing

@testable import Reporting

/// Markdown that a comment can hold, and that says what was meant.
@Suite struct MarkdownTests {
    @Test(arguments: [
        ("plain", "`plain`"), ("a`b", "``a`b``"), ("`a`", "`` `a` ``"), ("a``b`c", "```a``b`c```"), ("", ""),
        ("two\nlines", "`two lines`"),
    ])
    func codeSpans(text: String, span: String) {
        #expect(MarkdownText.code(text) == span)
    }

    @Test func barsInTables() {
        #expect(MarkdownText.code("a | b", isCell: true) == "`a \\| b`")
        #expect(MarkdownText.code("a | b") == "`a | b`")
    }

    @Test func proseIsNoMarkup() {
        #expect(
            MarkdownText.prose("`void *x` (void (*)(int), 8 bytes) <b> #1 a_b")
                == "`void *x` (void (\\*)(int), 8 bytes) \\<b\\> \\#1 a\\_b")
        #expect(MarkdownText.prose("one ` quote") == "one \\` quote")
    }

    private static func report(findings: Int) -> DriftReport {
        var report = SampleReport.report
        report.findings = (0..<findings).flatMap { number in
            ["v6", "v7"].map { to in
                var finding = SampleReport.layout
                finding.symbol = "struct lamp_\(number)"
                finding.from = .named(to == "v7" ? "v6" : "base")
                finding.to = .named(to)
                finding.message = "\(code: "struct lamp_\(number)") grew"
                finding.severity = number == findings - 1 ? .error : .warning
                return finding
            }
        }
        return report
    }

    @Test(arguments: [0, 1, 40, 300, 2000]) func aCommentHoldsIt(findings: Int) {
        let text = MarkdownReporter().render(Self.report(findings: findings))
        #expect(text.utf8.count <= MarkdownReporter.mostBytes, "\(findings): \(text.utf8.count) bytes")
        #expect(text.contains("## v6 \u{2192} v7") == (findings > 0))
        #expect(
            text.components(separatedBy: "<details>").count
                == text.components(separatedBy: "</details>").count)
    }

    @Test func theGravestStayAndTheRestIsCounted() {
        let text = MarkdownReporter().render(Self.report(findings: 2000))
        #expect(text.contains("`struct lamp_1999` grew"))
        #expect(text.contains("and 1990 more"))
        #expect(!text.contains("```diff"))
        #expect(MarkdownReporter().render(Self.report(findings: 3)).contains("```diff"))
    }
}
