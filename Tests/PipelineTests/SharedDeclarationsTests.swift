import ABIModel
import ExtractionMessages
import Testing

@testable import Pipeline

@Suite struct SharedDeclarationsTests {
    /// Built anew at each call, so that no two share anything from the start.
    private static func response(_ id: Int, extra: String? = nil) -> ExtractionResponse {
        let site = SourceSite(file: "include/linux/ring.h", line: 3)
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
                ]),
            includedFiles: ["include/linux/ring.h", "include/linux/types.h"])
    }

    private static func place(_ response: ExtractionResponse) -> UnsafeRawPointer? {
        response.snapshot.records[0].members.withUnsafeBytes { $0.baseAddress }
    }

    @Test func whatIsSaidTwiceIsHeldOnce() {
        let shared = SharedDeclarations()
        let first = shared.sharing(Self.response(1))
        let second = shared.sharing(Self.response(2))
        #expect(Self.place(Self.response(1)) != Self.place(first))
        #expect(Self.place(first) == Self.place(second))
        #expect(first == Self.response(1) && second == Self.response(2))
    }

    @Test func whatDiffersStaysItself() {
        let shared = SharedDeclarations()
        let first = shared.sharing(Self.response(1))
        let other = shared.sharing(Self.response(1, extra: "c"))
        #expect(first == Self.response(1))
        #expect(other == Self.response(1, extra: "c"))
        #expect(Self.place(first) != Self.place(other))
    }
}
