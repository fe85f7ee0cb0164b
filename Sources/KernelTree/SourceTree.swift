import Globs

/// A directory with source text, which is only ever read.
///
/// Paths are relative to the root; nothing outside of it can be read through one, neither with
/// `..` nor through a symbolic link.
public struct SourceTree: Hashable, Sendable {
    /// The absolute path of the root directory, without symbolic links.
    public let root: String
    /// The repository whose work tree this is, `nil` when the root has no `.git`.
    public let repository: GitRepository?
    /// Where the text comes from when the tree is a revision of a repository; `nil` for a directory. The root
    /// then holds only what was written out for the parser.
    let revision: RevisionFiles?
    /// Notes what the tree is asked for.
    public let trace: ReadTrace

    /// Opens a plain directory, whatever it holds.
    ///
    /// - Parameter trace: notes what is looked at.
    /// - Throws: ``KernelTreeError`` when there is no such directory.
    public init(directory: String, trace: ReadTrace = ReadTrace()) throws {
        self.trace = trace
        trace.note(.place(FileReading.absolute(directory)))
        guard let root = FileReading.real(directory) else {
            throw KernelTreeError(
                message: "there is no directory '\(directory)'",
                hint: "give the path of a directory with source text")
        }
        guard FileReading.kind(of: root) == .directory else {
            throw KernelTreeError(
                message: "'\(directory)' is not a directory",
                hint: "give the path of a directory; a single .h or .c file is opened as a file")
        }
        self.root = root
        trace.note(.entry("\(root)/.git"))
        repository = GitRepository(workTree: root)
        revision = nil
    }

    /// Opens a revision of a repository, without a checkout.
    ///
    /// - Parameter trace: notes what is looked at.
    /// - Throws: ``KernelTreeError`` when there is no such repository or revision.
    public init(revision name: RevisionName, trace: ReadTrace = ReadTrace()) throws {
        let files = try RevisionFiles(name)
        self.trace = trace
        trace.note(.revision(directory: FileReading.absolute(name.directory), name: name.revision))
        trace.leaveOut(below: files.root)
        root = files.root
        repository = files.repository
        revision = files
    }

    /// Opens a kernel tree: a directory with `include/linux`.
    ///
    /// - Parameter trace: notes what is looked at.
    /// - Throws: ``KernelTreeError`` when there is no such directory, or it has no `include/`.
    public init(kernel directory: String, trace: ReadTrace = ReadTrace()) throws {
        try self.init(directory: directory, trace: trace)
        try checkKernel(directory)
    }

    /// - Throws: ``KernelTreeError`` when the tree is no kernel's.
    package func checkKernel(_ directory: String) throws {
        guard hasDirectory("include") else {
            if repository == nil, GitRepository(gitDirectory: root) != nil {
                throw KernelTreeError(
                    message: "'\(directory)' is a bare repository",
                    hint: "name a revision of it: \(directory)@v6.1")
            }
            throw KernelTreeError(
                message: "'\(directory)' has no include/ directory, so it is no kernel tree",
                hint: "give the top directory of a kernel tree, the one with include/linux and Kbuild")
        }
        guard isKernel else {
            throw KernelTreeError(
                message: "'\(directory)' has no include/linux, so it is no kernel tree",
                hint: "give the top directory of a kernel tree, or compare plain directories with 'diff'")
        }
    }

    /// Opens the directory of a single file; the second value is the file's name within it.
    ///
    /// - Parameter trace: notes what is looked at.
    /// - Throws: ``KernelTreeError`` when there is no such file.
    public static func containing(
        file: String, trace: ReadTrace = ReadTrace()
    ) throws -> (tree: SourceTree, path: String) {
        trace.note(.place(FileReading.absolute(file)))
        guard let real = FileReading.real(file), case .file = FileReading.kind(of: real) else {
            throw KernelTreeError(
                message: "there is no file '\(file)'", hint: "give the path of a .h or .c file")
        }
        let cut = real.lastIndex(of: "/") ?? real.startIndex
        let directory = cut == real.startIndex ? "/" : String(real[..<cut])
        return (try SourceTree(directory: directory, trace: trace), String(real[real.index(after: cut)...]))
    }

    /// Whether the directory looks like a kernel tree: it has `include/linux`.
    public var isKernel: Bool { hasDirectory("include/linux") }

