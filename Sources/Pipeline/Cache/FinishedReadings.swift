import Dispatch
import ExtractionMessages
import KernelTree

/// A reading that is to be kept for later runs.
struct FinishedReading {
    var response: ExtractionResponse
    /// The response as the worker wrote it.
    var line: [UInt8]
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

    /// Waits until all of them are kept.
    func finish() { queue.sync { keepAll() } }

    private func keepAll() {
        guard !waiting.isEmpty else { return }
        let moment = FileMoment(cache.digests)
        var candidates = IncludeCandidates()
        var noted: Set<String> = []
        for reading in waiting {
            let list = candidates.paths(of: reading.response, request: reading.request)
            cache.keep(reading, dependingOn: list, at: moment)
            for path in list where reading.request.overlayFiles[path] == nil {
                if noted.insert(path).inserted { note(path, of: reading.request) }
            }
        }
        waiting = []
    }

    private func note(_ path: String, of request: ExtractionRequest) {
        if let place = ExtractionCache.place(of: path, request) { trace.note(.entry(place)) }
    }
}

/// Files as they are at one time: each is looked at once.
final class FileMoment {
    private let digests: FileDigests
    private var stamps: [String: FileDigests.Stamp?] = [:]

    /// - Parameter digests: what is known of contents.
    init(_ digests: FileDigests) { self.digests = digests }

    /// Whether a file has been changed at or after a time, in nanoseconds since 1970, so that what was read
    /// from it may not be what it holds.
    func isChanged(_ path: String, since time: Int64) -> Bool {
        stamp(path).map { max($0.modified, $0.changed) >= time } ?? false
    }

    /// The digest of a file's contents; empty where there is no regular file that can be read.
    func digest(ofFile path: String) -> [UInt8] {
        stamp(path).map { digests.digest(ofFile: path, $0) } ?? []
    }

    private func stamp(_ path: String) -> FileDigests.Stamp? {
        if let known = stamps[path] { return known }
        let stamp = FileDigests.stamp(path)
        stamps[path] = .some(stamp)
        return stamp
    }
}
