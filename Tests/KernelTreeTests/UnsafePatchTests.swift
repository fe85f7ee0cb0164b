import Foundation
import Testing

@testable import KernelTree

/// Patches that try to reach something outside of the tree.
@Suite struct UnsafePatchTests {
    let place: TemporaryDirectory
    let outside: TemporaryDirectory
    let applier: PatchApplier

    init() throws {
        place = try TemporaryDirectory()
        outside = try TemporaryDirectory()
        try outside.write(["target": numbered(), "dir/file": numbered()])
        try place.write(["drivers/b.c": numbered()])
        try place.link("link", to: outside.path)
        try place.link("file", to: "\(outside.path)/target")
        applier = PatchApplier(tree: try SourceTree(directory: place.path))
    }

    private func expectRefusal(_ patches: [PatchInput], _ part: String) async throws {
        let before = (try place.fingerprint(), try outside.fingerprint())
        let revision = try await applier.apply(patches)
        let last = try #require(revision.patches.last)
        #expect(last.outcome == .failed)
        #expect(last.failures.contains { $0.reason.contains(part) }, "\(last.failures)")
        #expect(try place.fingerprint() == before.0)
        #expect(try outside.fingerprint() == before.1)
    }

    private func creation(_ path: String) -> String {
        "diff --git a/\(path) b/\(path)\nnew file mode 100644\n--- /dev/null\n+++ b/\(path)\n@@ -0,0 +1 @@\n+x\n"
    }

    @Test(arguments: ["../../etc/passwd", "drivers/../../passwd", ".git/hooks/post-checkout"])
    func pathsOutOfTheTree(_ path: String) async throws {
        try await expectRefusal([patch(1, creation(path), files: [(nil, path)])], "leaves the tree")
        try await expectRefusal(
            [patch(1, diff(path, line: 9, to: "x"), files: [(path, path)])], "no such file")
    }

    @Test func absolutePaths() async throws {
        let path = "\(outside.path)/target"
        try await expectRefusal(
            [patch(1, diff(path, line: 9, to: "x"), files: [(path, path)])], "no such file")
        let plain = "--- \(path)\n+++ \(path)\n@@ -1,1 +1,1 @@\n-line 1\n+x\n"
        try await expectRefusal([patch(1, plain, files: [(path, path)])], "no such file")
    }

    @Test func throughALinkOfTheTree() async throws {
        try await expectRefusal(
            [patch(1, creation("link/new"), files: [(nil, "link/new")])], "symbolic link")
        try await expectRefusal(
            [patch(1, diff("link/target", line: 9, to: "x"), files: [("link/target", "link/target")])],
            "no such file")
        try await expectRefusal(
            [patch(1, diff("file", line: 9, to: "x"), files: [("file", "file")])], "are not found")
    }

    @Test func throughALinkThatAPatchMakes() async throws {
        let link =
            "diff --git a/trap b/trap\nnew file mode 120000\n--- /dev/null\n+++ b/trap\n@@ -0,0 +1 @@\n"
            + "+\(outside.path)\n\\ No newline at end of file\n"
        let patches = [
            patch(1, link, files: [(nil, "trap")]),
            patch(2, creation("trap/new"), files: [(nil, "trap/new")]),
        ]
        try await expectRefusal(patches, "symbolic link")
        let revision = try await applier.apply(patches)
        #expect(revision.patches[0].outcome == .clean)
        // A link is known, but nothing is read through it.
        #expect(revision.tree.overlay.keys.sorted() == ["trap"])
        #expect(try revision.tree.contents(of: "trap") == nil)
    }

    @Test func theTreeReadsNothingThroughLinksThatLeaveIt() throws {
        let tree = applier.tree
        #expect(throws: KernelTreeError.self) { try tree.contents(of: "link/target") }
        #expect(throws: KernelTreeError.self) { try tree.contents(of: "file") }
        #expect(throws: KernelTreeError.self) { try tree.contents(of: "../x") }
        #expect(throws: KernelTreeError.self) { try tree.contents(of: "/etc/passwd") }
        #expect(throws: KernelTreeError.self) { try tree.contents(of: "") }
        #expect(try tree.contents(of: "nothing") == nil)
        #expect(!tree.hasFile("file"))
    }
}
