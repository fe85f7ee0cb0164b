import Foundation
import HostSystem
import Parallel
import PatchSeries
import Workers

/// Fetches threads from a mail archive through `b4`, which the user has installed and set up.
public struct ThreadFetch: Sendable {
    /// The mails that were fetched, by what the command line names, as an mbox.
    public private(set) var mailboxes: [String: [UInt8]] = [:]

    /// No series has more revisions that link to each other.
    private static let limit = 24

    /// Fetches the threads of all Message-Ids among some arguments, and the older revisions that they link to.
    ///
    /// - Throws: ``RunError`` where b4 is not installed or does not find the mail.
    public init(_ arguments: [String], progress: @Sendable (String) -> Void = { _ in }) async throws {
        for argument in arguments {
            guard let id = Self.identifier(argument), mailboxes[argument] == nil else { continue }
            progress("fetching \(id)")
            mailboxes[argument] = try await Self.revisions(of: id)
        }
    }

    /// The Message-Id that an argument names; nil where it is a file, a range, or anything else.
    public static func identifier(_ argument: String) -> String? {
        guard argument != "-", !FileManager.default.fileExists(atPath: argument), !argument.contains("..")
        else {
            return nil
        }
        return MailLinks.identifier(named: argument)
    }

    /// The thread with newer revisions, as b4 finds them, and the older ones that these link to.
    private static func revisions(of id: String) async throws -> [UInt8] {
        var bytes = try await blocking { try mailbox(["-c", id]) }
        var fetched: Set<String> = [id]
        while fetched.count < limit {
            let known = try Mailbox(bytes: bytes, name: id).messages
            let links = MailLinks.olderRevisions(in: known).filter { !fetched.contains($0) }
            guard let next = links.first else { break }
            fetched.insert(next)
            // A link that leads nowhere is no reason to stop.
            guard let older = try? await blocking({ try mailbox([next]) }) else { continue }
            bytes += [UInt8(ascii: "\n")] + older
        }
        return bytes
    }

    /// What `b4 mbox` writes.
    private static func mailbox(_ arguments: [String]) throws -> [UInt8] {
        guard let program = executable else {
            throw RunError(
                message:
                    "'\(arguments.last ?? "")' is a Message-Id, and b4, which fetches mails, is not installed",
                hint: "install it ('pip install b4' or 'apt install b4'), or give the thread as an mbox")
        }
        let place = FileManager.default.temporaryDirectory.appendingPathComponent(
            "kdrift-b4-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: place) }
        let result: ChildProcess.Result
        do {
            result = try ChildProcess.run(
                .init(program: program, arguments: ["mbox", "-o", place.path, "-n", "thread"] + arguments))
        } catch {
            throw RunError(message: "b4 could not be started", hint: "look whether '\(program)' runs")
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: place.path)
        guard result.end.isSuccess, let name = names.sorted().first,
            let bytes = FileManager.default.contents(atPath: place.appendingPathComponent(name).path),
            !bytes.isEmpty
        else {
            let last =
                String(decoding: result.errors, as: UTF8.self).split(separator: "\n").last.map { ": \($0)" }
                ?? ""
            throw RunError(
                message: "b4 did not fetch '\(arguments.last ?? "")'\(last)",
                hint: "look whether `b4 mbox \(arguments.last ?? "")` works, or give the thread as an mbox")
        }
        return [UInt8](bytes)
    }

    private static var executable: String? {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
        return path.split(separator: ":").map { "\($0)/b4" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}
