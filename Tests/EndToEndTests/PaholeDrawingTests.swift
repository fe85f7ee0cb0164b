import Foundation
import KernelTree
import Readings
import Reporting
import Sessions
import Testing
import Workers

/// `kdrift show` draws what pahole 1.24 draws of the same C, compiled by GCC 12 and turned into BTF:
///
///     gcc [-m32] -g -gdwarf-4 -c drawn.c && pahole -J drawn.o && pahole -F btf -C everything drawn.o
@Suite struct PaholeDrawingTests {
    private static let directory = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Golden/pahole")

    private func drawing(_ symbol: String, _ file: URL, for architecture: String = "x86_64") throws -> String
    {
        let entries = try ShowSession(
            symbol: symbol, tree: TreeOptions(path: file.path, architectures: [architecture]),
            pool: try ExtractionPool(workerCount: 1)
        ).run()
        return entries.map {
            DeclarationPrinter().text(
                $0.declaration, flavors: $0.flavors, records: $0.records, pointerBytes: $0.pointerBytes)
        }.joined()
    }

    private func kept(_ name: String) throws -> String {
        try String(contentsOf: Self.directory.appendingPathComponent(name), encoding: .utf8)
    }

    @Test(arguments: ["x86_64", "i386"]) func everyLineIsPaholes(architecture: String) throws {
        let tree = try ScratchTree()
        try tree.write(try kept("drawn.c.txt"), to: "drawn.c")
        let file = URL(fileURLWithPath: tree.place("drawn.c"))
        let symbols = [
            "struct everything", "struct padded", "struct tight", "union either", "struct tally_t",
        ]
        let text = try symbols.map { try drawing($0, file, for: architecture) }.joined()
        #expect(text == (try kept("drawn.\(architecture).txt")))
    }

    @Test func membersOfAnotherFileAreKnown() throws {
        let tree = try ScratchTree()
        try tree.write("struct inner { long first; char last; };\n", to: "inner.h")
        try tree.write(
            "#include \"inner.h\"\nstruct outer { struct inner one; int two; };\n", to: "outer.c")
        let text = try drawing("struct outer", URL(fileURLWithPath: tree.place("outer.c")))
        #expect(text.contains("\n\n\t/* XXX last struct has 7 bytes of padding */\n\n"))
        #expect(text.contains("\t/* paddings: 1, sum paddings: 7 */\n"))
    }

    @Test func whatClangCannotLayOutIsNoDrawing() throws {
        let tree = try ScratchTree()
        try tree.write("struct broken { missing_t one; int two; };\n", to: "broken.c")
        let error = #expect(throws: RunError.self) {
            try drawing("struct broken", URL(fileURLWithPath: tree.place("broken.c")))
        }
        #expect(error?.message.contains("missing_t") == true)
    }
}
