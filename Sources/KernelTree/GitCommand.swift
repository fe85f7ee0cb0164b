import HostSystem
import Parallel

/// One run of git, shut off from the user's configuration, hooks, filters and locks.
struct GitCommand: Sendable {
    /// What a run of git left.
    struct Result: Sendable {
        var isSuccess: Bool
        var output: [UInt8]
        var errors: String
    }

    /// The git directory in use.
    var gitDirectory: String
    /// The directory that git runs in.
    var workingDirectory: String
    /// Extra environment variables.
    var environment: [String: String] = [:]

    /// Where git is installed, found once.
    static let executable: String? = {
        let path = getenvString("PATH") ?? "/usr/local/bin:/usr/bin:/bin"
        return path.split(separator: ":").map { "\($0)/git" }.first { place in
            FileReading.real(place).map { FileReading.kind(of: $0) == .file(executable: true) } ?? false
        }
    }()

    /// Options for every run: nothing of the user's may be started.
    static let safety = [
        "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "core.quotePath=false",
    ]

    /// What is thrown where there is no git.
    static let notInstalled = KernelTreeError(
        message: "git is not installed", hint: "install git, for instance with 'apt install git'")

    /// The whole environment of a run.
    var variables: [String: String] {
        let fixed = [
            "PATH": getenvString("PATH") ?? "/usr/local/bin:/usr/bin:/bin",
            "LC_ALL": "C",
            "HOME": workingDirectory,
            "XDG_CONFIG_HOME": workingDirectory,
            "GIT_DIR": gitDirectory,
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_SYSTEM": "/dev/null",
            "GIT_CONFIG_GLOBAL": "/dev/null",
            "GIT_ATTR_NOSYSTEM": "1",
            "GIT_OPTIONAL_LOCKS": "0",
            // git before 2.44 knows only the second: a partial clone must not be filled up behind its owner's
            // back.
            "GIT_NO_LAZY_FETCH": "1",
            "GIT_ALLOW_PROTOCOL": "none",
            "GIT_NO_REPLACE_OBJECTS": "1",
            "GIT_TERMINAL_PROMPT": "0",
            "GIT_INDEX_VERSION": "2",
        ]
        return fixed.merging(environment) { _, own in own }
    }

    /// Runs git with the arguments and the standard input, on a thread that may wait for it.
    ///
    /// - Throws: ``KernelTreeError`` when git is not installed, cannot be started or was killed.
    func run(_ arguments: [String], input: [UInt8] = []) async throws -> Result {
        try await blocking { try BlockingGit(command: self).run(arguments, input: input) }
    }

    /// Runs git and gives its output.
    ///
    /// - Throws: ``KernelTreeError`` also when git reports a failure.
    func output(_ arguments: [String], input: [UInt8] = []) async throws -> [UInt8] {
        let result = try await run(arguments, input: input)
        guard result.isSuccess else {
            let reason = result.errors.split(separator: "\n").first.map(String.init) ?? "no reason given"
            throw KernelTreeError(
                message: "git \(arguments.first ?? "") failed: \(reason)",
                hint: "check the free space of the temporary directory and the health of the repository")
        }
        return result.output
    }
}
