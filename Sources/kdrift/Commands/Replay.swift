import ArgumentParser
import Pipeline
import Reporting

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

            EXIT STATUS
              0  it no longer ends differently
              1  it still does
              2  it cannot be run
            """)

    @Argument(help: ArgumentHelp("A fingerprint or a JSON file.", valueName: "fingerprint|file"))
    var trace: String

    @Option(help: "Which trace of the file.")
    var fingerprint: String?

    @OptionGroup var output: ModelOutputOptions

    func run() async throws {
        try await Console.run {
            let report = try await ReplaySession().replay(trace, fingerprint: fingerprint)
            try output.write { $0.render(report) }
            if report.verdict == .reproduced { throw ExitCode(1) }
        }
    }
}
