import HostSystem

/// Runs of git that are waited for where nothing else can go on.
struct BlockingGit {
    /// git with its directories and environment.
    let command: GitCommand

    /// Runs git to its end.
    ///
    /// - Parameter input: what it gets on standard input.
    /// - Throws: ``KernelTreeError`` when git is not installed, cannot be started or was killed.
    func run(_ arguments: [String], input: [UInt8] = []) throws -> GitCommand.Result {
        let command = try process(arguments)
        do {
            let result = try ChildProcess.run(command, input: input)
            guard case .status = result.end else {
                throw KernelTreeError(
                    message: "git \(arguments.first ?? "") was ended by a signal",
                    hint: "look whether the machine ran out of memory or disk space")
            }
            return GitCommand.Result(
                isSuccess: result.end.isSuccess, output: result.output,
                errors: String(decoding: result.errors, as: UTF8.self))
        } catch let failure as ChildProcess.Failure {
            throw Self.notStarted(failure)
        }
    }

    /// Starts git and leaves it running.
    ///
    /// - Throws: ``KernelTreeError`` when git is not installed or cannot be started.
    func start(_ arguments: [String]) throws -> ChildProcess {
        let command = try process(arguments)
        do throws(ChildProcess.Failure) {
            return try ChildProcess(command)
        } catch {
            throw Self.notStarted(error)
        }
    }

    /// The full name of the object that a name stands for; nil where there is none.
    ///
    /// - Throws: ``KernelTreeError`` as ``run(_:input:)`` does.
    func object(_ name: String) throws -> String? {
        let found = try run(["rev-parse", "--verify", "--quiet", "--end-of-options", name])
        guard found.isSuccess else { return nil }
        return String(decoding: found.output, as: UTF8.self).split(separator: "\n").last.map(String.init)
    }

    private func process(_ arguments: [String]) throws -> ChildProcess.Command {
        guard let git = GitCommand.executable else { throw GitCommand.notInstalled }
        return ChildProcess.Command(
            program: git, arguments: GitCommand.safety + arguments, environment: command.variables,
            directory: command.workingDirectory)
    }

    private static func notStarted(_ failure: ChildProcess.Failure) -> KernelTreeError {
        KernelTreeError(
            message: "git could not be started: \(failure.reason)", hint: "check that git can be run")
    }
}
