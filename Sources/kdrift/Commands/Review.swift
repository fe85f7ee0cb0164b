import ArgumentParser
import Configuration
import Drift
import Foundation
import Parallel
import Reporting
import Sessions
import Workers

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
            mboxes, maildirs, directories of patches, mails, ranges A..B of the tree's repository, Message-Ids \
            (b4 fetches them); `-` is standard input.
            """)
    var series: [String]

    @Option(
        help: """
            The kernel tree the series is for; DIR@auto finds its base. Without it: the tree around the current \
            directory. Replies alone need none.
            """)
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

    @OptionGroup var functions: FunctionOptions

    @Flag(help: "Take replies (`Re:`) that hold a whole patch for patches.")
    var repliesToo = false

    @Flag(help: "In drafts of mails, ask the author about patches that do not apply as well.")
    var askUnapplied = false

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let input = series.contains("-") ? [UInt8](FileHandle.standardInput.readDataToEndOfFile()) : []
        let pool = try await Console.run { try reading.pool() }
        let fetched = try await Console.run { try await ThreadFetch(series, progress: pool.progress.enter) }
        // What an archive holds changes: the mails themselves say whether a run is the same.
        let mails = fetched.mailboxes.sorted { $0.key < $1.key }.flatMap(\.value)
        let result = try await output.kept(
            standardInput: input + mails, day: gate.day(), pool: pool, also: functions.choice.identity
        ) {
            try await review(input, fetched, pool)
        }
        try output.put(result)
    }

    private func review(
        _ input: [UInt8], _ fetched: ThreadFetch, _ pool: ExtractionPool
    ) async throws -> () -> RunOutput {
        pool.begin()
        let tree = tree ?? SeriesInput.enclosingTree()
        let names = series.map {
            $0 == "-"
                ? "standard input"
                : $0.contains("..") || fetched.mailboxes[$0] != nil
                    ? $0 : URL(fileURLWithPath: $0).lastPathComponent
        }
        let messages = try await SeriesInput.messages(
            from: series, tree: tree, trace: pool.trace, fetched: fetched
        ) { input }
        if SeriesInput.isThreadOnly(messages) {
            var said = output.render(ThreadReport.report(of: messages, inputs: names))
            said.notes = [
                "kdrift: the input holds replies only, so nothing could be compared",
                "hint: give the series too: kdrift review SERIES \(names[0]) --tree TREE",
            ]
            said.status = 2
            return { said }
        }
        guard let tree else {
            throw ValidationError("Missing expected argument '--tree <tree>': the kernel tree of the series.")
        }
        let (input, others) = try SeriesInput.series(of: messages, repliesToo: repliesToo, named: series)
        let session = ReviewSession(
            options: .init(
                tree: reading.tree(SeriesInput.tree(tree, of: series)),
                bases: SeriesInput.bases(tree, of: series), files: file, symbols: symbol,
                model: model?.choice ?? .fitting,
                runsFunctions: !skipsBehavior, functions: functions.choice, checksBuild: checkBuild),
            pool: pool, progress: pool.progress.enter)
        let report = try await session.run(input, inputs: names)
        let settings = try gate.settings(ofTree: nil, pool: pool)
        let applied = settings.applied(to: report, today: gate.day())
        return {
            var said = output.finish(applied, settings: settings, asksUnapplied: askUnapplied)
            said.notes =
                others.map { "kdrift: note: another series in the input is left aside: \($0)" } + said.notes
            return said
        }
    }
}

/// What every command that makes a report takes.
struct OutputOptions: ParsableArguments {
    @Option(help: FormatArgument.help)
    var format: [FormatArgument] = []

    @Flag(
        help: ArgumentHelp(
            "How much text says: a line a step, the gravest changes (what a terminal gets), or all with evidence (what a file or pipe gets)."
        ))
    var extent: ExtentArgument?

    @Flag(
        name: .customLong("no-pager"), help: "On a terminal, print text without the pager that git would use."
    )
    var skipsPager = false

    @Option(help: "The least severity that makes the exit status 1: error, warning, note (error without it).")
    var failOn: Severity?

    @Flag(
        help:
            "Let what earlier revisions of a series were count for the exit status, not the newest one alone."
    )
    var failOnAny = false

    @Flag(help: "Exit with 2 when anything is unknown.")
    var strict = false

    /// What an earlier run of the same command had to say, where nothing has changed since; else what `run` says
    /// once all that it depends on was looked at.
    func kept(
        standardInput: [UInt8] = [], day: CalendarDate, pool: ExtractionPool, also identity: [String] = [],
        run: () async throws -> () -> RunOutput
    ) async throws -> RunOutput {
        var details = ["\(day)", "\(Terminal.isColored)", "\(Terminal.page)", "\(textExtent)"] + identity
        details += format.map { "\($0.file.map(Console.isDirectory) ?? false)" }
        let kept = RunCache(
            Array(CommandLine.arguments.dropFirst()), details: details, standardInput: standardInput,
            pool: pool)
        if let output = kept?.output() { return output }
        let words = try await Console.run(run)
        async let manifest = blocking { kept?.manifest() }
        let output = words()
        Console.clearProgress()
        if let manifest = await manifest { kept?.keep(output, manifest) }
        return output
    }

    /// How much text on standard output says: a person gets the verdicts first, a program everything.
    private var textExtent: TextExtent { extent?.extent ?? (Terminal.isOne ? .brief : .details) }

    /// The report in every format.
    func render(
        _ report: DriftReport, settings: Settings = Settings(), asksUnapplied: Bool = false
    ) -> RunOutput {
        var output = RunOutput()
        let text = FormatArgument(argument: "text")
        for request in format.isEmpty ? [text].compactMap({ $0 }) : format {
            let isFile = request.file != nil
            let reporter = request.format.reporter(
                isColored: !isFile && Terminal.isColored,
                extent: extent?.extent ?? (isFile ? .details : textExtent),
                page: isFile ? .endless : Terminal.page,
                failOn: threshold(settings), countsAll: failOnAny, asksUnapplied: asksUnapplied)
            if let file = request.file, Console.isDirectory(file),
                let reporter = reporter as? any FileSetReporter
            {
                output.parts += reporter.files(report).map {
                    .init(file: "\(file)/\($0.name)", text: $0.text)
                }
            } else {
                output.parts.append(.init(file: request.file, text: reporter.render(report)))
            }
        }
        return output
    }

    /// Prints what there is to say and ends with its status.
    func put(_ output: RunOutput) throws {
        for part in output.parts {
            if let file = part.file {
                try Console.write(part.text, to: file)
            } else {
                try Pager.show(part.text, skips: skipsPager)
            }
        }
        for note in output.notes { Console.say(note) }
        if output.status != 0 { throw ExitCode(output.status) }
    }

    /// The least severity that fails: what the command line says, else the settings, else error.
    func threshold(_ settings: Settings) -> Severity { failOn ?? settings.failOn ?? .error }

    /// The report in every format, with the right status.
    func finish(
        _ report: DriftReport, settings: Settings = Settings(), asksUnapplied: Bool = false
    ) -> RunOutput {
        var output = render(report, settings: settings, asksUnapplied: asksUnapplied)
        let status = report.status(
            failOn: threshold(settings), isStrict: strict || settings.isStrict == true,
            countsAll: failOnAny)
        if status == .unknown {
            output.notes.append("kdrift: --strict: \(report.coverage.unknown.count) things are unknown")
        }
        output.status = status.rawValue
        return output
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
