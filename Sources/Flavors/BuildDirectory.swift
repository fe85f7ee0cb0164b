import Globs
import KernelTree

/// A directory with what a build generated: an `O=` directory, a prepared tree, or the part of a
/// distribution's header package that is made for one configuration. It is only read.
public struct BuildDirectory: Hashable, Sendable {
    /// The directory, whose paths are those of the kernel tree.
    public let files: SourceTree

    /// Opens a build directory.
    ///
    /// - Parameter trace: notes what is looked at.
    /// - Throws: ``KernelTreeError`` when it has no `include/generated/autoconf.h`.
    public init(directory: String, trace: ReadTrace = ReadTrace()) throws {
        try self.init(files: try SourceTree(directory: directory, trace: trace), name: directory)
    }

    /// Takes a tree that holds what its build generated.
    ///
    /// - Throws: ``KernelTreeError`` when it has no `include/generated/autoconf.h`.
    init(files: SourceTree, name directory: String) throws {
        self.files = files
        guard files.hasFile("include/generated/autoconf.h") else {
            throw KernelTreeError(
                message: "'\(directory)' has no include/generated/autoconf.h, so nothing was built there",
                hint: "run 'make prepare' with O= for that directory, or leave it out")
        }
    }

    /// The configuration of the build.
    ///
    /// - Throws: ``KernelTreeError`` when the file cannot be read.
    public func configuration() throws -> KernelConfiguration {
        KernelConfiguration(header: try files.contents(of: "include/generated/autoconf.h") ?? [])
    }

    /// The generated headers by their path within the kernel tree.
    ///
    /// - Throws: ``KernelTreeError`` when one of them cannot be read.
    public func generatedHeaders(of architecture: Architecture) throws -> [String: [UInt8]] {
        var headers: [String: [UInt8]] = [:]
        for directory in ["include/generated", "arch/\(architecture.directory)/include/generated"] {
            for path in try files.files(matching: GlobPattern("\(directory)/**")) where path.hasSuffix(".h") {
                headers[path] = try files.contents(of: path)
            }
        }
        return headers
    }

    /// The architecture that the build's headers are for, `nil` when the configuration does not tell.
    public func architecture() throws -> Architecture? {
        Architecture.configured(try configuration())
    }
}

/// A kernel tree as a user names it, with the directory of its generated headers where that is another.
public struct KernelSource: Hashable, Sendable {
    /// The source text.
    public let tree: SourceTree
    /// Where the generated headers are; `nil` when they are in the tree itself, or nowhere.
    public let build: BuildDirectory?

    /// Takes a tree and its build directory.
    public init(tree: SourceTree, build: BuildDirectory? = nil) {
        self.tree = tree
        self.build = build
    }

    /// Opens what a user names: a kernel tree, an `O=` directory (its sources are found), or the
    /// configured part of a header package (`linux-headers-…-amd64`; Debian's `-common` directory and Ubuntu's
    /// shared one are found).
    ///
    /// - Parameters:
    ///   - buildDirectory: The build directory when the user names one.
    ///   - trace: notes what is looked at.
    /// - Throws: ``KernelTreeError`` when it is no kernel tree and none is found through it.
    public init(
        opening directory: String, buildDirectory: String? = nil, trace: ReadTrace = ReadTrace()
    ) throws {
        let build = try buildDirectory.map { try BuildDirectory(directory: $0, trace: trace) }
        if let name = RevisionName(directory) {
            let tree = try SourceTree(revision: name, trace: trace)
            try tree.checkKernel(directory)
            self.init(tree: tree, build: build)
            return
        }
        let given = try SourceTree(directory: directory, trace: trace)
        trace.note(.entry("\(given.root)/include/linux"))
        trace.note(.link("\(given.root)/include/linux"))
        if FileReading.kind(of: "\(given.root)/include/linux") == .directory {
            self.init(tree: try SourceTree(kernel: directory, trace: trace), build: build)
            return
        }
        guard given.hasFile("include/generated/autoconf.h"), let root = try Self.sources(of: given) else {
            // The error of a directory that is no kernel tree.
            self.init(tree: try SourceTree(kernel: directory, trace: trace), build: build)
            return
        }
        self.init(
            tree: try SourceTree(kernel: root, trace: trace),
            build: try build ?? BuildDirectory(directory: directory, trace: trace))
    }

    /// Where the sources of a build directory are.
    private static func sources(of build: SourceTree) throws -> String? {
        // Ubuntu's configured directory is full of links into the shared one.
        for link in ["include/linux", "source"] {
            build.trace.note(.place("\(build.root)/\(link)"))
            guard FileReading.kind(of: "\(build.root)/\(link)") == .link,
                let real = FileReading.real("\(build.root)/\(link)")
            else { continue }
            let root = link == "source" ? real : String(real.dropLast("/include/linux".count))
            if FileReading.kind(of: "\(root)/include/linux") == .directory { return root }
        }
        guard let makefile = try build.contents(of: "Makefile") else { return nil }
        for line in MakefileText.lines(of: makefile) {
            let words = line.split(separator: " ")
            guard words.count == 2, words[0] == "include", words[1].hasSuffix("/Makefile") else { continue }
            let root = String(words[1].dropLast("/Makefile".count))
            // A package that was unpacked elsewhere has its other half beside it.
            let name = root.split(separator: "/").last.map(String.init) ?? ""
            let parent = build.root.split(separator: "/").dropLast().joined(separator: "/")
            for place in ["/\(parent)/\(name)", root] {
                build.trace.note(.entry("\(place)/include/linux"))
                if FileReading.kind(of: "\(place)/include/linux") == .directory { return place }
            }
        }
        return nil
    }
}

extension Flavor {
    /// The flavor of a tree whose generated headers stand in another directory.
    ///
    /// - Throws: ``KernelTreeError`` when the build is for another architecture.
    public init(
        built tree: PatchedTree, in build: BuildDirectory, architecture: Architecture,
        settings: [ConfigurationSetting] = []
    ) throws {
        try Self.check(tree, has: architecture)
        if let actual = try build.architecture(), actual != architecture {
            throw KernelTreeError(
                message: "the build directory is for \(actual.name), not for \(architecture.name)",
                hint: "choose --arch \(actual.name), or leave the build directory out")
        }
        self.init(
            name: Self.name(architecture, []), architecture: architecture, settings: [],
            arguments: try Self.arguments(of: tree, architecture: architecture),
            virtualFiles: try build.generatedHeaders(of: architecture))
        rules = ConfigurationRules(
            complete: try build.configuration(), .built, tree: tree, architecture: architecture)
        self = try asked(for: settings)
    }

    /// The flavor that suits a source as it is: its build's headers, its own generated ones, or, without
    /// either or with another configuration, derived ones.
    ///
    /// - Throws: ``KernelTreeError`` as the initializers for these do.
    public init(
        of source: KernelSource, tree: PatchedTree, architecture: Architecture,
        configuration: ConfigurationSource? = nil, settings: [ConfigurationSetting] = []
    ) throws {
        if let configuration {
            try self.init(
                deriving: tree, architecture: architecture, from: configuration, settings: settings)
        } else if let build = source.build, try build.architecture() ?? architecture == architecture {
            try self.init(built: tree, in: build, architecture: architecture, settings: settings)
        } else if Self.isConfigured(source.tree),
            try BuildDirectory(files: source.tree, name: source.tree.root).architecture() ?? architecture
                == architecture
        {
            try self.init(configured: tree, architecture: architecture, settings: settings)
        } else {
            try self.init(deriving: tree, architecture: architecture, settings: settings)
        }
    }
}
