import Crypto
import Foundation
import Synchronization

/// The contents of files as digests, worked out once as long as a file does not change.
package final class FileDigests: Sendable {
    /// What tells a file from another one, or from what it was before, without reading it.
    struct Stamp: Hashable, Sendable {
        var device: UInt64
        var inode: UInt64
        var bytes: Int64
        /// In nanoseconds since 1970.
        var modified: Int64
        /// In nanoseconds since 1970.
        var changed: Int64
        var isExecutable: Bool
    }

    private let known = Mutex<[String: (stamp: Stamp, digest: [UInt8])]>([:])

    /// The digest of a file's contents; empty where there is no regular file that can be read.
    func digest(ofFile path: String) -> [UInt8] {
        Self.stamp(path).map { digest(ofFile: path, $0) } ?? []
    }

    /// The digest of a file's contents, by what its stamp is now.
    func digest(ofFile path: String, _ stamp: Stamp) -> [UInt8] {
        if let entry = known.withLock({ $0[path] }), entry.stamp == stamp { return entry.digest }
        guard let data = FileManager.default.contents(atPath: path) else { return [] }
        let digest = Self.digest([UInt8](data))
        known.withLock { $0[path] = (stamp, digest) }
        return digest
    }

    /// The digest of a text.
    static func digest(_ text: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: text)) }

    /// The time now as file systems count it, in nanoseconds since 1970.
    package static var now: Int64 {
        // The coarse clock is the one that the kernel stamps files with.
        var time = timespec()
        clock_gettime(CLOCK_REALTIME_COARSE, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }

    /// The stamp of a regular file, links followed; nil where there is none.
    static func stamp(_ path: String) -> Stamp? {
        var info = stat()
        guard stat(path, &info) == 0, info.st_mode & S_IFMT == S_IFREG else { return nil }
        func nanoseconds(_ time: timespec) -> Int64 {
            Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
        }
        return Stamp(
            device: UInt64(info.st_dev), inode: UInt64(info.st_ino), bytes: Int64(info.st_size),
            modified: nanoseconds(info.st_mtim), changed: nanoseconds(info.st_ctim),
            isExecutable: info.st_mode & S_IXUSR != 0)
    }
}
