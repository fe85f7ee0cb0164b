import Foundation
import PatchSeries
import Testing

@testable import KernelTree

/// Commits of the tree's repository as a series.
@Suite struct PatchRangeTests {
    let place: TemporaryDirectory

    init() throws {
        place = try TemporaryDirectory()
        try place.write(["drivers/b.c": numbered(), "with space.h": "int a;\n"])
        try place.git("init", "-q", "-b", "main")
        try place.git("add", ".")
        try place.git("commit", "-q", "-m", "base")
        try place.git("tag", "base")
        try place.write(["drivers/b.c": numbered(30, [3: "three"])])
        try place.git("commit", "-q", "-a", "-m", "b: say three\n\nIts body.")
        try place.git("mv", "with space.h", "moved.h")
        try place.write(["raw.bin": "\u{0}\u{1}\u{2}"])
        try place.git("add", ".")
        try place.git("commit", "-q", "-m", "move a header")
        // What would show if git ran it: an external diff and a text conversion.
        try place.write([
            "trap.sh": "#!/bin/sh\ntouch \(place.path)/ran\n", ".git/info/attributes": "* diff=t\n",
        ])
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755], ofItemAtPath: "\(place.path)/trap.sh")
        for key in ["diff.external", "diff.t.command", "diff.t.textconv", "core.pager"] {
            try place.git("config", key, "\(place.path)/trap.sh")
        }
        try place.git("config", "format.subjectPrefix", "OTHER")
    }

    @Test func theCommitsAreTheSeries() async throws {
        let before = try place.fingerprint()
        let range = try #require(PatchRange("base..HEAD"))
        let mails = try await range.mails(of: SourceTree(directory: place.path), version: 2)
        let series = try Series.assemble(Mailbox(bytes: mails, name: "base..HEAD").messages)
        #expect(series.count == 1)
        let revision = try #require(series.first?.revisions.first)
        #expect(series[0].revisions.map(\.label) == ["v2"])
        #expect(revision.patches.map(\.title) == ["b: say three", "move a header"])
        #expect(revision.missing.isEmpty)
        #expect(revision.patches[1].fileDiffs.map(\.newPath) == ["moved.h", "raw.bin"])
        #expect(try place.fingerprint() == before, "the repository was written to, or ran something")
    }

    @Test func theSeriesAppliesToItsStart() async throws {
        let tree = try SourceTree(directory: place.path)
        let mails = try await #require(PatchRange("base..main")).mails(of: tree)
        let patches = try Series.assemble(Mailbox(bytes: mails, name: "range").messages)[0].revisions[0]
            .patches
        let bare = try TemporaryDirectory()
        try bare.write(["drivers/b.c": numbered(), "with space.h": "int a;\n"])
        let applied = try await PatchApplier(tree: SourceTree(directory: bare.path)).apply(
            patches.map { patch in
                PatchInput(
                    number: patch.number, diff: patch.diff,
                    files: patch.fileDiffs.map { .init(oldPath: $0.oldPath, newPath: $0.newPath) })
            })
        #expect(applied.patches.map(\.outcome) == [.clean, .clean])
        #expect(try text(applied.tree, "moved.h") == "int a;\n")
        #expect(try applied.tree.contents(of: "raw.bin") == [0, 1, 2])
    }

    @Test(arguments: [("base..nowhere", "no commit 'nowhere'"), ("main..base", "no commit in 'main..base'")])
    func whatIsNotThereIsSaid(range: String, words: String) async throws {
        let tree = try SourceTree(directory: place.path)
        let error = await #expect(throws: KernelTreeError.self) {
            try await #require(PatchRange(range)).mails(of: tree)
        }
        #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
        #expect(error?.hint.isEmpty == false)
    }

    @Test func aTreeWithoutRepositoryIsSaid() async throws {
        let bare = try TemporaryDirectory()
        let tree = try SourceTree(directory: bare.path)
        let error = await #expect(throws: KernelTreeError.self) {
            try await #require(PatchRange("a..b")).mails(of: tree)
        }
        #expect(error?.message.contains("no git repository") == true)
    }

    @Test func whatIsARange() {
        #expect(PatchRange("v5.16..HEAD~2").map { [$0.start, $0.end] } == ["v5.16", "HEAD~2"])
        #expect(PatchRange("v5.16..").map { [$0.start, $0.end] } == ["v5.16", "HEAD"])
        for text in ["a...b", "..", "../series.mbox", "dir/../x.mbox", "a", "--upload-pack=x..b", "a..-x"] {
            #expect(PatchRange(text) == nil, "\(text)")
        }
    }
}
