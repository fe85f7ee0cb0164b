import ExtractionMessages
import Foundation
import Testing

@testable import Extraction

/// Headers whose functions' bodies are not read again: every reading says the same, whether it is the first or not.
@Suite(.serialized) struct BodyStrippedFilesTests {
    private static let header = """
        #ifndef X_H
        #define X_H
        #define TWO(a, b) ((a) + (b))
        #define DECLARE(name) \\
            static inline int trace_##name(int a) \\
            { \\
                int padding[] = { 1, 2, 3, 4, 5, 6, 7, 8, 9 }; return TWO(a, padding[0]) + TWO(a); \\
            } \\
            struct trace_##name { int a; }
        static inline int broken(int a)
        {
            /* More than a few bytes, so that they are worth a copy: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa */
            return TWO(a);
        }
        struct x { int x; };
        struct y __attribute__((packed)) f(void);
        struct __attribute__((packed)) y { char c; int i; };
        #endif

        """
    private static let main = """
        #include "x.h"
        DECLARE(map);
        struct z { struct x x; struct y y; struct trace_map t; };
        #define NUMBER_(a, b) a##b
        #define NUMBER(a, b) NUMBER_(a, b)
        int NUMBER(__initstub__, __COUNTER__)(void) { return 0; }
        int main_function(struct z *z) { return TWO(z->x.x); }

        """

    private let directory = FileManager.default.temporaryDirectory
        .appendingPathComponent("kdrift-test-\(UUID())")

    private func request(_ file: String, overlay: [String: String] = [:]) -> ExtractionRequest {
        let name = directory.lastPathComponent
        return ExtractionRequest(
            root: NSTemporaryDirectory(), mainFile: "\(name)/\(file)", arguments: ["-std=gnu11"],
            overlay: Dictionary(uniqueKeysWithValues: overlay.map { ("\(name)/\($0)", $1) }),
            skipsFunctionBodies: true)
    }

    private func withFiles(_ body: () throws -> Void) throws {
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        try write("x.h", Self.header)
        try write("a.c", Self.main)
        try body()
    }

    private func write(_ file: String, _ text: String) throws {
        try Data(text.utf8).write(to: directory.appendingPathComponent(file))
    }

    @Test func laterReadingsSayWhatTheFirstDoes() throws {
        try withFiles {
            let extractor = try Extractor()
            let first = extractor.extract(request("a.c"))
            let texts = extractor.bodiless.texts(for: request("a.c"), after: nil)
            #expect(texts.count == 1 && texts.values.allSatisfy { $0.utf8.count == Self.header.utf8.count })
            #expect(texts.values.allSatisfy { !$0.contains("padding") && !$0.contains("return") })
            let again = extractor.extract(request("a.c"))
            #expect(again == first)
            #expect(first.errors.isEmpty && first.failure == nil)
            #expect(first.snapshot.records.map(\.sizeBytes) == [4, 16])
            #expect(first.snapshot.functions.map(\.name) == ["main_function", "trace_map"])
            // With bodies, all that is wrong is said.
            var whole = request("a.c")
            whole.skipsFunctionBodies = false
            #expect(!extractor.extract(whole).errors.isEmpty)
        }
    }

    @Test func aFileThatChangesIsReadAnew() throws {
        try withFiles {
            let extractor = try Extractor()
            _ = extractor.extract(request("a.c"))
            _ = extractor.extract(request("a.c"))
            try write("x.h", Self.header.replacingOccurrences(of: "int x; };", with: "long x; int y; };"))
            #expect(extractor.extract(request("a.c")).snapshot.records.map(\.sizeBytes) == [4, 32])
            // A text that stands in for it comes first.
            let stand = Self.header.replacingOccurrences(of: "int x; };", with: "int x[4]; };")
            let response = extractor.extract(request("a.c", overlay: ["x.h": stand]))
            #expect(response.snapshot.records.map(\.sizeBytes) == [4, 28])
        }
    }

    @Test func bytesThatAreNoTextStay() throws {
        try withFiles {
            // Latin-1, as in old headers: every later offset would be another one.
            let latin = Data("/* \u{e9} */\n".unicodeScalars.map { UInt8($0.value) }) + Data(Self.header.utf8)
            try latin.write(to: directory.appendingPathComponent("x.h"))
            let extractor = try Extractor()
            let first = extractor.extract(request("a.c"))
            #expect(extractor.extract(request("a.c")) == first)
            #expect(first.errors.isEmpty && first.snapshot.records.map(\.sizeBytes) == [4, 16])
        }
    }
}
