import ABIModel
import Drift
import Foundation
import Testing

@testable import Reporting

/// The HTML page; `scripts/html/check` opens it in a real browser.
@Suite struct HTMLTests {
    private let page = HTMLReporter().render(SampleReport.report)

    /// The part of the page between two texts.
    private func part(_ start: String, _ end: String) throws -> Substring {
        let first = try #require(page.firstRange(of: start), "no \(start)")
        let last = try #require(page[first.upperBound...].firstRange(of: end), "no \(end)")
        return page[first.upperBound..<last.lowerBound]
    }

    @Test func standsAlone() {
        #expect(page.hasPrefix("<!DOCTYPE html>\n"))
        #expect(page.contains("default-src 'none'"))
        for outside in ["http://", "https://", "src=", "@import", "url(h"] {
            #expect(!page.contains(outside), "the page refers to \(outside)")
        }
        // No tag of a template is left.
        #expect(!page.contains("{{"))
    }

    @Test func textIsEscaped() {
        #expect(page.contains("<h1>Fix &quot;it&quot; &lt;now&gt; &amp; then</h1>"))
        #expect(page.contains("not certain: 100% of <code>A&lt;B&gt;</code> is gone"))
        #expect(!page.contains("<now>") && !page.contains("<agreed>"))
    }

    /// The first thing to be read is the call that ends otherwise, and the path to it.
    @Test func summaryFirst() throws {
        let summary = try part("<section id=\"summary\"", "<section id=\"machines\"")
        #expect(summary.contains("<b>v6</b> &#x2192; <b>v7</b>"))
        let flip = try #require(summary.firstRange(of: "<p class=\"flip\">"))
        let line = summary[flip.lowerBound...].prefix { $0 != "\n" }
        #expect(line.contains("the second</span> <span class=\"callname\">claim f1</span>"))
        #expect(line.contains("<span class=\"before\">0</span>"))
        #expect(line.contains("<span class=\"after\">\u{2212}EPERM</span>"))
        #expect(summary.contains("<tr class=\"differs\"><td>2</td>"))
        // Two machines; the second call is a step down in v6 and a loop in v7.
        #expect(summary.ranges(of: "<svg ").count == 2)
        #expect(summary.contains("claim f1: 0, then claim f1: \u{2212}EPERM"))
        #expect(summary.ranges(of: "class=\"glow\"").count == 1)
    }

    /// Behaviour alone is what nobody sees in a diff of headers.
    @Test func headlineOfBehaviorAlone() {
        var report = SampleReport.report
        report.findings = [SampleReport.behavior]
        let page = HTMLReporter().render(report)
        #expect(page.contains("Same declarations, different behaviour</h2>"))
        report.findings = []
        #expect(HTMLReporter().render(report).contains("<h2 id=\"summary-title\">No drift</h2>"))
    }

    /// What was not run is not said to be the same.
    @Test func laterRevisionsWithoutDrift() {
        var report = SampleReport.report
        report.revisions.append(RevisionSnapshot(label: "v8", flavors: []))
        #expect(HTMLReporter().render(report).contains("no drift was found in what could be read: v8."))
        report.coverage.unknown = []
        #expect(HTMLReporter().render(report).contains("In v8 no declaration changed any more; what their"))
        report.coverage.functionsInterpreted = 7
        #expect(HTMLReporter().render(report).contains("Since then no drift was found: v8."))
    }

