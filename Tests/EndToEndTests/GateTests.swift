import Configuration
import Drift
import Foundation
import Readings
import Sessions
import Testing
import Workers

/// The gate with real worker processes, on small trees of our own.
@Suite struct GateTests {
    /// A directory with one header; gone with the value.
    private final class Scratch {
        let path = FileManager.default.temporaryDirectory
            .appendingPathComponent("kdrift-gate-\(UUID().uuidString)").path

        init(_ header: String) throws {
            for (name, text) in [
                "include/linux/lamp.h": header, "include/linux/kconfig.h": "", "Makefile": "VERSION = 6\n",
                "include/linux/compiler_types.h": "", "include/linux/compiler-version.h": "",
                "arch/x86/include/asm/lamp.h": "",
                ".config": "CONFIG_X86=y\nCONFIG_X86_64=y\nCONFIG_64BIT=y\n",
                "include/generated/autoconf.h": "#define CONFIG_X86_64 1\n#define CONFIG_64BIT 1\n",
            ] { try write(text, to: name) }
        }

        func write(_ text: String, to name: String) throws {
            let file = URL(fileURLWithPath: "\(path)/\(name)")
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }

        deinit { try? FileManager.default.removeItem(atPath: path) }
    }

    private static let header = "struct lamp {\n\tint id;\n};\nint lamp_claim(struct lamp *lamp);\n"

    private func baseline(of tree: Scratch) throws -> String {
        let text = try SnapshotSession(
            tree: TreeOptions(path: tree.path), files: ["include/linux/lamp.h"],
            pool: try ExtractionPool(workerCount: 1)
        ).run().text
        try tree.write(text, to: "baseline.json")
        return "\(tree.path)/baseline.json"
    }

    private func check(
        _ tree: Scratch, _ baseline: String?, model: ReferenceChoice? = nil, today: String = "2026-06-01"
    ) throws -> DriftReport {
        let session = GateSession(
            options: .init(tree: TreeOptions(path: tree.path), baseline: baseline, model: model),
            settings: try SettingsFile.settings(at: nil, tree: tree.path),
            pool: try ExtractionPool(workerCount: 1))
        return try session.run(today: try #require(CalendarDate(today)))
    }

    @Test func whatIsAsItWasPasses() throws {
        let tree = try Scratch(Self.header)
        let baseline = try baseline(of: tree)
        let report = try check(tree, baseline)
        #expect(report.command == "check" && report.findings.isEmpty)
        #expect(report.coverage.entities > 0 && report.coverage.files == ["include/linux/lamp.h"])
    }

    @Test func driftIsFoundAndSettingsSayWhatPasses() throws {
        let tree = try Scratch(Self.header)
        let baseline = try baseline(of: tree)
        try tree.write("struct lamp {\n\tint id;\n};\n", to: "include/linux/lamp.h")
        #expect(try check(tree, baseline).findings.map(\.rule) == [.functionRemoved])
        try tree.write(
            """
            version: 1
            suppressions:
              - {rule: function-removed, symbol: lamp_*, reason: nobody calls it, expires: 2026-06-30}
            """, to: ".kdrift.yml")
        let passed = try check(tree, baseline)
        #expect(passed.findings.isEmpty && passed.suppressed.count == 1)
        let late = try check(tree, baseline, today: "2026-07-01")
        #expect(Set(late.findings.map(\.rule)) == [.functionRemoved, .suppressionExpired])
    }

    @Test func aGateThatSawNothingDoesNotOpen() throws {
        let tree = try Scratch(Self.header)
        let baseline = try baseline(of: tree)
        try FileManager.default.removeItem(atPath: "\(tree.path)/include/linux/lamp.h")
        #expect(throws: RunError.self) { try check(tree, baseline) }
        #expect(throws: RunError.self) { try check(tree, nil) }
    }

    @Test func aModelWhoseSubjectIsNotThereIsNoPass() throws {
        let tree = try Scratch(Self.header)
        let model = try #require(ReferenceChoice(argument: "dma-ownership"))
        #expect(throws: (any Error).self) { try check(tree, nil, model: model) }
        let baseline = try baseline(of: tree)
        #expect(throws: RunError.self) { try check(tree, baseline, model: model) }
    }
}
