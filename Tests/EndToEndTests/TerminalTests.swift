import Foundation
import Testing

/// What a terminal gets and a pipe does not: colours and the progress line.
@Suite struct TerminalTests {
    private static let series = EmbeddedReview.root.appendingPathComponent("patches/dma-ownership/v6").path
    private static let arguments = [
        "review", series, "--tree", ProgramRun.tree, "--file", "include/linux/device/bus.h", "--no-behavior",
    ]

    /// Runs `kdrift` on a terminal of its own (`script`), with one of its outputs sent elsewhere.
    private func onTerminal(_ redirection: String, _ environment: [String: String]) throws -> String {
        let words = [ProgramRun.programs.appendingPathComponent("kdrift").path] + Self.arguments
        let command = words.map { "'\($0)'" }.joined(separator: " ") + " " + redirection
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["script", "-qec", command, "/dev/null"]
        var variables = ProcessInfo.processInfo.environment
        for name in ["NO_COLOR", "KDRIFT_EXTRACT"] { variables[name] = nil }
        variables["TERM"] = "xterm"
        process.environment = variables.merging(environment) { _, new in new }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }

    @Test func coloursOnATerminal() throws {
        let text = try onTerminal("2>/dev/null", [:])
        #expect(text.contains("bus_type"))
        #expect(text.contains("\u{1b}["))
    }

    @Test(arguments: [["NO_COLOR": "1"], ["TERM": "dumb"]])
    func noColoursWhereTheyAreNotWanted(environment: [String: String]) throws {
        let text = try onTerminal("2>/dev/null", environment)
        #expect(text.contains("bus_type"))
        #expect(!text.contains("\u{1b}"))
    }

    @Test func anEmptyNoColorCountsAsUnset() throws {
        #expect(try onTerminal("2>/dev/null", ["NO_COLOR": ""]).contains("\u{1b}["))
    }

    @Test func theProgressLineIsTakenAwayAgain() throws {
        let text = try onTerminal("--no-cache >/dev/null", [:])
        #expect(text.contains("applying 11 patches"))
        #expect(text.contains("reading"))
        #expect(text.hasSuffix("\r\u{1b}[K"), "\(text.suffix(40))")
        #expect(!text.contains("\n"))
    }

    @Test func nothingOfThisInAPipe() throws {
        let run = try ProgramRun(Self.arguments)
        #expect(run.output.contains("bus_type"))
        #expect(!run.output.contains("\u{1b}"))
        #expect(run.errors.isEmpty, "\(run.errors)")
    }
}