    /// The text of a file, `nil` when there is none at that path.
    ///
    /// - Throws: ``KernelTreeError`` when the path or a symbolic link on it leaves the tree, or when the
    ///   file cannot be read.
    public func contents(of path: String) throws -> [UInt8]? {
        if let revision { return try revision.contents(of: try TreePath(path).description) }
        guard let place = try resolve(path) else { return nil }
        guard case .file = FileReading.kind(of: place) else { return nil }
        return try FileReading.contents(of: place)
    }

    /// Whether a regular file stands at the path, within the tree.
    public func hasFile(_ path: String) -> Bool {
        if let revision { return (try? TreePath(path)).map { revision.hasFile($0.description) } ?? false }
        guard let resolved = try? resolve(path), case .file = FileReading.kind(of: resolved) else {
            return false
        }
        return true
    }

    /// Whether a directory stands at the path, within the tree.
    public func hasDirectory(_ path: String) -> Bool {
        if let revision {
            return (try? TreePath(path)).map { revision.hasDirectory($0.description) } ?? false
        }
        guard let resolved = try? resolve(path) else { return false }
        return FileReading.kind(of: resolved) == .directory
    }

    /// The names in a directory of the tree, sorted; empty when there is none.
    ///
    /// - Throws: ``KernelTreeError`` when it cannot be read.
    public func names(in directory: String) throws -> [String] {
        if let revision { return revision.names(in: directory) }
        guard let resolved = directory.isEmpty ? root : try? resolve(directory) else { return [] }
        trace.note(.names(resolved))
        return try FileReading.names(in: resolved)
    }

    /// The files whose path fits the pattern, sorted; `.git` and what symbolic links name is left out.
    ///
    /// - Throws: ``KernelTreeError`` when a directory cannot be read that may hold one.
    public func files(matching pattern: GlobPattern) throws -> [String] {
        if let revision {
            return revision.paths.filter { path in
                pattern.matches(path) && revision.entry(path).map { $0.mode & 0o170000 == 0o100000 } ?? false
            }.sorted()
        }
        guard !pattern.literalPrefix.contains("..") else { return [] }
        if let path = pattern.literalPath {
            let place = "\(root)/\(path)"
            trace.note(.link(place))
            trace.note(.entry(place))
            guard (try? resolve(path)) != nil, case .file = FileReading.kind(of: place) else { return [] }
            return [path]
        }
        var found: [String] = []
        var pending = [pattern.literalPrefix.joined(separator: "/")]
        while let directory = pending.popLast() {
            for name in try names(in: directory) where name != ".git" {
                let path = directory.isEmpty ? name : "\(directory)/\(name)"
                switch FileReading.kind(of: "\(root)/\(path)") {
                case .directory: pending.append(path)
                case .file where pattern.matches(path): found.append(path)
                default: break
                }
            }
        }
        return found.sorted()
    }

    /// Makes sure that a unit and what it may include stand on disk below ``root``. There is nothing to do for
    /// a directory.
    ///
    /// - Parameters:
    ///   - unit: the unit's path.
    ///   - arguments: its compiler arguments.
    ///   - overlay: texts that stand in for files of the tree, by path.
    /// - Throws: ``KernelTreeError`` when the repository does not have the unit's text.
    public func provide(
        unit: String, arguments: [String], overlay: @autoclosure () -> [String: [UInt8]]
    ) throws {
        guard let revision else { return }
        try revision.provide(unit: unit, arguments: arguments, overlay: overlay())
        if !revision.lackingFiles.isEmpty {
            trace.cannotBeRepeated(because: "the repository is a partial clone")
        }
    }

    /// Files that a unit may include and that the repository does not have, sorted: it is a partial clone.
    public var lackingFiles: [String] { revision?.lackingFiles ?? [] }

    /// The absolute path of what stands at a tree-relative path, symbolic links resolved.
    private func resolve(_ path: String) throws -> String? {
        let clean = try TreePath(path)
        trace.note(.entry("\(root)/\(clean)"))
        guard let real = FileReading.real("\(root)/\(clean)") else { return nil }
        guard real == root || real.hasPrefix(root == "/" ? "/" : root + "/") else {
            throw KernelTreeError(
                message: "'\(clean)' is a symbolic link that leaves the tree",
                hint: "only files below the tree's root are read")
        }
        return real
    }
}
