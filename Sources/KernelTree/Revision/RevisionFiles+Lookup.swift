import Foundation

extension RevisionFiles {
    /// The commit that a revision names.
    ///
    /// Names are looked up in the user's repository; objects only through the scratch repository, where git
    /// knows of no remote that it could fetch what is missing from.
    static func commit(
        _ name: RevisionName, _ repository: GitRepository, _ own: BlockingGit, _ scratch: BlockingGit
    ) throws -> String {
        guard !name.revision.isEmpty, !name.revision.hasPrefix("-") else {
            throw KernelTreeError(
                message: "'\(name)' names no revision", hint: "write DIR@REV, for instance ~/linux@v6.1")
        }
        guard let id = try own.object(name.revision) else {
            let isShallow = FileReading.kind(of: "\(repository.commonDirectory)/shallow") != nil
            throw KernelTreeError(
                message: "the repository '\(name.directory)' has no revision '\(name.revision)'",
                hint: isShallow
                    ? "it is a shallow clone: fetch the revision first, for instance with "
                        + "'git fetch --depth 1 origin tag \(name.revision)'"
                    : "give a tag, branch or commit that `git -C \(name.directory) rev-parse` knows, or fetch it"
            )
        }
        guard let commit = try scratch.object("\(id)^{commit}") else {
            throw KernelTreeError(
                message: "'\(name.revision)' in '\(name.directory)' is no commit that the repository has",
                hint: "fetch it first; nothing is fetched for you")
        }
        return commit
    }

    /// The files of a commit by path.
    static func entries(
        _ name: RevisionName, _ commit: String, _ repository: GitRepository, _ scratch: BlockingGit
    ) throws -> [String: Entry] {
        let result = try scratch.run(["ls-tree", "-r", "-z", "--full-tree", commit])
        guard result.isSuccess else {
            throw KernelTreeError(
                message: "the repository '\(name.directory)' does not have the list of files of "
                    + "'\(name.revision)'",
                hint: "it is a partial or damaged clone; fetch the revision first, nothing is fetched for you"
            )
        }
        var entries: [String: Entry] = [:]
        // "<mode> <type> <name>\t<path>"
        for line in result.output.split(separator: 0) {
            guard let tab = line.firstIndex(of: 9) else { continue }
            let words = String(decoding: line[..<tab], as: UTF8.self).split(separator: " ")
            guard words.count == 3, let mode = UInt32(words[0], radix: 8) else { continue }
            entries[String(decoding: line[(tab + 1)...], as: UTF8.self)] = Entry(
                mode: mode, blobID: String(words[2]))
        }
        return entries
    }
}

extension GitRepository {
    /// The repository of a work tree, or a bare one.
    init?(at directory: String) {
        guard let real = FileReading.real(directory) else { return nil }
        if let own = GitRepository(workTree: real) {
            self = own
        } else {
            self.init(gitDirectory: real)
        }
    }
}
