import Drift
import Foundation
import Readings
import Reporting
import Sessions
import Synchronization
import Testing
import Workers

/// The cache of extractions: never another report, and no trouble when the cache is in trouble.
@Suite struct ExtractionCacheTests {
    private final class Notes: Sendable {
        let texts = Mutex<[String]>([])

        var all: [String] { texts.withLock { $0 } }
    }

    private func report(
        _ tree: String, cache: String? = nil, limit: Int = CacheLocation.standardLimitBytes,
        notes: Notes = Notes()
    ) async throws -> String {
        let patches = EmbeddedReview.root.appendingPathComponent("patches/dma-ownership").path
        let (series, _) = try SeriesInput.series(from: ["\(patches)/v6", "\(patches)/v7"]) { [] }
        let cache = cache.map { directory in
            ExtractionCache(
                CacheLocation(directory: directory, limitBytes: limit), readerVersion: "test",
                note: { text in notes.texts.withLock { $0.append(text) } })
        }
        let session = ReviewSession(
            // Verdicts on functions read more, and have tests of their own.
            options: .init(tree: TreeOptions(path: tree), functions: FunctionChoice(isOn: false)),
            pool: try ExtractionPool(cache: cache))
        return JSONReporter().render(try await session.run(series, inputs: ["x"]))
    }

    private func entries(_ directory: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: directory).filter { $0.hasSuffix(".response") }
    }

    /// The tree's files must be older than the reading.
    private func settle() async throws { try await Task.sleep(for: .milliseconds(20)) }

    @Test func cachedAndUncachedReportsAreTheSame() async throws {
        let tree = try ScratchTree.kernel()
        let store = try ScratchTree("cache")
        try await settle()
        let plain = try await report(tree.path)
        #expect(try await report(tree.path, cache: store.path) == plain)
        let count = try entries(store.path).count
        #expect(count > 10)
        #expect(try await report(tree.path, cache: store.path) == plain)
        #expect(try entries(store.path).count == count)
        // Another directory with the same text finds the same entries.
        let copy = try ScratchTree.kernel("elsewhere")
        try await settle()
        #expect(try await report(copy.path, cache: store.path) == plain)
        #expect(try entries(store.path).count == count)
    }

    @Test func aChangedHeaderIsReadAgain() async throws {
        let tree = try ScratchTree.kernel()
        let store = try ScratchTree("cache")
        try await settle()
        let before = try await report(tree.path, cache: store.path)
        try tree.edit("include/linux/device.h", "struct device {", "struct device {\n\tlong weight;")
        try await settle()
        let plain = try await report(tree.path)
        #expect(plain != before)
        #expect(try await report(tree.path, cache: store.path) == plain)
        // A header that comes to stand before another one on the include path.
        try tree.write(
            "#define SHADOWED 1\n#include \"../../../../include/linux/errno.h\"\n",
            to: "arch/x86/include/linux/errno.h")
        try await settle()
        #expect(try await report(tree.path, cache: store.path) == report(tree.path))
    }

    @Test func aDamagedEntryIsLeftOutOfAccount() async throws {
        let tree = try ScratchTree.kernel()
        let store = try ScratchTree("cache")
        try await settle()
        let plain = try await report(tree.path, cache: store.path)
        for name in try entries(store.path) {
            let text = try #require(FileManager.default.contents(atPath: store.place(name)))
            try text.prefix(text.count / 2).write(to: URL(fileURLWithPath: store.place(name)))
        }
        let notes = Notes()
        #expect(try await report(tree.path, cache: store.path, notes: notes) == plain)
        #expect(notes.all == ["an entry of the cache is damaged and is left out of account"])
        let silent = Notes()
        #expect(try await report(tree.path, cache: store.path, notes: silent) == plain)
        #expect(silent.all.isEmpty)
    }

    @Test func aDirectoryThatCannotBeWrittenCostsOneNote() async throws {
        let tree = try ScratchTree.kernel()
        let store = try ScratchTree("cache")
        try await settle()
        // Where a directory is needed stands a file: this stops root as well.
        try store.write("", to: "tmp")
        let notes = Notes()
        #expect(try await report(tree.path, cache: store.path, notes: notes) == report(tree.path))
        #expect(notes.all.count == 1 && notes.all[0].contains("cannot be written"))
    }

    @Test func theSizeIsBounded() async throws {
        let tree = try ScratchTree.kernel()
        let store = try ScratchTree("cache")
        try await settle()
        let limit = 200_000
        let plain = try await report(tree.path, cache: store.path, limit: limit)
        let bytes = try FileManager.default.subpathsOfDirectory(atPath: store.path).reduce(0) { sum, name in
            sum + (FileManager.default.contents(atPath: store.place(name))?.count ?? 0)
        }
        #expect(bytes <= limit)
        #expect(try await report(tree.path, cache: store.path, limit: limit) == plain)
    }

    @Test func twoRunsAtOnceUseOneDirectory() async throws {
        let tree = try ScratchTree.kernel()
        let store = try ScratchTree("cache")
        try await settle()
        async let first = report(tree.path, cache: store.path)
        async let second = report(tree.path, cache: store.path)
        let (one, two) = try await (first, second)
        #expect(one == two)
        #expect(try await report(tree.path, cache: store.path) == one)
    }

    @Test(arguments: [
        (["KDRIFT_CACHE": "/c", "XDG_CACHE_HOME": "/x", "HOME": "/h"], "/c"),
        (["XDG_CACHE_HOME": "/x", "HOME": "/h"], "/x/kdrift"),
        (["XDG_CACHE_HOME": "not/absolute", "HOME": "/h"], "/h/.cache/kdrift"),
    ])
    func whereItLies(environment: [String: String], directory: String) {
        #expect(CacheLocation(environment: environment)?.directory == directory)
        #expect(CacheLocation(environment: [:]) == nil)
        #expect(CacheLocation(environment: ["HOME": "/h", "KDRIFT_CACHE_SIZE": "3"])?.limitBytes == 3 << 20)
    }
}
