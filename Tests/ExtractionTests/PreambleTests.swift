import ExtractionMessages
import Foundation
import Testing

@testable import Extraction

/// What a file begins with, kept as a precompiled header: a reading says the same with it and without.
@Suite(.serialized) struct PreambleTests {
    /// A directory with some files, gone at the end of the test. The extractor works in the directory above, as it
    /// does in all suites of this process: there is but one working directory.
    private final class Scratch {
        let name = "kdrift-test-\(UUID())"

        var root: URL { URL(fileURLWithPath: NSTemporaryDirectory()).appendingPathComponent(name) }

        init(_ files: [String: String]) throws {
            for (path, text) in files { try write(path, text) }
        }

        deinit { try? FileManager.default.removeItem(at: root) }

        func write(_ path: String, _ text: String) throws {
            let file = root.appendingPathComponent(path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }

        /// What is kept of the preamble; nil where none was looked for.
        var kept: PrecompiledPreambles.Preamble? {
            FileManager.default.contents(atPath: pch + ".json").flatMap {
                try? JSONDecoder().decode(PrecompiledPreambles.Preamble.self, from: $0)
            }
        }

        var pch: String { root.path + "/0.pch" }

        /// The files that are kept, without the directory.
        var keptFiles: [String]? { kept?.includedFiles.map { String($0.dropFirst(name.count + 1)) } }

        func request(
            _ file: String, _ text: String, length: Int? = nil, unsteady: [String] = []
        ) -> ExtractionRequest {
            let file = "\(name)/\(file)"
            let unsteady = unsteady.map { "\(name)/\($0)" }
            return ExtractionRequest(
                root: NSTemporaryDirectory(), mainFile: file,
                arguments: ["-I\(name)/include", "-I\(name)/include/uapi", "-std=gnu11"],
                overlay: [file: text], touchedFiles: unsteady, skipsFunctionBodies: true,
                wantsSkippedLines: true,
                preamble: SharedPreamble(
                    file: pch, length: length ?? text.utf8.count, unsteadyFiles: unsteady, begun: 0))
        }
    }

    /// Reads with the preamble and without, by extractors of their own.
    private func compare(_ request: ExtractionRequest) throws -> ExtractionResponse {
        let shared = try Extractor().extract(request)
        var alone = request
        alone.preamble = nil
        let expected = try Extractor().extract(alone)
        #expect(expected.failure == nil)
        #expect(shared == expected)
        return shared
    }

    private static let header = """
        /* The interface. */
        #ifndef __X_H
        #define __X_H

        #define pr_fmt(fmt) "x: " fmt
        #include <linux/a.h>   /* for
                                  struct a */
        #include "b.h"

        struct x { struct a a; struct b *b; struct unknown *u; };
        #define SIZE (A_SIZE + 1)
        #ifdef CONFIG_X
        int f(struct x *x);
        #else
        static inline int f(struct x *x) { return -EINVAL; }
        #endif
        #endif

        """
    private static let files = [
        "include/linux/a.h": "#ifndef A_H\n#define A_H\n#define A_SIZE 3\n#define EINVAL 22\n"
            + "struct a { int x[A_SIZE]; };\n#endif\n",
        // Without a guard: to be read once.
        "include/linux/b.h": "struct b { long l; };\nenum { B };\n",
    ]

    @Test func aHeaderReadsTheSame() throws {
        let scratch = try Scratch(Self.files)
        let response = try compare(scratch.request("include/linux/x.h", Self.header))
        #expect(response.errors.isEmpty)
        let files = ["a", "b", "x"].map { "\(scratch.name)/include/linux/\($0).h" }
        #expect(response.includedFiles == files)
        #expect(response.snapshot.records.map(\.sizeBytes).contains(32))
        #expect(response.snapshot.functions.first?.result == .value(-22))
        #expect(response.skippedLines == [13...13])
        let kept = try #require(scratch.kept)
        #expect(scratch.keptFiles == ["include/linux/a.h", "include/linux/b.h"])
        #expect(kept.length == Self.header.utf8.count - Self.header.split(after: "b.h\"\n").utf8.count)
        // Another state of the file goes on from there.
        let changed = Self.header.replacingOccurrences(of: "A_SIZE + 1", with: "A_SIZE + 2")
        #expect(
            try compare(scratch.request("include/linux/x.h", changed)).snapshot.macros.contains {
                $0.value == .integer(5)
            })
    }

