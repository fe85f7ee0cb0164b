import ABIModel
import ExtractionMessages
import Testing

@Suite struct ResponseTextTests {
    /// Built anew at each call, so that no two share anything from the start.
    private static func response(_ id: Int, line: Int = 3, extra: String? = nil) -> ExtractionResponse {
        let site = SourceSite(file: "include/linux/ring.h", line: line)
        let names = ["a", "b"] + (extra.map { [$0] } ?? [])
        let members = names.enumerated().map { index, name in
            Member(name: name, type: "int", offsetBits: 32 * index, sizeBits: 32)
        }
        return ExtractionResponse(
            id: id,
            snapshot: Snapshot(
                enums: [
                    Enumeration(
                        name: "mode", underlyingType: "int", constants: [.init(name: "M", value: 1)],
                        site: site)
                ],
                records: [
                    Record(
                        name: "ring", kind: .struct, sizeBytes: 4 * names.count, alignBytes: 4,
                        members: members, site: site)
                ],
                functions: [
                    Function(
                        name: "f", returnType: "void", parameters: [], linkage: .inline, isDefinition: true,
                        result: .computed("say ( \"a\\n\\n\" ) ;"), site: site)
                ],
                macros: [Macro(name: "TEXT", value: .string("é"), site: site)],
                typedefs: [Typedef(name: "ring_t", type: "struct ring", site: site)],
                variables: [Variable(name: "rings", type: "int", site: site)],
                fidelity: [FidelityNote(what: "ring", reason: "unknown", site: site)]),
            includedFiles: ["include/linux/ring.h", "include/linux/types.h"],
            errors: [.init(site: site, message: "no")], libclangVersion: "19")
    }

    private static func place(_ response: ExtractionResponse) -> UnsafeRawPointer? {
        response.snapshot.records[0].members.withUnsafeBytes { $0.baseAddress }
    }

    @Test func whatIsWrittenIsRead() throws {
        var writer = ResponseWriter()
        let reader = ResponseReader()
        for response in [
            Self.response(1), Self.response(2), Self.response(3, line: 12),
            Self.response(4, extra: "c"), ExtractionResponse(id: 5, failure: "no such file"),
        ] {
            let text = try writer.text(of: response)
            // It ends where the first empty line is, and nowhere before.
            #expect(text.suffix(2) == [10, 10])
            #expect(!zip(text, text.dropFirst()).dropLast().contains { $0 == 10 && $1 == 10 })
            #expect(try reader.response(text) == response)
            #expect(try ResponseReader().response(text) == response)
        }
    }

    @Test func whatIsSaidTwiceIsHeldOnce() throws {
        var writer = ResponseWriter()
        let reader = ResponseReader()
        let first = try reader.response(writer.text(of: Self.response(1)))
        let moved = try reader.response(writer.text(of: Self.response(2, line: 40)))
        let other = try reader.response(writer.text(of: Self.response(3, extra: "c")))
        #expect(Self.place(first) == Self.place(moved))
        #expect(Self.place(first) != Self.place(other))
    }

    @Test func allProcessesWriteTheSame() throws {
        var (first, second) = (ResponseWriter(), ResponseWriter())
        _ = try second.text(of: Self.response(1, extra: "d"))
        #expect(try first.text(of: Self.response(1)) == second.text(of: Self.response(1)))
    }

    @Test func partOfATextIsNoResponse() throws {
        var writer = ResponseWriter()
        let text = try writer.text(of: Self.response(1))
        let lines = text.split(separator: 10)
        for count in lines.indices.dropFirst(0) {
            let part = Array(lines[..<count].joined(separator: [10]))
            #expect(throws: (any Error).self) { try ResponseReader().response(part) }
        }
        #expect(throws: ResponseReader.Unreadable.self) {
            try ResponseReader().response(text.dropLast() + Array("3 {}\n\n".utf8))
        }
    }
}
