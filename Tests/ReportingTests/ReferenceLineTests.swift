import Drift
import Foundation
import Testing

@testable import Reporting

/// How the formats say where a revision stands against a reference model.
@Suite struct ReferenceLineTests {
    private let report = DriftReport(
        toolVersion: "1", libclangVersion: "clang", command: "review", inputs: ["x.mbox"], title: "Title",
        coverage: Coverage(revisions: []),
        revisions: ["base", "v1"].map { RevisionSnapshot(label: .named($0), flavors: []) },
        references: [
            .init(revision: "base", model: "m", matches: "v6…v8", deviations: 0, held: 12, alike: ["v6"]),
            .init(
                revision: "v1", model: "m", matches: "v1", deviations: 1, held: 3,
                unseen: [.init(.name("struct s"), reason: "s.c is not among the files that were read")]),
        ],
        findings: [
            Finding(
                rule: .referenceMismatch, severity: .warning, surface: .exported,
                compatibility: .incompatible, evidence: .reference, symbol: "f", from: "reference v1",
                to: "v1", message: "`f` is absent", fingerprint: "0123456789abcdef")
        ])

    @Test func text() {
        let text = TextReporter().render(report)
        #expect(text.contains("reference model\n  base       m v6…v8: all 12 declarations agree\n"))
        #expect(text.contains("  v1         m v1: 1 deviation in 3 declarations, 1 not seen\n"))
        // The deviation stands in the step to its revision.
        #expect(text.contains("base → v1: 1 warning\n  warning reference-mismatch: `f` is absent\n"))
    }

    @Test func markdown() {
        let text = MarkdownReporter().render(report)
        #expect(text.contains("| base | m v6…v8 | all 12 declarations agree |\n"))
        #expect(text.contains("| v1 | m v1 | 1 deviation in 3 declarations, 1 not seen |\n"))
    }

    @Test func json() throws {
        let data = Data(JSONReporter().render(report).utf8)
        let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        let references = try #require(object["references"] as? [[String: Any]])
        #expect(references.count == 2)
        #expect(references[1]["deviations"] as? Int == 1)
        #expect(references[1]["held"] as? Int == 3)
        let unseen = references[1]["unseen"] as? [[String: Any]]
        #expect(unseen?.first?["reason"] as? String == "s.c is not among the files that were read")
        #expect((object["findings"] as? [[String: Any]])?.first?["evidence"] as? String == "reference")
    }

    @Test func noLineWithoutAReference() {
        var plain = report
        plain.references = []
        #expect(!TextReporter().render(plain).contains("reference model"))
        #expect(!MarkdownReporter().render(plain).contains("reference model"))
    }
}
