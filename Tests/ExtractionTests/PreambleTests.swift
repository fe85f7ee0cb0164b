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

        /// What is kept of a level of the preamble; nil where none was looked for.
        func kept(_ level: Int = 0) -> PrecompiledPreambles.Preamble? {
            FileManager.default.contents(atPath: "\(root.path)/\(level).pch.json").flatMap {
                try? JSONDecoder().decode(PrecompiledPreambles.Preamble.self, from: $0)
            }
        }

        /// How much of files is kept, without the directory.
        func keptLengths(_ level: Int = 0) -> [String: Int]? {
            kept(level).map { kept in
                Dictionary(uniqueKeysWithValues: kept.lengths.map { (short($0.key), $0.value) })
            }
        }

        /// The files that are kept, without the directory.
        func keptFiles(_ level: Int = 0) -> [String]? { kept(level)?.includedFiles.map(short) }

        private func short(_ path: String) -> String { String(path.dropFirst(name.count + 1)) }

        func request(
            _ file: String, _ text: String, length: Int? = nil, unsteady: [String] = []
        ) -> ExtractionRequest {
            request(file, text, length: length, levels: [unsteady], touched: unsteady)
        }

        /// - Parameters:
        ///   - levels: what differs between the readings of each level.
        ///   - ends: where the first `#include` of a level stands that leads to it, file by file.
        func request(
            _ file: String, _ text: String, length: Int? = nil, levels: [[String]],
            ends: [[(file: String, offset: Int)]] = [], touched: [String], overlay: [String: String] = [:]
        ) -> ExtractionRequest {
            let all = overlay.merging([file: text]) { $1 }
            let full = { [name] (path: String) in "\(name)/\(path)" }
            return ExtractionRequest(
                root: NSTemporaryDirectory(), mainFile: full(file),
                arguments: ["-I\(name)/include", "-I\(name)/include/uapi", "-std=gnu11", "-DCONFIG_Y=1"],
                overlay: Dictionary(uniqueKeysWithValues: all.map { (full($0.key), $0.value) }),
                touchedFiles: touched.map(full), skipsFunctionBodies: true, wantsSkippedLines: true,
                preamble: SharedPreamble(
                    levels: levels.enumerated().map { number, unsteady in
                        SharedPreamble.Level(
                            file: "\(root.path)/\(number).pch", length: length ?? text.utf8.count,
                            end: ends.indices.contains(number)
                                ? ends[number].map { .init(file: full($0.file), offset: $0.offset) } : [],
                            unsteadyFiles: unsteady.map(full))
                    }, begun: 0))
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

    /// What looks like the beginning of a comment within a literal is none: what stands behind it is read.
    @Test func aLiteralDoesNotOpenAComment() throws {
        let text = """
            #include <linux/a.h>
            #define GLOB "/*"
            struct kept { int x; };   /* not a part of the literal */
            #include <linux/b.h>
            struct x { struct a a; struct b b; };

            """
        let scratch = try Scratch(Self.files)
        let response = try compare(scratch.request("include/linux/x.h", text))
        #expect(response.snapshot.records.map(\.name).sorted() == ["kept", "x"])
        #expect(try #require(scratch.keptLengths()) == ["include/linux/x.h": 21])
    }

    @Test func aHeaderReadsTheSame() throws {
        let scratch = try Scratch(Self.files)
        let response = try compare(scratch.request("include/linux/x.h", Self.header))
        #expect(response.errors.isEmpty)
        let files = ["a", "b", "x"].map { "\(scratch.name)/include/linux/\($0).h" }
        #expect(response.includedFiles == files)
        #expect(response.snapshot.records.map(\.sizeBytes).contains(32))
        #expect(response.snapshot.functions.first?.result == .value(-22))
        #expect(response.skippedLines == [13...13])
        #expect(scratch.keptFiles() == ["include/linux/a.h", "include/linux/b.h"])
        #expect(
            scratch.keptLengths() == [
                "include/linux/x.h": Self.header.utf8.count - Self.header.split(after: "b.h\"\n").utf8.count
            ])
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
        #expect(
            scratch.keptLengths()
                == ["drivers/x.c": text.split(separator: "\n").prefix(2).joined().utf8.count + 2])
    }

    @Test func nothingIsKeptOfWhatDiffers() throws {
        let scratch = try Scratch(Self.files)
        let response = try compare(
            scratch.request("include/linux/x.h", Self.header, unsteady: ["include/linux/b.h"]))
        #expect(response.errors.isEmpty)
        #expect(scratch.keptFiles() == ["include/linux/a.h"])
        let first = try Scratch(Self.files)
        _ = try compare(first.request("include/linux/x.h", Self.header, unsteady: ["include/linux/a.h"]))
        #expect(first.keptLengths() == [:])
        // A file that would be found in the place of one that was read.
        let hiding = try Scratch(["include/uapi/linux/a.h": Self.files["include/linux/a.h"]!])
        _ = try compare(
            hiding.request(
                "include/linux/x.h", "#include <linux/a.h>\nstruct a;\n", unsteady: ["include/linux/a.h"]))
        #expect(hiding.keptLengths() == [:])
        // The file itself, included by what it includes.
        let circular = try Scratch([
            "include/linux/a.h": "#include <linux/x.h>\n", "include/linux/b.h": "int b;\n",
        ])
        _ = try compare(circular.request("include/linux/x.h", Self.header))
        #expect(circular.keptLengths() == [:])
    }

    @Test func noMoreIsKeptThanAllReadingsShare() throws {
        let scratch = try Scratch(Self.files)
        let length = Self.header.utf8.count - Self.header.split(after: "struct a */\n").utf8.count
        _ = try compare(scratch.request("include/linux/x.h", Self.header, length: length + 3))
        #expect(scratch.keptLengths() == ["include/linux/x.h": length])
    }

    @Test func errorsAreToldEachTime() throws {
        let scratch = try Scratch(["include/linux/a.h": "#error \"no\"\n", "include/linux/b.h": "int b;\n"])
        let response = try compare(scratch.request("include/linux/x.h", Self.header))
        #expect(response.errors.map(\.message).contains { $0.contains("no") })
        #expect(scratch.keptLengths() == [:])
    }

    /// clang refuses a precompiled header when a file has changed since.
    @Test func aFileThatChangesIsReadAnew() throws {
        let scratch = try Scratch(Self.files)
        let request = scratch.request("include/linux/x.h", Self.header)
        _ = try compare(request)
        #expect(scratch.keptFiles()?.count == 2)
        try scratch.write(
            "include/linux/a.h", Self.files["include/linux/a.h"]!.replacingOccurrences(of: "3", with: "15"))
        #expect(try compare(request).snapshot.records.map(\.sizeBytes).contains(80))
    }

    // MARK: Under another configuration

    /// Reads a header under a configuration, and under another one that sets the option anew.
    private func borrow(_ scratch: Scratch, _ header: String) throws -> [ExtractionResponse] {
        let path = { (file: String) in "\(scratch.name)/\(file)" }
        try scratch.write("on.h", "#define CONFIG_X 1\n#define CONFIG_Z 1\n")
        try scratch.write("off.h", "#define CONFIG_Z 1\n")
        try scratch.write("anew", "#undef CONFIG_X\n")
        // Only the first file, so that there is something to go on with.
        let length = header.utf8.count - header.split(after: "struct a */\n").utf8.count
        var on = scratch.request("include/linux/x.h", header, length: length)
        let common = on.arguments
        on.arguments = common + ["-include", path("config.h")]
        var off = on
        on.overlayFiles = [path("config.h"): scratch.root.path + "/on.h"]
        off.overlayFiles = [path("config.h"): scratch.root.path + "/off.h"]
        let file = try #require(on.preamble?.levels.first?.file)
        off.preamble?.levels[0].file = scratch.root.path + "/1.pch"
        off.preamble?.levels[0].reuse = .init(
            file: file, arguments: on.arguments + ["-include", path("again.h")],
            overlayFiles: on.overlayFiles.merging([path("again.h"): scratch.root.path + "/anew"]) { $1 },
            options: ["CONFIG_X"])
        off.preamble?.levels.append(
            .init(file: scratch.root.path + "/2.pch", length: header.utf8.count, unsteadyFiles: []))
        return [try compare(on), try compare(off)]
    }

    @Test func aHeaderIsLentToAnotherConfiguration() throws {
        let scratch = try Scratch(Self.files)
        try scratch.write(
            "include/linux/b.h", "/* CONFIG_ and CONFIG_XY */\nstruct b { long l; };\nenum { B };\n")
        let responses = try borrow(scratch, Self.header)
        #expect(scratch.kept(1)?.file == scratch.kept(0)?.file && scratch.kept(1)?.reuse != nil)
        #expect(scratch.kept(2)?.file.hasSuffix("/2.pch") == true && scratch.kept(2)?.reuse != nil)
        #expect(responses.map { $0.snapshot.functions.first?.result } == [nil, .value(-22)])
        #expect(responses.map { $0.includedFiles.count } == [4, 4])
    }

    /// What mentions the option, or may, is read anew.
    @Test(arguments: [
        "#ifdef CONFIG_X\nstruct a { long x[9]; };\n#else\nstruct a { int x; };\n#endif\n",
        "#define ENABLED(x) CONFIG_ ##x\nstruct a { int x; };\n",
    ])
    func whatMentionsTheOptionIsNotLent(_ text: String) throws {
        let scratch = try Scratch(Self.files)
        try scratch.write("include/linux/a.h", text + "#define A_SIZE 1\n#define EINVAL 22\n")
        _ = try borrow(scratch, Self.header)
        #expect(scratch.kept(1)?.file == scratch.root.path + "/1.pch" && scratch.kept(1)?.reuse == nil)
    }

    // MARK: Into other files

    private static let device = """
        #ifndef DEV_H
        #define DEV_H
        #include <linux/a.h>
        #ifdef CONFIG_N
        #include <linux/none.h>
        #elif defined CONFIG_M
        #else
        #define DEV_Y 1
        #ifdef CONFIG_Y
        #include <linux/b.h>
        #include <linux/bus.h>
        #endif
        #endif
        struct dev { struct bus bus; struct b b; };
        struct late { int l; };
        #endif

        """
    private static let bus = "#ifndef BUS_H\n#define BUS_H\nstruct bus { int i; };\n#endif\n"
    private static let driver =
        "#include <linux/dev.h>\n#include <linux/c.h>\nint g(struct dev *d, struct c *c);\n"
    private static let deviceFiles = files.merging([
        "include/linux/dev.h": device.replacingOccurrences(of: "#elif defined CONFIG_M\n", with: ""),
        "include/linux/bus.h": bus,
        "include/linux/c.h": "#ifndef C_H\n#define C_H\nstruct c { struct dev d; };\n#endif\n",
    ]) { $1 }

    private static func offset(of line: String, in text: String) -> Int {
        text.utf8.count - "\(line)\(text.split(after: line))".utf8.count
    }

    /// What differs stands in a file that another includes: that one is followed up to there, conditions and all.
    @Test(arguments: [true, false]) func theWayLeadsThroughAFile(_ isKnown: Bool) throws {
        let scratch = try Scratch(Self.deviceFiles)
        let text = try #require(Self.deviceFiles["include/linux/dev.h"])
        let offset = Self.offset(of: "#include <linux/bus.h>", in: text)
        func request(_ bus: String) -> ExtractionRequest {
            scratch.request(
                "drivers/x.c", Self.driver, levels: [["include/linux/bus.h"]],
                ends: isKnown ? [[("drivers/x.c", 0), ("include/linux/dev.h", offset)]] : [],
                touched: ["include/linux/bus.h"], overlay: ["include/linux/bus.h": bus])
        }
        let response = try compare(request(Self.bus))
        #expect(response.errors.isEmpty && response.snapshot.records.map(\.name) == ["c", "dev"])
        #expect(scratch.keptLengths() == ["drivers/x.c": 0, "include/linux/dev.h": offset])
        #expect(scratch.keptFiles() == ["include/linux/a.h", "include/linux/b.h"])
        let wider = try compare(request(Self.bus.replacingOccurrences(of: "int i", with: "long i[5]")))
        #expect(wider.snapshot.records.map(\.sizeBytes) == [48, 48])
    }

    /// The file that is followed is included again on the way: it is empty then, and not afterwards.
    @Test func theFileOnTheWayIsIncludedOnTheWay() throws {
        var files = Self.deviceFiles
        files["include/linux/a.h"] =
            "#include <linux/dev.h>\n#ifndef DEV_H\nint wrong;\n#endif\n#define A_SIZE 3\n"
        let scratch = try Scratch(files)
        let request = scratch.request(
            "drivers/x.c", Self.driver, levels: [["include/linux/bus.h"]], touched: ["include/linux/bus.h"])
        let response = try compare(request)
        #expect(response.errors.isEmpty && response.snapshot.records.map(\.name) == ["c", "dev"])
        #expect(scratch.keptFiles()?.contains("include/linux/a.h") == true)
    }

    /// What the text tells may be wrong: that line is not reached, or the file was included before.
    @Test func aWayThatClangDoesNotGo() throws {
        var files = Self.deviceFiles
        let text = try #require(files["include/linux/dev.h"]).replacingOccurrences(
            of: "CONFIG_Y", with: "CONFIG_Z")
        files["include/linux/dev.h"] = text.replacingOccurrences(
            of: "struct bus bus; struct b b;", with: "int i;")
        let scratch = try Scratch(files)
        let offset = Self.offset(of: "#include <linux/bus.h>", in: text)
        let ends = [[("drivers/x.c", 0), ("include/linux/dev.h", offset)]]
        _ = try compare(
            scratch.request(
                "drivers/x.c", Self.driver, levels: [["include/linux/bus.h"]], ends: ends,
                touched: ["include/linux/bus.h"]))
        #expect(scratch.keptLengths() == [:])
        let before = try Scratch(Self.deviceFiles)
        let twice = "#include <linux/first.h>\n" + Self.driver
        try before.write("include/linux/first.h", "#define DEV_H\nstruct dev { int i; };\n")
        let first = Self.offset(of: "#include <linux/dev.h>", in: twice)
        let way = Self.offset(of: "#include <linux/bus.h>", in: Self.deviceFiles["include/linux/dev.h"] ?? "")
        let response = try compare(
            before.request(
                "drivers/x.c", twice, levels: [["include/linux/bus.h"]],
                ends: [[("drivers/x.c", first), ("include/linux/dev.h", way)]],
                touched: ["include/linux/bus.h"]))
        // It ends before that line then.
        #expect(response.errors.isEmpty && before.keptLengths() == ["drivers/x.c": first])
    }

    /// What goes on from a level: records in it that hold one of a touched file are told as before.
    @Test func aSecondLevelGoesOnFromTheFirst() throws {
        let scratch = try Scratch(Self.deviceFiles)
        let both = ["include/linux/bus.h", "include/linux/c.h"]
        func request(_ c: String) -> ExtractionRequest {
            scratch.request(
                "drivers/x.c", Self.driver, levels: [both, ["include/linux/c.h"]], touched: both,
                overlay: ["include/linux/c.h": c])
        }
        let c = try #require(Self.deviceFiles["include/linux/c.h"])
        let response = try compare(request(c))
        #expect(response.errors.isEmpty && response.snapshot.records.map(\.name) == ["c", "dev"])
        #expect(scratch.keptLengths()?["drivers/x.c"] == 0)
        #expect(scratch.keptLengths(1)?["drivers/x.c"] == 23)
        #expect(scratch.keptFiles(1)?.contains("include/linux/bus.h") == true)
        #expect(scratch.kept(1)?.snapshot.records.map(\.name) == ["dev"])
        _ = try compare(request(c.replacingOccurrences(of: "struct dev d", with: "struct bus d")))
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

    /// A file that an `#include` leads to: conditions around `#include`s are part of its beginning.
    @Test func beginningsOfOtherFiles() throws {
        let text = PreambleText(Self.device, .included(isBesideMain: false))
        // Behind `#elif` nothing can end.
        #expect(text.includes.map(\.line) == [3, 5])
        let plain = try #require(Self.deviceFiles["include/linux/dev.h"])
        let beginning = PreambleText(plain, .included(isBesideMain: false))
        #expect(beginning.includes.map(\.line) == [3, 5, 9, 10])
        let last = try #require(beginning.include(atLine: 10))
        let rest = beginning.rest(after: last.start).split(separator: "\n").map {
            $0.trimmingPrefix(while: \.isWhitespace)
        }.filter { !$0.isEmpty }
        #expect(
            rest.prefix(6).map { $0.split(separator: " ").prefix(2).joined(separator: " ") } == [
                "#ifndef DEV_H", "#define DEV_H", "#if 0", "#else", "#if 1", "#include <linux/bus.h>",
            ])
        #expect(beginning.beginning(to: last.start).hasSuffix("\n#endif\n#endif\n#endif\n#undef DEV_H\n"))
        let quoted = "#ifndef G\n#define G\n#include \"a.h\"\n"
        #expect(PreambleText(quoted, .included(isBesideMain: false)).includes.isEmpty)
        #expect(PreambleText(quoted, .included(isBesideMain: true)).includes.count == 1)
        #expect(PreambleText("#include <a.h>\n", .included(isBesideMain: true)).includes.isEmpty)
        #expect(
            PreambleText(
                "#ifndef G\n#define G\n#if __has_include(<b.h>)\n#include <b.h>\n",
                .included(isBesideMain: true)
            ).includes.isEmpty)
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
            !text.beginning(to: last.end).contains("#ifndef")
                && text.beginning(to: last.end).contains("#define __X_H"))
    }
}

extension String {
    /// What follows a text.
    fileprivate func split(after text: String) -> Substring {
        range(of: text).map { self[$0.upperBound...] } ?? ""
    }
}
