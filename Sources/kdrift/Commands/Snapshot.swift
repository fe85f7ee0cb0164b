import ArgumentParser
import Sessions
import Workers

/// `kdrift snapshot TREE -o FILE`
struct WriteSnapshot: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "snapshot", abstract: "Write down what a tree declares, to compare with later.",
        discussion: """
            EXAMPLES
              kdrift snapshot ~/linux -o abi.json --file 'include/linux/*.h'
              kdrift diff abi.json ~/linux
            """)

    @Argument(help: "The tree, directory or C file.")
    var tree: String

    @Option(name: .shortAndLong, help: "The file to write; `-` is standard output.")
    var output: String

    @Option(help: "Take these files (a glob; repeatable; without it: the headers below include/).")
    var file: [String] = []

    @Argument(parsing: .postTerminator, help: "After `--`: arguments for clang, for plain C files.")
    var clang: [String] = []

    @OptionGroup var reading: ReadingOptions

    func run() async throws {
        try await Console.run {
            let baseline = try SnapshotSession(
                tree: reading.tree(tree), files: file, compilerArguments: clang, pool: try reading.pool(),
                note: Console.note
            ).run()
            Console.clearProgress()
            try Console.write(to: output, baseline.write)
        }
    }
}
