import Foundation

/// Writing of files that need not outlast a crash of the machine: those of a run, and the cache's, which are checked
/// when they are read.
///
/// `Data.write(to:)` waits until the disk has them (fsync(2)), and on some file systems for all that others wrote
/// before.
public enum UnsyncedFile {
    /// Writes a file that is not there yet, for this user alone; `errno` tells why it cannot be written.
    public static func write(_ bytes: some ContiguousBytes, to path: String) -> Bool {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return false }
        guard bytes.withUnsafeBytes({ write($0, to: descriptor) }) else {
            let reason = errno
            close(descriptor)
            errno = reason
            return false
        }
        return close(descriptor) == 0
    }

    /// Writes a file beside its place and puts it there when it is whole.
    public static func replace(_ path: String, with bytes: some ContiguousBytes) -> Bool {
        let draft = "\(path).\(getpid())-\(UUID().uuidString)"
        guard write(bytes, to: draft), rename(draft, path) == 0 else {
            let reason = errno
            unlink(draft)
            errno = reason
            return false
        }
        return true
    }

    private static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Bool {
        var rest = bytes[...]
        while let start = UnsafeRawBufferPointer(rebasing: rest).baseAddress, !rest.isEmpty {
            let count = Foundation.write(descriptor, start, rest.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }
}
