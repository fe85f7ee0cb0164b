import Foundation

@testable import KernelTree

/// A directory of its own for a test, gone when the value is.
final class TemporaryDirectory {
    let path: String

    init() throws {
        let name = "kerneltree-tests-\(UUID().uuidString)"
        path =
            FileReading.real(FileManager.default.temporaryDirectory.path).map { "\($0)/\(name)" }
            ?? "/tmp/\(name)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes files by their relative paths, making the directories on the way.
    func write(_ files: [String: String]) throws {
        for (name, text) in files {
            let place = URL(fileURLWithPath: "\(path)/\(name)")
            try FileManager.default.createDirectory(
                at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: place)
        }
    }

    func link(_ name: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(atPath: "\(path)/\(name)", withDestinationPath: target)
    }

    /// Every path below the directory with its kind, modification time and contents.
    func fingerprint() throws -> [String: String] {
        var result: [String: String] = [:]
        let manager = FileManager.default
        for name in try manager.subpathsOfDirectory(atPath: path) {
            let place = "\(path)/\(name)"
            let attributes = try manager.attributesOfItem(atPath: place)
            let time = (attributes[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
            let text = FileReading.link(at: place) ?? (try? FileReading.contents(of: place)).map { "\($0)" }
            result[name] = "\(attributes[.type] ?? "") \(time) \(text ?? "")"
        }
        return result
    }

    /// Runs git in the directory as a user would and gives its output.
    @discardableResult
    func git(_ arguments: String...) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: GitCommand.executable ?? "/usr/bin/git")
        process.arguments = ["-C", path] + arguments
        process.environment = [
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": path,
            "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org",
            "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.org",
        ]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
        return String(decoding: data, as: UTF8.self)
    }
}

/// Lines 1…30, each with its number, some of them replaced.
func numbered(_ count: Int = 30, from first: Int = 1, _ replaced: [Int: String] = [:]) -> String {
    (first..<first + count).map { (replaced[$0] ?? "line \($0)") + "\n" }.joined()
}

/// A git diff that replaces one line of a numbered file, with three lines of context.
func diff(_ path: String, line: Int, to new: String, at start: Int? = nil, index: String? = nil) -> String {
    let from = start ?? line - 3
    var text = "diff --git a/\(path) b/\(path)\n"
    if let index { text += "index \(index) 100644\n" }
    text += "--- a/\(path)\n+++ b/\(path)\n@@ -\(from),7 +\(from),7 @@\n"
    for number in line - 3..<line { text += " line \(number)\n" }
    text += "-line \(line)\n+\(new)\n"
    for number in line + 1...line + 3 { text += " line \(number)\n" }
    return text
}

/// A patch of the diffs, with the given (old, new) paths.
func patch(_ number: Int, _ diffs: String..., files: [(String?, String?)]) -> PatchInput {
    PatchInput(
        number: number, diff: Array(diffs.joined().utf8),
        files: files.map { PatchInput.TouchedFile(oldPath: $0.0, newPath: $0.1) })
}

/// The text of a file after patches.
func text(_ tree: PatchedTree, _ path: String) throws -> String? {
    try tree.contents(of: path).map { String(decoding: $0, as: UTF8.self) }
}

extension PatchedTree {
    /// The paths that differ from the base, sorted.
    var changedPaths: [String] { overlay.keys.sorted() }
}
