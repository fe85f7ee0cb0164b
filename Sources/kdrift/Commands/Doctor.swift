import ArgumentParser
import Sessions
import Workers

/// `kdrift doctor`
struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show what kdrift finds on this machine.",
        discussion: """
            EXAMPLES
              kdrift doctor
              kdrift doctor --tree ~/linux --arch arm64
            """)

    @Option(help: "Say how this tree would be read.", completion: .directory)
    var tree: String?

    @OptionGroup var reading: ReadingOptions

    func run() async throws {
        try await Console.run {
            let pool = try ExtractionPool(workerCount: 1)
            let lines =
                try DoctorReport(pool: pool).lines
                + (tree.map { try DoctorReport.lines(of: reading.tree($0), pool: pool) } ?? [])
            try Console.put(lines.map { $0 + "\n" }.joined())
        }
    }
}
