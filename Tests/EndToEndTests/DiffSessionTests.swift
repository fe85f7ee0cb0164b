import ABIModel
import Drift
import Foundation
import Readings
import Reporting
import Sessions
import Testing
import Workers

/// `kdrift diff`: files, directories, kernel trees and baselines.
@Suite struct DiffSessionTests {
    private func report(
        _ old: String, _ new: String, files: [String] = [], symbols: [String] = [], arguments: [String] = []
    ) throws -> DriftReport {
        try DiffSession(
            options: .init(
                old: TreeOptions(path: old), new: TreeOptions(path: new), files: files, symbols: symbols,
                model: .none, compilerArguments: arguments),
            pool: try ExtractionPool(workerCount: 1)
        ).run()
    }

    @Test func twoHeadersOfOneName() throws {
        let tree = try ScratchTree()
        try tree.write("struct r { int a; long b; };\nint f(int a);\n", to: "old/api.h")
        try tree.write("struct r { int a; int c; long b; };\n", to: "new/api.h")
        let report = try report(tree.place("old/api.h"), tree.place("new/api.h"))
        #expect(report.findings.brief == ["member-fills-hole struct r.c", "function-removed f"])
        #expect(report.revisions.map(\.label) == ["old", "new"])
        #expect(report.inputs == ["api.h", "api.h"])
        #expect(report.coverage.unknown.isEmpty)
    }

    @Test func twoFilesOfDifferentNames() throws {
        let tree = try ScratchTree()
        try tree.write(
            "#include <v.h>\nstatic int f(int a) { return a; }\nint g(value v) { return f(v); }\n", to: "a.c")
        try tree.write("#include <v.h>\nstatic int f(long a) { return a; }\n", to: "b.c")
        try tree.write("typedef int value;\n", to: "include/v.h")
        let report = try report(tree.place("a.c"), tree.place("b.c"), arguments: ["-Iinclude"])
        #expect(report.coverage.unknown.map(\.what.said) == ["a.c → b.c: f()"])
        #expect(report.findings.brief == ["parameter-type-changed f", "function-removed g"])
        let change = try #require(report.findings.of(.parameterTypeChanged).first)
        #expect(change.site?.file == "b.c")
        guard case .function(let before)? = change.before, case .function(let after)? = change.after else {
            Issue.record("\(change) shows no functions")
            return
        }
        #expect(before.site.file == "a.c" && after.site.file == "b.c")
        #expect(report.findings.of(.functionRemoved).first?.site?.file == "a.c")
        #expect(report.revisions.map(\.label) == ["a.c", "b.c"])
    }

