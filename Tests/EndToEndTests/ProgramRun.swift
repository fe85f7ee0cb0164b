import Foundation

/// Runs of `kdrift` as a user starts it, beside the tests that were built with it.
struct ProgramRun {
    /// The exit status.
    var status: Int32
    /// Standard output.
    var output: String
    /// Standard error.
    var errors: String

    /// The directory of the programs that were built.
    static let programs = URL(
        fileURLWithPath: (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    ).deletingLastPathComponent()

    /// The embedded tree.
    static let tree = EmbeddedReview.root.appendingPathComponent("Headers/kernel").path

    /// Runs `kdrift` and waits for its end.
    ///
    /// - Parameters:
    ///   - input: standard input.
    ///   - environment: variables beside the caller's; what colours a terminal is taken out of those.
    ///   - memoryKiB: the most address space the process may take, in KiB.
    init(
        _ arguments: [String], input: Data = Data(), environment: [String: String] = [:],
        memoryKiB: Int? = nil
    ) throws {
        let process = Process()
        let limit = memoryKiB.map { "ulimit -v \($0); " } ?? ""
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments =
            ["-c", "\(limit)exec \"$@\"", "sh", Self.programs.appendingPathComponent("kdrift").path]
            + arguments
        process.currentDirectoryURL = EmbeddedReview.root
        var variables = ProcessInfo.processInfo.environment
        for name in ["NO_COLOR", "TERM", "KDRIFT_EXTRACT"] { variables[name] = nil }
        process.environment = variables.merging(environment) { _, new in new }
        // Files, not pipes: neither end has to wait for the other.
        let files = try ["in", "out", "err"].map { name in
            let file = FileManager.default.temporaryDirectory.appendingPathComponent(
                "kdrift-run-\(UUID().uuidString)-\(name)")
            try (name == "in" ? input : Data()).write(to: file)
            return file
        }
        defer { for file in files { try? FileManager.default.removeItem(at: file) } }
        process.standardInput = try FileHandle(forReadingFrom: files[0])
        process.standardOutput = try FileHandle(forWritingTo: files[1])
        process.standardError = try FileHandle(forWritingTo: files[2])
        try process.run()
        process.waitUntilExit()
        status = process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
        output = String(decoding: try Data(contentsOf: files[1]), as: UTF8.self)
        errors = String(decoding: try Data(contentsOf: files[2]), as: UTF8.self)
    }
}

/// A directory of its own for a test, gone when the value is.
final class Scratch {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent(
        "kdrift-test-\(UUID().uuidString)")

    init() throws {
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    /// Writes a file, making the directories on the way; gives its path.
    @discardableResult
    func write(_ name: String, _ text: String, isExecutable: Bool = false) throws -> String {
        let file = url.appendingPathComponent(name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
        if isExecutable {
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
        }
        return file.path
    }
}
