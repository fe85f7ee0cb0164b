import Drift
import Foundation
import KernelTree
import Readings
import Sessions
import Testing
import Workers

/// Bases that are looked for (`DIR@auto`), one for each revision, and what comes with a base that has moved.
@Suite struct SeriesBaseTests {
    private static let patches = EmbeddedReview.root.appendingPathComponent("patches/dma-ownership").path

    /// The embedded tree under the tag `v1.0`, and a later one, `v2.0`, which differs in a record, in a
    /// macro and in what a function returns.
    private func repository() throws -> ScratchTree {
        let tree = try ScratchTree.kernel("linux")
        try tree.git("init", "-q", "-b", "main")
        try tree.commit("v1.0")
        try tree.edit(
            "include/linux/device.h", "\tconst char *init_name;\n",
            "\tconst char *init_name;\n\tlong weight;\n")
        try tree.edit(
            "include/linux/iommu.h", "__IOMMU_DOMAIN_PT (1U << 2)", "__IOMMU_DOMAIN_PT (1U << 3)")
        try tree.edit("drivers/iommu/iommu.c", "\tint ret = -EINVAL;\n", "\tint ret = -EBUSY;\n")
        try tree.commit("v2.0")
        return tree
    }

    /// The patches of an embedded revision, made anew for a tag.
    private func rebased(
        _ revision: Int, onto tag: String, in tree: ScratchTree, _ more: [String] = []
    ) throws -> String {
        try tree.git("checkout", "-q", "-b", "rebase\(revision)", tag)
        let directory = "\(Self.patches)/v\(revision)"
        let names = try FileManager.default.contentsOfDirectory(atPath: directory).sorted().dropFirst()
        for name in names { try tree.git("am", "-q", "--3way", "\(directory)/\(name)") }
        let cover = try String(
            contentsOfFile: "\(directory)/0000-cover-letter.patch", encoding: .utf8)
        let mails = try tree.gitOutput(
            ["format-patch", "--stdout", "--full-index", "-v\(revision)", "--numbered"] + more + [
                "\(tag)..HEAD"
            ])
        try tree.git("checkout", "-q", "main")
        try tree.git("branch", "-q", "-m", "rebase\(revision)", "kept\(revision)")
        let path = tree.place("../v\(revision).mbox")
        try Data((cover + "\n" + mails).utf8).write(to: URL(fileURLWithPath: path))
        return path
    }

    private func review(
        _ inputs: [String], _ tree: String, runsFunctions: Bool = true
    ) async throws -> DriftReport {
        let (series, _) = try SeriesInput.series(from: inputs) { [] }
        return try await ReviewSession(
            options: .init(tree: TreeOptions(path: tree), runsFunctions: runsFunctions),
            pool: try ExtractionPool()
        ).run(series, inputs: ["series"])
    }

    /// Reviews ranges of commits, one revision each.
    private func review(ranges: [String], of tree: ScratchTree) async throws -> DriftReport {
        let messages = try await SeriesInput.messages(from: ranges, tree: tree.path) { [] }
        return try await ReviewSession(
            options: .init(
                tree: TreeOptions(path: SeriesInput.tree(tree.path, of: ranges)),
                bases: SeriesInput.bases(tree.path, of: ranges), runsFunctions: false),
            pool: try ExtractionPool()
        ).run(try SeriesInput.series(of: messages).series, inputs: ranges)
    }

    private func baseNotes(_ report: DriftReport) -> [String] {
        report.coverage.notes.map(\.said).filter { $0.hasPrefix("the base of") }
    }

