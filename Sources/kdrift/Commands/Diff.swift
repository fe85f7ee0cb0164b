import ArgumentParser
import Foundation
import Sessions

/// `kdrift diff OLD NEW`
struct Diff: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Compare two trees or revisions, two baselines, or two C files.",
        discussion: """
            A side is a kernel tree, DIR@REV for a revision of a repository (read without a checkout), an
            installed header package, a baseline, any other directory, or a .h or .c file.
            Without --file and --symbol, the headers below include/ whose text differs are compared.

            EXAMPLES
              kdrift diff ~/linux@v6.1 ~/linux@v6.12 --file include/linux/iommu.h
              kdrift diff abi.json ~/linux --fail-on warning
              kdrift diff old/api.h new/api.h -- -Iinclude
            """)

    @Argument(help: "The old side.")
    var old: String

    @Argument(help: "The new side.")
    var new: String

    @Argument(parsing: .postTerminator, help: "After `--`: arguments for clang, for plain C files.")
    var clang: [String] = []

    @OptionGroup var reading: ReadingOptions

    @Option(help: "Compare these files (a glob; repeatable).")
    var file: [String] = []

    @Option(help: "Report only these symbols (a glob; repeatable).")
    var symbol: [String] = []

    @Option(help: "The reference model to hold against, or `none` (without it: what fits the trees).")
    var model: ModelArgument?

    @OptionGroup var gate: SettingsOptions

    @Flag(name: .customLong("no-behavior"), help: "Compare what is declared only; run no functions.")
    var skipsBehavior = false

    @OptionGroup var functions: FunctionOptions

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let pool = try await Console.run { try reading.pool() }
        let result = try await output.kept(day: gate.day(), pool: pool, also: functions.choice.identity) {
            let report = try DiffSession(
                options: .init(
                    old: reading.tree(old), new: reading.tree(new), files: file, symbols: symbol,
                    model: model?.choice ?? .fitting,
                    runsFunctions: !skipsBehavior, functions: functions.choice, compilerArguments: clang),
                pool: pool, progress: pool.progress.enter
            ).run()
            let settings = try gate.settings(ofTree: nil, pool: pool)
            return { output.finish(settings.applied(to: report, today: gate.day()), settings: settings) }
        }
        try output.put(result)
    }
}
