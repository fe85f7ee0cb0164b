import Foundation

/// Shows long text as git does: in the pager of `KDRIFT_PAGER`, `GIT_PAGER`, git's `core.pager`, `PAGER`, else `less`.
enum Pager {
    /// Prints a text on standard output, through the pager where that is a terminal.
    ///
    /// - Throws: `ExitCode(2)` where it cannot be written, which is said on standard error.
    static func show(_ text: String, skips: Bool) throws {
        guard Terminal.isOne, !skips, let command, let process = start(command) else {
            return try Console.put(text)
        }
        // Who quits before the end has read enough.
        _ = StandardOutput.put(Array(text.utf8), on: process.input.fileDescriptor)
        try? process.input.close()
        // Ctrl-C is the pager's, which stays; so must who feeds it.
        let interrupt = signal(SIGINT, SIG_IGN)
        process.pager.waitUntilExit()
        signal(SIGINT, interrupt)
        // The shell's word for a command that is not there.
        if [126, 127].contains(process.pager.terminationStatus) { try Console.put(text) }
    }

    /// The command; nil where none is wanted: an empty one, or `cat`.
    private static var command: String? {
        let environment = ProcessInfo.processInfo.environment
        let named =
            environment["KDRIFT_PAGER"] ?? environment["GIT_PAGER"] ?? configured ?? environment["PAGER"]
            ?? "less"
        let command = named.trimmingCharacters(in: .whitespaces)
        return command.isEmpty || command == "cat" || environment["TERM"] == "dumb" ? nil : command
    }

    /// git's `core.pager`; nil where it has none.
    private static var configured: String? {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["git", "config", "--get", "core.pager"]
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        guard (try? process.run()) != nil, let data = try? output.fileHandleForReading.readToEnd() else {
            return nil
        }
        process.waitUntilExit()
        return process.terminationStatus == 0
            ? String(decoding: data, as: UTF8.self).trimmingCharacters(in: .newlines) : nil
    }

    /// Starts it by the shell, as git does: its options are words of the command. `less` quits where all fits one screen,
    /// shows colours, and leaves the text on the screen, unless `LESS` says otherwise.
    private static func start(_ command: String) -> (pager: Process, input: FileHandle)? {
        let process = Process()
        let input = Pipe()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", command]
        process.environment = ["LESS": "FRX", "LV": "-c"].merging(ProcessInfo.processInfo.environment) {
            _, own in own
        }
        process.standardInput = input
        guard (try? process.run()) != nil else { return nil }
        try? input.fileHandleForReading.close()
        return (process, input.fileHandleForWriting)
    }
}
