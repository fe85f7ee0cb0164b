import FoundationEssentials

/// Applies the revisions of a series to a tree with git, in memory as far as the tree is concerned.
///
/// git works on an index and an object directory of its own in the temporary directory, which hold only the
/// touched files; the tree may be a git repository or not. No file of a patch is ever written as a file.
public struct PatchApplier: Sendable {
    /// The tree under the patches.
    public let tree: SourceTree
    /// Where git's scratch directory is made and removed again; `nil` for `TMPDIR`, else `/tmp`.
    public let temporaryDirectory: String?

    /// Makes an applier for a tree.
    public init(tree: SourceTree, temporaryDirectory: String? = nil) {
        self.tree = tree
        self.temporaryDirectory = temporaryDirectory
    }

    /// Applies the patches of one revision one after the other.
    ///
    /// - Throws: ``KernelTreeError`` when git or the temporary directory cannot be used; a patch that does
    ///   not apply is no error but an outcome.
    public func apply(_ patches: [PatchInput]) async throws -> AppliedRevision {
        try await apply(revisions: [patches])[0]
    }

    /// Applies several revisions, each to the bare tree, at the same time; the results are in their order.
    ///
    /// - Throws: ``KernelTreeError`` as ``apply(_:)`` does.
    public func apply(revisions: [[PatchInput]]) async throws -> [AppliedRevision] {
        let scratch = try GitScratch(
            objectFormat: tree.repository?.objectFormat ?? "sha1", in: temporaryDirectory)
        defer { scratch.remove() }
        let base = try loadBase(of: revisions, hashLength: scratch.hashLength)
        let runs = try await withThrowingTaskGroup(of: (Int, RevisionPatcher).self) { group in
            var next = revisions.indices.makeIterator()
            func addOne() {
                guard let number = next.next() else { return }
                group.addTask {
                    var run = RevisionPatcher(
                        scratch: scratch, tree: tree, name: "index.\(number)", entries: base.entries,
                        texts: base.texts)
                    try await run.apply(revisions[number])
                    return (number, run)
                }
            }
            // One more than there are cores: git waits for its pipes now and then.
            for _ in 0...ProcessInfo.processInfo.activeProcessorCount { addOne() }
            var runs: [Int: RevisionPatcher] = [:]
            while let (number, run) = try await group.next() {
                runs[number] = run
                addOne()
            }
            return revisions.indices.compactMap { runs[$0] }
        }
        return collect(runs, base: base)
    }

    /// The touched files as they are before any patch.
    private struct Base {
        var entries: [String: GitIndex.Entry] = [:]
        var texts: [String: [UInt8]] = [:]
    }

    /// Reads the touched files of all revisions.
    private func loadBase(of revisions: [[PatchInput]], hashLength: Int) throws -> Base {
        var paths: Set<String> = []
        for file in revisions.joined().flatMap(\.files) {
            for path in [file.oldPath, file.newPath] { if let path { paths.insert(path) } }
        }
        var base = Base()
        for path in paths.sorted() {
            guard let entry = try tree.entry(at: path), base.entries[entry.path] == nil else { continue }
            let name = ExactPatch.blobID(of: entry.contents, hashLength: hashLength)
            base.entries[entry.path] = GitIndex.Entry(mode: entry.mode, blobID: name)
            base.texts[name] = entry.contents
        }
        return base
    }

    /// Lays the new texts over the tree.
    private func collect(_ runs: [RevisionPatcher], base: Base) -> [AppliedRevision] {
        let bare = PatchedTree(base: tree)
        let blobs = base.entries.mapValues(\.blobID)
        return runs.map { run in
            let patches = zip(run.results, run.snapshots).map { result, entries in
                AppliedPatch(
                    number: result.number, files: result.files,
                    tree: overlay(entries, base: base, texts: run.texts))
            }
            return AppliedRevision(patches: patches, base: bare, baseBlobIDs: blobs)
        }
    }

    private func overlay(
        _ entries: [String: GitIndex.Entry], base: Base, texts: [String: [UInt8]]
    ) -> PatchedTree {
        var changes: [String: PatchedTree.Change] = [:]
        for (path, entry) in entries where base.entries[path] != entry {
            guard let text = texts[entry.blobID] else { continue }
            changes[path] = .file(
                PatchedTree.File(contents: text, blobID: entry.blobID, mode: entry.mode))
        }
        for path in base.entries.keys where entries[path] == nil { changes[path] = .deleted }
        return PatchedTree(base: tree, overlay: changes)
    }
}
