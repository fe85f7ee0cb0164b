import Foundation
import Testing

@testable import KernelTree

@Suite struct PatchApplierTests {
    let place: TemporaryDirectory
    let scratch: TemporaryDirectory
    let applier: PatchApplier

    init() throws {
        place = try TemporaryDirectory()
        scratch = try TemporaryDirectory()
        try place.write([
            "include/linux/a.h": numbered(), "drivers/b.c": numbered(), "drivers/crlf.c": "one\r\ntwo\r\n",
        ])
        applier = PatchApplier(
            tree: try SourceTree(directory: place.path), temporaryDirectory: scratch.path)
    }

    @Test func patchesBuildOnEachOtherAndTheTreeIsLeftAlone() async throws {
        let before = try place.fingerprint()
        let revision = try await applier.apply([
            patch(
                1, diff("include/linux/a.h", line: 10, to: "ten"),
                files: [("include/linux/a.h", "include/linux/a.h")]),
            patch(
                2, diff("include/linux/a.h", line: 20, to: "twenty"),
                diff("drivers/b.c", line: 9, to: "nine"),
                files: [("include/linux/a.h", "include/linux/a.h"), ("drivers/b.c", "drivers/b.c")]),
        ])
        #expect(revision.patches.map(\.outcome) == [.clean, .clean])
        #expect(revision.patches[0].tree.overlay.keys.sorted() == ["include/linux/a.h"])
        #expect(revision.tree.overlay.keys.sorted() == ["drivers/b.c", "include/linux/a.h"])
        #expect(try text(revision.patches[0].tree, "include/linux/a.h") == numbered(30, [10: "ten"]))
        #expect(try text(revision.tree, "include/linux/a.h") == numbered(30, [10: "ten", 20: "twenty"]))
        #expect(try text(revision.base, "include/linux/a.h") == numbered())
        #expect(try place.fingerprint() == before)
        #expect(try scratch.fingerprint().isEmpty)
    }

    @Test func blobNamesAreGits() async throws {
        let revision = try await applier.apply([
            patch(1, diff("drivers/b.c", line: 9, to: "nine"), files: [("drivers/b.c", "drivers/b.c")])
        ])
        try scratch.write(["new": numbered(30, [9: "nine"]), "old": numbered()])
        let new = try scratch.git("hash-object", "new").trimmingCharacters(in: .whitespacesAndNewlines)
        let old = try scratch.git("hash-object", "old").trimmingCharacters(in: .whitespacesAndNewlines)
        #expect(revision.tree.blobID(of: "drivers/b.c") == new)
        #expect(revision.baseBlobIDs == ["drivers/b.c": old])
    }

    @Test func newDeletedAndRenamedFiles() async throws {
        let new = """
            diff --git a/include/linux/n.h b/include/linux/n.h
            new file mode 100755
            index 000000000000..111111111111
            --- /dev/null
            +++ b/include/linux/n.h
            @@ -0,0 +1,2 @@
            +one
            +two
            \\ No newline at end of file

            """
        let rename = """
            diff --git a/drivers/b.c b/drivers/sub/c.c
            similarity index 100%
            rename from drivers/b.c
            rename to drivers/sub/c.c

            """
        let deletion =
            "diff --git a/include/linux/a.h b/include/linux/a.h\ndeleted file mode 100644\n"
            + "--- a/include/linux/a.h\n+++ /dev/null\n@@ -1,30 +0,0 @@\n"
            + numbered().split(separator: "\n").map { "-\($0)\n" }.joined()
        let revision = try await applier.apply([
            patch(1, new, files: [(nil, "include/linux/n.h")]),
            patch(
                2, rename, deletion,
                files: [("drivers/b.c", "drivers/sub/c.c"), ("include/linux/a.h", nil)]),
        ])
        #expect(revision.patches.map(\.outcome) == [.clean, .clean])
        #expect(try text(revision.tree, "include/linux/n.h") == "one\ntwo")
        #expect(try text(revision.tree, "drivers/b.c") == nil)
        #expect(try text(revision.tree, "include/linux/a.h") == nil)
        #expect(try text(revision.tree, "drivers/sub/c.c") == numbered())
        #expect(revision.tree.overlay["drivers/b.c"] == .deleted)
        guard case .file(let file) = revision.tree.overlay["include/linux/n.h"] else {
            Issue.record("the new file is missing")
            return
        }
        #expect(file.mode == 0o100755)
    }

