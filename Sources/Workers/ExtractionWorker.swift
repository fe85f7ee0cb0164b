import ExtractionMessages
import Foundation

/// One `kdrift-extract` process that is sent a request and gives back a response.
///
/// A worker is used by one thread at a time. When the process dies or goes silent, the request it
/// was on fails with the reason, and the next request starts a new process.
final class ExtractionWorker {
    /// The process could not be started, or died before its first answer.
    struct Unavailable: Error {
        var reason: String
    }

    private let executable: URL
    private let timeoutSeconds: Double
    private let reader: ResponseReader
    private var process: Process?
    private var input: FileHandle?
    private var output: Int32 = -1
    private var errorText: Pipe?
    private var buffer: [UInt8] = []
    private var hasAnswered = false

    /// - Parameter reader: reads the responses; several workers may have the same.
    init(executable: URL, timeoutSeconds: Double, reader: ResponseReader) {
        self.reader = reader
        self.executable = executable
        self.timeoutSeconds = timeoutSeconds
    }

    deinit { stop() }

    /// Sends one request and waits for its response.
    ///
    /// - Throws: ``Unavailable`` when the process cannot work at all (libclang is missing).
    func extract(_ request: ExtractionRequest) throws -> ExtractionResponse {
        try answer(to: request).response
    }

    /// Sends one request and waits for its response; `text` is the response as it came, nil where none did.
    ///
    /// - Throws: ``Unavailable`` when the process cannot work at all (libclang is missing).
    func answer(to request: ExtractionRequest) throws -> (response: ExtractionResponse, text: [UInt8]?) {
        if input == nil {
            stop()
            try start()
        }
        do {
            let line = try JSONEncoder().encode(request) + Data("\n".utf8)
            try input?.write(contentsOf: line)
        } catch {
            return (try failure(of: request, reason: "libclang's process closed its input"), nil)
        }
        switch readText() {
        case .text(let bytes):
            guard let response = try? reader.response(bytes) else {
                stop()
                return (
                    ExtractionResponse(id: request.id, failure: "the extractor's answer is unreadable"), nil
                )
            }
            hasAnswered = true
            return (response, bytes)
        case .closed:
            return (try failure(of: request, reason: "libclang died while it read the file"), nil)
        case .silent:
            stop()
            let reason = "libclang did not finish within \(Int(timeoutSeconds)) seconds"
            return (ExtractionResponse(id: request.id, failure: reason), nil)
        }
    }

    /// Starts the process, unless there is one. Why it cannot be started is told when it is asked something.
    func begin() {
        if process == nil { try? start() }
    }

    /// Has the process end, if there is one; the next request starts another.
    func leave() {
        try? input?.close()
        input = nil
        if let process, process.isRunning { process.terminate() }
    }

    /// Ends the process, if there is one.
    func stop() {
        leave()
        process?.waitUntilExit()
        process = nil
        if output >= 0 { close(output) }
        output = -1
        buffer = []
    }

    private func start() throws {
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
        self.process = process
        input = toWorker.fileHandleForWriting
        output = dup(fromWorker.fileHandleForReading.fileDescriptor)
        errorText = errors
        hasAnswered = false
    }

    /// The process is gone: tells why, as well as its exit and its last words do.
    private func failure(of request: ExtractionRequest, reason: String) throws -> ExtractionResponse {
        guard let process else { throw Unavailable(reason: reason) }
        process.waitUntilExit()
        let status = process.terminationStatus
        let isSignal = process.terminationReason == .uncaughtSignal
        let words =
            errorText.flatMap { try? $0.fileHandleForReading.readToEnd() }
            .map { String(decoding: $0, as: UTF8.self) } ?? ""
        let answered = hasAnswered
        stop()
        if !isSignal && !answered && (status == 127 || status == 2) {
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

    private func readText() -> Reading {
        let deadline = Date(timeIntervalSinceNow: timeoutSeconds)
        var scanned = 0
        while true {
            if buffer.count >= scanned + 2,
                let end = buffer.indices.dropLast().dropFirst(scanned).first(where: {
                    buffer[$0] == 10 && buffer[$0 + 1] == 10
                })
            {
                let text = Array(buffer[...end])
                buffer.removeSubrange(...(end + 1))
                return .text(text)
            }
            scanned = max(0, buffer.count - 1)
            let left = deadline.timeIntervalSinceNow
            guard left > 0 else { return .silent }
            var descriptor = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
            let ready = poll(&descriptor, 1, Int32(left * 1000) + 1)
            if ready < 0 && errno == EINTR { continue }
            guard ready > 0 else { return .silent }
            var chunk = [UInt8](repeating: 0, count: 1 << 16)
            let count = read(output, &chunk, chunk.count)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return .closed }
            buffer.append(contentsOf: chunk[..<count])
        }
    }
}
