import Drift
import Readings
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
            let path = "include/linux/lamp.h"
            let tree = try ScratchTree.kernel("linux")
            try tree.git("init", "-q", "-b", "main")
            try tree.write("struct lamp { int a; int b; };\n", to: path)
            try tree.commit("base")
            for (number, text) in ["struct lamp { int b; };\n", last].enumerated() {
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
}
