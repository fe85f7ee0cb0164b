import ExtractionMessages
import Foundation
import HostSystem
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
    private struct Connection {
        var process: ChildProcess
        /// What was read of the next response.
        var buffer: [UInt8] = []
        var hasAnswered = false
        /// Whether it may be asked; it may not once it was told to end.
        var isListening = true

        /// Has the process end, without waiting for it.
        mutating func end() {
            isListening = false
            process.closeInput()
            process.terminate()
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
            if connection?.isListening != true { Self.stop(&connection) }
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
                return (try Self.failure(of: request, current, reason: reason), nil)
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
        guard connection.process.write([UInt8](message)) else {
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
        }
    }

    /// Ends the process, if there is one.
    func stop() { connection.withLock { Self.stop(&$0) } }

    private static func stop(_ connection: inout Connection?) {
        connection?.end()
        connection?.process.waitUntilEnd()
        connection = nil
    }

    private func start() throws -> Connection {
        // clang builds up about a hundred megabytes a unit: in huge pages that is a twentieth quicker.
        var environment = ProcessInfo.processInfo.environment
        if environment["GLIBC_TUNABLES"] == nil {
            environment["GLIBC_TUNABLES"] = "glibc.malloc.hugetlb=1"
        }
        do {
            return Connection(
                process: try ChildProcess(.init(program: executable.path, environment: environment)))
        } catch {
            throw Unavailable(
                reason: "\(executable.lastPathComponent) could not be started: "
                    + "there is no such program, or it may not be run")
        }
    }

    /// The process is gone: tells why, as well as its exit and its last words do.
    private static func failure(
        of request: ExtractionRequest, _ connection: Connection, reason: String
    ) throws -> ExtractionResponse {
        let process = connection.process
        process.closeInput()
        let end = process.waitUntilEnd()
        if !connection.hasAnswered, end == .status(127) || end == .status(2) {
            let words = String(decoding: process.errorText, as: UTF8.self)
            throw Unavailable(reason: words.split(separator: "\n").first.map(String.init) ?? reason)
        }
        let ending =
            switch end {
            case .status(let number): "exit status \(number)"
            case .signal(let number): "signal \(number)"
            }
        return ExtractionResponse(id: request.id, failure: "\(reason) (\(ending))")
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
            switch connection.process.read(into: &connection.buffer, seconds: left) {
            case .bytes: continue
            case .ended: return .closed
            case .silent: return .silent
            }
        }
    }
}
