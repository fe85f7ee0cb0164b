import Drift
import Readings
import Reporting
import Sessions
import Testing
import Workers

/// How a review ends follows what the newest revision comes to.
@Suite struct ExitStatusTests {
    @Test func whatEarlierRevisionsWereIsHistory() async throws {
        let report = try await EmbeddedReview.report()
        let newest = try #require(report.revisions.last?.name)
        let counted = report.findings.filter(report.counts)
        #expect(!counted.isEmpty && counted.count < report.findings.count)
        #expect(counted.allSatisfy { $0.to.revision == newest || $0.to.revision == nil })
        // The newest revision against its base, and what the last step brought.
        #expect(counted.contains { $0.from == .base })
        #expect(report.gravest(ofAll: true) == .error)
        #expect(report.gravest == counted.filter { $0.verdict != .unknown }.map(\.severity).max())
        #expect(report.status(failOn: .error, isStrict: false, countsAll: true) == .failed)
    }

    @Test func aRevisionThatMendsItPasses() async throws {
        func series(_ last: String) async throws -> DriftReport {
            try await self.series("struct lamp { int a; int b; };\n", "struct lamp { int b; };\n", last)
        }
        let mended = try await series("struct lamp { int a; int b; char c[4]; };\n")
        #expect(mended.revisions.count == 3)
        #expect(mended.gravest(ofAll: true) == .error)
        #expect(
            mended.status(failOn: .error, isStrict: false) == .passed,
            "\(mended.findings.filter(mended.counts).brief)")
        #expect(mended.status(failOn: .error, isStrict: false, countsAll: true) == .failed)
        let broken = try await series("struct lamp { int a; };\n")
        #expect(broken.status(failOn: .error, isStrict: false) == .failed)
    }

    /// A series whose revisions each leave one text of a header.
    private func series(_ base: String, _ revisions: String...) async throws -> DriftReport {
        let path = "include/linux/lamp.h"
        let tree = try ScratchTree.kernel("linux")
        try tree.git("init", "-q", "-b", "main")
        try tree.write(base, to: path)
        try tree.commit("base")
        for (number, text) in revisions.enumerated() {
            try tree.git("checkout", "-q", "base")
            try tree.write(text, to: path)
            try tree.git("commit", "-qam", "lamp: change it")
            try tree.git("format-patch", "-q", "-v", "\(number + 1)", "-1", "-o", "out")
        }
        try tree.git("checkout", "-q", "base")
        let (series, _) = try SeriesInput.series(from: [tree.place("out")]) { [] }
        return try await ReviewSession(
            options: .init(tree: TreeOptions(path: tree.path), model: .none, runsFunctions: false),
            pool: try ExtractionPool()
        ).run(series, inputs: [])
    }

    private func severities(_ report: DriftReport, _ symbol: String) -> [String] {
        report.findings.filter { $0.symbol == symbol }.map { "\($0.from) \($0.to) \($0.severity.rawValue)" }
            .sorted()
    }

    /// The function came with v1: no caller in the tree has the old form.
    @Test func whatOnlyAnEarlierRevisionHadIsNoError() async throws {
        let base = "struct lamp { int a; };\n"
        let report = try await series(
            base, base + "int lamp_light(struct lamp *lamp);\nstruct wick { int a; long b; };\n",
            base + "int lamp_light(struct lamp *lamp, int level);\nstruct wick { long b; };\n")
        #expect(severities(report, "lamp_light") == ["base v1 note", "base v2 note", "v1 v2 warning"])
        #expect(report.gravest(ofAll: true) == .warning)
        let change = try #require(report.findings.of(.parameterCountChanged).first)
        #expect(change.consequences.contains(.stated("only \("v1"), which is not merged, had it so")))
    }

    /// A form that the base has as well stays what it is, and so does what the base loses in the end.
    @Test func whatTheBaseHasStaysAnError() async throws {
        let base = "struct lamp { int a; };\nint lamp_light(struct lamp *lamp);\n"
        let report = try await series(
            base, base + "int lamp_dim(struct lamp *lamp);\n",
            "struct lamp { int a; };\nint lamp_light(struct lamp *lamp, int level);\n")
        #expect(severities(report, "lamp_light") == ["base v2 error", "v1 v2 error"])
        #expect(severities(report, "lamp_dim") == ["base v1 note", "v1 v2 warning"])
        // A test fails for it once, and not for what came and went.
        let junit = JUnitReporter().render(report)
        #expect(junit.components(separatedBy: "<failure").count == 2)
        #expect(junit.contains("<skipped message=\"told in v1 to v2\"/>"))
    }

    /// An error of v1 that v2 mends fails no test.
    @Test func testsDoNotFailForEarlierRevisions() async throws {
        let base = "struct lamp { int a; };\nint lamp_light(struct lamp *lamp);\n"
        let report = try await series(base, "struct lamp { int a; };\n", base + "struct wick;\n")
        #expect(report.gravest(ofAll: true) == .error)
        for reporter in [JUnitReporter(), KTAPReporter()] as [any Reporter] {
            let text = reporter.render(report)
            #expect(!text.contains("<failure") && !text.contains("not ok"))
            #expect(text.contains("v1 is not the newest revision; v2 counts"))
        }
        #expect(JUnitReporter(countsAll: true).render(report).contains("<failure"))
        #expect(KTAPReporter(countsAll: true).render(report).contains("not ok"))
    }
}
