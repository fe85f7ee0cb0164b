import ABIModel
import Drift
import Testing

@testable import Reporting

/// The reviewers' comments on the HTML page.
@Suite struct HTMLThreadTests {
    private let page: String

    private static func comment(_ author: String, _ text: String, on symbols: [String]) -> PlacedComment {
        PlacedComment(
            author: author, messageID: "\(author)@example.org", revision: "v6", patch: 1,
            quote: ["+int <f>(void);", "-old", " same"], text: text,
            targets: symbols.map { symbol in
                CommentTarget(
                    symbol: symbol, kind: .function, basis: .quoted,
                    history: [CommentOutcome(revision: "v7", fate: .addressed, detail: "its body")])
            })
    }

    init() {
        var report = SampleReport.report
        report.comments = [
            Self.comment("Ada", "why <twice>?", on: ["iommu_group_claim_dma_owner", "other"]),
            Self.comment("Bob", "thanks", on: []),
        ]
        page = HTMLReporter().render(report)
    }

    @Test func besideTheFinding() throws {
        let said = try #require(page.firstRange(of: "<div class=\"said\">"))
        let item = page[said.upperBound...].prefix { $0 != "\n" }
        #expect(item.contains("<a href=\"#c1\">Ada on v6 patch 1</a> <code>&lt;Ada@example.org&gt;</code>"))
        #expect(item.contains("why &lt;twice&gt;?"))
        #expect(item.contains("<span class=\"fate\">v7 addressed (its body)</span>"))
        #expect(page.ranges(of: "<div class=\"said\">").count == 1)
    }

    /// In full once, with its quote; a link where it is told again.
    @Test func threadSection() {
        #expect(page.contains("2 comments in 2 mails, on 2 declarations; 1 name none."))
        #expect(page.ranges(of: "<details class=\"comment\" id=\"c1\">").count == 1)
        #expect(page.contains("<ins>+int &lt;f&gt;(void);</ins>\n<del>-old</del>\n same</pre>"))
        #expect(page.contains("<p class=\"again\"><a href=\"#c1\">Ada on patch 1</a>"))
        #expect(page.contains("Comments that name no declaration</h3>"))
        #expect(page.contains("<details class=\"comment\" id=\"c2\">"))
    }

    /// Two findings on one declaration do not tell the same twice.
    @Test func toldOnce() {
        var report = SampleReport.report
        var other = SampleReport.behavior
        other.fingerprint = "00000000000000c1"
        report.findings.append(other)
        report.comments = [Self.comment("Ada", "why?", on: ["iommu_group_claim_dma_owner"])]
        let page = HTMLReporter().render(report)
        #expect(page.ranges(of: "<div class=\"said\">").count == 1)
        #expect(page.ranges(of: "Reviewers spoke of this: <a href=\"#f").count == 1)
    }

    /// A thread of any length leaves the page one that a mail can carry.
    @Test func longThreads() {
        let long = String(repeating: "words and more words ", count: 200)
        var report = SampleReport.report
        report.comments = (0..<300).map { Self.comment("A\($0)", long + "\($0)", on: ["f\($0)"]) }
        #expect(HTMLReporter().render(report).utf8.count < 500_000)
        report.comments = [report.comments[0]]
        #expect(HTMLReporter().render(report).contains("(cut; the mail has the rest)"))
    }

    @Test func noThreadWithoutComments() {
        let page = HTMLReporter().render(SampleReport.report)
        #expect(!page.contains("id=\"thread\"") && !page.contains("href=\"#thread\""))
    }
}
