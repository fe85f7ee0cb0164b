import FoundationEssentials
import Glibc

/// A private, empty repository in the temporary directory: everything git writes goes there.
///
/// It is no work tree of anything and has no configuration, hooks, filters, attributes or remotes, so git
/// can neither run a program nor fetch. The directory is removed by ``remove()``.
struct GitScratch: Sendable {
    /// The scratch directory.
    let root: String
    /// The length of an object name, in bytes.
    let hashLength: Int
    /// git on the scratch repository.
    let command: GitCommand

    /// Makes the directory and the repository in it.
    ///
    /// - Throws: ``KernelTreeError`` when the temporary directory cannot be written.
    init(objectFormat: String = "sha1", in directory: String? = nil) throws {
        let parent = directory ?? getenvString("TMPDIR").flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
        var template = Array("\(parent)/kdrift-XXXXXX".utf8CString)
        guard let made = template.withUnsafeMutableBufferPointer({ $0.baseAddress.flatMap { mkdtemp($0) } })
        else {
            throw KernelTreeError(
                message: "no temporary directory can be made in '\(parent)': \(systemReason())",
                hint: "free some space there, or set TMPDIR to a directory that can be written")
        }
        root = String(cString: made)
        hashLength = objectFormat == "sha256" ? 32 : 20
        command = GitCommand(gitDirectory: "\(root)/git", workingDirectory: "\(root)/empty")
        do {
            for name in ["git", "git/objects", "git/refs", "empty", "files"] {
                guard mkdir("\(root)/\(name)", 0o700) == 0 else { throw Self.failure("\(root)/\(name)") }
            }
            // Nothing here outlives the run, so nothing need be on the disk.
            var settings = "[core]\n\tbare = false\n\tlooseCompression = 0\n\tfsync = none\n"
            settings += "\trepositoryformatversion = "
            settings += objectFormat == "sha256" ? "1\n[extensions]\n\tobjectformat = sha256\n" : "0\n"
            try write(Array(settings.utf8), to: "git/config")
            try write(Array("ref: refs/heads/none\n".utf8), to: "git/HEAD")
        } catch {
            remove()
            throw error
        }
    }

    /// Removes the directory with all that is in it.
    func remove() {
        try? FileManager.default.removeItem(atPath: root)
    }

    /// Writes a file below the scratch directory.
    func write(_ bytes: [UInt8], to name: String) throws {
        let path = "\(root)/\(name)"
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw Self.failure(path) }
        defer { close(descriptor) }
        var start = 0
        while start < bytes.count {
            let written = bytes.withUnsafeBytes { buffer in
                Glibc.write(descriptor, buffer.baseAddress.map { $0 + start }, bytes.count - start)
            }
            guard written > 0 else { throw Self.failure(path) }
            start += written
        }
    }

    /// Makes one index a copy of another; a missing source leaves no copy.
    func copyIndex(_ source: String, to target: String) throws {
        guard FileReading.kind(of: "\(root)/\(source)") != nil else {
            unlink("\(root)/\(target)")
            return
        }
        try write(try FileReading.contents(of: "\(root)/\(source)"), to: target)
    }

    /// The entries of an index; none when it has not been written yet.
    func entries(of index: String) throws -> [String: GitIndex.Entry] {
        guard FileReading.kind(of: "\(root)/\(index)") != nil else { return [:] }
        return try GitIndex.entries(
            in: try FileReading.contents(of: "\(root)/\(index)"), hashLength: hashLength)
    }

    /// Runs git on an index of the scratch repository.
    func git(index: String, _ arguments: [String], input: [UInt8]) async throws -> GitCommand.Result {
        var command = command
        command.environment["GIT_INDEX_FILE"] = "\(root)/\(index)"
        return try await command.run(arguments, input: input)
    }

    /// Changes an index, by lines of `git update-index -z --index-info`.
    func updateIndex(_ index: String, _ list: [UInt8]) async throws {
        let result = try await git(index: index, ["update-index", "-z", "--index-info"], input: list)
        guard result.isSuccess else {
            throw KernelTreeError(
                message: "git could not take up the touched files: \(result.errors)",
                hint: "check the free space of the temporary directory")
        }
    }

    /// Puts texts into the scratch repository and gives their blob names, in the same order.
    func store(_ texts: [[UInt8]], prefix: String) async throws -> [String] {
        guard !texts.isEmpty else { return [] }
        var list = ""
        for (number, text) in texts.enumerated() {
            let name = "files/\(prefix).\(number)"
            try write(text, to: name)
            list += "\(root)/\(name)\n"
        }
        defer { for number in texts.indices { unlink("\(root)/files/\(prefix).\(number)") } }
        // No alternate may be in sight here: git marks an object it finds there as fresh by setting
        // its file's time, and that file would be the user's.
        let output = try await command.output(
            ["hash-object", "-w", "--no-filters", "--stdin-paths"], input: Array(list.utf8))
        let names = String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init)
        guard names.count == texts.count else {
            throw KernelTreeError(
                message: "git hash-object named \(names.count) of \(texts.count) files",
                hint: "check the free space of the temporary directory")
        }
        return names
    }

    /// Reads blobs by name, also from a user's object directory; names that are unknown there, ambiguous or
    /// not those of a blob are left out.
    func blobs(_ names: [String], alternate: String? = nil) async throws -> [String: [UInt8]] {
        guard !names.isEmpty else { return [:] }
        var command = command
        if let alternate {
            command.environment["GIT_ALTERNATE_OBJECT_DIRECTORIES"] = Self.quoted(alternate)
        }
        let input = Array(names.map { "\($0)\n" }.joined().utf8)
        let output = try await command.output(["cat-file", "--batch"], input: input)
        return BlobStream.parse(output, names: names)
    }

    /// git on the scratch repository with a user's objects in sight. There is no remote, so that what is
    /// missing there stays missing.
    func reading(_ repository: GitRepository) -> BlockingGit {
        reading(objectsIn: repository.objectDirectory)
    }

    /// git on the scratch repository with the objects of a directory in sight.
    func reading(objectsIn directory: String) -> BlockingGit {
        var command = command
        command.environment["GIT_ALTERNATE_OBJECT_DIRECTORIES"] = Self.quoted(directory)
        return BlockingGit(command: command)
    }

    /// The list of alternates is split at colons, unless a path stands in quotes.
    static func quoted(_ path: String) -> String {
        guard path.contains(":") || path.contains("\"") else { return path }
        let escaped = path.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        return "\"\(escaped)\""
    }

    private static func failure(_ path: String) -> KernelTreeError {
        KernelTreeError(
            message: "'\(path)' cannot be written: \(systemReason())",
            hint: "free some space there, or set TMPDIR to a directory that can be written")
    }
}
