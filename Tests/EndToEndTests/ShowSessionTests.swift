import ABIModel
import Drift
import Foundation
import Pipeline
import Reporting
import Testing

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
        #expect(throws: PipelineError.self) { try text("no_such_thing_at_all") }
    }
}
