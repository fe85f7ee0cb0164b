import Foundation
import Readings
import Sessions
import Testing
import Workers

/// Law 3: a tree and its repository are byte for byte and time for time the same after every command.
@Suite struct UntouchedTests {
    @Test func everyCommandLeavesTreeAndRepositoryAlone() async throws {
        let tree = try ScratchTree.kernel("linux")
        try tree.git("init", "-q", "-b", "main")
        try tree.commit("v1.0")
        try tree.edit("drivers/iommu/iommu.c", "\tint id;\n", "\tint id;\n\tunsigned int users;\n")
        // A file that git has not looked at yet: a status would refresh the index.
        try tree.write("int late;\n", to: "drivers/iommu/late.c")
        let store = try ScratchTree("cache")
        let cache = ExtractionCache(
            CacheLocation(directory: store.path), readerVersion: "test", note: { _ in })
        let pool = try ExtractionPool(cache: cache)
        let before = try tree.fingerprint()

        let patches = EmbeddedReview.root.appendingPathComponent("patches/dma-ownership").path
        let (series, _) = try SeriesInput.series(from: ["\(patches)/v7", "\(patches)/v8"]) { [] }
        let files = ["include/linux/iommu.h", "drivers/iommu/*.c"]
        for path in [tree.path, "\(tree.path)@v1.0", "\(tree.path)@HEAD"] {
            let options = TreeOptions(path: path)
            _ = try await ReviewSession(options: .init(tree: options), pool: pool).run(series, inputs: [])
            _ = try DiffSession(
                options: .init(old: TreeOptions(path: "\(tree.path)@v1.0"), new: options, files: files),
                pool: pool
            ).run()
            _ = try ShowSession(symbol: "struct iommu_group", tree: options, pool: pool).run()
            _ = try SnapshotSession(tree: options, files: files, pool: pool).run()
        }
        #expect(try tree.fingerprint() == before)
    }
}
