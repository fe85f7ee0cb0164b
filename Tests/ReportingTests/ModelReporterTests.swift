import Foundation
import ReferenceModels
import Testing

@testable import Reporting

/// What `kdrift model` and `kdrift replay` print.
@Suite struct ModelReporterTests {
    private static let table = try! DMAOwnership.table(
        designs: ["v4", "v8", "6.12"], properties: ["P1", "P8"])
    private let text = ModelTextReporter()

    @Test func theTableHasMarksAndFootnotes() {
        let lines = text.render(.table(Self.table, showsTraces: false)).split(separator: "\n").map(
            String.init)
        #expect(lines[0] == "kdrift model dma-ownership: DMA ownership of IOMMU groups")
        #expect(lines[1] == "    v4  v8    6.12")
        #expect(lines[2] == "P1  \u{2714}   \u{2714}\u{b9}\u{b2}   \u{2714}\u{b9}\u{b3}")
        #expect(lines[3] == "P8  \u{2717}   part  part")
        #expect(
            lines.contains { $0.hasPrefix("\u{b9} stray release: something is released that nobody holds") })
        #expect(lines.contains("    v8 keeps 1 of 4 clauses."))
        #expect(lines.contains { $0.hasPrefix("3 designs; 2 properties; ") && $0.contains("two devices") })
        #expect(!lines.contains { $0.contains("fingerprint") })
    }

    @Test func tracesAreNumberedCalls() {
        let lines = text.render(.table(Self.table, showsTraces: true)).split(separator: "\n").map(String.init)
        let first = lines.firstIndex { $0.hasPrefix("P8b v4 \u{2717}  fingerprint") }
        #expect(first != nil)
        guard let first, first + 3 < lines.count else { return }
        #expect(lines[first + 1].hasPrefix("      start                   n0 / "))
        #expect(lines[first + 2].hasPrefix("   1. attach_device UA,d0  0  n0 / "))
        #expect(lines[first + 3].hasPrefix("   2. hotplug d1           0  n0 / "))
    }

    @Test func driftsStandSideBySide() throws {
        let drifts = try DriftTable(DMAOwnership.OwnershipModel(), from: "v6", to: "v7")
        let lines = text.render(.drifts(drifts)).split(separator: "\n").map(String.init)
        #expect(lines[0] == "kdrift model dma-ownership: v6 \u{2192} v7: 2 drifts and 4 consequences")
        #expect(
            lines.contains(
                "!  2. claim f1  0       n2 / f1 / D=NULL / d0:\u{2013}   \u{2212}EPERM  n1 / f1 / D=NULL / d0:\u{2013}"
            ))
        let page = ModelMarkdownReporter().render(.drifts(drifts))
        #expect(page.contains("| | call | v6 | v7 |"))
    }

    @Test func jsonIsJSON() throws {
        let json = ModelJSONReporter().render(.table(Self.table, showsTraces: false))
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        #expect(object["schema"] as? String == "kdrift-model")
        #expect((object["properties"] as? [[String: Any]])?.count == 2)
    }

    @Test func numbersAreRaised() {
        #expect(ModelPhrasing.footnote(1) == "\u{b9}")
        #expect(ModelPhrasing.footnote(10) == "\u{b9}\u{2070}")
        #expect(ModelPhrasing.list(["a", "b", "c"]) == "a, b and c")
    }
}
