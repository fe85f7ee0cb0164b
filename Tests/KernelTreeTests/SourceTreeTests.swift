import Foundation
import Globs
import Testing

@testable import KernelTree

@Suite struct SourceTreeTests {
    @Test func aKernelTreeHasIncludeLinux() throws {
        let place = try TemporaryDirectory()
        try place.write(["drivers/x.c": "int x;\n"])
        let error = #expect(throws: KernelTreeError.self) { try SourceTree(kernel: place.path) }
        #expect(error?.message.contains("has no include/ directory") == true)
        #expect(error?.hint.isEmpty == false)
        #expect(try SourceTree(directory: place.path).isKernel == false)
        try place.write(["include/linux/a.h": ""])
        #expect(try SourceTree(kernel: place.path).isKernel)
        #expect(throws: KernelTreeError.self) { try SourceTree(kernel: "\(place.path)/missing") }
        #expect(throws: KernelTreeError.self) { try SourceTree(directory: "\(place.path)/drivers/x.c") }
        let single = try SourceTree.containing(file: "\(place.path)/drivers/x.c")
        #expect(try single.tree.contents(of: single.path) == Array("int x;\n".utf8))
        #expect(throws: KernelTreeError.self) { try SourceTree.containing(file: place.path) }
    }

    @Test func filesAreListedByPattern() throws {
        let place = try TemporaryDirectory()
        try place.write([
            "include/linux/a.h": "", "include/linux/b.h": "", "include/linux/sub/c.h": "", "include/x.c": "",
            ".git/include.h": "",
        ])
        try place.link("include/loop", to: "..")
        let tree = try SourceTree(directory: place.path)
        #expect(
            try tree.files(matching: GlobPattern("include/linux/*.h")) == [
                "include/linux/a.h", "include/linux/b.h",
            ])
        #expect(
            try tree.files(matching: GlobPattern("include/linux/**"))
                == ["include/linux/a.h", "include/linux/b.h", "include/linux/sub/c.h"])
        #expect(try tree.files(matching: GlobPattern("**/c.h")) == ["include/linux/sub/c.h"])
        #expect(try tree.files(matching: GlobPattern("include/x.c")) == ["include/x.c"])
        #expect(try tree.files(matching: GlobPattern("../**")).isEmpty)
    }

    /// The superuser reads everything.
    @Test(.enabled(if: geteuid() != 0)) func aDirectoryThatCannotBeReadIsAnError() throws {
        let place = try TemporaryDirectory()
        try place.write(["include/linux/a.h": "", "include/x.h": ""])
        let directory = "\(place.path)/include/linux"
        try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: directory)
        defer { try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: directory) }
        let tree = try SourceTree(directory: place.path)
        #expect(throws: KernelTreeError.self) { try tree.files(matching: GlobPattern("include/**")) }
        #expect(throws: KernelTreeError.self) { try tree.names(in: "include/linux") }
        #expect(try tree.names(in: "include/none").isEmpty)
    }

    @Test func manyPatternsFindWhatEachOfThemFinds() throws {
        let place = try TemporaryDirectory()
        try place.write([
            "include/linux/a.h": "", "include/linux/b.h": "", "include/linux/sub/c.h": "", "include/x.c": "",
            "include/linux/a.h.orig": "", "top.h": "",
        ])
        try place.link("include/linux/l.h", to: "a.h")
        let tree = try SourceTree(directory: place.path)
        let patterns = [
            "include/linux/a.h", "include//linux/b.h", "include/linux/l.h", "include/linux/none.h",
            "include/linux/*/c.h", "include/linux/?.h", "include/x.c", "top.h", "../top.h", "../*",
        ].map { GlobPattern($0) }
        let one = Set(try patterns.flatMap { try tree.files(matching: $0) }).sorted()
        #expect(
            one == [
                "include/linux/a.h", "include/linux/b.h", "include/linux/sub/c.h", "include/x.c", "top.h",
            ])
        #expect(try tree.files(matchingAny: patterns) == one)
        #expect(try tree.files(matchingAny: []).isEmpty)
    }

    @Test(arguments: [
        ("include/linux/?.h", "include/linux/a.h", true), ("include/*.h", "include/linux/a.h", false),
        ("**", "a/b", true), ("a/**/z", "a/z", true), ("a/**/z", "a/b/c/z", true), ("a/**/z", "a/b/c", false),
        ("*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false), ("x*", "x", true), ("", "", true),
    ])
    func patterns(_ pattern: String, _ path: String, _ fits: Bool) {
        #expect(GlobPattern(pattern).matches(path) == fits)
    }

    @Test func indexBytesThatAreCutOffAreAnError() {
        #expect(throws: KernelTreeError.self) { try GitIndex.entries(in: [], hashLength: 20) }
        let header = Array("DIRC".utf8) + [0, 0, 0, 2, 0, 0, 0, 9]
        #expect(throws: KernelTreeError.self) { try GitIndex.entries(in: header, hashLength: 20) }
        #expect(throws: KernelTreeError.self) {
            try GitIndex.entries(in: header + Array(repeating: 1, count: 200), hashLength: 20)
        }
    }

    @Test func blobStreamsSkipWhatIsMissing() {
        let output = Array("aa missing\nbb blob 3\nx\ny\ncc tree 1\nz\ndd blob 9\ncut".utf8)
        let blobs = BlobStream.parse(output, names: ["aa", "bb", "cc", "dd"])
        #expect(blobs == ["bb": Array("x\ny".utf8)])
    }
}
