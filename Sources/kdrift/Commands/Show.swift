import ArgumentParser
import Reporting
import Sessions

/// `kdrift show SYMBOL --tree TREE`
struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show one declaration: a record as pahole prints it, an enum, a function, a macro.",
        discussion: """
            EXAMPLES
              kdrift show 'struct iommu_group' --tree ~/linux --file drivers/iommu/iommu.c
              kdrift show iommu_group_claim_dma_owner --tree ~/linux
            """)

    @Argument(help: "The name (a glob), with or without struct, union, enum.")
    var symbol: String

    @Option(help: "The tree, directory or C file that declares it.")
    var tree: String

    @Option(help: "Look in these files (a glob; repeatable; without it: wherever the name is declared).")
    var file: [String] = []

    @Argument(parsing: .postTerminator, help: "After `--`: arguments for clang, for plain C files.")
    var clang: [String] = []

    @OptionGroup var reading: ReadingOptions

    func run() async throws {
        let entries = try await Console.run {
            try ShowSession(
                symbol: symbol, tree: reading.tree(tree), files: file, compilerArguments: clang,
                pool: try reading.pool(), note: Console.note
            ).run()
        }
        try Console.put(
            entries.map {
                DeclarationPrinter().text(
                    $0.declaration, flavors: $0.flavors, records: $0.records, pointerBytes: $0.pointerBytes)
            }
            .joined(separator: "\n"))
    }
}