    @Test func filesWithMacrosAloneOrNothing() throws {
        let tree = try ScratchTree()
        try tree.write("#define ROWS(x) (((x) + 3) & ~3)\n", to: "old/rows.h")
        try tree.write("#define ROWS(x) (((x) + 7) & ~7)\n", to: "new/rows.h")
        #expect(
            try report(tree.place("old/rows.h"), tree.place("new/rows.h")).findings.brief == [
                "macro-body-changed ROWS"
            ])
        try tree.write("/* nothing yet */\n", to: "old/none.h")
        try tree.write("/* nothing any more */\n", to: "new/none.h")
        let nothing = try report(tree.place("old/none.h"), tree.place("new/none.h"))
        #expect(nothing.findings.isEmpty && nothing.coverage.unknown.isEmpty)
    }

    @Test func aMissingIncludeIsUnknownNotTheSame() throws {
        let tree = try ScratchTree()
        for name in ["a.c", "b.c"] { try tree.write("#include <v.h>\nint g(value v);\n", to: name) }
        let report = try report(tree.place("a.c"), tree.place("b.c"))
        #expect(report.coverage.unknown.count == 2)
        #expect(
            report.coverage.unknown.first?.reason.facts.contains { $0.contains("'v.h' file not found") }
                == true)
    }

    @Test func aTreeAgainstItselfAndAChangedOne() throws {
        let old = try ScratchTree.kernel("before")
        let new = try ScratchTree.kernel("after")
        let files = ["include/linux/iommu.h", "drivers/iommu/iommu.c"]
        #expect(try report(old.path, new.path, files: files).findings.isEmpty)
        try new.edit("drivers/iommu/iommu.c", "\tint id;\n", "\tint id;\n\tunsigned int users;\n")
        try new.edit(
            "include/linux/iommu.h", "IOMMU_GROUP_NOTIFY_DEL_DEVICE 2", "IOMMU_GROUP_NOTIFY_DEL_DEVICE 3")
        let changed = try report(old.path, new.path, files: files)
        #expect(
            changed.findings.brief == [
                "member-fills-hole struct iommu_group.users",
                "macro-value-changed IOMMU_GROUP_NOTIFY_DEL_DEVICE",
                // It passes the constant on.
                "function-calls-differ iommu_group_remove_device",
            ])
        // Without files, the headers whose text differs.
        let headers = try report(old.path, new.path)
        #expect(headers.coverage.files == ["include/linux/iommu.h"])
        #expect(headers.findings.brief == ["macro-value-changed IOMMU_GROUP_NOTIFY_DEL_DEVICE"])
        // With symbols alone, whatever says them.
        let symbol = try report(old.path, new.path, symbols: ["struct iommu_group"])
        #expect(symbol.findings.brief.isSubset(of: ["member-fills-hole struct iommu_group.users"]))
        #expect(try report(old.path, new.path, files: files, symbols: ["iommu_group"]).findings.count == 1)
    }

    @Test func aBaselineStandsForItsTree() throws {
        let tree = try ScratchTree.kernel()
        let pool = try ExtractionPool(workerCount: 1)
        let files = ["include/linux/iommu.h", "drivers/iommu/*.c"]
        let baseline = try SnapshotSession(tree: TreeOptions(path: tree.path), files: files, pool: pool).run()
        let store = try ScratchTree()
        try store.write(try baseline.text, to: "abi.json")
        #expect(try Baseline(contentsOf: store.place("abi.json")) == baseline)
        #expect(baseline.flavors.map(\.option) == [nil, "CONFIG_IOMMU_API"])

        // The same text elsewhere gives the same bytes.
        let copy = try ScratchTree.kernel("elsewhere")
        let again = try SnapshotSession(tree: TreeOptions(path: copy.path), files: files, pool: pool).run()
        #expect(try again.text == baseline.text)
        #expect(try !baseline.text.contains(tree.path))
        #expect(try report(store.place("abi.json"), copy.path).findings.isEmpty)

        try copy.edit("drivers/iommu/iommu.c", "\tint id;\n", "\tint id;\n\tunsigned int users;\n")
        try copy.write("struct late { int a; };\n", to: "drivers/iommu/late.c")
        let changed = try report(store.place("abi.json"), copy.path)
        #expect(
            changed.findings.brief == [
                "member-fills-hole struct iommu_group.users", "record-added struct late",
            ])
        let one = try report(store.place("abi.json"), copy.path, files: ["include/linux/iommu.h"])
        #expect(one.findings.isEmpty && one.coverage.files == ["include/linux/iommu.h"])
    }

    /// What a baseline of an earlier version did not tell of is no difference.
    @Test func anEarlierBaselineKnowsLess() throws {
        let tree = try ScratchTree.kernel()
        try tree.write("int lone(char *text);\n", to: "include/linux/lone.h")
        var baseline = try SnapshotSession(
            tree: TreeOptions(path: tree.path), files: ["include/linux/lone.h"],
            pool: try ExtractionPool(workerCount: 1)
        ).run()
        let store = try ScratchTree()
        try store.write(try baseline.text, to: "now.json")
        baseline.version.minor = 0
        try store.write(try baseline.text, to: "before.json")
        try tree.write("#define LONE(x) (x)\nint lone(char __user *text);\n", to: "include/linux/lone.h")
        #expect(
            try report(store.place("now.json"), tree.path).findings.brief == [
                "parameter-type-changed lone", "macro-added LONE",
            ])
        #expect(try report(store.place("before.json"), tree.path).findings.isEmpty)
        #expect(try report(tree.path, store.place("before.json")).findings.isEmpty)
    }

    @Test func aBaselineOfAnotherVersionIsRefused() throws {
        let store = try ScratchTree()
        try store.write(#"{"schema":"kdrift-snapshot","version":{"major":2,"minor":0}}"#, to: "new.json")
        let newer = #expect(throws: RunError.self) { try Baseline(contentsOf: store.place("new.json")) }
        #expect(newer?.message.contains("format version 2.0; this kdrift reads 1.x") == true)
        try store.write(#"{"schema":"kdrift-report"}"#, to: "report.json")
        let other = #expect(throws: RunError.self) {
            try Baseline(contentsOf: store.place("report.json"))
        }
        #expect(other?.message.contains("is no baseline") == true)
        try store.write(
            #"{"schema":"kdrift-snapshot","version":{"major":1,"minor":0},"files":[3]}"#, to: "cut.json")
        let cut = #expect(throws: RunError.self) { try Baseline(contentsOf: store.place("cut.json")) }
        #expect(cut?.message.contains("is damaged") == true)
    }

    @Test func nothingToCompareIsAnError() throws {
        let tree = try ScratchTree.kernel()
        #expect(throws: RunError.self) { try report(tree.path, tree.path, files: ["no/such/*.h"]) }
        #expect(throws: (any Error).self) { try report(tree.path, tree.place("none")) }
        #expect(throws: RunError.self) { try report(tree.path, tree.place("include/linux/iommu.h")) }
    }
}
