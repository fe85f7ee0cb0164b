import Drift
import Foundation
import Readings
import Sessions
import Testing
import Workers

/// `--check-build`, on a small series of the test's own.
@Suite struct BuildCheckTests {
    /// A series that changes a prototype in its first patch and the callers in its second, with a third patch
    /// that breaks a body for good.
    private func series(in tree: ScratchTree) throws -> String {
        try tree.git("init", "-q", "-b", "main")
        try tree.write("int group_use(int id);\n", to: "include/linux/group.h")
        try tree.write(
            "#include <linux/group.h>\nint group_run(int id)\n{\n\treturn group_use(id);\n}\n",
            to: "drivers/group/run.c")
        try tree.commit("base")
        try tree.write("int group_use(int id, int how);\n", to: "include/linux/group.h")
        try tree.git("commit", "-qam", "group: say how a group is used")
        try tree.edit("drivers/group/run.c", "group_use(id)", "group_use(id, 0)")
        try tree.git("commit", "-qam", "group: callers say how")
        try tree.edit("drivers/group/run.c", "return group_use", "return missing + group_use")
        try tree.git("commit", "-qam", "group: add what is missing")
        try tree.git("format-patch", "-q", "-o", "out", "base")
        try tree.git("checkout", "-q", "base")
        return tree.place("out")
    }

    @Test func theBreakingAndTheMendingPatchAreNamed() async throws {
        let tree = try ScratchTree.kernel("linux")
        let (series, _) = try SeriesInput.series(from: [try series(in: tree)]) { [] }
        let report = try await ReviewSession(
            options: .init(
                tree: TreeOptions(path: tree.path), model: .none, runsFunctions: false, checksBuild: true),
            pool: try ExtractionPool()
        ).run(series, inputs: [])
        let found = report.findings.of(.patchBreaksBuild)
        #expect(found.map(\.symbol) == ["drivers/group/run.c", "drivers/group/run.c"])
        #expect(found.map { $0.patch?.number } == [1, 3])
        #expect(found.first?.message.said.contains("; patch 2 mends it") == true)
        #expect(found.last?.message.said.contains("no later patch of the series mends it") == true)
        #expect(found.allSatisfy { $0.verdict == .drifted })
    }

    @Test func theEmbeddedSeriesCompilesAfterEachPatch() async throws {
        let tree = EmbeddedReview.root.appendingPathComponent("Headers/kernel").path
        let patches = EmbeddedReview.root.appendingPathComponent("patches/dma-ownership/v8").path
        let (series, _) = try SeriesInput.series(from: [patches]) { [] }
        let report = try await ReviewSession(
            options: .init(
                tree: TreeOptions(path: tree), model: .none, runsFunctions: false, checksBuild: true),
            pool: try ExtractionPool()
        ).run(series, inputs: [])
        #expect(report.findings.of(.patchBreaksBuild).map(\.message.said) == [])
    }

    @Test func theBaseIsFoundByTheIndexLines() async throws {
        let tree = try ScratchTree.kernel("linux")
        let (series, _) = try SeriesInput.series(from: [try series(in: tree)]) { [] }
        // The work tree moves on; the base is still the tagged one.
        try tree.git("checkout", "-q", "main")
        let report = try await ReviewSession(
            options: .init(
                tree: TreeOptions(path: "\(tree.path)@auto"), model: .none, runsFunctions: false),
            pool: try ExtractionPool()
        ).run(series, inputs: [])
        #expect(
            report.coverage.notes.contains {
                $0.said.hasPrefix("the base of v1 is base: it has 2 of the 2 files")
            }
        )
        #expect(report.coverage.revisions.allSatisfy { $0.failed.isEmpty })
        #expect(report.findings.contains { $0.symbol == "group_use" })
    }
}
