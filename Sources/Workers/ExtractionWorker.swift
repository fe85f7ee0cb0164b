import ExtractionMessages
import Foundation
import Parallel
import Synchronization

/// One `kdrift-extract` process that is sent a request and gives back a response.
///
/// One thread at a time has its turn. When the process dies or goes silent, the request it
/// was on fails with the reason, and the next request starts a new process.
final class ExtractionWorker: Sendable {
    /// The process could not be started, or died before its first answer.
    struct Unavailable: Error {
        var reason: String
    }

    private let executable: URL
    private let timeoutSeconds: Double
    private let reader: ResponseReader
    private let connection = Mutex<Connection?>(nil)

    /// A process that runs.
    private struct Connection: Sendable {
        var process: Process
        var input: FileHandle
        /// The descriptor that responses are read from.
        var output: Int32
        /// What it says on standard error, read while it runs: a full pipe would stop it.
        var errors: PipeDrain
        /// What was read of the next response.
        var buffer: [UInt8] = []
        var hasAnswered = false

        /// Has the process end, without waiting for it.
        func end() {
            // It may have closed it itself.
            try? input.close()
            if process.isRunning { process.terminate() }
            close(output)
        }
    }

    /// - Parameter reader: reads the responses; several workers may have the same.
    init(executable: URL, timeoutSeconds: Double, reader: ResponseReader) {
        self.reader = reader
        self.executable = executable
        self.timeoutSeconds = timeoutSeconds
    }

    deinit { stop() }

    /// Sends one request and waits for its response; `text` is the response as it came, nil where none did.
    ///
    /// - Throws: ``Unavailable`` when the process cannot work at all (libclang is missing).
    func answer(to request: ExtractionRequest) throws -> (response: ExtractionResponse, text: [UInt8]?) {
        let message: Data
        do {
            message = try JSONEncoder().encode(request) + Data("\n".utf8)
        } catch {
            return (
                ExtractionResponse(id: request.id, failure: "the request cannot be encoded: \(error)"), nil
            )
        }
        return try connection.withLock { connection in
            var current = try connection ?? start()
            let (outcome, bytes) = exchange(message, with: &current)
            connection = current
            switch outcome {
            case .response(let response): return (response, bytes)
            case .unreadable(let reason):
                Self.stop(&connection)
                return (ExtractionResponse(id: request.id, failure: reason), nil)
            case .gone(let reason):
                connection = nil
                return (try failure(of: request, current, reason: reason), nil)
            }
        }
    }

    /// What came of a message.
    private enum Outcome {
        case response(ExtractionResponse)
        /// The process lives, and is of no use.
        case unreadable(String)
        /// The process ended.
        case gone(String)
    }

    private func exchange(_ message: Data, with connection: inout Connection) -> (Outcome, [UInt8]?) {
        do {
            try connection.input.write(contentsOf: message)
        } catch {
            return (.gone("libclang's process closed its input"), nil)
        }
        switch readText(&connection) {
        case .text(let bytes):
            do {
                let response = try reader.response(bytes)
                connection.hasAnswered = true
                return (.response(response), bytes)
            } catch {
                return (.unreadable("the extractor's answer is unreadable"), nil)
            }
        case .closed: return (.gone("libclang died while it read the file"), nil)
        case .silent:
            return (.unreadable("libclang did not finish within \(Int(timeoutSeconds)) seconds"), nil)
        }
    }

    /// Starts the process, unless there is one. Why it cannot be started is told when it is asked something.
    func begin() {
        connection.withLock { connection in
            if connection == nil { connection = try? start() }
        }
    }

    /// Tells the process to end, without waiting for it. The next request starts another.
    func leave() {
        connection.withLock { connection in
            connection?.end()
            connection = nil
        }
    }

    /// Ends the process, if there is one.
    func stop() { connection.withLock { Self.stop(&$0) } }

    private static func stop(_ connection: inout Connection?) {
        connection?.end()
        connection?.process.waitUntilExit()
        connection = nil
    }

    private func start() throws -> Connection {
        let process = Process()
        let toWorker = Pipe()
        let fromWorker = Pipe()
        let errors = Pipe()
        process.executableURL = executable
        // clang builds up about a hundred megabytes a unit: in huge pages that is a twentieth quicker.
        var environment = ProcessInfo.processInfo.environment
        if environment["GLIBC_TUNABLES"] == nil {
            environment["GLIBC_TUNABLES"] = "glibc.malloc.hugetlb=1"
        }
        process.environment = environment
        process.standardInput = toWorker
        process.standardOutput = fromWorker
        process.standardError = errors
        do {
            try process.run()
        } catch {
            throw Unavailable(
                reason: "\(executable.lastPathComponent) could not be started: "
                    + "there is no such program, or it may not be run")
        }
        return Connection(
            process: process, input: toWorker.fileHandleForWriting,
            output: dup(fromWorker.fileHandleForReading.fileDescriptor),
            errors: PipeDrain(errors.fileHandleForReading, keeping: 1 << 16))
    }

    /// The process is gone: tells why, as well as its exit and its last words do.
    private func failure(
        of request: ExtractionRequest, _ connection: Connection, reason: String
    ) throws -> ExtractionResponse {
        let process = connection.process
        process.waitUntilExit()
        connection.end()
        let status = process.terminationStatus
        let isSignal = process.terminationReason == .uncaughtSignal
        if !isSignal && !connection.hasAnswered && (status == 127 || status == 2) {
            let words = String(decoding: connection.errors.bytes, as: UTF8.self)
            throw Unavailable(reason: words.split(separator: "\n").first.map(String.init) ?? reason)
        }
        let end = isSignal ? "signal \(status)" : "exit status \(status)"
        return ExtractionResponse(id: request.id, failure: "\(reason) (\(end))")
    }

    private enum Reading {
        /// All up to the empty line at the end.
        case text([UInt8])
        case closed
        case silent
    }

    private func readText(_ connection: inout Connection) -> Reading {
        let deadline = Date(timeIntervalSinceNow: timeoutSeconds)
        var scanned = 0
        while true {
            if connection.buffer.count >= scanned + 2,
                let end = connection.buffer.indices.dropLast().dropFirst(scanned).first(where: {
                    connection.buffer[$0] == 10 && connection.buffer[$0 + 1] == 10
                })
            {
                let text = Array(connection.buffer[...end])
                connection.buffer.removeSubrange(...(end + 1))
                return .text(text)
            }
            scanned = max(0, connection.buffer.count - 1)
            let left = deadline.timeIntervalSinceNow
            guard left > 0 else { return .silent }
            var descriptor = pollfd(fd: connection.output, events: Int16(POLLIN), revents: 0)
            let ready = poll(&descriptor, 1, Int32(left * 1000) + 1)
            if ready < 0 && errno == EINTR { continue }
            guard ready > 0 else { return .silent }
            var chunk = [UInt8](repeating: 0, count: 1 << 16)
            let count = read(connection.output, &chunk, chunk.count)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return .closed }
            connection.buffer.append(contentsOf: chunk[..<count])
        }
    }
}
