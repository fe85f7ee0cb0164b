import ExtractionMessages
import Foundation
import Synchronization

/// Changed files as files of a private temporary directory, one for each content, so that the workers
/// read each once and requests stay small.
package final class BlobStore: Sendable {
    private let directory: URL
    private let paths = Mutex<[String: String]>([:])

    /// Makes the directory; only this user may look into it.
    package init() throws {
        let parent = try Self.parent(RunLog.standard)
        directory = parent.appendingPathComponent("kdrift-\(UUID().uuidString)")
        guard mkdir(directory.path, 0o700) == 0 else {
            throw RunError(
                message: "no temporary directory can be made in '\(parent.path)': "
                    + String(cString: strerror(errno)),
                hint: "set TMPDIR to a directory that is writable and has room")
        }
    }

    deinit {
        if RunLog.standard.textDirectory == nil { try? FileManager.default.removeItem(at: directory) }
    }

    private static func parent(_ log: RunLog) throws -> URL {
        guard let kept = log.textDirectory else { return FileManager.default.temporaryDirectory }
        let place = URL(fileURLWithPath: kept)
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        return place
    }

    /// Where a file of that name may be put that is gone when the store is.
    package func newPath(_ name: String) -> String { directory.appendingPathComponent(name).path }

    /// The file that holds a content; `id` names the content (git's blob id).
    package func path(for contents: [UInt8], id: String) throws -> String {
        // Whoever is given a path finds the whole text there: the lock is held while it is written.
        try paths.withLock { paths in
            if let known = paths[id] { return known }
            let file = directory.appendingPathComponent(id)
            guard UnsyncedFile.write(contents, to: file.path) else {
                throw RunError(
                    message: "a temporary file cannot be written in "
                        + directory.deletingLastPathComponent().path,
                    hint: "free some space there, or set TMPDIR")
            }
            paths[id] = file.path
            return file.path
        }
    }
}
