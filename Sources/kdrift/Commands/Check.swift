import ArgumentParser
import Configuration
import Drift
import Reporting
import Sessions
import Workers

/// `kdrift check TREE --baseline FILE | --model NAME`
struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Hold a tree against a baseline or a reference model: the gate for CI.",
        discussion: """
            Settings come from .kdrift.yml at the tree's root: files, flavors, severities, fail-on, strict, and
            suppressions with rule, symbol, reason and last day. What the command line says wins.
            Where nothing could be extracted the exit status is 2, never 0.

            EXAMPLES
              kdrift snapshot ~/linux -o abi.json --file 'include/linux/*.h'
              kdrift check ~/linux --baseline abi.json
              kdrift check ~/linux --model dma-ownership --format sarif:kdrift.sarif
              kdrift check ~/linux --baseline abi.json --write-suppressions >> ~/linux/.kdrift.yml
            """)

    @Argument(help: "The tree, DIR@REV for a revision of a repository.")
    var tree: String

    @Option(help: "What the tree shall still declare: a file that `kdrift snapshot` wrote.")
    var baseline: String?

    @Option(help: "The reference model that the tree shall agree with.")
    var model: ModelArgument?

    @Option(help: "Look at these files (a glob; repeatable).")
    var file: [String] = []

    @Option(help: "Report only these symbols (a glob; repeatable).")
    var symbol: [String] = []

    @Flag(
        help:
            "Print suppressions for all that would fail, to be appended to .kdrift.yml, instead of a report.")
    var writeSuppressions = false

    @OptionGroup var reading: ReadingOptions

    @OptionGroup var gate: SettingsOptions

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let pool = try await Console.run { try reading.pool() }
        let result = try await output.kept(day: gate.day(), pool: pool) {
            let settings = try gate.settings(ofTree: tree, pool: pool)
            let session = GateSession(
                options: .init(
                    tree: reading.tree(tree), baseline: baseline, model: model?.choice, files: file,
                    symbols: symbol),
                settings: settings, pool: pool, progress: pool.progress.enter)
            let report = try session.run(today: gate.day())
            return { said(of: report, settings) }
        }
        try output.put(result)
    }

    private func said(of report: DriftReport, _ settings: Settings) -> RunOutput {
        var said = RunOutput()
        if writeSuppressions {
            let failing = report.findings.filter { $0.severity >= output.threshold(settings) }
            let text = SuppressionText.entries(
                for: failing, foundOn: gate.day(), expires: gate.day().adding(days: 90))
            said.parts = [.init(file: nil, text: text)]
        } else {
            said = output.finish(report, settings: settings)
        }
        said.notes.insert("kdrift: looked at \(report.coverageText)", at: 0)
        return said
    }
}

/// Where settings come from, and the day that suppressions expire by.
struct SettingsOptions: ParsableArguments {
    @Option(help: "The settings to go by, instead of .kdrift.yml at the tree's root.")
    var settings: String?

    @Option(
        help: ArgumentHelp(
            "The day that suppressions expire by (without it: SOURCE_DATE_EPOCH, else today in UTC).",
            valueName: "YYYY-MM-DD"))
    var today: CalendarDate?

    /// The settings of a run; `tree` is nil where only those that were asked for count.
    func settings(ofTree tree: String?, pool: ExtractionPool) throws -> Settings {
        try SettingsFile.settings(at: settings, tree: tree, trace: pool.trace)
    }

    /// The day.
    func day() -> CalendarDate { today ?? CalendarDate.today() }
}

extension CalendarDate: ExpressibleByArgument {
    /// Reads `YYYY-MM-DD`.
    public init?(argument: String) { self.init(argument) }
}
