/// Looks into a repository that tell whether it is as it was; nothing is written or fetched.
public enum RepositoryLook {
    /// The branches and tags of a repository with the objects they stand for, as git lists them; nil where there is
    /// no repository.
    ///
    /// - Throws: ``KernelTreeError`` when git cannot be run.
    public static func references(of directory: String) throws -> [UInt8]? {
        guard let repository = GitRepository(at: directory) else { return nil }
        let git = BlockingGit(
            command: GitCommand(gitDirectory: repository.gitDirectory, workingDirectory: "/"))
        let found = try git.run([
            "for-each-ref", "--format=%(refname) %(objectname)", "refs/tags", "refs/heads", "refs/remotes",
        ])
        return found.isSuccess ? found.output : nil
    }

    /// Those of the objects that an object directory has, as `git cat-file --batch-check` tells of each.
    ///
    /// - Throws: ``KernelTreeError`` when git cannot be run, or no scratch repository can be made.
    public static func objects(_ names: [String], in directory: String) throws -> [UInt8] {
        let scratch = try GitScratch(objectFormat: names.contains { $0.count > 40 } ? "sha256" : "sha1")
        defer { scratch.remove() }
        let git = scratch.reading(objectsIn: directory)
        return try names.flatMap { name in
            try git.run(["rev-parse", "--verify", "--quiet", "--end-of-options", "\(name)^{blob}"]).output + [
                10
            ]
        }
    }
}
