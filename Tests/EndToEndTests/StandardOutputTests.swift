import Foundation
import Testing

/// What becomes of a report that cannot be written, or that nobody reads to its end.
@Suite struct StandardOutputTests {
    /// What a shell command left behind; `$K` is kdrift.
    private struct Shell {
        var status: Int32
        var errors: String

        init(_ command: String) throws {
            let process = Process()
            let pipe = Pipe()
            process.executableURL = URL(fileURLWithPath: "/bin/sh")
            process.arguments = ["-c", command]
            process.currentDirectoryURL = EmbeddedReview.root
            process.environment = ProcessInfo.processInfo.environment.merging(
                ["K": ProgramRun.programs.appendingPathComponent("kdrift").path]) { _, new in new }
            process.standardOutput = FileHandle.nullDevice
            process.standardError = pipe
            try process.run()
            errors = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
            process.waitUntilExit()
            status = process.terminationStatus
        }
    }

    private static let review =
        "\"$K\" review patches/dma-ownership/v6 --tree Headers/kernel --no-behavior --file include/linux/iommu.h"

    /// The reader is gone before anything is written.
    @Test(arguments: [
        "\"$K\" rules", review, "\"$K\" schema", "\"$K\" explain record-size-changed", "\"$K\" --help",
    ])
    func aClosedPipeEndsQuietly(command: String) throws {
        let run = try Shell("{ sleep 0.2; \(command); echo \"status $?\" >&2; } | true")
        #expect(run.errors == "status 0\n", "\(run.errors)")
    }

    @Test func filesAreWrittenThoughNobodyReadsTheText() throws {
        let place = try Scratch()
        let file = place.url.appendingPathComponent("report.json").path
        let run = try Shell("{ sleep 0.2; \(Self.review) --format text --format 'json:\(file)'; } | true")
        #expect(run.errors.isEmpty, "\(run.errors)")
        #expect(try String(contentsOfFile: file, encoding: .utf8).hasSuffix("}\n"))
    }

    @Test(arguments: ["\"$K\" rules", review, "\"$K\" --help"])
    func aFullDiskIsSaidOnce(command: String) throws {
        let run = try Shell("\(command) > /dev/full")
        #expect(run.errors == "kdrift: standard output cannot be written: no space is left on the device\n")
        #expect(run.status == 2)
    }

    @Test func aClosedStreamIsSaid() throws {
        let run = try Shell("\(Self.review) >&-")
        #expect(run.errors == "kdrift: standard output cannot be written: it is closed\n")
        #expect(run.status == 2)
    }

    @Test func standardErrorNeedsNobody() throws {
        #expect(try Shell("\"$K\" explain no-such-rule 2>&-").status == 2)
        #expect(try Shell("\"$K\" explain no-such-rule 2>/dev/full").status == 2)
    }
}
