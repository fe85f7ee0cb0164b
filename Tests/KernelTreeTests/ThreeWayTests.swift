import Foundation
import Testing

@testable import KernelTree

/// Patches made for another version of a file, which the tree's repository still has.
@Suite struct ThreeWayTests {
    let place: TemporaryDirectory
    /// The blob of the file that the patches are made for.
    let preimage: String

    init() throws {
        place = try TemporaryDirectory()
        try place.write(["drivers/b.c": numbered()])
        try place.git("init", "-q")
        try place.git("add", ".")
        try place.git("commit", "-q", "-m", "one")
        preimage = try place.git("rev-parse", "HEAD:drivers/b.c").trimmingCharacters(
            in: .whitespacesAndNewlines)
        // In the tree now, a line next to the patch's change has other text.
        try place.write(["drivers/b.c": numbered(30, [11: "eleven", 13: "thirteen"])])
        try place.git("commit", "-q", "-a", "-m", "two")
        try place.git("gc", "-q")
        // A hook, a filter and a file monitor that would show if git ran them.
        let trap = "#!/bin/sh\ntouch \(place.path)/ran\ncat\n"
        try place.write([
            ".git/hooks/post-index-change": trap, "trap.sh": trap, ".gitattributes": "*.c filter=t\n",
        ])
        for name in [".git/hooks/post-index-change", "trap.sh"] {
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o755], ofItemAtPath: "\(place.path)/\(name)")
        }
        for key in ["filter.t.smudge", "filter.t.clean", "core.fsmonitor", "core.sshCommand"] {
            try place.git("config", key, "\(place.path)/trap.sh")
        }
    }

    @Test func aConflictLeavesTheFileAsItWas() async throws {
        let before = try place.fingerprint()
        let tree = try SourceTree(directory: place.path)
        #expect(tree.repository != nil)
        // Line 13 has other text in the tree, and line 14 beside it is what the patch changes.
        let beside = diff("drivers/b.c", line: 14, to: "x", index: "\(preimage.prefix(12))..000000000001")
        let revision = try await PatchApplier(tree: tree).apply([
            patch(1, diff("drivers/b.c", line: 20, to: "twenty"), files: [("drivers/b.c", "drivers/b.c")]),
            patch(2, beside, files: [("drivers/b.c", "drivers/b.c")]),
        ])
        #expect(revision.patches.map(\.outcome) == [.clean, .failed])
        #expect(revision.patches[1].failures.map(\.line) == [11])
        let expected = numbered(30, [11: "eleven", 13: "thirteen", 20: "twenty"])
        #expect(try text(revision.tree, "drivers/b.c") == expected)
        #expect(try place.fingerprint() == before)
    }

    @Test func aMergeThatSucceeds() async throws {
        let context = diff(
            "drivers/b.c", line: 15, to: "fifteen", index: "\(preimage.prefix(12))..000000000001")
        // The hunk's context begins with line 12 and holds line 13, which the tree has changed.
        let before = try place.fingerprint()
        let revision = try await PatchApplier(tree: try SourceTree(directory: place.path)).apply([
            patch(1, context, files: [("drivers/b.c", "drivers/b.c")])
        ])
        #expect(revision.patches[0].files.map(\.outcome) == [.threeWay])
        let expected = numbered(30, [11: "eleven", 13: "thirteen", 15: "fifteen"])
        #expect(try text(revision.tree, "drivers/b.c") == expected)
        #expect(try place.fingerprint() == before)
    }

    @Test func withoutTheBlobLessContextIsTried() async throws {
        let unknown = diff("drivers/b.c", line: 15, to: "fifteen", index: "123456789abc..000000000001")
        let revision = try await PatchApplier(tree: try SourceTree(directory: place.path)).apply([
            patch(1, unknown, files: [("drivers/b.c", "drivers/b.c")])
        ])
        #expect(revision.patches[0].files.map(\.outcome) == [.reducedContext(lines: 1)])
    }

    @Test func worktreesAndBareRepositoriesAreFound() throws {
        let other = try TemporaryDirectory()
        try place.git("worktree", "add", "-q", "--detach", "\(other.path)/w")
        let tree = try SourceTree(directory: "\(other.path)/w")
        #expect(tree.repository?.objectDirectory == "\(place.path)/.git/objects")
        #expect(try SourceTree(directory: "\(place.path)/drivers").repository == nil)
        try place.git("clone", "-q", "--bare", place.path, "\(other.path)/bare")
        #expect(GitRepository(gitDirectory: "\(other.path)/bare")?.objectFormat == "sha1")
        #expect(GitRepository(gitDirectory: "\(place.path)/drivers") == nil)
    }
}
