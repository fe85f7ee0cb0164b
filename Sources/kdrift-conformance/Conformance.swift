import ABIModel
import ArgumentParser
import Foundation
import Readings
import Reporting
import Workers

/// What `make conformance` holds against other programs. Not installed.
@main struct Conformance: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kdrift-conformance",
        abstract: "Print what headers of a tree reach, to be held against what other programs say of it.",
        subcommands: [Survey.self, Draw.self])
}

/// Prints every type that the headers of a tree reach, for `scripts/conformance/compare`.
struct Survey: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print every struct, union and enum that headers of a tree reach, as JSON.")

    @Argument(help: "The kernel tree or header package.") var tree: String
    @Option(help: "The architecture.") var arch: String?
    @Option(help: "A .config file to read the tree with.") var config: String?
    @Option(name: .customLong("headers"), help: "Globs of the headers to read.")
    var headers: [String] = ["include/linux/*.h"]

    fileprivate struct Output: Codable {
        struct Unread: Codable {
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

/// Draws the records of a survey, for `scripts/conformance/draw`.
struct Draw: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Draw the records of a survey as `kdrift show` does, each after a line that names its header.")

    @Argument(help: "What `survey` has printed.") var types: String

    func run() throws {
        let survey = try JSONDecoder().decode(
            Survey.Output.self, from: try Data(contentsOf: URL(fileURLWithPath: types)))
        let printer = PaholePrinter(records: survey.records)
        for record in survey.records where !record.isForwardDeclaration {
            print("// \(record.site.file)\n\(printer.text(record))")
        }
    }
}
