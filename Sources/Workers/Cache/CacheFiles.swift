import Crypto
import ExtractionMessages
import Foundation
import HostSystem
import Synchronization

/// The files of the cache: written whole or not at all, checked when they are read, dropped when they were
/// not used for longest.
///
/// Several runs may use one directory at once. An entry is written under a name of its own and then renamed,
/// so that a reader sees it whole or not at all, also when a run is killed. Its first line carries a digest
/// of the rest; what does not fit it is ignored.
package final class CacheFiles: Sendable {
    private let root: String
    private let limitBytes: Int
    private let note: @Sendable (String) -> Void
    private let state = Mutex(State())

    private struct State {
        var isReadOnly = false
        var hasNoted = false
        var hasWritten = false
        var madeDirectories: Set<String> = []
    }

    private static let magic = "kdrift-cache 1 "

    /// Uses a directory, which need not exist yet; `note` is told at most once of what goes wrong.
    init(_ location: CacheLocation, note: @escaping @Sendable (String) -> Void) {
        root = location.directory
        limitBytes = location.limitBytes
        self.note = note
    }

    /// The contents of an entry, marked as used; nil where there is none that is whole.
    func read(_ name: String) -> [UInt8]? {
        let path = self.path(name)
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        let bytes = [UInt8](data)
        guard let end = bytes.prefix(200).firstIndex(of: 10),
            String(decoding: bytes[..<end], as: UTF8.self) == Self.magic + Self.digest(bytes[(end + 1)...])
        else {
            complain("an entry of the cache is damaged and is left out of account")
            unlink(path)
            return nil
        }
        // The time of last use, for the choice of what to drop.
        utimensat(AT_FDCWD, path, nil, 0)
        return Array(bytes[(end + 1)...])
    }

    /// Whether an entry seems to be there.
    func has(_ name: String) -> Bool { access(path(name), R_OK) == 0 }

    /// Writes an entry; a directory that cannot be written makes the cache read-only for this run.
    func write(_ bytes: [UInt8], to name: String) {
        guard state.withLock({ !$0.isReadOnly }) else { return }
        let path = self.path(name)
        let temporary = "\(root)/tmp/\(getpid())-\(UUID().uuidString)"
        guard makeDirectory("\(root)/tmp"), makeDirectory((path as NSString).deletingLastPathComponent) else {
            return stopWriting()
        }
        let head = Array("\(Self.magic)\(Self.digest(bytes[...]))\n".utf8)
        guard UnsyncedFile.write(head + bytes, to: temporary), rename(temporary, path) == 0 else {
            let reason = errno
            unlink(temporary)
            errno = reason
            return stopWriting()
        }
        state.withLock { $0.hasWritten = true }
    }

    /// Drops what was not used for longest where the cache has grown over its limit. Called at the end of a run.
    func trim() {
        guard state.withLock({ $0.hasWritten }) else { return }
        var (entries, total) = Self.entries(below: root)
        guard total > limitBytes else { return }
        entries.sort { $0.modified < $1.modified }
        for entry in entries where total > limitBytes / 5 * 4 {
            if unlink(entry.path) == 0 { total -= entry.bytes }
        }
    }

    /// How many entries the cache holds, and how many bytes.
    package static func size(of location: CacheLocation) -> (entries: Int, bytes: Int) {
        let (entries, total) = entries(below: location.directory)
        return (entries.filter { $0.path.hasSuffix(".response") }.count, total)
    }

    // MARK: Parts

    private struct Entry {
        var path: String
        var bytes: Int
        /// In nanoseconds since 1970.
        var modified: Int64
    }

    private static func entries(below root: String) -> ([Entry], total: Int) {
        var found: [Entry] = []
        let manager = FileManager.default
        for directory in (try? manager.contentsOfDirectory(atPath: root)) ?? [] {
            for name in (try? manager.contentsOfDirectory(atPath: "\(root)/\(directory)")) ?? [] {
                let path = "\(root)/\(directory)/\(name)"
                guard let stamp = FileStamp(of: path, followsLinks: false), stamp.kind == .file else {
                    continue
                }
                found.append(Entry(path: path, bytes: Int(stamp.bytes), modified: stamp.modified))
            }
        }
        return (found, found.reduce(0) { $0 + $1.bytes })
    }

    private func path(_ name: String) -> String { "\(root)/\(name.prefix(2))/\(name)" }

    private func makeDirectory(_ path: String) -> Bool {
        if state.withLock({ $0.madeDirectories.contains(path) }) { return true }
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            return false
        }
        state.withLock { _ = $0.madeDirectories.insert(path) }
        return true
    }

    private func stopWriting() {
        let reason = String(cString: strerror(errno))
        state.withLock { $0.isReadOnly = true }
        complain("the cache in \(root) cannot be written (\(reason)); what is read now will be read again")
    }

    private func complain(_ text: String) {
        let isFirst = state.withLock { state in
            defer { state.hasNoted = true }
            return !state.hasNoted
        }
        if isFirst { note(text) }
    }

    private static func digest(_ bytes: ArraySlice<UInt8>) -> String {
        Fingerprint.hexadecimal(SHA256.hash(data: bytes))
    }
}
