import ArgumentParser
import Behaviour
import Drift
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
            report of `kdrift review` or `kdrift diff`, or what `kdrift model --format json` wrote. A function's case
            needs what the report was made of: a series and its tree, or two trees or C files.

            EXAMPLES
              kdrift replay 0123456789abcdef
              kdrift replay report.json --fingerprint 0123456789abcdef
              kdrift replay report.json v6.mbox v7.mbox --tree ~/linux
              kdrift replay report.json old.c new.c --fingerprint 0123456789abcdef

            EXIT STATUS
              0  it no longer ends differently
              1  it still does
              2  it cannot be run
            """)

    @Argument(help: ArgumentHelp("A fingerprint or a JSON file.", valueName: "fingerprint|file"))
    var trace: String

    @Argument(help: "The series that it is about, or the two sides, as `review` and `diff` take them.")
    var series: [String] = []

    @Option(help: "Which trace of the file.")
    var fingerprint: String?

    @Option(help: "The kernel tree that the series is for.")
    var tree: String?

    @OptionGroup var reading: ReadingOptions

    @OptionGroup var output: ModelOutputOptions

    func validate() throws {
        if series.isEmpty, tree != nil { throw ValidationError("--tree needs a series") }
        if !series.isEmpty, series.count != 2, tree == nil { throw ValidationError("a series needs --tree") }
    }

    private func sources() async throws -> [any ReplaySource] {
        guard let tree else { return [] }
        let (input, _) = try SeriesInput.series(from: series) {
            [UInt8](FileHandle.standardInput.readDataToEndOfFile())
        }
        return [try await SeriesReplay(input, on: reading.tree(tree), pool: try ExtractionPool())]
    }

    func run() async throws {
        if let function = try await Console.run({ try FunctionReplay(in: trace, fingerprint: fingerprint) }) {
            return try await replay(function)
        }
        guard series.isEmpty || tree != nil else {
            throw ValidationError("a series needs --tree, and --tree a series")
        }
        try await Console.run {
            let report = try await ReplaySession(sources: try await sources()).replay(
                trace, fingerprint: fingerprint)
            try output.write { $0.render(report) }
            if report.verdict == .reproduced { throw ExitCode(1) }
        }
    }

    /// Compares a function again, and shows its case where there still is one.
    private func replay(_ function: FunctionReplay) async throws {
        let result = try await Console.run {
            guard !series.isEmpty else {
                let (from, to) = (function.row.from, function.row.to)
                throw RunError(
                    message: "the case is about the C of \(from) and \(to), which is not here",
                    hint: "give what the report is about: two trees or files, or the series and its --tree")
            }
            let (part, result) = try function.part(of: try await compare(function))
            try Console.put(OutputFormat.text.reporter(isColored: Terminal.isColored).render(part))
            return result
        }
        switch result {
        case .drifted: throw ExitCode(1)
        case .unknown: throw ExitCode(2)
        case .gone: break
        }
    }

    private func compare(_ function: FunctionReplay) async throws -> DriftReport {
        let pool = try reading.pool()
        let files = function.row.file.contains("/") ? [function.row.file] : []
        guard let tree else {
            return try DiffSession(
                options: .init(
                    old: reading.tree(series[0]), new: reading.tree(series[1]), files: files, model: .none,
                    runsFunctions: true, functions: function.choice(solver: nil, effort: nil)),
                pool: pool, progress: pool.progress.enter
            ).run()
        }
        let input = series.contains("-") ? [UInt8](FileHandle.standardInput.readDataToEndOfFile()) : []
        let (posted, _) = try SeriesInput.series(from: series) { input }
        return try await ReviewSession(
            options: .init(
                tree: reading.tree(SeriesInput.tree(tree, of: series)),
                bases: SeriesInput.bases(tree, of: series), files: files, model: .none, runsFunctions: true,
                functions: function.choice(solver: nil, effort: nil)),
            pool: pool, progress: pool.progress.enter
        ).run(posted, inputs: series)
    }
}
