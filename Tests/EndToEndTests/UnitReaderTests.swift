import ABIModel
import ExtractionMessages
@testable import Flavors
import Foundation
import Testing

@testable import KernelTree
@testable import Readings
@testable import Workers

/// Several states of a tree are read as if each were read alone, with fewer parses.
@Suite struct UnitReaderTests {
    private static let header = """
        #ifndef X_H
        #define X_H
        #include <linux/types.h>
        struct x { u32 a; };
        int f(struct x *x);
        #endif

        """
    private static let source = """
        #include <linux/x.h>
        /**
         * f() - gives the member
         * @x: what
         */
        int f(struct x *x)
        {
        \treturn x->a;
        }
        struct own { struct x x; };
        int g(struct own *o)
        {
        \treturn 0;
        }

        """

    private func tree() throws -> ScratchTree {
        let tree = try ScratchTree()
        try tree.write(
            "#ifndef T_H\n#define T_H\ntypedef unsigned int u32;\n#endif\n", to: "include/linux/types.h")
        try tree.write(Self.header, to: "include/linux/x.h")
        try tree.write(Self.source, to: "drivers/x.c")
        return tree
    }

    private func state(_ base: SourceTree, _ texts: [String: String]) -> PatchedTree {
        PatchedTree(
            base: base,
            overlay: texts.mapValues { text in
                .file(.init(contents: Array(text.utf8), blobID: "\(text.hashValue.magnitude)"))
            })
    }

    private func flavor(_ options: String? = nil) -> Flavor {
        let header = "include/generated/autoconf.h"
        return Flavor(
            name: "x86_64", architecture: .x86_64, settings: [],
            arguments: (options == nil ? [] : ["-include", header]) + ["-Iinclude", "-std=gnu11"],
            virtualFiles: options.map { [header: Array($0.utf8)] } ?? [:])
    }

    private func reader(_ base: SourceTree, _ files: [String], _ pool: ExtractionPool) throws -> UnitReader {
        try UnitReader(tree: base, flavors: [flavor()], touchedFiles: files, pool: pool)
    }

    @Test func workersThatWereSentAwayComeBack() throws {
        let tree = try tree()
        let base = try SourceTree(directory: tree.path)
        let pool = try ExtractionPool(workerCount: 2)
        func read() throws -> ExtractionResponse {
            let item = (
                unit: Readings.Unit(file: "include/linux/x.h", flavor: 0), state: PatchedTree(base: base)
            )
            return try #require(try reader(base, ["include/linux/x.h"], pool).read([item])[0])
        }
        let first = try read()
        pool.rest()
        pool.rest()
        #expect(try read().snapshot == first.snapshot && first.snapshot.entityCount > 0)
    }

