import ExtractionMessages
import SourceText

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
        let includePath = request.includePath
        for file in response.includedFiles { paths.formUnion(includePath.places(before: file)) }
        for error in response.errors {
            guard let name = missingFile(error.message) else { continue }
            // The message does not say whether the name stands in quotes.
            let include = IncludeName(name, isQuoted: true)
            paths.formUnion(includePath.places(of: include, in: error.site.file))
        }
        return paths
    }

    /// The name in clang's `'linux/x.h' file not found`.
    private static func missingFile(_ message: String) -> String? {
        guard message.hasPrefix("'"), message.hasSuffix("' file not found") else { return nil }
        return String(message.dropFirst().dropLast("' file not found".count))
    }
}
