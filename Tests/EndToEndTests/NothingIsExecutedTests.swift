import Foundation
import Readings
import Sessions
import Testing
import Workers

/// A patch whose code would create a file, were anything of it compiled, made or run, does not.
@Suite struct NothingIsExecutedTests {
    @Test func aPatchThatWouldLeaveAFileLeavesNone() async throws {
        let marker = FileManager.default.temporaryDirectory.appendingPathComponent(
            "kdrift-\(UUID().uuidString)"
        )
        .path
        let tree = try ScratchTree.kernel("linux")
        try tree.git("init", "-q", "-b", "main")
        try tree.commit("base")
        let touch = "touch \(marker)"
        try tree.edit(
            "drivers/iommu/iommu.c", "static DEFINE_IDA(iommu_group_ida);\n",
            """
            static DEFINE_IDA(iommu_group_ida);

            int system(const char *command);
            static int __attribute__((constructor)) leave_a_mark(void) { return system("\(touch)"); }
            int iommu_leave_a_mark(struct iommu_group *group) { return group ? leave_a_mark() : 0; }

            """)
        let makefile = try String(contentsOfFile: tree.path + "/Makefile", encoding: .utf8)
        try tree.write("X := $(shell \(touch))\n" + makefile, to: "Makefile")
        try tree.write("#!/bin/sh\n\(touch)\n", to: "scripts/mark.sh")
        try tree.commit("mark")
        let patches = tree.path + "/patches"
        try tree.git("format-patch", "-q", "-1", "-o", patches, "HEAD")
        try tree.git("checkout", "-q", "HEAD~1")
        let (series, _) = try SeriesInput.series(from: [patches]) { [] }
        let report = try await ReviewSession(
            options: .init(tree: TreeOptions(path: tree.path)), pool: try ExtractionPool()
        ).run(series, inputs: ["patches"])
        #expect(report.findings.contains { $0.symbol == "iommu_leave_a_mark" })
        #expect(report.coverage.functionsInterpreted > 0)
        #expect(!FileManager.default.fileExists(atPath: marker))
    }
}
