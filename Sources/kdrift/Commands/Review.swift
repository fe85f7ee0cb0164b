import ArgumentParser
import Configuration
import Drift
import Foundation
import Pipeline
import Reporting

/// `kdrift review SERIES… --tree TREE`
struct Review: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Compare the revisions of a series, patch by patch.",
        discussion: """
            EXAMPLES
              kdrift review v6.mbox v7.mbox --tree ~/linux
              kdrift review patches/dma-ownership --tree Headers/kernel
              b4 mbox -o- MESSAGE-ID | kdrift review - --tree ~/linux --format json:report.json
              kdrift review v1.mbox reply.eml --tree ~/linux     (who said what of which declaration)
            """)

    @Argument(
        help: """
            mboxes, maildirs, directories of patches, mails, ranges A..B of the tree's repository; `-` is \
            standard input.
            """)
    var series: [String]

    @Option(help: "The kernel tree the series is for; DIR@auto finds its base. Replies alone need none.")
    var tree: String?

    @OptionGroup var reading: ReadingOptions

    @Option(help: "Compare only these files (a glob; repeatable).")
    var file: [String] = []

    @Option(help: "Report only these symbols (a glob; repeatable).")
    var symbol: [String] = []

    @Option(help: "The reference model to hold against, or `none` (without it: what fits the tree).")
    var model: ModelArgument?

    @Flag(name: .customLong("no-behavior"), help: "Compare what is declared only; run no functions.")
    var skipsBehavior = false

    @OptionGroup var gate: SettingsOptions

    @Flag(help: "Read every C file whole after every patch, to see which patch breaks the build (slower).")
    var checkBuild = false

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let names = series.map {
            $0 == "-" ? "standard input" : $0.contains("..") ? $0 : URL(fileURLWithPath: $0).lastPathComponent
        }
        let messages = try await Console.run {
            try await SeriesInput.messages(from: series, tree: tree) {
                [UInt8](FileHandle.standardInput.readDataToEndOfFile())
            }
        }
        if SeriesInput.isThreadOnly(messages) {
            try output.write(ThreadReport.report(of: messages, inputs: names))
            Console.say(
                """
                kdrift: the input holds replies only, so nothing could be compared
                hint: give the series too: kdrift review SERIES \(names[0]) --tree TREE
                """)
            throw ExitCode(2)
        }
        guard let tree else {
            throw ValidationError("Missing expected argument '--tree <tree>': the kernel tree of the series.")
        }
        let report = try await Console.run {
            let (input, others) = try SeriesInput.series(of: messages)
            for title in others {
                Console.say("kdrift: note: another series in the input is left aside: \(title)")
            }
            let session = ReviewSession(
                options: .init(
                    tree: reading.tree(SeriesInput.tree(tree, of: series)), files: file, symbols: symbol,
                    model: model?.choice ?? .fitting,
                    runsFunctions: !skipsBehavior, checksBuild: checkBuild),
                pool: try reading.pool(),
                progress: Console.progress)
            return try await session.run(input, inputs: names)
        }
        Console.clearProgress()
        let settings = try await Console.run { try gate.settings(ofTree: nil) }
        try output.finish(settings.applied(to: report, today: gate.day()), settings: settings)
    }
}

/// What every command that makes a report takes.
struct OutputOptions: ParsableArguments {
    @Option(help: FormatArgument.help)
    var format: [FormatArgument] = []

    @Option(help: "The least severity that makes the exit status 1: error, warning, note (error without it).")
    var failOn: Severity?

    @Flag(help: "Exit with 2 when anything is unknown.")
    var strict = false

    /// Prints the report in every format.
    func write(_ report: DriftReport, settings: Settings = Settings()) throws {
        let text = FormatArgument(argument: "text")
        for request in format.isEmpty ? [text].compactMap({ $0 }) : format {
            let isColored = request.file == nil && Console.isColored
            let reporter = request.format.reporter(isColored: isColored, failOn: threshold(settings))
            guard let file = request.file else {
                Console.put(reporter.render(report))
                continue
            }
            if Console.isDirectory(file), let reporter = reporter as? any FileSetReporter {
                for part in reporter.files(report) {
                    try Console.write(part.text, to: "\(file)/\(part.name)")
                }
            } else {
                try Console.write(reporter.render(report), to: file)
            }
        }
    }

    /// The least severity that fails: what the command line says, else the settings, else error.
    func threshold(_ settings: Settings) -> Severity { failOn ?? settings.failOn ?? .error }

    /// Prints the report in every format and ends with the right status.
    func finish(_ report: DriftReport, settings: Settings = Settings()) throws {
        try write(report, settings: settings)
        if strict || settings.isStrict == true,
            !report.coverage.unknown.isEmpty || report.findings.contains(where: { $0.verdict == .unknown })
        {
            Console.say("kdrift: --strict: \(report.coverage.unknown.count) things are unknown")
            throw ExitCode(2)
        }
        if let gravest = report.gravest, gravest >= threshold(settings) { throw ExitCode(1) }
    }
}

extension Severity: ExpressibleByArgument {}

/// The name of a reference model, or `none`.
struct ModelArgument: ExpressibleByArgument {
    let choice: ReferenceChoice

    init?(argument: String) {
        guard let choice = ReferenceChoice(argument: argument) else { return nil }
        self.choice = choice
    }

    static var allValueStrings: [String] { ReferenceChoice.names + ["none"] }
}
