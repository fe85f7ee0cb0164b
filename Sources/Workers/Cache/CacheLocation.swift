import Foundation

/// Where the cache of extractions lies, and how large it may become.
public struct CacheLocation: Hashable, Sendable {
    /// The directory.
    public let directory: String
    /// The size in bytes above which the entries that were not used for longest are dropped.
    public let limitBytes: Int

    /// The size that holds unless `KDRIFT_CACHE_SIZE` says another: 1 GiB.
    public static let standardLimitBytes = 1 << 30

    /// Makes a location.
    public init(directory: String, limitBytes: Int = CacheLocation.standardLimitBytes) {
        self.directory = directory
        self.limitBytes = limitBytes
    }

    /// The place that the environment names: `KDRIFT_CACHE`, else `kdrift` below `XDG_CACHE_HOME`, else
    /// `~/.cache/kdrift`; nil where there is no home. `KDRIFT_CACHE_SIZE` is the limit in MiB.
    public init?(environment: [String: String]) {
        func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        if let own = value("KDRIFT_CACHE") {
            directory = own
        } else if let base = value("XDG_CACHE_HOME"), base.hasPrefix("/") {
            directory = base + "/kdrift"
        } else if let home = value("HOME") {
            directory = home + "/.cache/kdrift"
        } else {
            return nil
        }
        let size = value("KDRIFT_CACHE_SIZE").flatMap { Int($0) }
        limitBytes = size.map { max(0, $0) << 20 } ?? Self.standardLimitBytes
    }
}
