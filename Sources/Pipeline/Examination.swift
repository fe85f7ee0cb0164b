import ExtractionMessages
import Foundation

/// What `kdrift doctor` looks at.
public struct Examination {
    /// One line for each thing, for a person.
    public let lines: [String]

    /// Looks at the worker, libclang and git.
    public init(pool: ExtractionPool) throws {
        let request = ExtractionRequest(
            root: FileManager.default.temporaryDirectory.path, mainFile: "kdrift-doctor.c", arguments: [],
            overlay: ["kdrift-doctor.c": "int x;\n"])
        let response = try pool.extract([request])[0]
        var lines = ["kdrift \(Tool.version)", "libclang: \(response.libclangVersion)"]
        if let failure = response.failure { lines.append("libclang does not work: \(failure)") }
        let digits = response.libclangVersion.split(separator: " ").compactMap { word in
            Int(word.prefix { $0.isNumber })
        }
        if let major = digits.first, major < 17 {
            lines.append("behaviour: unknown (operator kinds need libclang 17); structure is complete")
        } else {
            lines.append("behaviour: available")
        }
        lines.append("cores: \(ProcessInfo.processInfo.activeProcessorCount)")
        self.lines = lines
    }
}
