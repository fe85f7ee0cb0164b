/// A range of commits of the tree's repository, as a series: `A..B`.
public struct PatchRange: Hashable, Sendable, CustomStringConvertible {
    /// The commit that the first patch applies to, as the user names it.
    public let start: String
    /// The last commit.
    public let end: String

    /// Reads `A..B`; nil for any other text, `A...B` among them. A missing side is `HEAD`.
    public init?(_ text: String) {
        guard let dots = text.firstRange(of: ".."), !text[dots.upperBound...].hasPrefix("."),
            !text.contains("/../"), !text.hasPrefix("../"), !text.hasSuffix("/..")
        else { return nil }
        let start = String(text[..<dots.lowerBound])
        let end = String(text[dots.upperBound...])
        guard !(start.isEmpty && end.isEmpty), !start.hasPrefix("-"), !end.hasPrefix("-") else { return nil }
        self.start = start.isEmpty ? "HEAD" : start
        self.end = end.isEmpty ? "HEAD" : end
    }

    /// `A..B`.
    public var description: String { "\(start)..\(end)" }

    /// The commits as mails, an mbox: what `git format-patch` makes of them, without merges.
    ///
    /// Only objects are read, through a scratch repository that borrows them, so that no setting of the
    /// user's repository makes git run a program.
    ///
    /// - Parameters:
    ///   - tree: the tree whose repository has the commits.
    ///   - version: the number that the revision gets.
    /// - Throws: ``KernelTreeError`` when the tree has no repository, or the repository no such commits.
    public func mails(of tree: SourceTree, version: Int = 1) async throws -> [UInt8] {
        guard let repository = tree.repository else {
            throw KernelTreeError(
                message: "'\(self)' is a range of commits, and the tree is no git repository",
                hint: "give --tree the top directory of a clone, or the series as an mbox")
        }
        for name in [start, end] { tree.trace.note(.revision(directory: tree.root, name: name)) }
        let scratch = try GitScratch(objectFormat: repository.objectFormat)
        defer { scratch.remove() }
        let first = try await commit(start, in: repository, scratch)
        let last = try await commit(end, in: repository, scratch)
        var git = scratch.command
        git.environment["GIT_ALTERNATE_OBJECT_DIRECTORIES"] = GitScratch.quoted(repository.objectDirectory)
        // A shallow clone's commits have parents that are not there.
        let shallow = "\(repository.commonDirectory)/shallow"
        tree.trace.note(.entry(shallow))
        if FileReading.kind(of: shallow) != nil { git.environment["GIT_SHALLOW_FILE"] = shallow }
        let result = try await git.run([
            "format-patch", "--stdout", "--numbered", "--full-index", "--binary", "--no-ext-diff",
            "--no-textconv", "--no-signature", "--reroll-count=\(version)", "\(first)..\(last)",
        ])
        guard result.isSuccess else {
            throw KernelTreeError(
                message: "git could not write the patches of '\(self)': \(Self.firstLine(result.errors))",
                hint: "the repository may be shallow or damaged; fetch the range first")
        }
        guard !result.output.isEmpty else {
            throw KernelTreeError(
                message: "there is no commit in '\(self)'",
                hint: "the older commit stands first: \(end)..\(start) would be the other way round")
        }
        return result.output
    }

    /// The full name of a commit; names are looked up in the user's repository.
    private func commit(
        _ name: String, in repository: GitRepository, _ scratch: GitScratch
    ) async throws -> String {
        var git = scratch.command
        git.gitDirectory = repository.gitDirectory
        let result = try await git.run([
            "rev-parse", "--verify", "--quiet", "--end-of-options", "\(name)^{commit}",
        ])
        let id = Self.firstLine(String(decoding: result.output, as: UTF8.self))
        guard result.isSuccess, !id.isEmpty else {
            throw KernelTreeError(
                message: "the tree's repository has no commit '\(name)'",
                hint:
                    "give commits that `git rev-parse` knows there, or fetch them; nothing is fetched for you"
            )
        }
        return id
    }

    private static func firstLine(_ text: String) -> String {
        text.split(separator: "\n").first.map(String.init) ?? ""
    }
}
