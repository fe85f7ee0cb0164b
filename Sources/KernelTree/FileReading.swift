import Glibc
import HostSystem

/// Reading of files and directories with plain system calls; nothing here writes.
package enum FileReading {
    /// What stands at a path; a symbolic link is not followed.
    package enum Kind: Equatable {
        case file(executable: Bool)
        case directory
        case link
        case other
    }

    /// What stands at the path, or where the links on it lead; `nil` when nothing does.
    package static func kind(of path: String, followsLinks: Bool = false) -> Kind? {
        guard let stamp = FileStamp(of: path, followsLinks: followsLinks) else { return nil }
        return switch stamp.kind {
        case .file: .file(executable: stamp.isExecutable)
        case .directory: .directory
        case .link: .link
        case .other: .other
        }
    }

    /// The whole contents of a regular file.
    ///
    /// - Throws: ``KernelTreeError`` when the file cannot be opened or read, or is not a regular file.
    package static func contents(of path: String) throws -> [UInt8] {
        // Without O_NONBLOCK a named pipe in the tree would hang us.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw failure("cannot open", path) }
        defer { close(descriptor) }
        var info = stat()
        guard fstat(descriptor, &info) == 0 else { throw failure("cannot read", path) }
        guard info.st_mode & S_IFMT == S_IFREG else {
            throw KernelTreeError(
                message: "'\(path)' is not a regular file", hint: "name a file with source text")
        }
        var bytes: [UInt8] = []
        var size = Int(info.st_size) + 1
        // The size is a hint only: files under /proc and growing files tell less than they hold.
        while true {
            let start = bytes.count
            bytes.append(contentsOf: repeatElement(0, count: size))
            let got = bytes.withUnsafeMutableBytes { buffer in
                guard let base = buffer.baseAddress else { return 0 }
                return read(descriptor, base + start, size)
            }
            guard got >= 0 else { throw failure("cannot read", path) }
            bytes.removeLast(size - got)
            if got == 0 { return bytes }
            size = max(Int(info.st_size) + 1 - bytes.count, 4096)
        }
    }

    /// The names in a directory, sorted, without `.` and `..`; none where there is no directory.
    ///
    /// - Throws: ``KernelTreeError`` when the directory cannot be read.
    package static func names(in path: String) throws -> [String] {
        try entries(in: path).map(\.name).sorted()
    }

    /// The names in a directory, in no order, without `.` and `..`, each with its type (`d_type` of readdir(3));
    /// none where there is no directory.
    ///
    /// - Throws: ``KernelTreeError`` when the directory cannot be read.
    package static func entries(in path: String) throws -> [(name: String, type: UInt8)] {
        guard let directory = opendir(path) else {
            if errno == ENOENT || errno == ENOTDIR { return [] }
            throw failure("cannot list", path)
        }
        defer { closedir(directory) }
        var entries: [(name: String, type: UInt8)] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { entries.append((name, entry.pointee.d_type)) }
        }
        return entries
    }

    /// The text of a symbolic link, `nil` when the path is none.
    package static func link(at path: String) -> String? {
        var buffer = [UInt8](repeating: 0, count: 4096)
        let length = buffer.withUnsafeMutableBytes { bytes in
            bytes.bindMemory(to: CChar.self).baseAddress.map { readlink(path, $0, bytes.count) } ?? -1
        }
        return length < 0 ? nil : String(decoding: buffer.prefix(length), as: UTF8.self)
    }

    /// The path from the root directory on; links and `..` stay as they are.
    package static func absolute(_ path: String) -> String {
        guard !path.hasPrefix("/"), let here = real(".") else { return path }
        return "\(here)/\(path)"
    }

    /// The path without symbolic links, `nil` when nothing stands there.
    package static func real(_ path: String) -> String? {
        guard let pointer = realpath(path, nil) else { return nil }
        defer { free(pointer) }
        return String(cString: pointer)
    }

    private static func failure(_ what: String, _ path: String) -> KernelTreeError {
        KernelTreeError(
            message: "\(what) '\(path)': \(systemReason())",
            hint: "check that the path exists and may be read")
    }
}

/// The value of an environment variable.
func getenvString(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
}

/// Why the last system call failed, in words.
func systemReason() -> String {
    strerror(errno).map { String(cString: $0) } ?? "unknown reason"
}