    @Test func aSourceReadsTheSame() throws {
        let scratch = try Scratch(Self.files)
        let text = "#include <linux/a.h>\n#include <linux/b.h>\nint g(struct a *a) { return a->x[0]; }\n"
        let response = try compare(scratch.request("drivers/x.c", text))
        #expect(response.errors.isEmpty)
        #expect(scratch.kept?.length == text.split(separator: "\n").prefix(2).joined().utf8.count + 2)
    }

    @Test func nothingIsKeptOfWhatDiffers() throws {
        let scratch = try Scratch(Self.files)
        let response = try compare(
            scratch.request("include/linux/x.h", Self.header, unsteady: ["include/linux/b.h"]))
        #expect(response.errors.isEmpty)
        #expect(scratch.keptFiles == ["include/linux/a.h"])
        let first = try Scratch(Self.files)
        _ = try compare(first.request("include/linux/x.h", Self.header, unsteady: ["include/linux/a.h"]))
        #expect(first.kept?.length == 0)
        // A file that would be found in the place of one that was read.
        let hiding = try Scratch(["include/uapi/linux/a.h": Self.files["include/linux/a.h"]!])
        _ = try compare(
            hiding.request(
                "include/linux/x.h", "#include <linux/a.h>\nstruct a;\n", unsteady: ["include/linux/a.h"]))
        #expect(hiding.kept?.length == 0)
        // The file itself, included by what it includes.
        let circular = try Scratch([
            "include/linux/a.h": "#include <linux/x.h>\n", "include/linux/b.h": "int b;\n",
        ])
        _ = try compare(circular.request("include/linux/x.h", Self.header))
        #expect(circular.kept?.length == 0)
    }

    @Test func noMoreIsKeptThanAllReadingsShare() throws {
        let scratch = try Scratch(Self.files)
        let length = Self.header.utf8.count - Self.header.split(after: "struct a */\n").utf8.count
        _ = try compare(scratch.request("include/linux/x.h", Self.header, length: length + 3))
        #expect(scratch.kept?.length == length)
    }

    @Test func errorsAreToldEachTime() throws {
        let scratch = try Scratch(["include/linux/a.h": "#error \"no\"\n", "include/linux/b.h": "int b;\n"])
        let response = try compare(scratch.request("include/linux/x.h", Self.header))
        #expect(response.errors.map(\.message).contains { $0.contains("no") })
        #expect(scratch.kept?.length == 0)
    }

    /// clang refuses a precompiled header when a file has changed since.
    @Test func aFileThatChangesIsReadAnew() throws {
        let scratch = try Scratch(Self.files)
        let request = scratch.request("include/linux/x.h", Self.header)
        _ = try compare(request)
        #expect(scratch.kept?.includedFiles.count == 2)
        try scratch.write(
            "include/linux/a.h", Self.files["include/linux/a.h"]!.replacingOccurrences(of: "3", with: "15"))
        #expect(try compare(request).snapshot.records.map(\.sizeBytes).contains(80))
    }

    @Test(arguments: [
        ("", []), ("int a;\n#include <a.h>\n", []),
        ("#include <a.h>\nint a;\n#include <b.h>\n", [15]),
        ("#if X\n#include <a.h>\n#endif\n", []),
        ("#ifndef G\n#define H\n#include <a.h>\n#endif\n", []),
        ("#ifndef G\n#include <a.h>\n#endif\n", []),
        ("#ifndef G\n#define G 1\n#include <a.h>\n#endif\n", [37]),
        ("# include \"a.h\" // one\n#include MACRO\n", [23]),
        ("#define A \\\n#if\n#include <a.h>", [30]), ("#pragma once\n#include <a.h>\n", []),
        ("/* #if */ #include <a.h>\r\n", [26]),
    ])
    func beginnings(_ text: String, _ ends: [Int]) {
        #expect(PreambleText(text).includes.map(\.end) == ends)
    }

    @Test func everyByteStaysAtItsPlace() throws {
        let text = PreambleText(Self.header)
        let last = try #require(text.includes.last)
        #expect(text.includes.map(\.line) == [6, 8])
        let rest = text.rest(after: last.end)
        #expect(rest.utf8.count == Self.header.utf8.count)
        #expect(rest.split(separator: "\n", omittingEmptySubsequences: false)[1].hasPrefix("#if 1  "))
        #expect(rest.utf8.dropFirst(last.end).elementsEqual(Self.header.utf8.dropFirst(last.end)))
        #expect(
            !text.beginning(last.end).contains("#ifndef")
                && text.beginning(last.end).contains("#define __X_H"))
    }
}

extension String {
    /// What follows a text.
    fileprivate func split(after text: String) -> Substring {
        range(of: text).map { self[$0.upperBound...] } ?? ""
    }
}
