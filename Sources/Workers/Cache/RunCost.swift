import ExtractionMessages
import Foundation

/// What a run took, for `kdrift doctor`.
public struct RunCost: Codable, Hashable, Sendable {
    /// How many units were needed after those that differ in nothing were put together.
    public var units = 0
    /// How many of them were found in the cache.
    public var cachedUnits = 0
    /// The time from the first reading to the end of the run, in seconds.
    public var seconds = 0.0
    /// The most memory that kdrift itself held, in bytes.
    public var peakBytes = 0
    /// The most memory that one of the reading processes held, in bytes.
    public var workerPeakBytes = 0

    /// In words for a person.
    public var text: String {
        let time = String(format: "%.2f", seconds)
        return "\(units) units, \(cachedUnits) of them from the cache, \(time) s, peak memory "
            + "\(peakBytes >> 20) MiB and \(workerPeakBytes >> 20) MiB in a reader"
    }

    private static func place(_ location: CacheLocation) -> String { "\(location.directory)/last-run.json" }

    /// The cost that the last run with this cache has left; nil where none did.
    package static func last(_ location: CacheLocation) -> RunCost? {
        FileManager.default.contents(atPath: place(location)).flatMap {
            try? JSONDecoder().decode(RunCost.self, from: $0)
        }
    }

    /// Leaves the cost for `kdrift doctor`. A directory that cannot be written is no reason to complain.
    func leave(_ location: CacheLocation) {
        guard let data = try? JSONEncoder().encode(self) else { return }
        _ = UnsyncedFile.replace(Self.place(location), with: data)
    }

    /// The cost with the memory of this process and of those that it has waited for.
    func measured() -> RunCost {
        var cost = self
        func peak(_ who: Int32) -> Int {
            var usage = rusage()
            return getrusage(who, &usage) == 0 ? usage.ru_maxrss << 10 : 0
        }
        // getrusage(2): 0 is this process, -1 its children; the C names have another type here.
        cost.peakBytes = peak(0)
        cost.workerPeakBytes = peak(-1)
        return cost
    }
}
