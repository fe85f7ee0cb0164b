import ExtractionMessages
import Foundation
import Solving
import Workers

/// What `kdrift doctor` looks at.
public struct DoctorReport {
    /// One line for each thing, for a person.
    public let lines: [String]

    /// Looks at the worker, libclang, the solver and the cache.
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
        lines.append(SolverProgram.examination())
        lines.append("cores: \(ProcessInfo.processInfo.activeProcessorCount)")
        self.lines = lines + Self.cacheLines(CacheLocation(environment: ProcessInfo.processInfo.environment))
    }

    private static func cacheLines(_ location: CacheLocation?) -> [String] {
        guard let location else { return ["cache: none, since neither KDRIFT_CACHE nor HOME is set"] }
        let (entries, bytes) = CacheFiles.size(of: location)
        let limit = "of at most \(location.limitBytes >> 20) MiB"
        let size = String(format: "%.1f", Double(bytes) / 1_048_576)
        let isWritable = FileManager.default.isWritableFile(atPath: location.directory)
        let state =
            FileManager.default.fileExists(atPath: location.directory) && !isWritable ? ", read-only" : ""
        var lines = ["cache: \(location.directory) (\(entries) units, \(size) MiB \(limit)\(state))"]
        lines.append("last run: \(RunCost.last(location)?.text ?? "none is known")")
        return lines
    }
}
