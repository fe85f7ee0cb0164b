import KernelTree
import PatchSeries

/// Which revision of the tree's repository a series is read on when the command line leaves it open
/// (`DIR@auto`, or a bare repository).
enum BaseChoice {
    /// The options with the revision filled in, and a sentence that says what was chosen on which grounds.
    ///
    /// The first that holds: the `base-commit:` trailer of the newest revision that has one in the repository;
    /// the tag or branch that has the files which the `index` lines name.
    ///
    /// - Throws: ``PipelineError`` when nothing tells the base.
    static func settled(
        _ options: TreeOptions, for series: Series, trace: ReadTrace
    ) throws -> (TreeOptions, note: String?) {
        guard let directory = openDirectory(options.path), let finder = try BaseFinder(directory: directory)
        else { return (options, nil) }
        defer { finder.close() }
        // All branches and tags were asked, and there may be others soon.
        trace.cannotBeRepeated(because: "the base was looked for")
        var settled = options
        for revision in series.revisions.reversed() {
            guard let name = revision.baseCommit, let commit = try finder.commit(name) else { continue }
            settled.path = "\(directory)@\(commit)"
            return (
                settled, "the base is \(commit.prefix(12)), the base-commit of \(revision.label) (certain)"
            )
        }
        for revision in series.revisions.reversed() {
            let preimages = preimages(of: revision)
            guard let choice = try finder.revision(with: preimages) else { continue }
            settled.path = "\(directory)@\(choice.revision)"
            let confidence = choice.matching == choice.named ? "certain as far as they go" : "likely"
            return (
                settled,
                "the base is \(choice.revision): it has \(choice.matching) of the \(choice.named) files that the "
                    + "index lines of \(revision.label) name (\(confidence))"
            )
        }
        throw PipelineError(
            message: "no revision of '\(directory)' has the files that the series was made for",
            hint: "name the base yourself: --tree \(directory)@REV")
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
