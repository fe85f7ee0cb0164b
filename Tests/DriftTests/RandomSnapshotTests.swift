import ABIModel
import Testing

@testable import Drift

/// A small generator with a seed, so that a failure can be repeated.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }
}

extension Snapshot {
    /// Anything at all, sound or not.
    static func random(using generator: inout SeededGenerator) -> Snapshot {
        let words = [
            "iommu", "group", "dma", "owner", "no", "unclaimed", "claimed", "max", "reserved", "", "_",
        ]
        let types = [
            "int", "long", "void *", "struct a", "struct a *", "char[4]", "void (*)(int)", "", "bool",
        ]
        let files = ["include/linux/a.h", "include/uapi/b.h", "drivers/c.c", "drivers/d.h", ""]
        func name(_ generator: inout SeededGenerator) -> String {
            (0..<Int.random(in: 1...3, using: &generator))
                .map { _ in words.randomElement(using: &generator) ?? "" }.joined(separator: "_")
        }
        func site(_ generator: inout SeededGenerator) -> SourceSite {
            SourceSite(
                file: files.randomElement(using: &generator) ?? "",
                line: Int.random(in: 0...9, using: &generator))
        }
        func many<T>(_ make: (inout SeededGenerator) -> T, _ generator: inout SeededGenerator) -> [T] {
            var result: [T] = []
            for _ in 0..<Int.random(in: 0...6, using: &generator) { result.append(make(&generator)) }
            return result
        }
        func type(_ generator: inout SeededGenerator) -> String {
            types.randomElement(using: &generator) ?? "int"
        }
        func member(_ generator: inout SeededGenerator) -> Member {
            Member(
                name: name(&generator), type: type(&generator),
                offsetBits: Int.random(in: 0...256, using: &generator),
                sizeBits: Int.random(in: 0...128, using: &generator),
                bitWidth: Bool.random(using: &generator) ? nil : Int.random(in: 0...8, using: &generator),
                isFlexibleArray: Bool.random(using: &generator))
        }
        return Snapshot(
            enums: many(
                { generator in
                    Enumeration(
                        name: name(&generator), underlyingType: type(&generator),
                        constants: many(
                            {
                                .init(
                                    name: name(&$0), value: CInteger(.random(in: .min ... .max, using: &$0)))
                            },
                            &generator), site: site(&generator))
                }, &generator),
            records: many(
                { generator in
                    Record(
                        name: name(&generator), kind: Bool.random(using: &generator) ? .union : .struct,
                        sizeBytes: Bool.random(using: &generator) ? nil : 8, alignBytes: 8,
                        members: many(member, &generator), site: site(&generator))
                }, &generator),
            functions: many(
                { generator in
                    Function(
                        name: name(&generator), returnType: type(&generator),
                        parameters: many({ .init(name: name(&$0), type: type(&$0)) }, &generator),
                        linkage: [.external, .static, .inline].randomElement(using: &generator) ?? .inline,
                        isDefinition: Bool.random(using: &generator), result: .value(0),
                        guard: Bool.random(using: &generator) ? "CONFIG_A" : "!CONFIG_A",
                        site: site(&generator))
                }, &generator),
            macros: many({ Macro(name: name(&$0), value: .integer(0), site: site(&$0)) }, &generator),
            typedefs: many({ Typedef(name: name(&$0), type: type(&$0), site: site(&$0)) }, &generator),
            variables: many({ Variable(name: name(&$0), type: type(&$0), site: site(&$0)) }, &generator))
    }
}

@Suite struct RandomSnapshotTests {
    private func revision(_ label: Label, _ snapshot: Snapshot) -> RevisionSnapshot {
        RevisionSnapshot(label: label, flavors: [FlavorSnapshot(flavor: "x", snapshot: snapshot)])
    }

    @Test(arguments: 1...60)
    func nothingDiffersFromItself(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let snapshot = Snapshot.random(using: &generator)
        #expect(compare(revision("a", snapshot), revision("a", snapshot)).isEmpty)
    }

    @Test(arguments: 1...60)
    func anyTwoCompareWithoutACrashAndAlwaysAlike(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let old = revision("a", .random(using: &generator))
        let new = revision("b", .random(using: &generator))
        let first = compare(old, new)
        #expect(first == compare(old, new))
        #expect(first.allSatisfy { RuleCatalog.rule(named: $0.rule.name) == $0.rule })
    }
}
