import Foundation

/// A program that reads its standard input and writes its standard output, in a process group of its own, which
/// ends when we say so: it and what it started get `SIGKILL`.
///
/// Used by one thread at a time. Nothing here waits longer than its deadline, whatever the program does.
final class SolverProcess {
    /// It could not be started; a part of a sentence.
    struct Unstartable: Error {
        var reason: String
    }

    /// How an exchange went.
    enum Outcome {
        /// Output is complete, as the caller's `isComplete` sees it.
        case complete
        /// The program closed its output, or its input before all was written and then its output.
        case closed
        /// The deadline passed.
        case silent
        /// More output came than the limit allows.
        case flooded
    }

    /// How the process ended.
    enum End: Hashable {
        case exited(Int32)
        case killed(Int32)
    }

    private let identifier: pid_t
    private var input: Int32
    private var output: Int32
    private var errors: Int32
    /// Standard output that the caller has not taken yet.
    var received: [UInt8] = []
    /// The beginning of standard error.
    private var complaint: [UInt8] = []
    private var ended: End?

    /// Starts a program.
    ///
    /// - Parameters:
    /// - Parameter words: the program, looked for in `PATH` where its name holds no slash, and its arguments.
    /// - Throws: ``Unstartable``.
    init(_ words: [String]) throws(Unstartable) {
        // Writing to a process that has died must fail with an error, not end us.
        signal(SIGPIPE, SIG_IGN)
        let pipes = Pipes()
        guard let (identifier, failure) = pipes.map({ Self.spawn(words, $0) }) else {
            throw Unstartable(reason: "no pipe could be made: \(String(cString: strerror(errno)))")
        }
        if let failure {
            pipes?.closeAll()
            let name = words.first.map { ($0 as NSString).lastPathComponent } ?? ""
            throw Unstartable(reason: "\(name) could not be started: \(failure)")
        }
        self.identifier = identifier
        (input, output, errors) = pipes!.parentEnds()
    }

    deinit { end() }

    /// Whether the process is still there.
    var isRunning: Bool {
        reap(WNOHANG)
        return ended == nil
    }

    /// Writes to the program and reads what it prints, both at once, so that neither has to wait for the other.
    ///
    /// - Parameters:
    ///   - text: what is written to standard input.
    ///   - closesInput: whether nothing comes after it.
    ///   - deadline: when to give up.
    ///   - limit: the most output, in bytes.
    ///   - isComplete: whether ``received`` is all that is waited for; asked after each piece.
    func exchange(
        _ text: [UInt8], closesInput: Bool, deadline: ContinuousClock.Instant, limit: Int,
        isComplete: ([UInt8]) -> Bool
    ) -> Outcome {
        var written = 0
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            if written == text.count && closesInput { closeInput() }
            let left = ContinuousClock.now.duration(to: deadline)
            guard left > .zero else { return .silent }
            var descriptors = [
                pollfd(fd: output, events: Int16(POLLIN), revents: 0),
                pollfd(fd: errors, events: Int16(POLLIN), revents: 0),
                pollfd(fd: written < text.count ? input : -1, events: Int16(POLLOUT), revents: 0),
            ]
            let wait = min(left, .seconds(3600))
            let milliseconds =
                wait.components.seconds * 1000 + wait.components.attoseconds / 1_000_000_000_000_000
            guard poll(&descriptors, 3, Int32(milliseconds) + 1) >= 0 || errno == EINTR else {
                return .closed
            }
            if descriptors[2].revents != 0 {
                let count = text[written...].withUnsafeBytes { write(input, $0.baseAddress, $0.count) }
                if count > 0 {
                    written += count
                } else if errno != EAGAIN && errno != EINTR {
                    // It wants no more; what it has to say may still come.
                    closeInput()
                    written = text.count
                }
            }
            if descriptors[1].revents != 0 { readErrors(&chunk) }
            if descriptors[0].revents != 0 {
                let count = read(output, &chunk, chunk.count)
                if count < 0 && (errno == EAGAIN || errno == EINTR) { continue }
                guard count > 0 else { return .closed }
                received.append(contentsOf: chunk[..<count])
                guard received.count <= limit else { return .flooded }
                if isComplete(received) { return .complete }
            }
        }
    }

    /// The first line of standard error, of what has come of it.
    var lastWords: String? {
        var chunk = [UInt8](repeating: 0, count: 4096)
        if errors >= 0 {
            var descriptor = pollfd(fd: errors, events: Int16(POLLIN), revents: 0)
            while errors >= 0, complaint.count < Self.complaintLimit, poll(&descriptor, 1, 0) > 0 {
                readErrors(&chunk)
                descriptor.fd = errors
            }
        }
        return String(decoding: complaint, as: UTF8.self).split(whereSeparator: \.isNewline).first.map(
            String.init)
    }

    /// The process's end: its own where it comes within a second, else ours.
    func awaitEnd() -> End {
        closeInput()
        let deadline = ContinuousClock.now + .seconds(1)
        while isRunning && ContinuousClock.now < deadline { usleep(1000) }
        return end()
    }

    /// Ends the process and all of its group, and gives up its pipes.
    @discardableResult
    func end() -> End {
        if ended == nil {
            // Before the process is reaped: until then its number is not given to another.
            kill(-identifier, SIGKILL)
            kill(identifier, SIGKILL)
            reap(0)
        }
        closeInput()
        for descriptor in [output, errors] where descriptor >= 0 { close(descriptor) }
        (output, errors) = (-1, -1)
        return ended ?? .killed(SIGKILL)
    }

    private static let complaintLimit = 4096

    private func readErrors(_ chunk: inout [UInt8]) {
        let count = read(errors, &chunk, chunk.count)
        if count > 0 {
            complaint.append(contentsOf: chunk[..<min(count, max(0, Self.complaintLimit - complaint.count))])
        } else if count == 0 || (errno != EAGAIN && errno != EINTR) {
            close(errors)
            errors = -1
        }
    }

    private func closeInput() {
        if input >= 0 { close(input) }
        input = -1
    }

    private func reap(_ options: Int32) {
        guard ended == nil else { return }
        var status: Int32 = 0
        var got: pid_t
        repeat { got = waitpid(identifier, &status, options) } while got < 0 && errno == EINTR
        guard got != 0 else { return }
        // What it may have left running in its group is of no use without it.
        kill(-identifier, SIGKILL)
        let signal = status & 0x7f
        ended = signal == 0 ? .exited((status >> 8) & 0xff) : .killed(signal)
    }
}
