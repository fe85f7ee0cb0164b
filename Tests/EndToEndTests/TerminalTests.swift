import Foundation
import Testing

/// What a terminal gets and a pipe does not: colours and the progress line.
@Suite struct TerminalTests {
    private static let series = EmbeddedReview.root.appendingPathComponent("patches/dma-ownership/v6").path
    private static let arguments = [
        "review", series, "--tree", ProgramRun.tree, "--file", "include/linux/device/bus.h", "--no-behavior",
    ]

    /// Runs `kdrift` on a terminal of its own (`script`), with one of its outputs sent elsewhere.
    private func onTerminal(
        _ redirection: String, _ environment: [String: String], more: [String] = []
    ) throws -> String {
        let words = [ProgramRun.programs.appendingPathComponent("kdrift").path] + Self.arguments + more
        let command = words.map { "'\($0)'" }.joined(separator: " ") + " " + redirection
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["script", "-qec", command, "/dev/null"]
        var variables = ProcessInfo.processInfo.environment
        for name in ["NO_COLOR", "KDRIFT_EXTRACT", "LC_ALL", "LC_CTYPE", "LANG", "GIT_PAGER", "PAGER"] {
            variables[name] = nil
        }
        variables["TERM"] = "xterm"
        variables["KDRIFT_PAGER"] = "cat"
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
        #expect(text.contains("] include/linux/device/bus.h"))
        #expect(text.hasSuffix("\r\u{1b}[K"), "\(text.suffix(40))")
        #expect(!text.contains("\n"))
        // One count for the whole run, which never goes back.
        let counts = text.split(separator: "[").compactMap { part -> (Int, Int)? in
            let numbers = part.prefix { $0 != "]" }.split(separator: "/").compactMap { Int($0) }
            return numbers.count == 2 ? (numbers[0], numbers[1]) : nil
        }
        #expect(counts.count > 3)
        #expect(zip(counts, counts.dropFirst()).allSatisfy { $0.0 <= $1.0 && $0.1 <= $1.1 }, "\(counts)")
        #expect(counts.last.map { $0.0 <= $0.1 } == true)
    }

    /// What was read before Ctrl-C is kept; the status is that of the signal.
    @Test func ctrlCSaysWhatIsKept() throws {
        let place = try Scratch()
        let program = ProgramRun.programs.appendingPathComponent("kdrift").path
        let script = """
            '\(program)' snapshot '\(ProgramRun.tree)' -o /dev/null & pid=$!
            sleep 2; kill -INT $pid; wait $pid; echo "status $?"
            """
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        // Job control, so that what runs in the background does not ignore the signal.
        process.arguments = ["-mc", script]
        process.environment = ProcessInfo.processInfo.environment.merging(
            ["KDRIFT_CACHE": place.url.path, "KDRIFT_EXTRACT": try Self.slowReader(place)]
        ) { _, new in new }
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        #expect(text.contains("kdrift: interrupted before anything was read"), "\(text)")
        #expect(text.contains("status 130"), "\(text)")
    }

    /// A reader that never answers.
    private static func slowReader(_ place: Scratch) throws -> String {
        try place.write("slow-extract", "#!/bin/sh\nexec sleep 60\n", isExecutable: true)
    }

    @Test func nothingOfThisInAPipe() throws {
        let run = try ProgramRun(Self.arguments)
        #expect(run.output.contains("bus_type"))
        #expect(!run.output.contains("\u{1b}"))
        #expect(run.errors.isEmpty, "\(run.errors)")
    }

    @Test func aTerminalGetsTheVerdictsFirst() throws {
        let brief = try onTerminal("2>/dev/null", ["NO_COLOR": "1"])
        #expect(brief.contains("more: --details"))
        #expect(!brief.contains("fingerprint"))
        let details = try onTerminal("2>/dev/null", ["NO_COLOR": "1"], more: ["--details"])
        #expect(details.contains("fingerprint") && details.contains("coverage: "))
        let summary = try onTerminal("2>/dev/null", ["NO_COLOR": "1"], more: ["--summary"])
        #expect(summary.split(whereSeparator: \.isNewline).count == 1, "\(summary)")
        let asked = try ProgramRun(Self.arguments + ["--brief"])
        #expect(asked.output.contains("more: --details"))
    }

    @Test func utf8OnlyWhereTheLocaleHasIt() throws {
        let plain = try onTerminal("2>/dev/null", ["LC_ALL": "C"])
        #expect(plain.unicodeScalars.allSatisfy { $0.isASCII })
        #expect(plain.contains("base -> v6"))
        #expect(try onTerminal("2>/dev/null", ["LANG": "de_DE.UTF-8"]).contains("base \u{2192} v6"))
        #expect(
            !(try onTerminal("2>/dev/null", ["LANG": "de_DE.UTF-8", "LC_ALL": "C"])).contains("\u{2192}"))
    }

    @Test(arguments: [40, 80, 200]) func linesFitTheTerminal(columns: Int) throws {
        for extent in ["--brief", "--details"] {
            let text = try onTerminal(
                "2>/dev/null", ["NO_COLOR": "1", "COLUMNS": "\(columns)", "LANG": "C.UTF-8"], more: [extent])
            let lines = text.split(whereSeparator: \.isNewline)
            #expect(lines.count > 3 && lines.allSatisfy { $0.count <= columns }, "\(extent) \(columns)")
        }
    }

    /// As git: `KDRIFT_PAGER` before all others, and a command with options.
    @Test func aPagerGetsTheText() throws {
        let environment = ["KDRIFT_PAGER": "sed -e s/^/paged:/", "GIT_PAGER": "false"]
        let text = try onTerminal("2>/dev/null", environment)
        #expect(text.split(whereSeparator: \.isNewline).allSatisfy { $0.hasPrefix("paged:") })
        #expect(try !onTerminal("2>/dev/null", environment, more: ["--no-pager"]).contains("paged:"))
        #expect(try !onTerminal("2>/dev/null | cat", environment).contains("paged:"), "a pipe has no pager")
    }

    @Test func aPagerThatQuitsEndsQuietly() throws {
        let text = try onTerminal("--details; echo status $?", ["KDRIFT_PAGER": "head -1"])
        let lines = text.split(whereSeparator: \.isNewline)
        #expect(lines.last == "status 0", "\(text.suffix(300))")
        #expect(!text.contains("rror"), "\(text.suffix(300))")
    }

    @Test func withoutThePagerTheTextIsPrinted() throws {
        #expect(try onTerminal("2>/dev/null", ["KDRIFT_PAGER": "/nowhere/less"]).contains("bus_type"))
    }
}