    @Test func whatComesWithTheBaseIsNoDriftOfTheSeries() async throws {
        let tree = try repository()
        let later = try rebased(7, onto: "v2.0", in: tree, ["--base=v2.0"])
        let commit = try tree.gitOutput(["rev-parse", "v2.0"]).prefix(12)
        let before = try tree.fingerprint()
        let report = try await review(["\(Self.patches)/v6", later], "\(tree.path)@auto")
        #expect(try tree.fingerprint() == before)
        #expect(
            baseNotes(report).map { String($0.prefix(36)) } == [
                "the base of v6 is v1.0: it has 19 of", "the base of v7 is \(commit): its ",
            ])
        #expect(baseNotes(report)[0].hasSuffix("(certain as far as they go)"))
        #expect(baseNotes(report)[1].hasSuffix("its base-commit says so (certain)"))
        #expect(report.coverage.revisions.allSatisfy { $0.applied == $0.patches })
        // What the series does is what it does on one base.
        let plain = try await review(["\(Self.patches)/v6", "\(Self.patches)/v7"], ProgramRun.tree)
        func steps(_ report: DriftReport) -> Set<String> {
            report.findings.filter { $0.from == "v6" && $0.to == "v7" }.brief
        }
        #expect(steps(report) == steps(plain))
        #expect(steps(report).contains("behavior-return-differs iommu_group_claim_dma_owner"))
        // The rest is told, and counts for nothing.
        let moved = report.suppressed
        #expect(
            moved.map(\.finding).brief.isSuperset(of: [
                "record-size-changed struct pci_dev", "macro-value-changed __IOMMU_DOMAIN_PT",
                "behavior-return-differs iommu_attach_device",
            ]))
        #expect(
            report.coverage.notes.map(\.said).contains(
                "v6 and v7 have different bases; v6 was applied to that of v7 as well to compare them there: "
                    + "\(moved.count) changes come with the base alone (listed as suppressed)"
            ))
        #expect(
            Set(moved.map(\.reason.said)) == ["not the series: it is gone with v6 on the base of v7"])
        // Against its own base a revision has none of it.
        func sinceBase(_ report: DriftReport) -> Set<String> {
            report.findings.filter { $0.from == "base" && $0.to == "v7" }.brief
        }
        #expect(!sinceBase(plain).isEmpty && sinceBase(report) == sinceBase(plain))
    }

    @Test func theFilesThatIndexLinesNameTellTheBase() async throws {
        let tree = try repository()
        let later = try rebased(7, onto: "v2.0", in: tree)
        let report = try await review([later], "\(tree.path)@auto", runsFunctions: false)
        #expect(
            baseNotes(report) == [
                "the base of v7 is v2.0: it has 19 of the 19 files that its index lines name (certain as far as "
                    + "they go)"
            ])
        #expect(report.coverage.revisions[0].base.said.hasPrefix("all "))
        // A bare repository leaves the base open too.
        let bare = try ScratchTree("bare.git")
        try bare.git("clone", "-q", "--bare", tree.path, bare.path)
        #expect(try await baseNotes(review([later], bare.path, runsFunctions: false)) == baseNotes(report))
    }

    @Test func rangesStandOnWhatTheyStartFrom() async throws {
        let tree = try repository()
        for (revision, tag) in [(6, "v1.0"), (7, "v2.0")] {
            _ = try rebased(revision, onto: tag, in: tree)
        }
        let ranges = ["v1.0..kept6", "v2.0..kept7"]
        let before = try tree.fingerprint()
        let report = try await review(ranges: ranges, of: tree)
        #expect(
            baseNotes(report).prefix(2) == [
                "the base of v1 is v1.0, from which its range starts (certain)",
                "the base of v2 is v2.0, from which its range starts (certain)",
            ])
        #expect(report.coverage.revisions.allSatisfy { $0.applied == $0.patches })
        #expect(report.suppressed.map(\.finding).brief.contains("macro-value-changed __IOMMU_DOMAIN_PT"))
        #expect(!report.findings.contains { $0.symbol == "__IOMMU_DOMAIN_PT" })
        #expect(try tree.fingerprint() == before)
    }

    /// The older revision does not apply to the newer one's base, so that the bases are compared instead.
    @Test func basesThatDoNotTakeTheOlderRevision() async throws {
        let tree = try repository()
        let header = "include/linux/iommu.h"
        let macro = "#define __IOMMU_DOMAIN_PT (1U << "
        for (revision, tag, shift) in [(1, "v1.0", 2), (2, "v2.0", 3)] {
            try tree.git("checkout", "-q", "-b", "topic\(revision)", tag)
            try tree.edit(
                header, "\(macro)\(shift))\n", "\(macro)\(shift))\n#define IOMMU_FLAG_COUNT \(revision)\n")
            try tree.git("commit", "-q", "-a", "-m", "iommu: Count the flags")
        }
        try tree.git("checkout", "-q", "main")
        let ranges = ["v1.0..topic1", "v2.0..topic2"]
        let report = try await review(ranges: ranges, of: tree)
        #expect(report.coverage.revisions.allSatisfy { $0.applied == $0.patches })
        #expect(
            report.findings.filter { $0.from == "v1" && $0.to == "v2" }.brief == [
                "macro-value-changed IOMMU_FLAG_COUNT"
            ])
        #expect(
            report.suppressed.map(\.finding).brief == [
                "macro-value-changed __IOMMU_DOMAIN_PT", "macro-value-changed IOMMU_DOMAIN_IDENTITY",
            ])
        #expect(
            Set(report.suppressed.map(\.reason.said)) == [
                "not the series: the bases of v1 and v2 differ in the same"
            ])
        #expect(report.coverage.notes.contains { $0.said.contains("v1 does not apply to that of v2") })
    }

    @Test func aRevisionThatTellsNothingStandsOnItsNeighboursBase() async throws {
        let tree = try repository()
        let later = try rebased(7, onto: "v2.0", in: tree)
        let text = try String(contentsOfFile: later, encoding: .utf8)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            .filter { !$0.hasPrefix("index ") }
        try Data(lines.joined(separator: "\n").utf8).write(to: URL(fileURLWithPath: later))
        let report = try await review(
            ["\(Self.patches)/v6", later], "\(tree.path)@auto", runsFunctions: false)
        #expect(baseNotes(report).last == "the base of v7 is taken to be v1.0, that of v6 (a guess)")
        #expect(report.suppressed.isEmpty)
    }

    @Test func noBaseAnywhere() async throws {
        let tree = try ScratchTree.kernel("linux")
        try tree.git("init", "-q", "-b", "main")
        for name in ["drivers", "include"] {
            try FileManager.default.removeItem(atPath: tree.place(name))
        }
        try tree.commit("other")
        let error = await #expect(throws: RunError.self) {
            try await review(["\(Self.patches)/v6"], "\(tree.path)@auto")
        }
        #expect(error?.message.hasPrefix("no revision of") == true)
        #expect(error?.hint.contains("@REV") == true)
    }
}
