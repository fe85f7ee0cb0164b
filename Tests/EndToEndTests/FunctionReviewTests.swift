import Drift
import Foundation
import Readings
import Sessions
import Testing
import Workers

/// `kdrift review` compares the functions between revisions, and each patch with what comes before it.
@Suite struct FunctionReviewTests {
    private static let file = "drivers/group/run.c"

    /// A series whose first patch claims to change nothing and is right, whose second claims so and is wrong, and whose third
    /// claims nothing.
    private func series(in tree: ScratchTree) throws -> String {
        try tree.git("init", "-q", "-b", "main")
        try tree.write(
            """
            int first(int a, int b) { return a + b; }

            int second(int a) { return a > 3; }

            int third(int a) { return a; }
            """, to: Self.file)
        try tree.commit("base")
        try tree.edit(Self.file, "return a + b;", "int c = b; return c + a;")
        try tree.git("commit", "-qam", "group: name a number\n\nNo functional change intended.")
        try tree.edit(Self.file, "return a > 3;", "return a >= 3;")
        try tree.git("commit", "-qam", "group: tidy up\n\nNo functional change.")
        try tree.edit(Self.file, "return a;", "return a + 1;")
        try tree.git("commit", "-qam", "group: count from one")
        try tree.git("format-patch", "-q", "-o", "out", "base")
        try tree.git("checkout", "-q", "base")
        return tree.place("out")
    }

    private func report(runsFunctions: Bool = true) async throws -> DriftReport {
        let tree = try ScratchTree.kernel("linux")
        let (series, _) = try SeriesInput.series(from: [try series(in: tree)]) { [] }
        return try await ReviewSession(
            options: .init(
                tree: TreeOptions(path: tree.path), model: .none, runsFunctions: runsFunctions),
            pool: try ExtractionPool()
        ).run(series, inputs: [])
    }

    @Test func revisionsAndPatchesHaveTheirRows() async throws {
        let report = try await report()
        let rows = report.functions.map { "\($0.from) → \($0.to) \($0.symbol) \($0.verdict.rawValue)" }
        #expect(
            rows == [
                "base → v1 first same", "base → v1 second drifted", "base → v1 third drifted",
                "base → v1 1/3 first same", "v1 1/3 → v1 2/3 second drifted", "v1 2/3 → v1 3/3 third drifted",
            ])
        let found = report.findings.of(.functionReturnsDiffer)
        #expect(found.map(\.symbol) == ["second", "third"])
        #expect(found.map { $0.patch?.number } == [2, 3])
    }

    @Test func aWrongClaimIsContradictedAndARightOneProved() async throws {
        let report = try await report()
        let claims = report.findings.of(.claimContradicted)
        #expect(claims.map { $0.patch?.number } == [2])
        #expect(
            claims.first?.message.said.contains("but `second()` returns 1 instead of 0 where `a` is 3")
                == true)
        #expect(
            report.coverage.notes.map(\.said).contains {
                $0.hasPrefix("patch 1 of v1 says \"No functional change intended")
                    && $0.contains("proved for")
            })
    }

    @Test func nothingIsComparedWhereThatIsNotWanted() async throws {
        let report = try await report(runsFunctions: false)
        #expect(report.functions.isEmpty && report.findings.of(.functionReturnsDiffer).isEmpty)
    }
}
