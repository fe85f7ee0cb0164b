import Foundation
import Testing

/// Runs that cannot end as they should: what they leave harms nobody.
@Suite struct DamagedRunTests {
    private static let series = ["patches/dma-ownership/v6", "patches/dma-ownership/v7"].map {
        EmbeddedReview.root.appendingPathComponent($0).path
    }
    private static let arguments =
        ["review"] + series + [
            "--tree", ProgramRun.tree, "--no-behavior", "--fail-on-any",
        ]

    @Test func aReportThatCannotBeWritten() throws {
        let run = try ProgramRun(Self.arguments + ["--format", "json:/dev/null/none/report.json"])
        #expect(run.status == 2)
        #expect(run.errors.hasPrefix("kdrift: /dev/null/none/report.json cannot be written: "))
        #expect(run.errors.contains("\nhint: "))
        let full = try ProgramRun(Self.arguments + ["--format", "json:/dev/full"])
        #expect(full.status == 2)
        #expect(full.errors.hasPrefix("kdrift: /dev/full cannot be written: "))
    }

    @Test func aFileIsReplacedWholeAndKeepsItsMode() throws {
        let place = try Scratch()
        let header = place.url.appendingPathComponent("ring.h").path
        let file = place.url.appendingPathComponent("abi.json").path
        try "struct ring { int a; };\n".write(toFile: header, atomically: false, encoding: .utf8)
        try String(repeating: "x", count: 1 << 20).write(toFile: file, atomically: false, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: file)
        let run = try ProgramRun(["snapshot", header, "--no-cache", "-o", file])
        let said = try ProgramRun(["snapshot", header, "--no-cache", "-o", "-"])
        #expect(run.status == 0 && run.output.isEmpty && said.status == 0)
        #expect(try String(contentsOfFile: file, encoding: .utf8) == said.output)
        let attributes = try FileManager.default.attributesOfItem(atPath: file)
        #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o640)
        let names = try FileManager.default.contentsOfDirectory(atPath: place.url.path)
        #expect(names.sorted() == ["abi.json", "ring.h"])
    }

    @Test func aScratchDirectoryThatIsNotThere() throws {
        let run = try ProgramRun(
            Self.arguments + ["--no-cache"], environment: ["TMPDIR": "/dev/null/none"])
        #expect(run.status == 2)
        #expect(run.errors.contains("no temporary directory can be made in '/dev/null/none'"))
        #expect(run.errors.contains("\nhint: "))
    }

    /// A run that is killed at some moment leaves a cache that the next run reads rightly.
    @Test func aRunThatIsKilled() throws {
        let place = try Scratch()
        let cache = place.url.appendingPathComponent("cache").path
        let environment = ["KDRIFT_CACHE": cache, "TMPDIR": place.url.path]
        for milliseconds in [100, 300, 600, 1000] {
            let process = Process()
            process.executableURL = ProgramRun.programs.appendingPathComponent("kdrift")
            process.arguments = Self.arguments
            process.environment = ProcessInfo.processInfo.environment.merging(environment) { _, new in new }
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            Thread.sleep(forTimeInterval: Double(milliseconds) / 1000)
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
        }
        let fresh = try ProgramRun(Self.arguments + ["--no-cache"])
        let after = try ProgramRun(Self.arguments, environment: environment)
        let again = try ProgramRun(Self.arguments, environment: environment)
        #expect(fresh.status == 1 && after.status == 1)
        #expect(after.output == fresh.output && after.errors == fresh.errors)
        #expect(again.output == fresh.output)
    }
}
