import ABIModel
import Drift
import Flavors
import Foundation
import Phrases
import Reporting
import Workers

/// What a tree declared at one time, as `kdrift snapshot` writes it and later versions read it back.
///
/// The file is JSON with sorted keys. It holds neither the machine nor libclang nor a time: the same text
/// gives the same bytes.
public struct Baseline: Codable, Hashable, Sendable {
    /// The format: another major version cannot be read, a higher minor one only adds.
    public struct Version: Codable, Hashable, Sendable {
        /// Raised when old readers would misunderstand the file.
        public var major: Int
        /// Raised when something is added.
        public var minor: Int
    }

    /// A flavor and what it declares.
    public struct Flavor: Codable, Hashable, Sendable {
        /// The flavor's name.
        public var name: String
        /// The option that was switched off to see the other side of headers; nil for a main flavor.
        public var option: String?
        /// The headers that were read so; nil for all files.
        public var files: [String]?
        /// What it declares.
        public var snapshot: Snapshot
    }

    /// `kdrift-snapshot`.
    public var schema: String
    /// The version of the format.
    public var version: Version
    /// The kernel's version as its Makefile gives it; nil for other text.
    public var kernel: String?
    /// The architectures of the main flavors.
    public var architectures: [String]
    /// The settings laid over the configuration: `CONFIG_X=y`.
    public var settings: [String]
    /// The globs that chose the files, as they were given; files that come to match later belong to them.
    public var patterns: [String]
    /// The files that were read, sorted.
    public var files: [String]
    /// Something that could not be read.
    public struct Unread: Codable, Hashable, Sendable {
        /// What: a file with its flavor.
        public var what: String
        /// Why, in one sentence.
        public var reason: String
        /// Where, if it has a place.
        public var site: SourceSite?

        /// Writes down what a reading does not know.
        init(_ unknown: Unknown) {
            what = Phrasing.text(unknown.what)
            reason = Phrasing.text(unknown.reason)
            site = unknown.site
        }
    }

    /// One entry a flavor, the main one first.
    public var flavors: [Flavor]
    /// What could not be read.
    public var unknown: [Unread]

    static let schemaName = "kdrift-snapshot"
    static let currentVersion = Version(major: 1, minor: 1)

    init(
        kernel: String?, architectures: [String], settings: [String], patterns: [String], files: [String],
        flavors: [Flavor], unknown: [Unread]
    ) {
        schema = Self.schemaName
        version = Self.currentVersion
        self.kernel = kernel
        self.architectures = architectures
        self.settings = settings
        self.patterns = patterns
        self.files = files
        self.flavors = flavors
        self.unknown = unknown
    }

    /// What could not be read when it was written, as a side's or nobody's.
    func unknown(of label: Label?) -> [Unknown] {
        unknown.map {
            Unknown(.recorded($0.what), of: label, reason: Phrase(verbatim: $0.reason), site: $0.site)
        }
    }

    /// What the baseline declares, under a label.
    func revision(_ label: Label) -> RevisionSnapshot {
        RevisionSnapshot(
            label: label, flavors: flavors.map { FlavorSnapshot(flavor: $0.name, snapshot: $0.snapshot) })
    }

    /// For each option that was switched, the headers that were read so.
    ///
    /// - Throws: ``KernelTreeError`` for what is no option.
    func switchedSettings() throws -> [ConfigurationSetting: Set<String>] {
        var result: [ConfigurationSetting: Set<String>] = [:]
        for flavor in flavors {
            guard let option = flavor.option else { continue }
            let setting = try ConfigurationSetting(option.contains("=") ? option : "\(option)=n")
            result[setting, default: []].formUnion(flavor.files ?? [])
        }
        return result
    }

    // MARK: Reading

    private struct Head: Decodable {
        var schema: String?
        var version: Version?
    }

    /// Whether a file begins as a JSON object does.
    static func isOne(_ path: String) -> Bool {
        guard let handle = FileHandle(forReadingAtPath: path), let start = try? handle.read(upToCount: 16)
        else { return false }
        return start.first { ![9, 10, 13, 32].contains($0) } == UInt8(ascii: "{")
    }

    /// Reads a baseline.
    ///
    /// - Throws: ``RunError`` for a file that cannot be read, is none, or is of another version.
    public init(contentsOf path: String) throws {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw RunError(
                message: "the baseline '\(path)' cannot be read", hint: "check the path and its permissions")
        }
        let decoder = JSONDecoder()
        let again = "write it again with `kdrift snapshot TREE -o FILE`"
        guard let head = try? decoder.decode(Head.self, from: data), head.schema == Self.schemaName else {
            throw RunError(message: "'\(path)' is no baseline of kdrift", hint: again)
        }
        guard let version = head.version, version.major == Self.currentVersion.major else {
            let found = head.version.map { "\($0.major).\($0.minor)" } ?? "unknown"
            throw RunError(
                message: "the baseline '\(path)' has format version \(found); this kdrift reads "
                    + "\(Self.currentVersion.major).x",
                hint: "use the kdrift that wrote it, or " + again)
        }
        do {
            self = try decoder.decode(Self.self, from: data)
        } catch {
            throw RunError(
                message: "the baseline '\(path)' is damaged: \(Self.words(of: error))", hint: again)
        }
    }

    private static func words(of error: any Error) -> String {
        func place(_ context: DecodingError.Context) -> String {
            let path = context.codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue }
            return path.isEmpty ? context.debugDescription : "at \(path.joined(separator: "."))"
        }
        switch error as? DecodingError {
        case .keyNotFound(let key, let context): return "\(key.stringValue) is missing \(place(context))"
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            return place(context)
        default: return "\(error)"
        }
    }
}
