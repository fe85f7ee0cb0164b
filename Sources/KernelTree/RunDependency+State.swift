extension RunDependency {
    /// What is found there now, as a text that is another one when something has changed; of a regular file only that
    /// it is one, since its text is its caller's to compare.
    ///
    /// Nothing is written to a repository, and nothing fetched.
    ///
    /// - Throws: ``KernelTreeError`` when git cannot be run, or no scratch repository can be made.
    public func found() throws -> String {
        switch self {
        case .entry(let path):
            switch FileReading.kind(of: path, followsLinks: true) {
            case .file: "file"
            case .directory: "directory"
            case .link, .other: "other"
            case nil: "nothing"
            }
        case .link(let path): FileReading.link(at: path) ?? ""
        case .names(let path):
            try FileReading.entries(in: path).map { "\($0.name)/\($0.type)" }.sorted().joined(separator: "\n")
        case .place(let path): FileReading.real(path) ?? ""
        case .revision(let directory, let name):
            try RevisionName(directory: directory, revision: name).object() ?? ""
        case .references(let directory): try Self.references(of: directory)
        case .objects(let directory, let names): try Self.objects(names, in: directory)
        }
    }

    /// The branches and tags of a repository with the objects they stand for, as `git for-each-ref` lists them.
    private static func references(of directory: String) throws -> String {
        guard let repository = GitRepository(at: directory) else { return "" }
        let git = BlockingGit(
            command: GitCommand(gitDirectory: repository.gitDirectory, workingDirectory: "/"))
        let found = try git.run([
            "for-each-ref", "--format=%(refname) %(objectname)", "refs/tags", "refs/heads", "refs/remotes",
        ])
        return String(decoding: found.output, as: UTF8.self)
    }

    /// The full names of those of the blobs that an object directory has; an empty line for each that it lacks.
    private static func objects(_ names: [String], in directory: String) throws -> String {
        let scratch = try GitScratch(objectFormat: names.contains { $0.count > 40 } ? "sha256" : "sha1")
        defer { scratch.remove() }
        let git = scratch.reading(objectsIn: directory)
        return try names.map { try git.object("\($0)^{blob}") ?? "" }.joined(separator: "\n")
    }
}
