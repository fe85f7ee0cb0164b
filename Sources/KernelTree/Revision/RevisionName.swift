/// A revision as the command line names it: `DIR@REV`.
public struct RevisionName: Hashable, Sendable, CustomStringConvertible {
    /// The work tree or repository.
    public let directory: String
    /// The tag, branch, commit or whatever else git understands: `v6.1`, `HEAD~3`, `main@{1}`.
    public let revision: String

    /// Reads `DIR@REV`; nil when the whole text is a directory, or no part before an `@` is.
    public init?(_ text: String) {
        guard Self.real(text) == nil else { return nil }
        var start = text.startIndex
        while let mark = text[start...].firstIndex(of: "@") {
            let directory = String(text[..<mark])
            if let real = Self.real(directory), FileReading.kind(of: real) == .directory {
                self.directory = directory
                revision = String(text[text.index(after: mark)...])
                return
            }
            start = text.index(after: mark)
        }
        return nil
    }

    /// Takes the two parts.
    public init(directory: String, revision: String) {
        self.directory = directory
        self.revision = revision
    }

    /// `DIR@REV`.
    public var description: String { "\(directory)@\(revision)" }

    /// The name of the object that the revision stands for now; nil where there is none.
    ///
    /// - Throws: ``KernelTreeError`` when git cannot be run.
    public func object() throws -> String? {
        guard let repository = GitRepository(at: directory) else { return nil }
        let git = BlockingGit(
            command: GitCommand(gitDirectory: repository.gitDirectory, workingDirectory: "/"))
        return try git.object(revision)
    }

    private static func real(_ path: String) -> String? { path.isEmpty ? nil : FileReading.real(path) }
}
