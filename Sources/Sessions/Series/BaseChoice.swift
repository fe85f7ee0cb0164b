import KernelTree
import PatchSeries
import Phrases
import Readings
import Workers

/// Which revisions of the tree's repository a series is read on when the command line leaves them open
/// (`DIR@auto`, or a bare repository).
struct BaseChoice {
    /// The distinct bases as the command line would name them, in the order of the revisions that stand on them.
    private(set) var trees: [TreeOptions] = []
    /// For each revision of the series the index of its base.
    private(set) var baseOfRevision: [Int] = []
    /// What was chosen on which grounds, in sentences.
    private(set) var notes: [Phrase] = []

    /// One revision's base.
    private struct Ground {
        /// How the report calls it: a tag, or the beginning of a commit's name.
        var name: String
        var commit: String
        /// Why it was chosen, from the point of view of the revision.
        var reason: String
    }

    /// Takes the bases that ranges of commits start from.
    ///
    /// - Parameters:
    ///   - options: how trees are read.
    ///   - named: the trees of revisions by label, as the command line would name them; others stand on the tree of
    ///     the options.
    /// - Throws: ``KernelTreeError`` when git cannot be run.
    init(_ options: TreeOptions, named: [String: String], for series: Series) throws {
        var commits: [String] = []
        for revision in series.revisions {
            let path = named[revision.label] ?? options.path
            // Names that differ may stand for the same commit.
            stand(on: path, options, commit: try RevisionName(path)?.object() ?? path, &commits)
            let name = RevisionName(path)?.revision ?? "the tree"
            notes.append("the base of \(revision.label) is \(name), from which its range starts (certain)")
        }
        // With one base for all there is nothing to tell apart.
        if trees.count < 2 { notes = [] }
    }

    /// Chooses a base for each revision. The first that holds:
    ///
    /// 1. the commit of its `base-commit:` trailer, where the repository has it;
    /// 2. the tag or branch with the files that its `index` lines name;
    /// 3. the base of the nearest revision for which one of these holds.
    ///
    /// Where the command line names what to read there is one base, and nothing to say of it.
    ///
    /// - Throws: ``RunError`` when nothing tells the base of any revision.
    init(_ options: TreeOptions, for series: Series, trace: ReadTrace) throws {
        guard let directory = Self.openDirectory(options.path),
            let finder = try BaseFinder(directory: directory)
        else {
            trees = [options]
            baseOfRevision = series.revisions.map { _ in 0 }
            return
        }
        defer { finder.close() }
        trace.note(.references(directory: directory))
        let found = try series.revisions.map { try Self.ground(of: $0, finder) }
        guard found.contains(where: { $0 != nil }) else {
            throw RunError(
                message: "no revision of '\(directory)' has the files that the series was made for",
                hint: "name the base yourself: --tree \(directory)@REV")
        }
        var commits: [String] = []
        for index in series.revisions.indices {
            let near = Self.nearest(to: index, in: found)
            guard let near, let ground = found[near] else { continue }
            stand(on: "\(directory)@\(ground.commit)", options, commit: ground.commit, &commits)
            let label = series.revisions[index].label
            notes.append(
                near == index
                    ? "the base of \(label) is \(ground.name): \(ground.reason)"
                    : "the base of \(label) is taken to be \(ground.name), that of \(series.revisions[near].label) "
                        + "(a guess)")
        }
    }

    /// Puts the next revision on a tree, which is another one only where its commit is.
    ///
    /// - Parameter commits: what the trees are told apart by, in their order.
    private mutating func stand(
        on path: String, _ options: TreeOptions, commit: String, _ commits: inout [String]
    ) {
        if let index = commits.firstIndex(of: commit) { return baseOfRevision.append(index) }
        baseOfRevision.append(commits.count)
        commits.append(commit)
        var tree = options
        tree.path = path
        trees.append(tree)
    }

    private static func ground(of revision: Revision, _ finder: BaseFinder) throws -> Ground? {
        if let name = revision.baseCommit, let commit = try finder.commit(name) {
            return Ground(
                name: String(commit.prefix(12)), commit: commit, reason: "its base-commit says so (certain)")
        }
        guard let choice = try finder.revision(with: preimages(of: revision)) else { return nil }
        let confidence = choice.matching == choice.named ? "certain as far as they go" : "likely"
        return Ground(
            name: choice.revision, commit: choice.commit,
            reason: "it has \(choice.matching) of the \(choice.named) files that its index lines name "
                + "(\(confidence))")
    }

    /// The nearest revision with a base of its own; of two the newer one.
    private static func nearest(to index: Int, in found: [Ground?]) -> Int? {
        found.indices.filter { found[$0] != nil }.min {
            (abs($0 - index), -$0) < (abs($1 - index), -$1)
        }
    }

    /// The repository whose revision is left open; nil where the path says what to read.
    private static func openDirectory(_ path: String) -> String? {
        if let name = RevisionName(path) { return name.revision == "auto" ? name.directory : nil }
        guard let tree = try? SourceTree(directory: path), !tree.hasDirectory("include"),
            tree.repository == nil, GitRepository(gitDirectory: path) != nil
        else { return nil }
        return path
    }

    /// The files that a revision's patches name, each as it was before the first of them.
    private static func preimages(of revision: Revision) -> [BaseFinder.Preimage] {
        var seen: Set<String> = []
        return revision.patches.flatMap(\.fileDiffs).compactMap { diff in
            guard let path = diff.oldPath, seen.insert(path).inserted, let blob = diff.oldBlob,
                blob.contains(where: { $0 != "0" })
            else { return nil }
            return .init(path: path, blobID: blob)
        }
    }
}
