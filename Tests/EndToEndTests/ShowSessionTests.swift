import ABIModel
import Drift
import Foundation
import Readings
import Reporting
import Sessions
import Testing
import Workers

/// `kdrift show`: one declaration of the embedded tree, as it is printed.
@Suite struct ShowSessionTests {
    private func text(_ symbol: String, files: [String] = []) throws -> String {
        let tree = EmbeddedReview.root.appendingPathComponent("Headers/kernel").path
        let entries = try ShowSession(
            symbol: symbol, tree: TreeOptions(path: tree), files: files,
            pool: try ExtractionPool(workerCount: 1)
        ).run()
        return entries.map { DeclarationPrinter().text($0.declaration, flavors: $0.flavors) }
            .joined(separator: "\n")
    }

    @Test func aRecordIsFoundWhereverItIsDefined() throws {
        let found = try text("struct iommu_group")
        #expect(found == (try text("iommu_group", files: ["drivers/iommu/iommu.c"])))
        let lines = found.split(separator: "\n")
        #expect(lines.first == "struct iommu_group {")
        #expect(lines.contains { $0.contains("default_domain;") })
    }

    @Test func aFunctionWithItsExportAndStub() throws {
        let found = try text("iommu_attach_group")
        let prototype = "int iommu_attach_group(struct iommu_domain *domain, struct iommu_group *group)"
        #expect(
            found.contains("(x86_64), #if CONFIG_IOMMU_API */\n\(prototype);\nEXPORT_SYMBOL_GPL("))
        #expect(found.contains("(x86_64 CONFIG_IOMMU_API=n)"))
        #expect(found.contains("static inline \(prototype) { return -ENODEV; }"))
    }

    @Test func macrosAndEnums() throws {
        #expect(try text("IOMMU_DOMAIN_DMA").hasSuffix("#define IOMMU_DOMAIN_DMA 3\n"))
        #expect(throws: RunError.self) { try text("no_such_thing_at_all") }
    }

    /// A header that needs what its users include before it.
    private func treeWithPrivateHeader() throws -> ScratchTree {
        let tree = try ScratchTree.kernel()
        try tree.write(
            """
            struct ring_private {
            \tstruct ring_slot slot;
            \tlong count;
            };
            #define RING_PRIVATE 7
            static inline int ring_depth(struct ring_slot *slot) { return 3; }
            """, to: "drivers/ring/private.h")
        try tree.write(
            "#include \"../other/private.h\"\nstruct other { char c; };\n", to: "drivers/ring/another.c")
        try tree.write("struct ring_slot { char c; };\n", to: "drivers/other/private.h")
        try tree.write(
            """
            struct ring_slot { int a; int b; };
            #  include "private.h"
            struct ring_user { struct ring_private p; };
            """, to: "drivers/ring/ring.c")
        return tree
    }

    private func shown(_ symbol: String, in tree: ScratchTree, files: [String] = []) throws -> String {
        let entries = try ShowSession(
            symbol: symbol, tree: TreeOptions(path: tree.path), files: files,
            pool: try ExtractionPool(workerCount: 1)
        ).run()
        return entries.map {
            DeclarationPrinter().text(
                $0.declaration, flavors: $0.flavors, records: $0.records, pointerBytes: $0.pointerBytes)
        }.joined(separator: "\n")
    }

    @Test func aHeaderThatIsNotCompleteIsReadThroughAUser() throws {
        let tree = try treeWithPrivateHeader()
        for files in [[], ["drivers/ring/private.h"]] {
            let found = try shown("struct ring_private", in: tree, files: files)
            #expect(found.contains("struct ring_slot           slot;"), "\(found)")
            #expect(found.contains("size: 16, cachelines: 1, members: 2"), "\(found)")
        }
    }

    @Test func aHeaderThatNoUserMakesCompleteIsAnError() throws {
        let tree = try treeWithPrivateHeader()
        try FileManager.default.removeItem(atPath: tree.place("drivers/ring/ring.c"))
        let error = #expect(throws: RunError.self) { try shown("struct ring_private", in: tree) }
        #expect(error?.message.contains("drivers/ring/private.h could not be read whole") == true)
    }
}