    @Test func hunksThatMovedAreToldWithTheirDistance() async throws {
        let revision = try await applier.apply([
            patch(
                1, diff("drivers/b.c", line: 12, to: "twelve", at: 4), files: [("drivers/b.c", "drivers/b.c")]
            )
        ])
        #expect(revision.patches[0].outcome == .offset(lines: 5))
        #expect(try text(revision.tree, "drivers/b.c") == numbered(30, [12: "twelve"]))
    }

    @Test func lessContextIsTheLastResort() async throws {
        let damaged = diff("drivers/b.c", line: 12, to: "twelve").replacing(" line 9\n", with: " other\n")
        let revision = try await applier.apply([
            patch(1, damaged, files: [("drivers/b.c", "drivers/b.c")])
        ])
        #expect(revision.patches[0].files.map(\.outcome) == [.reducedContext(lines: 2)])
        #expect(revision.patches[0].outcome == .merged)
        #expect(try text(revision.tree, "drivers/b.c") == numbered(30, [12: "twelve"]))
    }

    @Test func aFailureNamesEveryHunkAndSparesTheOtherFiles() async throws {
        let first = diff("drivers/b.c", line: 8, to: "eight").replacing("-line 8\n", with: "-gone\n")
        let second = diff("drivers/b.c", line: 20, to: "x").replacing("-line 20\n", with: "-gone\n")
        let hunk = second[(second.firstRange(of: "@@")?.lowerBound ?? second.startIndex)...]
        let revision = try await applier.apply([
            patch(
                1, first + hunk, diff("include/linux/a.h", line: 10, to: "ten"),
                files: [("drivers/b.c", "drivers/b.c"), ("include/linux/a.h", "include/linux/a.h")]),
            patch(2, diff("drivers/b.c", line: 15, to: "fifteen"), files: [("drivers/b.c", "drivers/b.c")]),
        ])
        let failed = revision.patches[0]
        #expect(failed.outcome == .partial)
        #expect(failed.failures.map(\.file) == ["drivers/b.c", "drivers/b.c"])
        #expect(failed.failures.map(\.line) == [5, 17])
        #expect(failed.tree.overlay.keys.sorted() == ["include/linux/a.h"])
        #expect(revision.patches[1].outcome == .clean)
        #expect(try text(revision.tree, "drivers/b.c") == numbered(30, [15: "fifteen"]))
    }

    /// One file needs no git, one is new, one does not apply; the next patch goes on from all of them.
    @Test func gitGetsTheFilesThatNeedIt() async throws {
        let new = """
            diff --git a/drivers/n.c b/drivers/n.c
            new file mode 100644
            index 000000000000..111111111111
            --- /dev/null
            +++ b/drivers/n.c
            @@ -0,0 +1,2 @@
            +one
            +two

            """
        let other = diff("drivers/b.c", line: 9, to: "nine").replacingOccurrences(of: " line", with: " other")
        let files = [("include/linux/a.h", "include/linux/a.h"), ("drivers/n.c", "drivers/n.c")]
        let revision = try await applier.apply([
            patch(
                1, other, diff("include/linux/a.h", line: 10, to: "ten"), new,
                files: [("drivers/b.c", "drivers/b.c"), files[0], (nil, files[1].1)]),
            patch(
                2, diff("include/linux/a.h", line: 20, to: "twenty"),
                new.replacingOccurrences(of: "new file mode 100644\n", with: "")
                    .replacingOccurrences(of: "/dev/null", with: "a/drivers/n.c")
                    .replacingOccurrences(of: "@@ -0,0 +1,2 @@\n+one", with: "@@ -1,2 +1,2 @@\n one\n-two")
                    .replacingOccurrences(of: "+two", with: "+zwei"), files: files),
        ])
        #expect(revision.patches[0].files.map(\.path) == ["drivers/b.c", "include/linux/a.h", "drivers/n.c"])
        #expect(revision.patches[0].failures.map(\.file) == ["drivers/b.c"])
        #expect(revision.patches[1].outcome == .clean)
        #expect(try text(revision.tree, "include/linux/a.h") == numbered(30, [10: "ten", 20: "twenty"]))
        #expect(try text(revision.patches[0].tree, "drivers/n.c") == "one\ntwo\n")
        #expect(try text(revision.tree, "drivers/n.c") == "one\nzwei\n")
        #expect(try text(revision.tree, "drivers/b.c") == numbered())
    }

