import CHostSystem
import Glibc

/// A program that was started, with a pipe to its standard input and one from its standard output.
///
/// Every program that kdrift starts is started here. What the program writes to standard error goes to a file in
/// memory, so that it never waits until somebody reads it. Calls block; an object is used by one thread at a time.
public final class ChildProcess {
    /// What is to be run.
    public struct Command: Sendable {
        /// The path of the program's file, or a name without a slash that is looked for in `PATH`.
        public var program: String
        /// The arguments without the program's name.
        public var arguments: [String]
        /// The whole environment; nil for that of this process.
        public var environment: [String: String]?
        /// The directory that the program runs in; nil for that of this process.
        public var directory: String?
        /// Whether it gets a process group of its own, so that it can be ended with all that it starts.
        public var hasOwnGroup = false

        /// Makes a command; see the properties.
        public init(
            program: String, arguments: [String] = [], environment: [String: String]? = nil,
            directory: String? = nil
        ) {
            self.program = program
            self.arguments = arguments
            self.environment = environment
            self.directory = directory
        }
    }

    /// How a program ended.
    public enum End: Hashable, Sendable {
        /// By itself, with an exit status.
        case status(Int32)
        /// By a signal.
        case signal(Int32)

        /// Whether the program says that all went well.
        public var isSuccess: Bool { self == .status(0) }
    }

    /// Why a program was not started, as the system says it.
    public struct Failure: Error, Hashable {
        /// The system's words, without a full stop.
        public let reason: String
    }

    /// What a program left that was run to its end.
    public struct Result: Sendable {
        /// What it wrote to standard output.
        public var output: [UInt8]
        /// What it wrote to standard error.
        public var errors: [UInt8]
        /// How it ended.
        public var end: End
    }

    /// What came of waiting for output.
    public enum Reading {
        /// Bytes were appended, or the wait was interrupted.
        case bytes
        /// The program has closed its standard output.
        case ended
        /// Nothing came in the time allowed.
        case silent
    }

    private let identifier: pid_t
    private var input: Int32
    private let output: Int32
    private let errors: Int32
    private var end: End?

    /// Starts a program.
    ///
    /// - Throws: ``Failure`` when the system does not start it.
    public init(_ command: Command) throws(Failure) {
        var descriptors: [Int32] = []
        do throws(Failure) {
            let (childInput, input) = try Self.pipe(&descriptors)
            let (output, childOutput) = try Self.pipe(&descriptors)
            let errors = kdrift_memory_file("errors")
            guard errors >= 0 else { throw Self.failure(errno) }
            descriptors.append(errors)
            identifier = try Self.start(command, input: childInput, output: childOutput, errors: errors)
            (self.input, self.output, self.errors) = (input, output, errors)
            close(childInput)
            close(childOutput)
        } catch {
            for descriptor in descriptors { close(descriptor) }
            throw error
        }
    }

    /// Waits for the program's end: close its input, or terminate it, before the last reference goes.
    deinit {
        closeInput()
        waitUntilEnd()
        close(output)
        close(errors)
    }

    /// Runs a program to its end.
    ///
    /// - Parameter input: what it gets on standard input.
    /// - Throws: ``Failure`` when the system does not start it.
    public static func run(_ command: Command, input: [UInt8] = []) throws(Failure) -> Result {
        let process = try ChildProcess(command)
        let output = process.exchange(input)
        let end = process.waitUntilEnd()
        return Result(output: output, errors: process.errorText, end: end)
    }

    // MARK: While it runs

