import Dispatch
import ExtractionMessages
import KernelTree

/// A reading that is to be kept for later runs.
struct FinishedReading {
    var response: ExtractionResponse
    /// The response as the worker wrote it.
    var text: [UInt8]
    var request: ExtractionRequest
    var key: String
    /// When it began (``FileDigests/now``).
    var start: Int64
}

/// Readings on their way into the cache. Nobody waits for that, and some go together: a file that many of them
/// depend on is looked at once then.
final class FinishedReadings: @unchecked Sendable {
    // Unchecked: `waiting` is used on the queue only.
    private let queue = DispatchQueue(label: "kdrift.keeping")
    private let cache: ExtractionCache
    private let trace: ReadTrace
    private var waiting: [FinishedReading] = []

    /// So many are lost at most when the run is killed.
    private static let batch = 16

    /// - Parameter trace: is told of the files that the readings depend on.
    init(cache: ExtractionCache, trace: ReadTrace) {
        self.cache = cache
        self.trace = trace
    }

    /// Keeps a reading, some time before ``finish()`` returns.
    func add(_ reading: FinishedReading) {
        queue.async { [self] in
            waiting.append(reading)
            if waiting.count >= Self.batch { keepAll() }
        }
    }

    /// Has those kept that are there, without waiting for it.
    func flush() { queue.async { [self] in keepAll() } }

    /// Waits until all of them are kept.
    func finish() { queue.sync { keepAll() } }

    private func keepAll() {
        guard !waiting.isEmpty else { return }
        let moment = FileMoment(cache.digests)
        var candidates = IncludeCandidates()
        for reading in waiting {
            let request = reading.request
            let list = candidates.paths(of: reading.response, request: request)
            let looks = moment.looks(at: list, in: request.root)
            cache.keep(reading, dependingOn: looks, at: moment)
            trace.note(looks.notNoted(by: request), of: request)
        }
        cache.keepLists()
        waiting = []
    }
}

extension ReadTrace {
    /// Notes the files that a response depends on; what stands in for files of the tree is the run's own.
    func note(_ paths: [String], of request: ExtractionRequest) {
        note(
            entries: paths.lazy.filter { request.overlayFiles[$0] == nil }
                .compactMap { ExtractionCache.place(of: $0, request) })
    }
}