    @Test func aPatchForAnotherTreeFailsWithItsReason() async throws {
        let revision = try await applier.apply([
            patch(
                7, diff("net/core/x.c", line: 9, to: "x"), diff("net/core/y.c", line: 9, to: "y"),
                files: [("net/core/x.c", "net/core/x.c"), ("net/core/y.c", "net/core/y.c")])
        ])
        #expect(revision.patches[0].number == 7)
        #expect(revision.patches[0].outcome == .failed)
        #expect(
            revision.patches[0].failures == [
                PatchFailure(file: "net/core/x.c", line: nil, reason: "the tree has no such file"),
                PatchFailure(file: "net/core/y.c", line: nil, reason: "the tree has no such file"),
            ])
        #expect(revision.tree.overlay.isEmpty)
    }

    @Test func aCutOffDiffLosesOnlyItsLastFile() async throws {
        let whole = diff("drivers/b.c", line: 9, to: "nine")
        let revision = try await applier.apply([
            patch(
                1, diff("include/linux/a.h", line: 10, to: "ten"), String(whole.dropLast(30)),
                files: [("include/linux/a.h", "include/linux/a.h"), ("drivers/b.c", "drivers/b.c")])
        ])
        #expect(revision.patches[0].outcome == .partial)
        #expect(revision.tree.overlay.keys.sorted() == ["include/linux/a.h"])
        #expect(revision.patches[0].failures.first?.reason.contains("cut off or damaged") == true)
    }

    @Test func filesWithoutGitHeadersArePickedOneByOne() async throws {
        func plain(_ text: String) -> String { String(text.drop { $0 != "\n" }.dropFirst()) }
        let revision = try await applier.apply([
            patch(
                1, plain(diff("include/linux/a.h", line: 10, to: "ten")),
                plain(diff("drivers/missing.c", line: 9, to: "nine")),
                files: [
                    ("include/linux/a.h", "include/linux/a.h"), ("drivers/missing.c", "drivers/missing.c"),
                ])
        ])
        #expect(revision.patches[0].outcome == .partial)
        #expect(revision.tree.overlay.keys.sorted() == ["include/linux/a.h"])
        #expect(revision.patches[0].failures.map(\.file) == ["drivers/missing.c"])
    }

    @Test func lineEndsOfTheMailAreTakenOffAndThoseOfTheFileAreKept() async throws {
        let mailed = diff("drivers/b.c", line: 9, to: "nine").replacing("\n", with: "\r\n")
        let dos =
            "diff --git a/drivers/crlf.c b/drivers/crlf.c\n--- a/drivers/crlf.c\n+++ b/drivers/crlf.c\n"
            + "@@ -1,2 +1,2 @@\n one\r\n-two\r\n+drei\r\n"
        let revision = try await applier.apply([
            patch(1, mailed, files: [("drivers/b.c", "drivers/b.c")]),
            patch(2, dos, files: [("drivers/crlf.c", "drivers/crlf.c")]),
        ])
        #expect(revision.patches.map(\.outcome) == [.clean, .clean])
        #expect(try text(revision.tree, "drivers/b.c") == numbered(30, [9: "nine"]))
        #expect(try text(revision.tree, "drivers/crlf.c") == "one\r\ndrei\r\n")
    }

    @Test func rubbishAndEmptyPatchesAreOutcomes() async throws {
        let revision = try await applier.apply([
            PatchInput(number: 0, diff: [], files: []),
            PatchInput(number: 1, diff: [0, 255, 10, 13, 7], files: []),
            PatchInput(
                number: 2, diff: Array("diff --git a/drivers/b.c b/drivers/b.c\n".utf8),
                files: [.init(oldPath: "drivers/b.c", newPath: "drivers/b.c")]),
        ])
        #expect(revision.patches.map(\.outcome) == [.clean, .failed, .failed])
        #expect(revision.tree.overlay.isEmpty)
    }

    @Test func manyRevisionsKeepTheirOrder() async throws {
        let revisions = (4...27).map { line in
            [patch(1, diff("drivers/b.c", line: line, to: "new"), files: [("drivers/b.c", "drivers/b.c")])]
        }
        let results = try await applier.apply(revisions: revisions)
        for (line, result) in zip(4...27, results) {
            #expect(try text(result.tree, "drivers/b.c") == numbered(30, [line: "new"]))
        }
        #expect(try await applier.apply(revisions: []).isEmpty)
    }

    @Test func aTemporaryDirectoryThatCannotBeWrittenIsAnError() async throws {
        let broken = PatchApplier(tree: applier.tree, temporaryDirectory: "\(scratch.path)/missing")
        await #expect(throws: KernelTreeError.self) { try await broken.apply([]) }
    }
}
