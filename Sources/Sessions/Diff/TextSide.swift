import Behaviour
import Flavors
import Foundation
import KernelTree
import Readings
import Workers

/// A kernel tree, a plain directory or a single file whose text is read.
struct TextSide {
    /// Where the text is.
    let tree: SourceTree
    /// The one file that is meant; nil for a tree or directory.
    let file: String?
    private let kernel: TreeInput?
    private let plainFlavors: [Flavor]

    /// Opens what the options name: a kernel tree, any other directory, or a C file; the last two are read
    /// with the caller's arguments for clang.
    ///
    /// - Parameter trace: notes what is looked at.
    /// - Throws: ``KernelTreeError`` or ``RunError`` where there is nothing to open.
    init(_ options: TreeOptions, compilerArguments: [String], trace: ReadTrace) throws {
        trace.note(file: options.path)
        if !compilerArguments.isEmpty {
            trace.cannotBeRepeated(because: "there are arguments for clang, which may name anything")
        }
        let place: (tree: SourceTree, file: String?)
        switch try ComparedInput(options.path) {
        case .baseline:
            throw RunError(
                message: "'\(options.path)' is a baseline, and text is wanted here",
                hint: "give a directory, DIR@REV, or a .h or .c file")
        case .file(let path):
            let (directory, name) = try SourceTree.containing(file: path, trace: trace)
            place = try Self.place(directory: directory, name: name)
        case .tree(let path) where Self.isPlainDirectory(path, trace):
            place = (try SourceTree(directory: path, trace: trace), nil)
        case .tree(let path):
            guard compilerArguments.isEmpty else {
                throw RunError(
                    message: "arguments after `--` are for plain C files; '\(path)' is a kernel tree",
                    hint: "use --arch, --config and --define for a kernel tree")
            }
            let input = try TreeInput(options, trace: trace)
            kernel = input
            (tree, file, plainFlavors) = (input.tree, nil, [])
            return
        }
        kernel = nil
        (tree, file) = place
        let names = options.architectures.isEmpty ? [Architecture.standard.name] : options.architectures
        plainFlavors = try names.map { name in
            let architecture = try Architecture(named: name)
            let arguments = CompilerArguments.anchored(compilerArguments, root: place.tree.root)
            return Flavor(
                name: architecture.name, architecture: architecture, settings: [],
                arguments: ["--target=\(architecture.target)"] + arguments, virtualFiles: [:])
        }
    }

    /// The text, nothing laid over it.
    var state: PatchedTree { PatchedTree(base: tree) }

    /// Whether the text is not a kernel's, so that only the caller's arguments say how it is read.
    var isPlain: Bool { kernel == nil }

    /// The flavors that the text is read under, the main one first.
    func flavors(pool: ExtractionPool) throws -> [Flavor] {
        try kernel?.flavors(of: state, pool: pool) ?? plainFlavors
    }

    /// The text as one whose functions can be run.
    func behaviorSide(_ label: String, pool: ExtractionPool) -> TreeBehavior.Side {
        .init(label: label, state: state) { try flavors(pool: pool) }
    }

    /// A directory that is neither a kernel tree nor the built part of one.
    private static func isPlainDirectory(_ path: String, _ trace: ReadTrace) -> Bool {
        trace.note(file: "\(path)/HEAD")
        guard let tree = try? SourceTree(directory: path, trace: trace) else { return false }
        return !tree.hasDirectory("include/linux") && !tree.hasFile("include/generated/autoconf.h")
            && GitRepository(gitDirectory: path) == nil
    }

    /// A header below an `include` directory is named from there, as its users name it; any other file by
    /// its name alone.
    private static func place(
        directory: SourceTree, name: String
    ) throws -> (tree: SourceTree, file: String?) {
        let parts = directory.root.split(separator: "/").map(String.init)
        guard let cut = parts.lastIndex(of: "include"), cut > 0 else { return (directory, name) }
        let root = "/" + parts[..<cut].joined(separator: "/")
        return (
            try SourceTree(directory: root, trace: directory.trace),
            (parts[cut...] + [name]).joined(separator: "/")
        )
    }
}
