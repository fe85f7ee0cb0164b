import ExtractionMessages
import Foundation

/// Changed files as files of a private temporary directory, one for each content, so that the workers
/// read each once and requests stay small.
package final class BlobStore {
    private let directory: URL
    private var paths: [String: String] = [:]

    /// Makes the directory; only this user may look into it.
    package init() throws {
        let parent = FileManager.default.temporaryDirectory
        directory = parent.appendingPathComponent("kdrift-\(UUID().uuidString)")
        guard mkdir(directory.path, 0o700) == 0 else {
            throw PipelineError(
                message: "no temporary directory can be made in '\(parent.path)': "
                    + String(cString: strerror(errno)),
                hint: "set TMPDIR to a directory that is writable and has room")
        }
    }

    deinit { try? FileManager.default.removeItem(at: directory) }

    /// Where a file of that name may be put that is gone when the store is.
    package func newPath(_ name: String) -> String { directory.appendingPathComponent(name).path }

    /// The file that holds a content; `id` names the content (git's blob id).
    package func path(for contents: [UInt8], id: String) throws -> String {
        if let known = paths[id] { return known }
        let file = directory.appendingPathComponent(id)
        guard UnsyncedFile.write(contents, to: file.path) else {
            throw PipelineError(
                message:
                    "a temporary file cannot be written in \(directory.deletingLastPathComponent().path)",
                hint: "free some space there, or set TMPDIR")
        }
        paths[id] = file.path
        return file.path
    }
}
