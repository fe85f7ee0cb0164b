import Foundation
import SourceText
import Synchronization

/// The files of a revision of a repository, read through git objects.
///
/// What must stand on disk for the parser is written to a directory of our own, which goes with this object;
/// nothing is written to the repository, and nothing is fetched from anywhere.
final class RevisionFiles: @unchecked Sendable {
    // Unchecked: what changes is guarded by `lock`; the index is set once.
    struct Entry: Hashable {
        var mode: UInt32
        var blobID: String
    }

    /// The name for messages: `DIR@REV`.
    let name: RevisionName
    /// The repository.
    let repository: GitRepository
    /// The full name of the commit.
    let commit: String
    /// Where files stand that were written out.
    var root: String { "\(scratch.root)/tree" }

    private let scratch: GitScratch
    private let git: BlockingGit
    private let entries: [String: Entry]
    private let lock = NSRecursiveLock()
    private let reader: ObjectReader
    private var listing: [String: [String]]?
    private var written: Set<String> = []
    private var made: Set<String> = []
    private var expanded: [IncludePath: Set<String>] = [:]
    private var lacking: Set<String> = []

    /// Looks the revision up.
    ///
    /// - Throws: ``KernelTreeError`` when there is no such repository or revision, or when the repository does
    ///   not have its list of files.
    init(_ name: RevisionName) throws {
        self.name = name
        guard let repository = GitRepository(at: name.directory) else {
            throw KernelTreeError(
                message: "'\(name.directory)' is no git repository, so it has no revision '\(name.revision)'",
                hint: "give the top directory of a clone, or a bare repository")
        }
        self.repository = repository
        scratch = try GitScratch(objectFormat: repository.objectFormat)
        do {
            git = scratch.reading(repository)
            let own = BlockingGit(
                command: GitCommand(
                    gitDirectory: repository.gitDirectory, workingDirectory: "\(scratch.root)/empty"))
            commit = try Self.commit(name, repository, own, git)
            entries = try Self.entries(name, commit, repository, git)
            reader = ObjectReader(git)
            guard mkdir("\(scratch.root)/tree", 0o700) == 0 else {
                throw KernelTreeError(
                    message: "'\(scratch.root)' cannot be written: \(systemReason())",
                    hint: "free some space there, or set TMPDIR to a directory that can be written")
            }
        } catch {
            scratch.remove()
            throw error
        }
    }

    deinit { scratch.remove() }

    // MARK: What there is

    /// The file or link at a path.
    func entry(_ path: String) -> Entry? { entries[path] }

    /// Whether a regular file, or a link to one, stands at the path.
    func hasFile(_ path: String) -> Bool { file(path) != nil }

    /// Whether files stand below the path.
    func hasDirectory(_ path: String) -> Bool { path.isEmpty || names()[path] != nil }

    /// The names in a directory, sorted.
    func names(in directory: String) -> [String] { names()[directory] ?? [] }

    /// All paths, in no order.
    var paths: Dictionary<String, Entry>.Keys { entries.keys }

    /// The text of a file; nil when there is none.
    ///
    /// - Throws: ``KernelTreeError`` when the repository does not have it.
    func contents(of path: String) throws -> [UInt8]? {
        guard let file = file(path) else { return nil }
        let found = try lock.withLock { try reader.blobs([file.blobID]) }
        guard let text = found[file.blobID] else { throw missing(path) }
        return text
    }

    /// The text that git has for an entry: a link's is its target.
    func blob(_ entry: Entry, at path: String) throws -> [UInt8] {
        let found = try lock.withLock { try reader.blobs([entry.blobID]) }
        guard let text = found[entry.blobID] else { throw missing(path) }
        return text
    }

    /// The files with one of the words in them.
    func files(containing words: [[UInt8]], below directories: [String]) throws -> [String] {
        var arguments = ["grep", "-l", "-z", "-F", "--full-name"]
        for word in words { arguments += ["-e", String(decoding: word, as: UTF8.self)] }
        let result = try git.run(arguments + [commit, "--"] + directories)
        return result.output.split(separator: 0).map { name in
            String(decoding: name.dropFirst(commit.utf8.count + 1), as: UTF8.self)
        }
    }

    /// Files that were wanted and are not in the repository, sorted.
    var lackingFiles: [String] { lock.withLock { lacking.sorted() } }

    // MARK: What is written out