    /// Reads units in states with one reader, and each by a reader of its own.
    private func compare(
        _ base: SourceTree, _ wanted: [(unit: Readings.Unit, state: PatchedTree)], touching: [String] = []
    ) throws -> (parsed: Int, responses: [ExtractionResponse]) {
        let pool = try ExtractionPool(workerCount: 2)
        let files = Set(wanted.map(\.unit.file) + touching).sorted()
        let shared = try reader(base, files, pool)
        try shared.planPreambles(of: wanted)
        let responses = try shared.read(wanted).map { try #require($0) }
        for (item, response) in zip(wanted, responses) {
            var alone = try #require(try reader(base, files, pool).read([item])[0])
            // The number tells one reading from another of the same reader.
            alone.id = response.id
            #expect(alone.failure == nil && alone.errors.isEmpty)
            #expect(response == alone, "\(item.unit.file)")
        }
        return (shared.unitsParsed, responses)
    }

    @Test func functionBodiesAndCommentsOnlyMoveLines() throws {
        let tree = try tree()
        let base = try SourceTree(directory: tree.path)
        let unit = Readings.Unit(file: "drivers/x.c", flavor: 0)
        let longer = Self.source.replacingOccurrences(
            of: "\treturn x->a;", with: "\tx->a++;\n\n\treturn x->a;")
        let commented = Self.source.replacingOccurrences(of: "@x: what\n", with: "@x: what\n * Text.\n")
        let documented = Self.source.replacingOccurrences(of: "gives the", with: "gives a")
        let (parsed, responses) = try compare(
            base,
            [Self.source, longer, commented, documented].map { (unit, state(base, [unit.file: $0])) })
        #expect(parsed == 2)
        let lines = responses.map { $0.snapshot.records.first { $0.name == "own" }?.site.line }
        #expect(lines == [10, 12, 11, 10])
        #expect(responses[3].snapshot.functions.contains { $0.documentation?.purpose == "gives a member" })
    }

    @Test func whatAUnitIncludesCounts() throws {
        let tree = try tree()
        let base = try SourceTree(directory: tree.path)
        let units = ["drivers/x.c", "include/linux/x.h"].map { Readings.Unit(file: $0, flavor: 0) }
        let wide = Self.header.replacingOccurrences(of: "u32 a;", with: "u32 a; u32 b;")
        let wider = Self.header.replacingOccurrences(of: "u32 a;", with: "u32 a; u32 b; u32 c;")
        let longer = Self.source.replacingOccurrences(of: "\treturn 0;", with: "\n\treturn 0;")
        let states = [
            [:], ["include/linux/x.h": wide], ["include/linux/x.h": wide, "drivers/x.c": longer],
            ["include/linux/x.h": wider, "drivers/x.c": longer], ["include/linux/y.h": "int y;\n"],
        ].map { state(base, $0) }
        let (parsed, responses) = try compare(base, states.flatMap { state in units.map { ($0, state) } })
        // Three forms of the header, for itself and for the source.
        #expect(parsed == 6)
        let sizes = responses.map { $0.snapshot.records.first { $0.name == "own" }?.sizeBytes }
        #expect(sizes == [4, nil, 8, nil, 8, nil, 12, nil, 4, nil])
    }

    /// A new file that would be found in the place of one that all readings begin with.
    @Test func aFileThatHidesAnotherIsSeen() throws {
        let tree = try tree()
        let base = try SourceTree(directory: tree.path)
        let unit = Readings.Unit(file: "include/linux/x.h", flavor: 0)
        let states = [
            ["include/linux/x.h": Self.header + "int a;\n"], ["include/linux/x.h": Self.header + "int b;\n"],
            [
                "include/linux/x.h": Self.header + "int c;\n",
                "include/linux/types.h": "typedef unsigned long u32;\n",
            ],
        ].map { state(base, $0) }
        let (_, responses) = try compare(base, states.map { (unit, $0) })
        #expect(responses.map { $0.snapshot.records.first?.sizeBytes } == [4, 4, 8])
    }

    @Test func howMuchOfAFileIsSteady() throws {
        let tree = try tree()
        try tree.write("#include <linux/deep.h>\n", to: "include/linux/far.h")
        try tree.write("#ifdef X\n#include \"x.h\"\n#endif\n", to: "include/linux/deep.h")
        let base = try SourceTree(directory: tree.path)
        func beginning(
            _ texts: String..., changing: Set<String> = ["include/linux/x.h"]
        ) -> IncludePrefixEstimate.Beginning? {
            IncludePrefixEstimate(of: base).beginning(
                of: texts.map { Array($0.utf8) }, at: "drivers/y.c", arguments: ["-Iinclude"],
                changing: changing)
        }
        let types = "#include <linux/types.h>\n"
        #expect(
            beginning(types + "#include <linux/x.h>\nint a;\n")
                == .init(length: types.utf8.count + 21, end: [.init(file: "drivers/y.c", offset: 25)]))
        #expect(
            beginning(types + "#include <linux/far.h>\n")?.end == [
                .init(file: "drivers/y.c", offset: 25), .init(file: "include/linux/far.h", offset: 0),
                .init(file: "include/linux/deep.h", offset: 9),
            ])
        #expect(
            beginning(types + "#include <linux/far.h>\n", changing: [])
                == .init(length: types.utf8.count + 23, end: []))
        #expect(beginning(types + "int a;\n", types + "int b;\n")?.length == types.utf8.count + 4)
        #expect(beginning("#include <linux/x.h>\n") == nil)
        #expect(beginning("int a;\n") == nil && beginning() == nil)
        #expect(
            IncludePrefixEstimate(of: base).changingFiles(
                of: Array("#include <linux/far.h>\n#include <linux/types.h>\n".utf8), at: "drivers/y.c",
                arguments: ["-Iinclude"],
                changing: ["include/linux/types.h", "include/linux/x.h", "include/linux/z.h"])
                == ["include/linux/x.h", "include/linux/types.h"])
    }

    /// States that have one version of an early header go on from it together.
    @Test func statesWithTheSameHeadersShareThem() throws {
        let tree = try tree()
        try tree.write(
            "#ifndef BUS_H\n#define BUS_H\nstruct bus { int a; };\n#endif\n", to: "include/linux/bus.h")
        try tree.write(
            "#ifndef D_H\n#define D_H\n#include <linux/types.h>\n#include <linux/bus.h>\n"
                + "struct dev { struct bus b; u32 u; };\n#endif\n", to: "include/linux/dev.h")
        let base = try SourceTree(directory: tree.path)
        let unit = Readings.Unit(file: "drivers/x.c", flavor: 0)
        var wanted: [(unit: Readings.Unit, state: PatchedTree)] = []
        for width in 1...2 {
            for number in 1...3 {
                let bus = "#ifndef BUS_H\n#define BUS_H\nstruct bus { int a[\(width)]; };\n#endif\n"
                let own = "struct own\(number) { struct dev d; struct x x; };\n"
                wanted.append(
                    (
                        unit,
                        state(
                            base,
                            [
                                "include/linux/bus.h": bus,
                                "include/linux/x.h": Self.header + "extern int number\(number);\n",
                                "drivers/x.c": "#include <linux/dev.h>\n#include <linux/x.h>\n" + own,
                            ])
                    ))
            }
        }
        let files = ["drivers/x.c", "include/linux/bus.h", "include/linux/x.h"]
        let pool = try ExtractionPool(workerCount: 2)
        let shared = try reader(base, files, pool)
        try shared.planPreambles(of: wanted)
        // The first of all states, then of each version of the header.
        let levels = try wanted.enumerated().map { number, item in
            let request = try #require(
                shared.request(item.unit, in: item.state, number: number, isEnd: false))
            return try shared.preamble(of: request)?.levels.map(\.file) ?? []
        }
        #expect(
            levels.allSatisfy { $0.count == 2 } && Set(levels).count == 2
                && Set(levels.map { $0[0] }).count == 1)
        let (parsed, responses) = try compare(base, wanted, touching: files)
        #expect(parsed == 6)
        #expect(
            responses.map { $0.snapshot.records.map { "\($0.name) \($0.sizeBytes ?? 0)" } }
                == (1...2).flatMap { width in
                    (1...3).map { ["dev \(4 * width + 4)", "own\($0) \(4 * width + 8)"] }
                })
    }

    /// A flavor goes on from what another one has parsed, with its own options.
    @Test func flavorsShareWhatMentionsNoOption() throws {
        let tree = try tree()
        let base = try SourceTree(directory: tree.path)
        let on = "#define CONFIG_X 1\n#define CONFIG_Y 1\n"
        let flavors = [flavor(on), flavor(on.replacingOccurrences(of: "#define CONFIG_X 1\n", with: ""))]
        let option = Self.header.replacingOccurrences(
            of: "u32 a;", with: "u32 a;\n#ifdef CONFIG_X\nu32 x;\n#endif\n")
        let wanted = (1...3).flatMap { number in
            let state = state(base, ["include/linux/x.h": option + "extern u32 number\(number);\n"])
            return (0...1).map {
                (unit: Readings.Unit(file: "include/linux/x.h", flavor: $0), state: state)
            }
        }
        let files = ["include/linux/x.h"]
        let pool = try ExtractionPool(workerCount: 1)
        let shared = try UnitReader(tree: base, flavors: flavors, touchedFiles: files, pool: pool)
        try shared.planPreambles(of: wanted)
        let request = try #require(
            shared.request(wanted[1].unit, in: wanted[1].state, number: 0, isEnd: false))
        let reuse = try #require(shared.preamble(of: request)?.levels.first?.reuse)
        #expect(reuse.options == ["CONFIG_X"])
        for (item, response) in zip(wanted, try shared.read(wanted)) {
            let alone = try UnitReader(tree: base, flavors: flavors, touchedFiles: files, pool: pool)
            var expected = try #require(try alone.read([item])[0])
            expected.id = try #require(response).id
            #expect(expected.failure == nil && response == expected)
            #expect(expected.snapshot.records.first?.sizeBytes == (item.unit.flavor == 0 ? 8 : 4))
        }
    }
}
