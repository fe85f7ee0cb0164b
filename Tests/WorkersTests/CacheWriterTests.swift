import ExtractionMessages
import Foundation
import KernelTree
import Testing

@testable import Workers

/// What readings that go into the cache together depend on.
@Suite struct CacheWriterTests {
    /// The same path is another file in another tree, and stands for itself in some states only.
    @Test func theFilesOfEachReadingAreNoted() {
        let directory = NSTemporaryDirectory() + "kdrift-test-\(UUID())"
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let cache = ExtractionCache(CacheLocation(directory: directory), readerVersion: "test") { _ in }
        let trace = ReadTrace()
        let readings = CacheWriter(cache: cache, trace: trace)
        func add(_ root: String, overlay: [String: String] = [:], files: [String: String] = [:]) {
            let request = ExtractionRequest(
                root: root, mainFile: "a.h", arguments: [], overlay: overlay, overlayFiles: files)
            var response = ExtractionResponse(id: 0, libclangVersion: "19")
            response.includedFiles = ["a.h", "b.h"]
            readings.add(
                CacheEntry(response: response, text: [], request: request, key: "k", start: .max))
        }
        add("/one", overlay: ["a.h": "#error\n"], files: ["b.h": "/blobs/b"])
        add("/one", files: ["b.h": "/blobs/b"])
        add("/two", files: ["a.h": "/blobs/a"])
        add("/two")
        readings.finish()
        #expect(
            Set(trace.looks) == [.entry("/one/a.h"), .entry("/two/b.h"), .entry("/two/a.h")])
    }
}
