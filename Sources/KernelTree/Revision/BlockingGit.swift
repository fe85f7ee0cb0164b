import Foundation
import Parallel

/// Runs of git that are waited for where nothing else can go on.
struct BlockingGit {
    /// git with its directories and environment.
    let command: GitCommand

    /// Runs git to its end.
    ///
    /// - Throws: ``KernelTreeError`` when git is not installed or cannot be started.
    func run(_ arguments: [String]) throws -> GitCommand.Result {
        let process = try process(arguments)
        let output = Pipe()
        let errors = Pipe()
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = errors
        try start(process)
        let complaints = PipeDrain(errors.fileHandleForReading)
        let bytes = PipeDrain(output.fileHandleForReading).bytes
        process.waitUntilExit()
        return GitCommand.Result(
            isSuccess: process.terminationReason == .exit && process.terminationStatus == 0,
            output: bytes, errors: String(decoding: complaints.bytes, as: UTF8.self))
    }

    /// The full name of the object that a name stands for; nil where there is none.
    ///
    /// - Throws: ``KernelTreeError`` as ``run(_:)`` does.
    func object(_ name: String) throws -> String? {
        let found = try run(["rev-parse", "--verify", "--quiet", "--end-of-options", name])
        guard found.isSuccess else { return nil }
        return String(decoding: found.output, as: UTF8.self).split(separator: "\n").last.map(String.init)
    }

    /// git with its environment, not started yet.
    func process(_ arguments: [String]) throws -> Process {
        guard let git = GitCommand.executable else { throw GitCommand.notInstalled }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: git)
        process.arguments = GitCommand.safety + arguments
        process.environment = command.variables
        process.currentDirectoryURL = URL(fileURLWithPath: command.workingDirectory)
        return process
    }

    /// Starts a process that ``process(_:)`` made.
    func start(_ process: Process) throws {
        do {
            try process.run()
        } catch {
            throw KernelTreeError(
                message: "git could not be started: \(error.localizedDescription)",
                hint: "check that git can be run")
        }
    }
}
