import Foundation
import Sessions
import Testing

/// What the command line leaves out is found: the tree, the names of revisions.
@Suite struct SeriesInputTests {
    @Test func theTreeIsTheOneAroundTheDirectory() throws {
        let tree = try ScratchTree.kernel("linux")
        try tree.write("VERSION = 6\n", to: "Makefile")
        try tree.write("", to: "drivers/lamp/lamp.c")
        #expect(SeriesInput.enclosingTree(of: tree.place("drivers/lamp")) == tree.path)
        #expect(SeriesInput.enclosingTree(of: tree.path) == tree.path)
        #expect(SeriesInput.enclosingTree(of: tree.place("..")) == nil)
    }

    @Test func rangesKeepTheNamesOfTheirBranches() async throws {
        let tree = try ScratchTree.kernel("linux")
        try tree.git("init", "-q", "-b", "main")
        try tree.commit("base")
        for branch in ["lamp-first", "lamp-second"] {
            try tree.git("checkout", "-q", "-b", branch, "base")
            try tree.write("int \(branch.replacing("-", with: "_"));\n", to: "lib/lamp.c")
            try tree.git("add", "-A", "-f")
            try tree.git("commit", "-qm", "lamp: \(branch)")
        }
        let ranges = ["base..lamp-first", "base..lamp-second"]
        let messages = try await SeriesInput.messages(from: ranges, tree: tree.path) { [] }
        let (series, others) = try SeriesInput.series(of: messages, named: ranges)
        #expect(series.revisions.map(\.label) == ["lamp-first", "lamp-second"] && others.isEmpty)
        #expect(
            SeriesInput.bases(tree.path, of: ranges)["lamp-second"] == "\(tree.path)@base",
            "each range stands on what it starts from")
    }
}
