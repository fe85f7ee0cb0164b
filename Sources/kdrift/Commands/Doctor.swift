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
            """)

    func run() async throws {
        try await Console.run {
            let report = try DoctorReport(pool: try ExtractionPool(workerCount: 1))
            try Console.put(report.lines.map { $0 + "\n" }.joined())
        }
    }
}
