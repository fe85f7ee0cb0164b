import ExtractionMessages
import Foundation
import HostSystem
import KernelTree
import Synchronization

/// Reads translation units on all cores, each in a `kdrift-extract` process.
public final class ExtractionPool: Sendable {
    private let workers: [ExtractionWorker]
    let cache: ExtractionCache?
    private let reader = ResponseReader()
    private let finished: CacheWriter?
    private let log = RunLog.standard
    /// Notes what the workers read, and what others look at who read for the same report.
    public let trace = ReadTrace()
    /// How far the run that reads with these workers has come.
    public let progress = RunProgress()

    /// Finds the worker program beside the running one.
    ///
    /// - Parameters:
    ///   - executable: the `kdrift-extract` program; nil looks beside the running program, in
    ///     `../libexec/kdrift`, and at `KDRIFT_EXTRACT`.
    ///   - workerCount: how many processes run at once; nil for one a core.
    ///   - timeoutSeconds: how long one unit may take.
    ///   - cache: responses of earlier runs; nil to read everything anew.
    /// - Throws: ``RunError`` where there is no such program.
    public init(
        executable: URL? = nil, workerCount: Int? = nil, timeoutSeconds: Double = 120,
        cache: ExtractionCache? = nil
    ) throws {
        let program = try executable ?? Self.findProgram()
        self.cache = cache
        finished = cache.map { [trace] in CacheWriter(cache: $0, trace: trace) }
        // Writing to a worker that has died must fail with an error, not end us.
        signal(SIGPIPE, SIG_IGN)
        workers = (0..<max(1, workerCount ?? ProcessInfo.processInfo.activeProcessorCount)).map {
            [reader] _ in
            ExtractionWorker(executable: program, timeoutSeconds: timeoutSeconds, reader: reader)
        }
    }

    /// Reads all units; the responses come in the requests' order.
    ///
    /// - Throws: ``RunError`` when the worker program cannot work at all. A unit that kills
    ///   libclang is a response with a `failure`.
    public func extract(_ requests: [ExtractionRequest]) throws -> [ExtractionResponse] {
        let next = Atomic<Int>(0)
        let results = Mutex<[ExtractionResponse?]>(Array(repeating: nil, count: requests.count))
        guard !requests.isEmpty else { return [] }
        progress.expect(requests.count)
        try extract(atMost: requests.count) {
            let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
            return index < requests.count ? (requests[index], index) : nil
        } done: { index, response in
            results.withLock { $0[index] = response }
        }
        return results.withLock { $0 }.enumerated().map { index, response in
            response ?? ExtractionResponse(id: requests[index].id, failure: "the unit was not read")
        }
    }

    /// Reads what is handed out until there is no more; what is read may decide what is to be read next.
    ///
    /// - Parameters:
    ///   - count: how many requests there are at most; nil where that is not known.
    ///   - next: hands out a request and a number for it, on several threads; it may wait until there is one. Nil
    ///     when there is none and will be none.
    ///   - done: told of the response to a request that was handed out, by its number, on that thread.
    /// - Throws: ``RunError`` when the worker program cannot work at all; what `next` throws.
    package func extract(
        atMost count: Int? = nil, next: @Sendable () throws -> (request: ExtractionRequest, number: Int)?,
        done: @Sendable (Int, ExtractionResponse) -> Void
    ) throws {
        let unavailable = Mutex<(any Error)?>(nil)
        DispatchQueue.concurrentPerform(iterations: min(workers.count, count ?? workers.count)) { index in
            let worker = workers[index]
            while unavailable.withLock({ $0 == nil }) {
                do {
                    guard let (request, number) = try next() else { return }
                    // Whoever waits for this response has to hear that there is none.
                    if !request.isPreparation { progress.begin(reading: request.mainFile) }
                    let response = Result { try answer(to: request, worker) }
                    if !request.isPreparation { progress.finishReading() }
                    done(
                        number,
                        (try? response.get()) ?? ExtractionResponse(id: request.id, failure: "not read"))
                    _ = try response.get()
                } catch {
                    unavailable.withLock { $0 = $0 ?? error }
                }
            }
        }
        finished?.flush()
        switch unavailable.withLock({ $0 }) {
        case nil: return
        case let error as ExtractionWorker.Unavailable:
            throw RunError(
                message: "the C reader cannot work: \(error.reason)",
                hint:
                    "install libclang (Debian, Ubuntu: apt-get install libclang-19-dev), then `kdrift doctor`"
            )
        case let error?: throw error
        }
    }

    /// A response of the cache, or a worker's.
    private func answer(
        to request: ExtractionRequest, _ worker: ExtractionWorker
    ) throws -> ExtractionResponse {
        guard !request.isPreparation, let cache, let key = cache.key(of: request) else {
            return try ask(worker, request).response
        }
        if let known = cache.response(to: request, key: key, reader) {
            trace.note(known.paths, of: request)
            log.tell("\(request.mainFile): the cache has it")
            return known.response
        }
        let start = request.preamble?.begun ?? FileStamp.now
        let (response, text) = try ask(worker, request)
        guard response.failure == nil else {
            // A unit that took too long may be read another time.
            trace.cannotBeRepeated(because: "\(request.mainFile) was not read")
            return response
        }
        guard let text else { return response }
        finished?.add(
            CacheEntry(response: response, text: text, request: request, key: key, start: start))
        return response
    }

    /// A worker's response; the log hears of it.
    private func ask(
        _ worker: ExtractionWorker, _ request: ExtractionRequest
    ) throws -> (response: ExtractionResponse, text: [UInt8]?) {
        let start = ContinuousClock.now
        let answer = try worker.answer(to: request)
        let what = request.isPreparation ? "its preamble made" : answer.response.failure ?? "read"
        log.tell("\(request.mainFile): \(what) in \(ContinuousClock.now - start)")
        log.keep(request, answer.text)
        return answer
    }

    /// Whether the cache is empty, so that every unit has to be parsed.
    package var isCold: Bool { cache?.isNew != false }

    /// Starts the workers ahead of time if the cache is empty. Starting one takes as long as parsing a small unit.
    public func begin() {
        guard isCold else { return }
        for worker in workers { worker.begin() }
    }

    /// Ends the workers, without waiting for them: nothing is read for now. The next request starts them again.
    package func rest() {
        for worker in workers { worker.leave() }
    }

    /// Waits until what was read is kept, and ``trace`` knows of it.
    func settle() { finished?.finish() }

    /// Waits until what was read so far is kept, for a run that ends before its time.
    ///
    /// - Returns: whether anything is kept at all.
    public func keepWhatWasRead() -> Bool {
        settle()
        return finished != nil
    }

    deinit { settle() }

    static func findProgram() throws -> URL {
        if let path = ProcessInfo.processInfo.environment["KDRIFT_EXTRACT"] {
            return URL(fileURLWithPath: path)
        }
        let own = URL(fileURLWithPath: CommandLine.arguments.first ?? "").resolvingSymlinksInPath()
        let running = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")).map {
            URL(fileURLWithPath: $0)
        }
        var candidates: [URL] = []
        for program in [running, own].compactMap({ $0 }) {
            let directory = program.deletingLastPathComponent()
            candidates.append(directory.appendingPathComponent("kdrift-extract"))
            candidates.append(directory.appendingPathComponent("../libexec/kdrift/kdrift-extract"))
        }
        for candidate in candidates where FileManager.default.isExecutableFile(atPath: candidate.path) {
            return candidate
        }
        throw RunError(
            message: "the program kdrift-extract, which reads C, is not beside kdrift",
            hint: "install both programs in one directory, or set KDRIFT_EXTRACT to its path")
    }
}
