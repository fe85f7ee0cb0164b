import CProgram
import ExtractionMessages
import Flavors
import Globs
import KernelTree
import PatchSeries
import Workers

/// Lowers C files of a tree as a whole, to count what cannot be lowered.
public struct LoweringSurvey {
    /// What came of a file.
    public struct Reading: Sendable {
        /// The tree-relative file.
        public var file: String
        /// Its functions and file-scope variables with all they reach; nil where the file could not be read.
        public var program: Program?
        /// clang's errors, or why there is no program.
        public var problems: [String]
    }

    /// The tree's C files, sorted.
    public let files: [String]
    /// The flavor's name.
    public let flavor: String

    private let root: String
    private let base: PatchedTree
    private let options: Flavor
    private let pool: ExtractionPool

    /// Opens a tree; its first flavor counts.
    ///
    /// - Throws: ``KernelTreeError`` or ``RunError`` for a tree that cannot be read.
    public init(_ tree: TreeOptions, pool: ExtractionPool) throws {
        let input = try TreeInput(tree)
        base = PatchedTree(base: input.tree)
        options = try input.flavors(of: base, pool: pool)[0]
        root = input.tree.root
        flavor = options.name
        files = try input.tree.files(matching: GlobPattern("**/*.c")).sorted()
        self.pool = pool
    }

    /// Lowers everything that files define.
    ///
    /// - Parameter change: makes another text of a file's.
    /// - Throws: ``RunError`` where no worker can be started, ``KernelTreeError`` where a file cannot be read.
    public func read(_ files: [String], changing change: ((String) -> String)? = nil) throws -> [Reading] {
        let derived = options.virtualFiles.mapValues { String(decoding: $0, as: UTF8.self) }
        let requests = try files.map {
            var overlay = derived
            if let change, let text = try base.contents(of: $0) {
                overlay[$0] = change(String(decoding: text, as: UTF8.self))
            }
            return ExtractionRequest(
                root: root, mainFile: $0, arguments: try options.arguments(forUnit: $0, in: base),
                overlay: overlay,
                evaluatesMacros: false, wantsStructure: false, lowering: ["*"])
        }
        return zip(files, try pool.extract(requests)).map { file, response in
            let errors = response.errors.map { "\($0.site.file):\($0.site.line): \($0.message)" }
            return Reading(
                file: file, program: response.program,
                problems: [response.failure].compactMap(\.self) + errors)
        }
    }
}
