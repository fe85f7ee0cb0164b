import ABIModel
import ExtractionMessages
import Foundation
import Testing

@testable import Extraction

/// A header that is read again with another text: what it includes is kept, and nothing else changes.
@Suite(.serialized) struct KeptUnitTests {
    private static let main = "include/linux/kept.h"
    private static let one = "#ifndef _K_H\n#define _K_H\n#include <linux/one.h>\nstruct k { one_t a; };\n"
    private static let two = one + "#include <linux/two.h>\nstruct l { struct k k; two_t b; };\n#define L 5\n"
    private static let end = "#endif\n"

    /// libclang keeps preambles of files that are on disk; their text is always another.
    private static let root: String = {
        let root = NSTemporaryDirectory() + "kdrift-kept-\(UUID().uuidString)"
        try? FileManager.default.createDirectory(
            atPath: root + "/include/linux", withIntermediateDirectories: true)
        for name in ["kept", "one", "two", "endless"] {
            _ = FileManager.default.createFile(atPath: "\(root)/include/linux/\(name).h", contents: Data())
        }
        return root
    }()

    private func request(_ text: String, _ files: [String: String] = [:]) -> ExtractionRequest {
        var overlay = [
            "include/linux/one.h": "typedef int one_t;\n", "include/linux/two.h": "typedef long two_t;\n",
        ]
        overlay.merge(files) { _, new in new }
        overlay[Self.main] = text + (text.hasPrefix("#ifndef") ? Self.end : "")
        return ExtractionRequest(
            root: Self.root, mainFile: Self.main, arguments: ["-Iinclude", "-std=gnu11"], overlay: overlay,
            keepsPreamble: true)
    }

    /// Every request one after the other, and each with an extractor of its own.
    private func both(_ requests: [ExtractionRequest]) throws -> (
        kept: [ExtractionResponse], fresh: [ExtractionResponse]
    ) {
        let extractor = try Extractor()
        return (requests.map { extractor.extract($0) }, try requests.map { try Extractor().extract($0) })
    }

    @Test func anotherTextOfTheSameHeader() throws {
        let (kept, fresh) = try both([request(Self.one), request(Self.two), request(Self.one)])
        #expect(kept == fresh)
        #expect(kept[0].snapshot.records.map(\.name) == ["k"])
        #expect(kept[1].snapshot.records.map(\.name) == ["k", "l"])
        #expect(kept[1].snapshot.macros.map(\.name) == ["L"])
        #expect(
            kept[1].includedFiles == ["include/linux/kept.h", "include/linux/one.h", "include/linux/two.h"])
        #expect(kept[2] == kept[0])
    }

    @Test func anotherTextOfWhatItIncludes() throws {
        let wide = ["include/linux/one.h": "typedef long long one_t;\n"]
        let (kept, fresh) = try both([request(Self.one), request(Self.one, wide), request(Self.one)])
        #expect(kept == fresh)
        #expect(kept.map { $0.snapshot.records[0].sizeBytes } == [4, 8, 4])
    }

    @Test func anErrorOfWhatItIncludesIsToldEachTime() throws {
        let broken = ["include/linux/one.h": "typedef nonsense one_t;\n"]
        let (kept, fresh) = try both([request(Self.one, broken), request(Self.two, broken)])
        #expect(kept == fresh)
        #expect(kept.allSatisfy { $0.errors.first?.site.file == "include/linux/one.h" })
    }

    @Test func aMissingIncludeThatComes() throws {
        let text = Self.one + "#include <linux/late.h>\n"
        let late = ["include/linux/late.h": "struct late { int x; };\n"]
        let (kept, fresh) = try both([request(text), request(text, late)])
        #expect(kept == fresh)
        #expect(kept[0].errors.first?.message == "'linux/late.h' file not found")
        #expect(kept[1].errors.isEmpty)
    }

    @Test func headersThatIncludeEachOther() throws {
        let back = ["include/linux/one.h": "#include <linux/kept.h>\ntypedef int one_t;\n"]
        let (kept, fresh) = try both([request(Self.one, back), request(Self.two, back)])
        #expect(kept == fresh)
        #expect(kept.allSatisfy { $0.errors.isEmpty && $0.failure == nil })
        #expect(kept[1].snapshot.records.map(\.name) == ["k", "l"])
    }

    @Test func aHeaderThatIncludesItselfWithoutEnd() throws {
        let response = try Extractor().extract(
            request(
                "#include <linux/endless.h>\nstruct k { int a; };\n",
                [
                    "include/linux/endless.h": "#include <linux/endless.h>\n"
                ]))
        #expect(response.failure == nil)
        #expect(response.errors.contains { $0.message.contains("nested too deeply") }, "\(response.errors)")
        #expect(response.snapshot.records.map(\.name) == ["k"])
    }

    @Test func inlineFunctionsOfIncludedHeadersAreNotLookedInto() throws {
        let text = "#include <linux/one.h>\nstatic inline int own(void) { return -22; }\n"
        let response = try Extractor().extract(
            request(text, ["include/linux/one.h": "static inline int other(void) { return undeclared; }\n"]))
        #expect(response.errors.isEmpty)
        #expect(response.snapshot.functions.map(\.result) == [.value(-22)])
    }
}
