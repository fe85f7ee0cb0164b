import ArgumentParser
import Behaviour
import Foundation
import Reporting
import Sessions
import Workers

/// `kdrift replay FINGERPRINT|FILE`
struct Replay: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run a counterexample again.",
        discussion: """
            A FINGERPRINT is one that `kdrift model NAME --trace` prints. A FILE is JSON: a finding with a trace, a
            report of `kdrift review`, or what `kdrift model --format json` wrote.

            EXAMPLES
              kdrift replay 0123456789abcdef
              kdrift replay report.json --fingerprint 0123456789abcdef
              kdrift replay report.json v6.mbox v7.mbox --tree ~/linux

            EXIT STATUS
              0  it no longer ends differently
              1  it still does
              2  it cannot be run
            """)

    @Argument(help: ArgumentHelp("A fingerprint or a JSON file.", valueName: "fingerprint|file"))
    var trace: String

    @Argument(help: "The series whose C the trace is about, as `kdrift review` takes it.")
    var series: [String] = []

    @Option(help: "Which trace of the file.")
    var fingerprint: String?

    @Option(help: "The kernel tree that the series is for.")
    var tree: String?

    @OptionGroup var reading: ReadingOptions

    @OptionGroup var output: ModelOutputOptions

    func validate() throws {
        if series.isEmpty != (tree == nil) {
            throw ValidationError("a series needs --tree, and --tree a series")
        }
    }

    private func sources() async throws -> [any ReplaySource] {
        guard let tree else { return [] }
        let (input, _) = try SeriesInput.series(from: series) {
            [UInt8](FileHandle.standardInput.readDataToEndOfFile())
        }
        return [try await SeriesReplay(input, on: reading.tree(tree), pool: try ExtractionPool())]
    }

    func run() async throws {
        try await Console.run {
            let report = try await ReplaySession(sources: try await sources()).replay(
                trace, fingerprint: fingerprint)
            try output.write { $0.render(report) }
            if report.verdict == .reproduced { throw ExitCode(1) }
        }
    }
}