    /// Writes all bytes to the program's standard input; false where the program has closed it.
    public func write(_ bytes: [UInt8]) -> Bool {
        var start = 0
        while start < bytes.count {
            guard input >= 0 else { return false }
            let count = Self.writeQuietly(input, bytes[start...])
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return false }
            start += count
        }
        return true
    }

    /// Tells the program that no more input comes.
    public func closeInput() {
        if input >= 0 { close(input) }
        input = -1
    }

    /// Waits for output and appends it to a buffer.
    ///
    /// - Parameter seconds: how long to wait; nil without limit.
    public func read(into buffer: inout [UInt8], seconds: Double? = nil) -> Reading {
        if let seconds {
            var descriptor = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
            let ready = poll(&descriptor, 1, Int32(clamping: Int(max(0, seconds) * 1000) + 1))
            if ready < 0 && errno == EINTR { return .bytes }
            guard ready > 0 else { return .silent }
        }
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        var count = Glibc.read(output, &chunk, chunk.count)
        while count < 0 && errno == EINTR { count = Glibc.read(output, &chunk, chunk.count) }
        guard count > 0 else { return .ended }
        buffer.append(contentsOf: chunk[..<count])
        return .bytes
    }

    /// What the program has written to standard error so far.
    public var errorText: [UInt8] {
        var text: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 14)
        // The program's own offset is shared with this descriptor: it must stay.
        while case let count = pread(errors, &chunk, chunk.count, off_t(text.count)), count > 0 {
            text.append(contentsOf: chunk[..<count])
        }
        return text
    }

    // MARK: Its end

    /// Asks the program to end (SIGTERM), unless it has ended.
    public func terminate() {
        if end == nil { kill(identifier, SIGTERM) }
    }

    /// Waits until the program has ended.
    @discardableResult
    public func waitUntilEnd() -> End {
        if let end { return end }
        var status: Int32 = 0
        while waitpid(identifier, &status, 0) < 0 && errno == EINTR {}
        // The macros WIFEXITED and so on do not come over to Swift; wait(2) has the layout.
        let signal = status & 0x7f
        let found: End = signal == 0 ? .status((status >> 8) & 0xff) : .signal(signal)
        end = found
        return found
    }

    // MARK: Parts

    /// Hands over all input while it takes all output: neither side waits for the other.
    private func exchange(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var sent = 0
        if bytes.isEmpty { closeInput() } else { _ = fcntl(input, F_SETFL, O_NONBLOCK) }
        while true {
            var descriptors = [
                pollfd(fd: output, events: Int16(POLLIN), revents: 0),
                pollfd(fd: input, events: Int16(POLLOUT), revents: 0),
            ]
            if poll(&descriptors, 2, -1) < 0 && errno == EINTR { continue }
            if descriptors[1].revents != 0 {
                let count = Self.writeQuietly(input, bytes[sent...])
                if count > 0 { sent += count }
                let isClosed = count < 0 && errno != EAGAIN && errno != EINTR
                if isClosed || sent == bytes.count { closeInput() }
            }
            if descriptors[0].revents != 0, case .ended = read(into: &result) {
                closeInput()
                return result
            }
        }
    }

    /// write(2) without the signal that a closed pipe raises: a program that ends early must not end this one.
    private static func writeQuietly(_ descriptor: Int32, _ bytes: ArraySlice<UInt8>) -> Int {
        var blocked = sigset_t()
        var before = sigset_t()
        sigemptyset(&blocked)
        sigaddset(&blocked, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &blocked, &before)
        let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
        let reason = errno
        if count < 0 && reason == EPIPE && sigismember(&before, SIGPIPE) == 0 {
            var none = timespec()
            while sigtimedwait(&blocked, nil, &none) < 0 && errno == EINTR {}
        }
        pthread_sigmask(SIG_SETMASK, &before, nil)
        errno = reason
        return count
    }

    private static func pipe(_ all: inout [Int32]) throws(Failure) -> (reading: Int32, writing: Int32) {
        var ends: [Int32] = [-1, -1]
        // Other programs that are started meanwhile must not hold an end open.
        guard kdrift_pipe(&ends) == 0 else { throw failure(errno) }
        all += ends
        return (ends[0], ends[1])
    }

    /// Starts a program on descriptors of the caller's, with signals as a shell leaves them; the caller waits for it.
    ///
    /// - Returns: the number of the process.
    /// - Throws: ``Failure`` when the system does not start it.
    public static func start(
        _ command: Command, input: Int32, output: Int32, errors: Int32
    ) throws(Failure) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
        posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, errors, STDERR_FILENO)
        kdrift_close_from(&actions, STDERR_FILENO + 1)
        if let directory = command.directory {
            kdrift_spawn_in_directory(&actions, directory)
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // A program expects signals as a shell leaves them, whatever this one ignores or blocks.
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigaddset(&signals, SIGPIPE)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setpgroup(&attributes, 0)
        let group = command.hasOwnGroup ? POSIX_SPAWN_SETPGROUP : 0
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | group))

        var arguments = ([command.program] + command.arguments).map { strdup($0) } + [nil]
        var variables = command.environment.map { list in
            list.sorted { $0.key < $1.key }.map { strdup("\($0.key)=\($0.value)") } + [nil]
        }
        defer { for text in arguments + (variables ?? []) { free(text) } }
        var identifier: pid_t = 0
        let reason: Int32
        if variables != nil {
            reason = posix_spawnp(
                &identifier, command.program, &actions, &attributes, &arguments, &variables!)
        } else {
            reason = posix_spawnp(&identifier, command.program, &actions, &attributes, &arguments, environ)
        }
        guard reason == 0 else { throw failure(reason) }
        return identifier
    }

    private static func failure(_ number: Int32) -> Failure {
        Failure(reason: strerror(number).map { String(cString: $0) } ?? "error \(number)")
    }
}
