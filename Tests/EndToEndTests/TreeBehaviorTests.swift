import Drift
import Foundation
import Readings
import Sessions
import Testing
import Workers

/// What the functions of whole trees do, in `kdrift diff` and `kdrift check`.
@Suite struct TreeBehaviorTests {
    /// The embedded tree with one line of the IOMMU core changed.
    private func tree(_ name: String, replacing old: String = "", by new: String = "") throws -> ScratchTree {
        let tree = try ScratchTree.kernel(name)
        if !old.isEmpty { try tree.edit("drivers/iommu/iommu.c", old, new) }
        return tree
    }

    private static let files = ["include/linux/iommu.h", "drivers/iommu/iommu.c"]

    private func diff(_ old: ScratchTree, _ new: ScratchTree, runsFunctions: Bool = true) throws
        -> DriftReport
    {
        try DiffSession(
            options: .init(
                old: TreeOptions(path: old.path), new: TreeOptions(path: new.path), files: Self.files,
                runsFunctions: runsFunctions),
            pool: try ExtractionPool()
        ).run()
    }

    @Test func anotherErrorIsFoundBetweenTwoTrees() throws {
        let old = try tree("old")
        let new = try tree("new", replacing: "\t\treturn -EBUSY;\n", by: "\t\treturn -EPERM;\n")
        let report = try diff(old, new)
        let found = report.findings.filter { $0.rule == .behaviorReturnDiffers && $0.from == "old" }
        #expect(found.contains { $0.symbol == "iommu_attach_group" && !$0.trace.isEmpty })
        #expect(report.coverage.functionsInterpreted > 3)
        #expect(try diff(old, new, runsFunctions: false).findings.allSatisfy(\.trace.isEmpty))
        #expect(try diff(old, old).findings.isEmpty)
    }

    @Test func aMutexThatStaysLockedIsFoundBetweenTwoTrees() throws {
        let old = try tree("old")
        let new = try tree(
            "new",
            replacing: "\tret = __iommu_attach_group(domain, group);\n\tmutex_unlock(&group->mutex);\n",
            by:
                "\tret = __iommu_attach_group(domain, group);\n\tif (!ret)\n\t\tmutex_unlock(&group->mutex);\n"
        )
        let findings = try diff(old, new).findings
        #expect(findings.contains { $0.rule == .lockImbalance && $0.symbol == "iommu_attach_group" })
    }
}
