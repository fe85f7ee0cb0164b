import Foundation

/// A set of mails, from wherever mails are kept.
public struct Mailbox: Sendable {
    /// The mails in the order of the input.
    public var messages: [MailMessage]

    /// Reads mails from bytes: an mbox (mboxo or mboxrd), or a single mail.
    ///
    /// - Parameters:
    ///   - bytes: the input.
    ///   - name: what to call it in errors: a file name, or `standard input`.
    /// - Throws: ``PatchSeriesError`` where there is no mail in it.
    public init(bytes: [UInt8], name: String) throws {
        messages = try Self.parse(bytes[...], name: name)
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
            messages = try Self.parse(try Self.read(url)[...], name: name)
        }
    }

    // MARK: Directories

    private static let suffixes = [".patch", ".eml", ".mbox", ".mbx", ".mail", ".txt"]

    private static func readDirectory(_ url: URL, depth: Int) throws -> [MailMessage] {
        guard depth < 4 else { return [] }
        let entries = ((try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? [])
            .filter { !$0.hasPrefix(".") }
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
                let bytes = try read(child)
                // A stray text file in a directory of patches is no reason to stop.
                if entry.hasSuffix(".txt"), !looksLikeMail(bytes[...]) { continue }
                result += try parse(bytes[...], name: name)
            }
        }
        return result
    }

    private static func read(_ url: URL) throws -> [UInt8] {
        do {
            return [UInt8](try Data(contentsOf: url))
        } catch {
            throw PatchSeriesError(
                file: url.lastPathComponent, line: 0, reason: "the file cannot be read",
                hint: "check its permissions")
        }
    }

    // MARK: mbox

    private static func parse(_ bytes: Bytes, name: String) throws -> [MailMessage] {
        guard bytes.contains(where: { !$0.isBlank && $0 != .newline && $0 != .carriageReturn }) else {
            throw PatchSeriesError(
                file: name, line: 0, reason: "the input is empty",
                hint: "fetch the series with `b4 mbox MESSAGE-ID` or `git format-patch --stdout`")
        }
        guard looksLikeMail(bytes) else {
            throw PatchSeriesError(
                file: name, line: 1,
                reason: "this is not a mail: it begins with neither a header nor `From `",
                hint: "give an mbox, a single mail, or the output of `git format-patch`")
        }
        return split(bytes).map { range, line in
            MailParser(source: name, firstLine: line).parse(unquoted(bytes[range]))
        }
    }

    /// Whether the first line is an mbox separator, a header, or a diff.
    private static func looksLikeMail(_ bytes: Bytes) -> Bool {
        for line in ByteLines(bytes: bytes) {
            if line.isEmpty { continue }
            if line.starts(with: "From ") || line.starts(with: "diff --git ") { return true }
            guard let colon = line.prefix(200).firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex
            else { return false }
            return line[..<colon].allSatisfy { $0 > 32 && $0 < 127 }
        }
        return false
    }

    /// The mails of an mbox: each begins at a `From ` line that follows an empty line or the start
    /// and whose next line is a header.
    private static func split(_ bytes: Bytes) -> [(Range<Int>, Int)] {
        var starts: [(offset: Int, line: Int)] = []
        var lines = ByteLines(bytes: bytes).makeIterator()
        var number = 0
        var previousIsEmpty = true
        var position = lines.position
        while let line = lines.next() {
            number += 1
            if previousIsEmpty, line.starts(with: "From "), headerFollows(bytes[lines.position...]) {
                starts.append((position, number))
            }
            previousIsEmpty = line.isEmpty
            position = lines.position
        }
        if starts.first?.offset != bytes.startIndex { starts.insert((bytes.startIndex, 1), at: 0) }
        let nonEmpty = starts.enumerated().map { index, start in
            (
                start.offset..<(index + 1 < starts.count ? starts[index + 1].offset : bytes.endIndex),
                start.line
            )
        }
        return nonEmpty.filter { range, _ in
            bytes[range].contains { !$0.isBlank && $0 != .newline && $0 != .carriageReturn }
        }
    }

    private static func headerFollows(_ bytes: Bytes) -> Bool {
        let line = bytes.prefix { $0 != .newline }.prefix(200)
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex else {
            return line.starts(with: ">From ")
        }
        return line[..<colon].allSatisfy { $0 > 32 && $0 < 127 }
    }

    /// Takes one `>` off lines that begin `>From `, `>>From `, … (mboxrd; for mboxo the same).
    private static func unquoted(_ bytes: Bytes) -> Bytes {
        let quoted = Array("\n>From ".utf8), deeper = Array("\n>>".utf8)
        guard contains(bytes, quoted) || contains(bytes, deeper) else { return bytes }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var atLineStart = true
        var index = bytes.startIndex
        while index < bytes.endIndex {
            if atLineStart, bytes[index] == UInt8(ascii: ">") {
                let rest = bytes[index...].drop { $0 == UInt8(ascii: ">") }
                if rest.starts(with: "From ") { index += 1 }
            }
            result.append(bytes[index])
            atLineStart = bytes[index] == .newline
            index += 1
        }
        return result[...]
    }

    private static func contains(_ bytes: Bytes, _ needle: [UInt8]) -> Bool {
        var index = bytes.startIndex
        while let hit = bytes[index...].firstIndex(of: needle[0]) {
            if bytes[hit...].starts(with: needle) { return true }
            index = hit + 1
        }
        return false
    }
}
