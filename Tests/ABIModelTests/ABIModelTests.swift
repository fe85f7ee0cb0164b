import Foundation
import Testing

@testable import ABIModel

@Suite struct DeclarationTextTests {
    @Test(arguments: [
        ("int", "x", "int x"),
        ("struct device *", "dev", "struct device *dev"),
        ("void (*)(struct device *)", "dma_cleanup", "void (*dma_cleanup)(struct device *)"),
        ("char[16]", "name", "char name[16]"),
        ("char [16]", "name", "char name[16]"),
        ("int", "", "int"),
    ])
    func namesGoWhereCPutsThem(type: String, name: String, expected: String) {
        #expect(type.declaring(name) == expected)
    }

    @Test func signatureNamesEveryParameter() {
        let function = Function(
            name: "iommu_group_claim_dma_owner", returnType: "int",
            parameters: [
                .init(name: "group", type: "struct iommu_group *"), .init(name: "owner", type: "void *"),
            ],
            linkage: .external, isDefinition: false, site: .init(file: "include/linux/iommu.h", line: 1))
        #expect(
            function.signature == "int iommu_group_claim_dma_owner(struct iommu_group *group, void *owner)")
    }
}

@Suite struct FunctionTests {
    private static func function() -> Function {
        Function(
            name: "f", returnType: "int", parameters: [.init(name: "x", type: "int")], linkage: .inline,
            isDefinition: true, export: .init(macro: "EXPORT_SYMBOL"), result: .value(-19), guard: "CONFIG_X",
            documentation: KernelDoc(subject: "f", purpose: "p", parameters: ["x"], describesReturn: true),
            site: SourceSite(file: "a.h", line: 7))
    }

    @Test func everyPartCounts() {
        let one = Self.function()
        #expect(one == Self.function() && one.hashValue == Self.function().hashValue)
        let changes: [(inout Function) -> Void] = [
            { $0.name = "g" }, { $0.returnType = "void" }, { $0.parameters[0].name = "y" },
            { $0.isVariadic = true }, { $0.linkage = .static }, { $0.isDefinition = false },
            { $0.export = nil }, { $0.result = nil }, { $0.guard = nil }, { $0.documentation = nil },
            { $0.site.line = 8 },
        ]
        for change in changes {
            var other = one
            change(&other)
            #expect(other != one && one == Self.function())
        }
    }

    @Test func itIsOneObjectInJSON() throws {
        let data = try JSONEncoder().encode(Self.function())
        let object = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
        #expect(
            Set(object.keys) == [
                "name", "returnType", "parameters", "isVariadic", "linkage", "isDefinition", "export",
                "result",
                "guard", "documentation", "site",
            ])
        #expect(try JSONDecoder().decode(Function.self, from: data) == Self.function())
    }
}

@Suite struct SnapshotTests {
    private let site = SourceSite(file: "a.h", line: 1)

    @Test func prototypesLearnOfTheExportBesideTheDefinition() throws {
        let prototype = Function(
            name: "f", returnType: "void", parameters: [], linkage: .external, isDefinition: false, site: site
        )
        var definition = prototype
        definition.isDefinition = true
        definition.export = .init(macro: "EXPORT_SYMBOL_GPL")
        definition.site.file = "a.c"
        let merged = Snapshot.merging([Snapshot(functions: [prototype]), Snapshot(functions: [definition])])
        #expect(merged.functions.count == 2)
        #expect(merged.functions.allSatisfy { $0.export?.macro == "EXPORT_SYMBOL_GPL" })
    }

    @Test func anonymousRecordsLendTheirMembers() {
        let inner = Record(
            name: "", kind: .union, sizeBytes: 4, alignBytes: 4,
            members: [.init(name: "b", type: "int", offsetBits: 0, sizeBits: 32)], site: site)
        let record = Record(
            name: "r", sizeBytes: 8, alignBytes: 4,
            members: [
                .init(name: "a", type: "int", offsetBits: 0, sizeBits: 32),
                .init(name: "", type: "union", offsetBits: 32, sizeBits: 32, record: inner),
            ], site: site)
        #expect(record.flattenedMembers.map(\.name) == ["a", "b"])
        #expect(record.flattenedMembers.map(\.offsetBits) == [0, 32])
    }
}
