import Dispatch
import ExtractionMessages
import KernelTree
import Synchronization

/// A reading that goes into the cache.
struct CacheEntry: Sendable {
    var response: ExtractionResponse
    /// The response as the worker wrote it.
    var text: [UInt8]
    var request: ExtractionRequest
    var key: String
    /// When it began (`FileStamp.now`).
    var start: Int64
}

/// Writes readings into the cache, in batches and behind the back of whoever reads: a file that many readings of a batch
/// depend on is looked at once.
final class CacheWriter: Sendable {
    private let queue = DispatchQueue(label: "kdrift.keeping")
    private let cache: ExtractionCache
    private let trace: ReadTrace
    private let waiting = Mutex<[CacheEntry]>([])

    /// The size of a batch: so many readings are lost when the run is killed.
    private static let batch = 16

    /// - Parameter trace: is told of the files that the readings depend on.
    init(cache: ExtractionCache, trace: ReadTrace) {
        self.cache = cache
        self.trace = trace
    }

    /// Keeps a reading, some time before ``finish()`` returns.
    func add(_ reading: CacheEntry) {
        queue.async { [self] in
            let count = waiting.withLock { waiting in
                waiting.append(reading)
                return waiting.count
            }
            if count >= Self.batch { keepAll() }
        }
    }

    /// Has those kept that are there, without waiting for it.
    func flush() { queue.async { [self] in keepAll() } }

    /// Waits until all of them are kept.
    func finish() { queue.sync { keepAll() } }

    private func keepAll() {
        let readings = waiting.withLock { waiting in
            defer { waiting = [] }
            return waiting
        }
        guard !readings.isEmpty else { return }
        let moment = FileStates(cache.digests)
        var candidates = IncludeCandidates()
        for reading in readings {
            let request = reading.request
            let list = candidates.paths(of: reading.response, request: request)
            let looks = moment.looks(at: list, in: request.root)
            cache.keep(reading, dependingOn: looks, at: moment)
            trace.note(looks.notNoted(by: request), of: request)
        }
        cache.keepLists()
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
