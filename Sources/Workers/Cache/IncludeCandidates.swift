import ExtractionMessages

/// The files that a reading depends on: those that were read, and those whose coming into being would change
/// what is read.
///
/// Many readings include the same files: what is known of one set of them is known of the next.
struct IncludeCandidates {
    private struct Includes: Hashable {
        var files: [String]
        var mainFile: String
        var arguments: [String]
    }

    private var known: [Includes: [String]] = [:]

    /// The paths, sorted; relative ones count from the tree's root.
    ///
    /// A file that was found in one include directory would be hidden by one of the same name in an earlier
    /// directory; a file that was not found would be found in any.
    mutating func paths(of response: ExtractionResponse, request: ExtractionRequest) -> [String] {
        // What an error names comes on top.
        guard response.errors.isEmpty else { return Self.found(response, request).sorted() }
        let includes = Includes(
            files: response.includedFiles, mainFile: request.mainFile, arguments: request.arguments)
        if let paths = known[includes] { return paths }
        let paths = Self.found(response, request).sorted()
        known[includes] = paths
        return paths
    }

    private static func found(_ response: ExtractionResponse, _ request: ExtractionRequest) -> Set<String> {
        var paths = Set(response.includedFiles)
        paths.insert(request.mainFile)
        let directories = request.includeDirectories
        let prefixes = directories.map { Array("\($0)/".utf8) }
        for file in response.includedFiles {
            for (index, prefix) in prefixes.enumerated() where file.utf8.starts(with: prefix) {
                let name = String(decoding: file.utf8.dropFirst(prefix.count), as: UTF8.self)
                for earlier in directories[..<index] { paths.insert("\(earlier)/\(name)") }
            }
        }
        for error in response.errors {
            guard let name = missingFile(error.message) else { continue }
            let folder = error.site.file.split(separator: "/").dropLast().joined(separator: "/")
            paths.insert(folder.isEmpty ? name : "\(folder)/\(name)")
            for directory in directories { paths.insert("\(directory)/\(name)") }
        }
        return paths
    }

    /// The name in clang's `'linux/x.h' file not found`.
    private static func missingFile(_ message: String) -> String? {
        guard message.hasPrefix("'"), message.hasSuffix("' file not found") else { return nil }
        return String(message.dropFirst().dropLast("' file not found".count))
    }
}
