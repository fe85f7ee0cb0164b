import ArgumentParser
import Foundation
import Synchronization

/// Standard output, where the report goes.
///
/// Who reads it may stop (`| head -1`, `q` in a pager): the rest is not written, nothing is said of it, and the exit status
/// stays that of the report. Where it cannot be written for another reason, a full disk among them, that is said once and the
/// exit status is 2: half a report must not pass.
enum StandardOutput {
    private enum State { case open, unread, closed }

    private static let state = Mutex(State.open)

    /// Has a closed pipe told by an error and not by a signal, so that files which are still to be written are; keeps other
    /// files out of the places of standard streams that are closed; looks at the end whether the parser's help was written.
    static func begin() {
        signal(SIGPIPE, SIG_IGN)
        for descriptor in Int32(0)...2 where fcntl(descriptor, F_GETFD) < 0 {
            if descriptor == 1 { state.withLock { $0 = .closed } }
            open("/dev/null", descriptor == 0 ? O_RDONLY : O_WRONLY)
        }
        atexit {
            guard fflush(nil) != 0, errno != EPIPE else { return }
            StandardOutput.complain(errno)
            _exit(2)
        }
    }

    /// Writes a text.
    ///
    /// - Throws: `ExitCode(2)` where it cannot be written, which is said on standard error.
    static func write(_ text: String) throws { try write(Array(text.utf8)) }

    /// Writes bytes.
    ///
    /// - Throws: `ExitCode(2)` where they cannot be written, which is said on standard error.
    static func write(_ bytes: [UInt8]) throws {
        let reason: Int32?
        switch state.withLock({ $0 }) {
        case .unread: return
        case .closed: reason = EBADF
        case .open: reason = put(bytes, on: 1)
        }
        guard let reason else { return }
        if reason == EPIPE {
            state.withLock { $0 = .unread }
            return
        }
        complain(reason)
        throw ExitCode(2)
    }

    private static func complain(_ reason: Int32) {
        Console.clearProgress()
        Console.say("kdrift: standard output cannot be written: \(words(reason))")
    }

    /// Writes all bytes to a descriptor.
    ///
    /// - Returns: what `errno` said; nil where all was written.
    static func put(_ bytes: [UInt8], on descriptor: Int32) -> Int32? {
        bytes.withUnsafeBytes { buffer -> Int32? in
            var offset = 0
            while offset < buffer.count {
                let count = Foundation.write(
                    descriptor, buffer.baseAddress?.advanced(by: offset), buffer.count - offset)
                if count > 0 {
                    offset += count
                } else if count < 0, errno != EINTR, errno != EAGAIN {
                    return errno
                }
            }
            return nil
        }
    }

    private static func words(_ reason: Int32) -> String {
        switch reason {
        case ENOSPC, EDQUOT: "no space is left on the device"
        case EBADF: "it is closed"
        default: String(cString: strerror(reason))
        }
    }
}
