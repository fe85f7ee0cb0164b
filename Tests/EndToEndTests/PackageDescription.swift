import Foundation
import Testing

/// The package as `swift package describe` sees it.
struct PackageDescription: Decodable {
    struct Target: Decodable {
        var name: String
        var type: String
        var path: String
        var sources: [String]
        var targetDependencies: [String]?
        var productDependencies: [String]?

        /// The targets of this package that it depends on.
        var dependencies: [String] { targetDependencies ?? [] }
    }

    var targets: [Target]

    /// The targets that are not tests, by name.
    var modules: [String: Target] {
        Dictionary(
            targets.filter { $0.type != "test" }.map { ($0.name, $0) },
            uniquingKeysWith: { first, _ in first })
    }

    /// All that a target depends on, directly or not.
    func closure(of name: String) -> Set<String> {
        var seen: Set<String> = []
        var open = modules[name]?.dependencies ?? []
        while let next = open.popLast() {
            if seen.insert(next).inserted { open += modules[next]?.dependencies ?? [] }
        }
        return seen
    }

    /// Asks the package manager. It gets a scratch directory of its own: that of the running tests is
    /// locked.
    static func ofThisPackage() throws -> PackageDescription {
        let scratch = FileManager.default.temporaryDirectory
            .appendingPathComponent("kdrift-layering-\(ProcessInfo.processInfo.processIdentifier)")
        defer { try? FileManager.default.removeItem(at: scratch) }
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            "swift", "package", "--package-path", EmbeddedReview.root.path, "--scratch-path", scratch.path,
            "describe", "--type", "json",
        ]
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "swift package describe failed")
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(PackageDescription.self, from: data)
    }
}
