import Foundation

/// Finds the revision of a repository that patches were made for.
public struct BaseFinder {
    /// A file as a patch names it before its change.
    public struct Preimage: Hashable, Sendable {
        /// The path.
        public var path: String
        /// The beginning of its blob's name, as the `index` line has it.
        public var blobID: String

        /// Makes a preimage.
        public init(path: String, blobID: String) {
            self.path = path
            self.blobID = blobID
        }
    }

    /// A base with the grounds on which it was chosen.
    public struct Choice: Hashable, Sendable {
        /// The tag or branch.
        public var revision: String
        /// The full name of its commit.
        public var commit: String
        /// How many of the files that the patches name are there as the patches had them.
        public var matching: Int
        /// How many files the patches name.
        public var named: Int
    }

    private let own: BlockingGit
    private let objects: BlockingGit
    private let scratch: GitScratch

    /// Opens a repository, a work tree's or a bare one; nil when the directory has none.
    ///
    /// - Throws: ``KernelTreeError`` when no scratch repository can be made.
    public init?(directory: String) throws {
        guard let repository = GitRepository(at: directory) else { return nil }
        scratch = try GitScratch(objectFormat: repository.objectFormat)
        objects = scratch.reading(repository)
        own = BlockingGit(
            command: GitCommand(
                gitDirectory: repository.gitDirectory, workingDirectory: "\(scratch.root)/empty"))
    }

    /// Removes what the finder has written for itself.
    public func close() { scratch.remove() }

    /// Whether the repository has a commit, by its full or shortened name.
    public func commit(_ name: String) throws -> String? {
        guard name.count >= 7, name.allSatisfy(\.isHexDigit) else { return nil }
        return try objects.object("\(name)^{commit}")
    }

    /// The tag or branch with the most of the files as the patches had them; of several the one whose tag
    /// was made last. Nil when none has any.
    public func revision(with preimages: [Preimage]) throws -> Choice? {
        guard !preimages.isEmpty else { return nil }
        let listing = try own.run([
            "for-each-ref", "--sort=-creatordate", "--sort=-version:refname", "--format=%(refname)",
            "refs/tags", "refs/heads", "refs/remotes",
        ])
        let names = String(decoding: listing.output, as: UTF8.self).split(separator: "\n").map(String.init)
        var best: (name: String, matching: Int)?
        for name in names {
            let count = try matches(preimages, at: name)
            if count > best?.matching ?? 0 { best = (name, count) }
            if count == preimages.count { break }
        }
        guard let best, let commit = try own.object("\(best.name)^{commit}") else { return nil }
        return Choice(
            revision: Self.short(best.name), commit: commit, matching: best.matching, named: preimages.count)
    }

    private func matches(_ preimages: [Preimage], at reference: String) throws -> Int {
        guard let object = try own.object(reference) else { return 0 }
        let paths = preimages.map(\.path)
        let tree = try objects.run(["ls-tree", "-z", "--full-tree", "-r", object, "--"] + paths)
        var found: [String: String] = [:]
        for line in tree.output.split(separator: 0) {
            guard let tab = line.firstIndex(of: 9) else { continue }
            let words = String(decoding: line[..<tab], as: UTF8.self).split(separator: " ")
            if words.count == 3 {
                found[String(decoding: line[(tab + 1)...], as: UTF8.self)] = String(words[2])
            }
        }
        return preimages.filter { found[$0.path]?.hasPrefix($0.blobID) == true }.count
    }

    private static func short(_ reference: String) -> String {
        for prefix in ["refs/tags/", "refs/heads/", "refs/remotes/"] where reference.hasPrefix(prefix) {
            return String(reference.dropFirst(prefix.count))
        }
        return reference
    }
}
