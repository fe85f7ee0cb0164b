import ArgumentParser
import Foundation
import Reporting

/// Standard output is the report; all else goes to standard error.
enum Console {
    /// Prints a line on standard error.
    static func say(_ line: String) {
        _ = StandardOutput.put(Array((line + "\n").utf8), on: 2)
    }

    /// Prints a note on standard error.
    static func note(_ text: String) {
        clearProgress()
        say("kdrift: note: \(text)")
    }

    /// Prints to standard output.
    ///
    /// - Throws: `ExitCode(2)` where it cannot be written, which is said on standard error.
    static func put(_ text: String) throws { try StandardOutput.write(text) }

    /// Writes a file whole or not at all; where that cannot be, says why and ends with 2.
    static func write(_ text: String, to path: String) throws {
        try write(to: path) { put in try put(Array(text.utf8)) }
    }

    /// Writes a file that comes piece by piece, whole or not at all; where that cannot be, says why and ends
    /// with 2. `-` is standard output.
    static func write(
        to path: String, _ pieces: (_ put: ([UInt8]) throws -> Void) throws -> Void
    ) throws {
        if path == "-" {
            return try pieces { try StandardOutput.write($0) }
        }
        do {
            try replace(path, pieces)
        } catch {
            say("kdrift: \(path) cannot be written: \(reason(error))\nhint: name a file that can be written")
            throw ExitCode(2)
        }
    }

    private static func reason(_ error: any Error) -> String {
        switch (error as? CocoaError)?.code {
        case .fileWriteOutOfSpace?: "no space is left on the device"
        case .fileWriteNoPermission?, .fileReadNoPermission?: "permission is denied"
        case .fileNoSuchFile?, .fileReadNoSuchFile?: "there is no such directory"
        case .fileWriteVolumeReadOnly?: "the file system is read-only"
        default: error.localizedDescription
        }
    }

    /// What is no regular file (`/dev/null`, a pipe, a link) is written through: replacing it would put a file
    /// in its place.
    private static func replace(
        _ path: String, _ pieces: (_ put: ([UInt8]) throws -> Void) throws -> Void
    ) throws {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        let type = attributes?[.type] as? FileAttributeType
        if let type, type != .typeRegular {
            let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o666)
            guard descriptor >= 0 else { throw CocoaError(.fileWriteNoPermission) }
            let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
            return try pieces { try file.write(contentsOf: Data($0)) }
        }
        let draft = path + ".\(getpid()).part"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL, 0o666)
        guard descriptor >= 0 else { throw CocoaError(code(of: errno)) }
        do {
            let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
            if let mode = attributes?[.posixPermissions] as? NSNumber {
                fchmod(descriptor, mode.uint32Value)
            }
            try pieces { try file.write(contentsOf: Data($0)) }
            guard rename(draft, path) == 0 else { throw CocoaError(code(of: errno)) }
        } catch {
            unlink(draft)
            throw error
        }
    }

    private static func code(of number: Int32) -> CocoaError.Code {
        switch number {
        case ENOSPC, EDQUOT: .fileWriteOutOfSpace
        case EACCES, EPERM: .fileWriteNoPermission
        case ENOENT, ENOTDIR: .fileNoSuchFile
        case EROFS: .fileWriteVolumeReadOnly
        default: .fileWriteUnknown
        }
    }

    /// Whether the path is a directory, or is written as one and can be made one.
    static func isDirectory(_ path: String) -> Bool {
        var isDirectory: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) {
            return isDirectory.boolValue
        }
        guard path.hasSuffix("/") else { return false }
        return (try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true))
            != nil
    }

    /// Replaces the progress line, if standard error is a terminal.
    static func progress(_ text: String) {
        guard isatty(2) == 1 else { return }
        // A line that is broken cannot be taken away again.
        let line = TextPage(columns: nil, isASCII: !Terminal.hasUTF8, isTerminal: true).line(
            text, columns: Terminal.columns(of: 2) - 1)
        _ = StandardOutput.put(Array("\r\u{1b}[K\(line)".utf8), on: 2)
    }

    /// Takes the progress line away.
    static func clearProgress() {
        guard isatty(2) == 1 else { return }
        _ = StandardOutput.put(Array("\r\u{1b}[K".utf8), on: 2)
    }

    /// Runs a job; an error becomes one message on standard error and exit status 2.
    static func run<Result>(_ job: () async throws -> Result) async throws -> Result {
        do {
            return try await job()
        } catch let exit as ExitCode {
            throw exit
        } catch let misuse as ValidationError {
            throw misuse
        } catch {
            // Workers die of Ctrl-C as well, and what is said then is that.
            Interruption.waitIfOn()
            clearProgress()
            say("kdrift: \(error)")
            throw ExitCode(2)
        }
    }
}

/// `--format text`, `--format json:report.json`.
struct FormatArgument: ExpressibleByArgument {
    var format: OutputFormat
    var file: String?

    init?(argument: String) {
        let parts = argument.split(separator: ":", maxSplits: 1)
        guard let name = parts.first, let format = OutputFormat(rawValue: String(name)) else { return nil }
        self.format = format
        file = parts.count > 1 ? String(parts[1]) : nil
    }

    static var allValueStrings: [String] { OutputFormat.allCases.map(\.rawValue) }

    /// The list of formats for `--help`.
    static var help: ArgumentHelp {
        let list = OutputFormat.allCases.map { "\($0.rawValue) (\($0.purpose))" }.joined(separator: ", ")
        return ArgumentHelp(
            "A format, with `:FILE` to write it to a file (repeatable): \(list).", valueName: "name[:file]")
    }
}
