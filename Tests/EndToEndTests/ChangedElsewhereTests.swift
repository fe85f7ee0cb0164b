import Drift
import Foundation
import Readings
import Sessions
import Testing
import Workers

/// A call of a function that another unit of the series adds or changes is nobody's difference.
@Suite struct ChangedElsewhereTests {
    private static let user = "drivers/group/run.c"
    private static let library = "drivers/group/walk.c"

    /// The first patch adds a function to one file, the second has another file call it in place of what it calls itself, and the
    /// third changes a parameter of it together with its caller.
    private func report() async throws -> DriftReport {
        let tree = try ScratchTree.kernel("linux")
        try tree.git("init", "-q", "-b", "main")
        try tree.write(
            """
            int step(int at);
            int other(int at);
            int walk(int at, int down);
            int moved(int at);

            int move(int at) { return step(at) ? 1 : 0; }

            int turn(int at) { return walk(at, 1); }

            int leave(int at) { return step(at); }
            """, to: Self.user)
        try tree.write(
            """
            int step(int at);

            int walk(int at, int down) { return down ? step(at) : step(-at); }
            """, to: Self.library)
        try tree.commit("base")
        try tree.edit(
            Self.library, "int step(int at);",
            "int step(int at);\nint moved(int at) { return step(at) ? 1 : 0; }")
        try tree.git("commit", "-qam", "group: add moved()")
        try tree.edit(Self.user, "return step(at) ? 1 : 0;", "return moved(at);")
        try tree.edit(Self.user, "return step(at);", "return other(at);")
        try tree.git("commit", "-qam", "group: use moved()\n\nNo functional change intended.")
        try tree.edit(Self.library, "int down) { return down ?", "int up) { return !up ?")
        try tree.edit(Self.user, "walk(at, 1)", "walk(at, 0)")
        try tree.git("commit", "-qam", "group: count upwards")
        try tree.git("format-patch", "-q", "-o", "out", "base")
        try tree.git("checkout", "-q", "base")
        let (series, _) = try SeriesInput.series(from: [tree.place("out")]) { [] }
        return try await ReviewSession(
            options: .init(tree: TreeOptions(path: tree.path), model: .none), pool: try ExtractionPool()
        ).run(series, inputs: [])
    }

    @Test func callsOfThemAreNoDifferenceAndOthersAre() async throws {
        let report = try await report()
        let rows = report.functions.filter { $0.file == Self.user }
        #expect(
            rows.map { "\($0.from) → \($0.to) \($0.symbol) \($0.verdict.rawValue)" } == [
                "base → v1 leave drifted", "base → v1 move unknown", "base → v1 turn unknown",
                "v1 1/3 → v1 2/3 leave drifted", "v1 1/3 → v1 2/3 move unknown",
                "v1 2/3 → v1 3/3 turn unknown",
            ])
        #expect(
            rows.first { $0.symbol == "move" }?.reason
                == "moved(), which it calls, changes as well, in drivers/group/walk.c")
        #expect(report.findings.of(.functionCallsDiffer).map(\.symbol) == ["leave", "walk"])
        #expect(report.findings.of(.claimContradicted).allSatisfy { !$0.message.said.contains("move()") })
    }
}
