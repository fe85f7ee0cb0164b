import Crypto
import Foundation
import HostSystem
import Synchronization

/// The contents of files as digests, worked out once as long as a file does not change.
package final class FileDigests: Sendable {
    private let known = Mutex<[String: (stamp: FileStamp, digest: [UInt8])]>([:])

    /// The digest of a file's contents; empty where there is no regular file that can be read.
    func digest(ofFile path: String) -> [UInt8] {
        FileStamp(ofRegularFile: path).map { digest(ofFile: path, $0) } ?? []
    }

    /// The digest of a file's contents, by what its stamp is now.
    func digest(ofFile path: String, _ stamp: FileStamp) -> [UInt8] {
        if let entry = known.withLock({ $0[path] }), entry.stamp == stamp { return entry.digest }
        guard let data = FileManager.default.contents(atPath: path) else { return [] }
        let digest = Self.digest([UInt8](data))
        known.withLock { $0[path] = (stamp, digest) }
        return digest
    }

    /// The digest of a text.
    static func digest(_ text: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: text)) }
}
