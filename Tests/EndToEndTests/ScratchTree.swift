import Foundation

/// A directory of a test's own with C text in it, gone when the value is.
final class ScratchTree: Sendable {
    let path: String

    /// Makes an empty directory; its name stands in labels.
    init(_ name: String = "tree") throws {
        path = NSTemporaryDirectory() + "kdrift-tests-\(UUID().uuidString)/\(name)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    /// Makes a copy of the embedded kernel tree.
    static func kernel(_ name: String = "tree") throws -> ScratchTree {
        let tree = try ScratchTree(name)
        try FileManager.default.removeItem(atPath: tree.path)
        let source = EmbeddedReview.root.appendingPathComponent("Headers/kernel").path
        try FileManager.default.copyItem(atPath: source, toPath: tree.path)
        return tree
    }

    deinit {
        try? FileManager.default.removeItem(atPath: (path as NSString).deletingLastPathComponent)
    }

    /// A path within the directory.
    func place(_ name: String) -> String { "\(path)/\(name)" }

    /// Writes a file.
    func write(_ text: String, to name: String) throws {
        let place = URL(fileURLWithPath: place(name))
        try FileManager.default.createDirectory(
            at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: place)
    }

    /// Replaces text in a file, which must be there.
    func edit(_ name: String, _ old: String, _ new: String) throws {
        let text = try String(contentsOfFile: place(name), encoding: .utf8)
        guard text.contains(old) else { throw CocoaError(.fileReadCorruptFile) }
        try write(text.replacingOccurrences(of: old, with: new), to: name)
    }

    /// Runs git as a user would.
    @discardableResult
    func git(_ arguments: String...) throws -> String { try gitOutput(arguments) }

    /// Runs git as a user would; what it prints.
    func gitOutput(_ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["git", "-C", path] + arguments
        process.environment = [
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": path,
            "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org",
            "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.org",
        ]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
        return String(decoding: data, as: UTF8.self)
    }

    /// Commits everything under a tag.
    func commit(_ tag: String) throws {
        try git("add", "-A", "-f")
        try git("commit", "-q", "-m", tag)
        try git("tag", tag)
    }

    /// Every path below the directory with its kind, times and contents.
    func fingerprint() throws -> [String: String] {
        var result: [String: String] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: path) {
            var info = stat()
            guard lstat(place(name), &info) == 0 else { continue }
            let text = FileManager.default.contents(atPath: place(name)) ?? Data()
            result[name] =
                "\(info.st_mode) \(info.st_mtim.tv_sec).\(info.st_mtim.tv_nsec) \(text.hashValue) \(text.count)"
        }
        return result
    }
}
