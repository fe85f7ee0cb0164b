import ArgumentParser
import Behaviour
import ModelChecking
import Readings
import ReferenceModels
import Sessions
import Workers

/// How the pairs of states that a search visits grow with devices, tokens, domains and calls. Counts, not times:
/// they are the same on every machine.
struct Growth: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "How searches grow with devices, tokens, domains and depth.")

    @Option(help: "The kernel tree.")
    var tree = "Headers/kernel"
    @Option(help: "An mbox or a directory of patches.")
    var series = "patches/dma-ownership"
    @Option(help: "The revision whose C runs beside its design.")
    var revision = "v8"
    @Option(help: "The most calls of a run.")
    var depth = 7

    /// Prints a table, one line for each size of the world.
    func run() async throws {
        let revisions = try SeriesInput.series(from: [series]) { [] }.series
        let programs = try await SeriesPrograms(
            of: revisions, on: TreeOptions(path: tree), pool: ExtractionPool())
        let readings = try programs.read(DMAOwnership.reading)
        guard let program = readings.first(where: { $0.label == revision })?.program,
            let design = DMAOwnership.design(named: revision)
        else { throw ValidationError("there is no \(revision) that could be read") }
        let header = ["devices", "tokens", "domains"] + (1...depth).map { "\($0)" }
        print("| \(header.joined(separator: " | ")) |")
        print("|" + String(repeating: "--:|", count: header.count))
        for (devices, tokens, domains) in [(1, 1, 1), (1, 2, 1), (1, 2, 2), (2, 1, 1), (2, 2, 1), (2, 2, 2)] {
            let vocabulary = DMAOwnership.Operation.all.filter {
                Self.isIn($0, devices: devices, tokens: tokens, domains: domains)
            }
            let system = InternedSystem(
                try DMAOwnership.CSystem(
                    label: revision, program: program,
                    vocabulary: vocabulary))
            let model = DMAOwnership.ObservedDesign(design)
            let counts = (1...depth).map { depth in
                DMAOwnership.comparison(of: system, with: model, depth: depth).run().pairCount
            }
            let cells = [devices, tokens, domains] + counts
            print("| \(cells.map(String.init).joined(separator: " | ")) |")
        }
    }

    /// Whether an operation names only what a world of that size has; NULL is no token that is counted.
    private static func isIn(
        _ operation: DMAOwnership.Operation, devices: Int, tokens: Int, domains: Int
    ) -> Bool {
        // The second device comes by hot-plug.
        if devices == 1, operation.device == .d1 { return false }
        if tokens == 1, operation.token == .some(.f2) { return false }
        return domains > 1 || operation.domain != .userB
    }
}
