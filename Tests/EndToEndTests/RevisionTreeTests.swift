import Behaviour
import Configuration
import Drift
import Foundation
import KernelTree
import Readings
import ReferenceModels
import Reporting
import Sessions
import Testing
import Workers

/// `DIR@REV`: revisions read through git objects, and repositories that stay as they are.
@Suite struct RevisionTreeTests {
    private static let files = [
        "include/linux/iommu.h", "drivers/iommu/iommu.c", "drivers/gpu/drm/tegra/dc.c",
    ]

    /// A repository with the embedded tree under two tags, the second with changes.
    private func repository() throws -> ScratchTree {
        let tree = try ScratchTree.kernel("linux")
        try tree.git("init", "-q", "-b", "main")
        try tree.commit("v1.0")
        try tree.edit("drivers/iommu/iommu.c", "\tint id;\n", "\tint id;\n\tunsigned int users;\n")
        try tree.edit(
            "include/linux/iommu.h", "IOMMU_GROUP_NOTIFY_DEL_DEVICE 2", "IOMMU_GROUP_NOTIFY_DEL_DEVICE 3")
        try tree.commit("v2.0")
        return tree
    }

    private func report(_ old: String, _ new: String) throws -> DriftReport {
        try DiffSession(
            options: .init(
                old: TreeOptions(path: old), new: TreeOptions(path: new), files: Self.files, model: .none),
            pool: try ExtractionPool(workerCount: 1)
        ).run()
    }

    @Test func aRevisionReadsAsItsCheckout() throws {
        let tree = try repository()
        let before = try tree.fingerprint()
        let byRevision = try report("\(tree.path)@v1.0", "\(tree.path)@v2.0")
        #expect(
            Set(byRevision.findings.brief) == [
                "member-fills-hole struct iommu_group.users",
                "macro-value-changed IOMMU_GROUP_NOTIFY_DEL_DEVICE",
                // It hands the changed number to the notifiers.
                "function-calls-differ iommu_group_remove_device",
            ])
        #expect(byRevision.coverage.unknown.isEmpty)
        #expect(byRevision.inputs == ["linux@v1.0", "linux@v2.0"])
        #expect(byRevision.revisions.map(\.label) == ["v1.0", "v2.0"])
        // The work tree is the second revision.
        let mixed = try report("\(tree.path)@HEAD~1", tree.path)
        #expect(mixed.revisions.map(\.flavors) == byRevision.revisions.map(\.flavors))
        #expect(try report("\(tree.path)@main", tree.path).findings.isEmpty)
        #expect(try tree.fingerprint() == before)
    }

    /// The C of a revision is what its checkout has, headers that are read only on the way included.
    @Test func modelsRunOnARevision() async throws {
        let tree = try repository()
        let pool = try ExtractionPool(workerCount: 1)
        func reading(_ path: String) async throws -> SeriesPrograms.Reading {
            try await SeriesPrograms(on: TreeOptions(path: path), pool: pool).read(DMAOwnership.reading)[0]
        }
        let byRevision = try await reading("\(tree.path)@v2.0")
        #expect(byRevision.problems.isEmpty, "\(byRevision.problems)")
        let functions = try #require(byRevision.program?.functions)
        #expect(functions["iommu_attach_group"] != nil)
        #expect(try await functions == reading(tree.path).program?.functions)
        let report = try GateSession(
            options: .init(
                tree: TreeOptions(path: "\(tree.path)@v1.0"), baseline: nil, model: .named("dma-ownership")),
            settings: Settings(), pool: pool
        ).run(today: CalendarDate(secondsSince1970: 0))
        #expect(report.coverage.functionsInterpreted > 3)
    }

    @Test func aBareRepository() throws {
        let tree = try repository()
        let bare = try ScratchTree("bare.git")
        try bare.git("clone", "-q", "--bare", tree.path, bare.path)
        let before = try bare.fingerprint()
        #expect(try report("\(bare.path)@v1.0", "\(bare.path)@v2.0").findings.count == 3)
        #expect(try bare.fingerprint() == before)
        let error = #expect(throws: KernelTreeError.self) { try report(bare.path, tree.path) }
        #expect(error?.message.contains("is a bare repository") == true)
        #expect(error?.hint.contains("@") == true)
    }

    @Test func whatIsNotThereIsSaid() throws {
        let tree = try repository()
        let unknown = #expect(throws: KernelTreeError.self) { try report("\(tree.path)@v9", tree.path) }
        #expect(unknown?.message.contains("has no revision 'v9'") == true)
        let plain = try ScratchTree.kernel("plain")
        let none = #expect(throws: KernelTreeError.self) { try report("\(plain.path)@v1", plain.path) }
        #expect(none?.message.contains("is no git repository") == true)
        let option = #expect(throws: KernelTreeError.self) { try report("\(tree.path)@--all", tree.path) }
        #expect(option?.message.contains("names no revision") == true)
    }

    @Test func shallowAndPartialClonesAreNotFilledUp() throws {
        let tree = try repository()
        let shallow = try ScratchTree("shallow")
        try shallow.git("clone", "-q", "--depth", "1", "file://\(tree.path)", shallow.path)
        let cut = #expect(throws: KernelTreeError.self) { try report("\(shallow.path)@v1.0", tree.path) }
        #expect(cut?.hint.contains("shallow clone") == true)

        try tree.git("config", "uploadpack.allowFilter", "true")
        let partial = try ScratchTree("partial")
        try partial.git(
            "clone", "-q", "--no-checkout", "--filter=blob:none", "file://\(tree.path)", partial.path)
        let before = try partial.fingerprint()
        let missing = #expect(throws: KernelTreeError.self) { try report("\(partial.path)@v1.0", tree.path) }
        #expect(missing?.message.contains("does not have the text of") == true)
        #expect(missing?.hint.contains("nothing is fetched") == true)
        #expect(try partial.fingerprint() == before)
    }

    @Test func aSeriesIsReviewedOnARevision() async throws {
        let tree = try ScratchTree.kernel("linux")
        try tree.git("init", "-q", "-b", "main")
        try tree.commit("base")
        try tree.edit("drivers/iommu/iommu.c", "\tint id;\n", "\tint id;\n\tunsigned int users;\n")
        let before = try tree.fingerprint()
        let patches = EmbeddedReview.root.appendingPathComponent("patches/dma-ownership").path
        let (series, _) = try SeriesInput.series(from: [patches]) { [] }
        let report = try await ReviewSession(
            options: .init(tree: TreeOptions(path: "\(tree.path)@base"), runsFunctions: false),
            pool: try ExtractionPool()
        ).run(series, inputs: ["dma-ownership"])
        #expect(try await JSONReporter().render(report) == JSONReporter().render(EmbeddedReview.report()))
        #expect(try tree.fingerprint() == before)
    }
}
