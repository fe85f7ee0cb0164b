import ABIModel
import ArgumentParser
import Foundation
import Pipeline

/// Prints every type that the headers of a tree reach, for `scripts/conformance/compare` to hold against
/// what other tools print of the kernel that was built of them. Not installed.
struct Conformance: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kdrift-conformance",
        abstract: "Print every struct, union and enum that headers of a tree reach, as JSON.")

    @Argument(help: "The kernel tree or header package.") var tree: String
    @Option(help: "The architecture.") var arch: String?
    @Option(help: "A .config file to read the tree with.") var config: String?
    @Option(name: .customLong("headers"), help: "Globs of the headers to read.")
    var headers: [String] = ["include/linux/*.h"]

    private struct Output: Encodable {
        struct Unread: Encodable {
            var header: String
            var site: String
            var message: String
        }

        var flavor: String
        var headers: Int
        var notes: [String]
        var unread: [Unread]
        var enums: [Enumeration]
        var records: [Record]
    }

    func run() throws {
        let options = TreeOptions(
            path: tree, architectures: arch.map { [$0] } ?? [], configuration: config)
        var survey = try LayoutSurvey(
            options, headers: headers, pool: try ExtractionPool(timeoutSeconds: 1800))
        let result = try survey.run()
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let output = Output(
            flavor: result.flavor, headers: result.headers.count, notes: result.notes,
            unread: result.unread.sorted { $0.key < $1.key }.map {
                .init(header: $0.key, site: $0.value.site.description, message: $0.value.message)
            },
            enums: result.snapshot.enums, records: result.snapshot.records)
        FileHandle.standardOutput.write(try encoder.encode(output) + Data("\n".utf8))
    }
}

Conformance.main()
