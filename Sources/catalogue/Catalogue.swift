import Foundation

/// Writes the Swift file that lists a catalogue: `catalogue DIRECTORY FILE NAME…`, where each name is that of a Swift
/// file in the directory.
@main
enum Catalogue {
    static func main() throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        guard arguments.count > 1 else { throw Failure(message: "usage: catalogue DIRECTORY FILE NAME…") }
        try text(arguments[0], Array(arguments[2...]))
            .write(toFile: arguments[1], atomically: true, encoding: .utf8)
    }

    private static func text(_ directory: String, _ names: [String]) throws -> String {
        switch directory {
        case "Rules": RuleList.text(of: names)
        case "Architectures": ArchitectureList.text(of: names)
        default: throw Failure(message: "there is no catalogue of \(directory)")
        }
    }

    private struct Failure: Error {
        var message: String
    }
}