    /// Writes out a unit and all that it may include.
    ///
    /// - Parameters:
    ///   - unit: the main file.
    ///   - arguments: compiler arguments: include directories, and files that are included first.
    ///   - overlay: texts that stand in for files.
    /// - Throws: ``KernelTreeError`` when the repository does not have the unit, or nothing can be written.
    func provide(unit: String, arguments: [String], overlay: [String: [UInt8]]) throws {
        try lock.withLock {
            let search = IncludePath(arguments: arguments)
            var known = expanded[search] ?? []
            var texts = overlay.map { ($0.key, $0.value) }
            var wanted = Set(search.firstFiles.flatMap(search.places(ofFirstFile:)))
            wanted.insert(unit)
            while !texts.isEmpty || !wanted.isEmpty {
                for (path, text) in texts {
                    for line in CLexer(text).includeLines {
                        wanted.formUnion(
                            search.places(of: line.include, in: path).filter { !known.contains($0) })
                    }
                }
                let next = wanted.filter { known.insert($0).inserted }
                wanted = []
                texts = try write(next.filter { overlay[$0] == nil && file($0) != nil }.sorted())
            }
            expanded[search] = known
            if overlay[unit] == nil, lacking.contains(unit) { throw missing(unit) }
        }
    }

    private func write(_ paths: [String]) throws -> [(String, [UInt8])] {
        let files = paths.compactMap { path in file(path).map { (path, $0.blobID) } }
        let blobs = try reader.blobs(Set(files.map(\.1)).sorted())
        var texts: [(String, [UInt8])] = []
        for (path, id) in files {
            guard let text = blobs[id] else {
                lacking.insert(path)
                continue
            }
            texts.append((path, text))
            guard written.insert(path).inserted else { continue }
            try makeDirectory(String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]))
            try scratch.write(text, to: "tree/\(path)")
        }
        // A file is then older than any parse of it, also by the coarse clock of the file system.
        if !texts.isEmpty { usleep(5000) }
        return texts
    }

    private func makeDirectory(_ directory: String) throws {
        guard !directory.isEmpty, made.insert(directory).inserted else { return }
        try makeDirectory(String(directory[..<(directory.lastIndex(of: "/") ?? directory.startIndex)]))
        guard mkdir("\(root)/\(directory)", 0o700) == 0 || errno == EEXIST else {
            throw KernelTreeError(
                message: "'\(root)/\(directory)' cannot be made: \(systemReason())",
                hint: "free some space there, or set TMPDIR to a directory that can be written")
        }
    }

    private func missing(_ path: String) -> KernelTreeError {
        KernelTreeError(
            message: "the repository '\(name.directory)' does not have the text of '\(path)' at "
                + "\(name.revision)",
            hint:
                "it is a partial or damaged clone, and nothing is fetched for you: fetch the revision first, "
                + "for instance with 'git fetch --refetch' or a checkout of it")
    }

    // MARK: Paths

    /// The regular file at a path, through links within the tree.
    private func file(_ path: String, depth: Int = 0) -> Entry? {
        guard let entry = entries[path] else { return nil }
        guard entry.mode == 0o120000 else { return entry.mode == 0o160000 ? nil : entry }
        guard depth < 8, let target = try? blob(entry, at: path) else { return nil }
        let text = String(decoding: target, as: UTF8.self)
        guard !text.hasPrefix("/"), let place = IncludePath.path(text, in: IncludePath.folder(of: path))
        else {
            return nil
        }
        return file(place, depth: depth + 1)
    }

    private func names() -> [String: [String]] {
        lock.withLock {
            if let listing { return listing }
            var children: [String: Set<String>] = ["": []]
            for path in entries.keys {
                var rest = path[...]
                while true {
                    let cut = rest.lastIndex(of: "/")
                    let folder = cut.map { String(rest[..<$0]) } ?? ""
                    let name = String(cut.map { rest[rest.index(after: $0)...] } ?? rest)
                    let isNew = children[folder] == nil
                    children[folder, default: []].insert(name)
                    guard let cut, isNew else { break }
                    rest = rest[..<cut]
                }
            }
            let sorted = children.mapValues { $0.sorted() }
            listing = sorted
            return sorted
        }
    }
}

extension RevisionFiles: Hashable {
    static func == (left: RevisionFiles, right: RevisionFiles) -> Bool { left === right }

    func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
