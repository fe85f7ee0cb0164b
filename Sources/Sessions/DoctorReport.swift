import ExtractionMessages
import Flavors
import Foundation
import KernelTree
import Readings
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

    /// How a tree would be read: which kernel it is, and under which architectures and configurations.
    ///
    /// - Throws: ``KernelTreeError`` or ``RunError`` for a tree that cannot be used.
    public static func lines(of options: TreeOptions, pool: ExtractionPool) throws -> [String] {
        let side = try TextSide(options, compilerArguments: [], trace: pool.trace)
        guard !side.isPlain else {
            return ["tree: no kernel tree; its C is read as it stands, without a configuration"]
        }
        let flavors = try side.flavors(pool: pool)
        let version = try side.state.kernelVersion?.description ?? "of an unknown version"
        var lines = ["tree: Linux \(version)"]
        for flavor in flavors {
            let settings = flavor.settings.map(\.description).joined(separator: " ")
            lines.append(
                "  read as \(flavor.name): clang --target=\(flavor.architecture.target)"
                    + (settings.isEmpty ? "" : " with \(settings)"))
        }
        let plan = try FlavorPlan(flavors, headersOf: [:])
        return lines + plan.notes.map { "  note: \($0)" }
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
