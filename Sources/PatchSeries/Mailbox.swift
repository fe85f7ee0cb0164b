import Foundation

/// A set of mails, from wherever mails are kept.
public struct Mailbox: Sendable {
    /// The mails in the order of the input.
    public var messages: [MailMessage]

    /// Reads mails from bytes: an mbox (mboxo or mboxrd), a single mail, or a bare diff.
    ///
    /// - Parameters:
    ///   - bytes: the input.
    ///   - name: what to call it in errors: a file name, or `standard input`.
    /// - Throws: ``PatchSeriesError`` where there is no mail in it.
    public init(bytes: [UInt8], name: String) throws {
        messages = try MboxReader(name: name, origin: name).messages(in: bytes[...])
    }

    /// Reads an mbox, a single mail, a maildir, or a directory of patches; directories in it are
    /// read too (`v1/`, `v2/`, …).
    ///
    /// - Throws: ``PatchSeriesError`` where it cannot be read or holds no mail.
    public init(contentsOf url: URL) throws {
        let name = url.lastPathComponent
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isDirectory) else {
            throw PatchSeriesError(
                file: name, line: 0, reason: "there is no such file or directory",
                hint: "give an mbox, a maildir, a directory of patches, a git range A..B, or `-`")
        }
        if isDirectory.boolValue {
            messages = try Self.readDirectory(url, depth: 0)
            guard !messages.isEmpty else {
                throw PatchSeriesError(
                    file: name, line: 0,
                    reason: "the directory holds no mails (*.patch, *.eml, *.mbox, cur/, new/)",
                    hint: "write one with `git format-patch -o DIR A..B` or `b4 am`")
            }
        } else {
            messages = try Self.readFile(url, name: name)
        }
    }

    // MARK: Directories

    private static let suffixes = [".patch", ".diff", ".eml", ".mbox", ".mbx", ".mail", ".txt"]

    private static func readDirectory(_ url: URL, depth: Int) throws -> [MailMessage] {
        guard depth < 4 else { return [] }
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: url.path)
        } catch {
            throw PatchSeriesError(
                file: url.lastPathComponent, line: 0, reason: "the directory cannot be read",
                hint: "check its permissions")
        }
        let entries = names.filter { !$0.hasPrefix(".") }
            .sorted { $0.compare($1, options: .numeric) == .orderedAscending }
        let isMaildir = entries.contains("cur") && entries.contains("new")
        var result: [MailMessage] = []
        for entry in entries {
            let child = url.appendingPathComponent(entry)
            var isDirectory: ObjCBool = false
            guard FileManager.default.fileExists(atPath: child.path, isDirectory: &isDirectory) else {
                continue
            }
            if isDirectory.boolValue {
                if isMaildir, entry == "tmp" { continue }
                result += try readDirectory(child, depth: depth + 1)
            } else if ["cur", "new"].contains(url.lastPathComponent)
                || suffixes.contains(where: entry.hasSuffix)
            {
                let name = depth == 0 ? entry : "\(url.lastPathComponent)/\(entry)"
                // A stray text file in a directory of patches is no reason to stop.
                if entry.hasSuffix(".txt"), !MboxReader.looksLikeMail(try read(child, name: name)[...]) {
                    continue
                }
                result += try readFile(child, name: name)
            }
        }
        return result
    }

    /// Reads one file. A single mail belongs with its neighbours in the directory; the mails of an
    /// mbox belong with each other.
    private static func readFile(_ url: URL, name: String) throws -> [MailMessage] {
        let reader = MboxReader(name: name, origin: name)
        var messages = try reader.messages(in: try read(url, name: name)[...])
        if messages.count == 1 { messages[0].origin = url.deletingLastPathComponent().path }
        return messages
    }

    private static func read(_ url: URL, name: String) throws -> [UInt8] {
        do {
            return [UInt8](try Data(contentsOf: url, options: .mappedIfSafe))
        } catch {
            throw PatchSeriesError(
                file: name, line: 0, reason: "the file cannot be read", hint: "check its permissions")
        }
    }
}