    @Test func everyFindingIsThere() {
        for finding in SampleReport.report.findings {
            #expect(page.contains("<code>\(finding.fingerprint)</code>"), "\(finding.sentence)")
        }
        let details = page.ranges(of: "<details class=\"finding ").count
        #expect(details == 4)
        #expect(page.contains("<output id=\"shown\">4</output> of 4 findings"))
        #expect(
            page.contains("<dt>enum-constant-removed DMA_OWNER_NONE</dt><dd>no user is left: &lt;agreed&gt;"))
        #expect(page.contains("<dt>v7: some_function</dt><dd>it is not defined in any file"))
    }

    @Test func layoutColumns() throws {
        let all = LayoutColumns.all(SampleReport.report.revisions)
        #expect(all.map(\.typeName) == ["struct iommu_group"])
        let columns = try #require(all.first?.columns)
        #expect(columns.map(\.label) == ["v6", "v7"])
        #expect(columns[1].cells.map(\.change) == [.same, .added, .moved(fromBits: 64)])
        #expect(
            columns[1].changes == ["+ unsigned int owner_cnt at 8", "\u{2195} owner from 8 to 16"])
        #expect(columns[0].changes.isEmpty)
    }

    /// Revisions that lay a record out alike share a column, and one that differs in between parts them.
    @Test func runsOfRevisions() {
        let (small, large) = (SampleReport.group(withCount: false), SampleReport.group(withCount: true))
        let revisions = zip(["v1", "v2", "v3", "v4"], [small, small, large, small]).map { label, record in
            RevisionSnapshot(
                label: .revision(label),
                flavors: [FlavorSnapshot(flavor: "x86_64", snapshot: Snapshot(records: [record]))])
        }
        let columns = LayoutColumns.all(revisions).first?.columns ?? []
        #expect(columns.map(\.label) == ["v1\u{2026}v2", "v3", "v4"])
        #expect(columns.last?.gone == ["owner_cnt"])
        #expect(LayoutColumns.all(Array(revisions.prefix(2))).isEmpty)
    }

    /// A long stretch that is alike in all columns is one band; the marked rows are drawn.
    @Test func bandsInPictures() throws {
        func record(_ extra: Bool) -> Record {
            var members = [Member(name: "head", type: "char [160]", offsetBits: 0, sizeBits: 1280)]
            if extra { members.append(Member(name: "flag", type: "bool", offsetBits: 1280, sizeBits: 8)) }
            return Record(
                name: "big", sizeBytes: extra ? 168 : 160, alignBytes: 8, members: members,
                site: SourceSite(file: "a.h", line: 1))
        }
        let revisions = [false, true].map { extra in
            RevisionSnapshot(
                label: .revision("\(extra)"),
                flavors: [FlavorSnapshot(flavor: "x", snapshot: Snapshot(records: [record(extra)]))])
        }
        let layout = try #require(LayoutColumns.all(revisions).first)
        let svg = LayoutPicture(layout: layout).svg
        #expect(svg.contains("bytes 8\u{2026}151 are alike"))
        #expect(svg.contains("<title>bool flag; at byte 160, 1 bytes; new</title>"))
        // The hole after it has room for its name.
        #expect(svg.contains(">+ flag</text>"))
    }

    /// Members that share bytes lie below each other; both are drawn.
    @Test func lanesOfUnions() throws {
        func record(_ extra: Bool) -> Record {
            var members = [Member(name: "key", type: "u64", offsetBits: 0, sizeBits: 64)]
            if extra { members.append(Member(name: "half", type: "u32", offsetBits: 0, sizeBits: 32)) }
            return Record(
                name: "both", kind: .union, sizeBytes: 8, alignBytes: 8, members: members,
                site: SourceSite(file: "a.h", line: 1))
        }
        let revisions = [false, true].map { extra in
            RevisionSnapshot(
                label: .revision("\(extra)"),
                flavors: [FlavorSnapshot(flavor: "x", snapshot: Snapshot(records: [record(extra)]))])
        }
        let layout = try #require(LayoutColumns.all(revisions).first)
        #expect(layout.typeName == "union both")
        let lanes = LayoutLanes(layout.columns[1].cells)
        #expect(lanes.lanes == [0, 1])
        #expect(lanes.count(in: 0..<64) == 2 && lanes.count(in: 64..<128) == 1)
        let svg = LayoutPicture(layout: layout).svg
        #expect(svg.contains(">key</text>") && svg.contains(">+ half</text>"))
        // Alone, the first fills the height of two lanes.
        #expect(svg.contains("height=\"40\"><title>u64 key"))
        #expect(svg.contains("height=\"20\"><title>u32 half"))
    }

    @Test func pathsThroughDiagrams() {
        let (old, new) = (SampleReport.diagrams[0], SampleReport.diagrams[1])
        let calls = ["claim f1", "claim f1"]
        #expect(old.path(of: calls)?.map { old.transitions[$0].to } == [2, 3])
        #expect(new.path(of: calls)?.map { new.transitions[$0].to } == [2, 2])
        #expect(new.path(of: ["claim f1", "attach UA"]) == nil)
        #expect(new.path(of: []) == [])
    }

    @Test func outcomesAndStates() {
        let side = TraceView.Side(SampleReport.end("\u{2212}EPERM", "n1 / f1"))
        #expect(side.outcome == "\u{2212}EPERM" && side.state == "n1 / f1")
        let warning = TraceView.Side(SampleReport.end(nil, "n1", warned: true))
        #expect(warning.outcome == "W" && warning.state == "n1")
        #expect(TraceView.Side(.impossible).outcome == "cannot be called")
    }

    @Test func inlineCode() {
        #expect(InlineCode.html("`a<b>` is `gone`") == "<code>a&lt;b&gt;</code> is <code>gone</code>")
        #expect(InlineCode.html("an odd ` one") == "an odd ` one")
    }
}
