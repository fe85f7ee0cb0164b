import Drift
import Foundation
import Readings
import Sessions
import Testing
import Workers

/// `kdrift review` gives what initialisers change to the patch that does it.
@Suite struct InitializerReviewTests {
    private static let file = "drivers/group/ids.c"

    @Test func thePatchIsNamedAndItsClaimContradicted() async throws {
        let tree = try ScratchTree.kernel("linux")
        try tree.git("init", "-q", "-b", "main")
        try tree.write(
            """
            struct id { unsigned vendor, device; };
            const struct id ids[] = { { 1, 2 }, { 1, 3 }, { 4, 5 }, { } };

            int speed = 9600;

            int first(int a, int b) { return a + b; }
            """, to: Self.file)
        try tree.commit("base")
        try tree.edit(Self.file, "return a + b;", "int c = b; return c + a;")
        try tree.git("commit", "-qam", "group: name a number\n\nNo functional change intended.")
        try tree.edit(Self.file, "speed = 9600", "speed = 19200")
        try tree.git("commit", "-qam", "group: be faster")
        try tree.edit(Self.file, "{ 4, 5 }", "{ 4, 6 }")
        try tree.git("commit", "-qam", "group: tidy up\n\nNo functional change.")
        try tree.git("format-patch", "-q", "-o", "out", "base")
        try tree.git("checkout", "-q", "base")
        let (series, _) = try SeriesInput.series(from: [tree.place("out")]) { [] }
        let report = try await ReviewSession(
            options: .init(tree: TreeOptions(path: tree.path), model: .none), pool: try ExtractionPool()
        ).run(series, inputs: [])
        let found = report.findings.of(.initializerChanged).filter { $0.from == "base" && $0.to == "v1" }
        #expect(
            found.map(\.message.said) == [
                "`ids[2].device` is 6 instead of 5", "`speed` is 19200 instead of 9600",
            ])
        #expect(found.map { $0.patch?.number } == [3, 2])
        #expect(report.findings.of(.claimContradicted).map { $0.patch?.number } == [3])
        // The first patch's claim is proved, the others' is not.
        let proved = report.coverage.notes.map(\.said).filter { $0.contains("proved for") }
        #expect(proved.count == 1 && proved.first?.hasPrefix("patch 1 of v1") == true)
    }
}
