import Crypto
import Foundation
import HostSystem

/// What a command has to say: texts for standard output and files, lines for standard error, an exit status.
public struct RunOutput: Hashable, Sendable {
    /// One text.
    public struct Part: Hashable, Sendable {
        /// The file it goes to; nil for standard output.
        public var file: String?
        /// The text.
        public var text: String

        /// Makes a part.
        public init(file: String?, text: String) {
            self.file = file
            self.text = text
        }
    }

    /// The texts, in order.
    public var parts: [Part]
    /// Lines for standard error.
    public var notes: [String]
    /// The exit status.
    public var status: Int32

    /// Makes an output.
    public init(parts: [Part] = [], notes: [String] = [], status: Int32 = 0) {
        self.parts = parts
        self.notes = notes
        self.status = status
    }
}

/// The output of a whole run, kept under a key of the command line, the day, the programs and standard input.
///
/// The same command prints it again if nothing has changed that the run has looked at (``RunManifest``).
public struct RunCache: Sendable {
    /// What the command is, without what names the reader.
    private let command: SHA256
    private let cache: ExtractionCache
    private let pool: ExtractionPool
    private let start = FileStamp.now

    /// Names a run; nil where there is no cache.
    ///
    /// - Parameters:
    ///   - arguments: the command line.
    ///   - details: what else decides: the day, whether there are colours.
    ///   - standardInput: what was read from there.
    ///   - pool: the workers, whose cache is used and whose trace says what was looked at.
    public init?(_ arguments: [String], details: [String], standardInput: [UInt8] = [], pool: ExtractionPool)
    {
        guard let cache = pool.cache, let program = ReaderIdentity.stamp(of: "/proc/self/exe") else {
            return nil
        }
        var hash = SHA256()
        let lists = [
            ["run 3", program, FileManager.default.currentDirectoryPath], arguments, details,
        ]
        for list in lists {
            for text in list { hash.update(data: Array(text.utf8) + [0]) }
            hash.update(data: [1])
        }
        hash.update(data: standardInput)
        command = hash
        self.cache = cache
        self.pool = pool
    }

    /// What the same command had to say, if it would say the same again.
    public func output() -> RunOutput? {
        // A reader that has to be asked what it is has not been used yet.
        guard cache.identity.isKnown, let name, cache.files.has(name), let bytes = cache.files.read(name),
            let end = bytes.firstIndex(of: 10),
            let head = try? JSONDecoder().decode(Head.self, from: Data(bytes[..<end])),
            end + 1 + head.manifestBytes + head.parts.reduce(0, { $0 + $1.bytes }) == bytes.count
        else { return nil }
        var start = end + 1 + head.manifestBytes
        guard RunManifest(text: Array(bytes[(end + 1)..<start])).holds(digests: cache.digests) else {
            return nil
        }
        var output = RunOutput(notes: head.notes, status: head.status)
        for part in head.parts {
            let text = String(decoding: bytes[start..<(start + part.bytes)], as: UTF8.self)
            output.parts.append(.init(file: part.file, text: text))
            start += part.bytes
        }
        return output
    }

    /// What the run has looked at, once it has; nil where it cannot be told later that nothing has changed.
    public func manifest() -> RunManifest? {
        pool.settle()
        return RunManifest(pool.trace, digests: cache.digests, since: start)
    }

    /// Keeps what the command has to say.
    public func keep(_ output: RunOutput, _ manifest: RunManifest) {
        guard let name else { return }
        let head = Head(
            manifestBytes: manifest.text.count,
            parts: output.parts.map { .init(file: $0.file, bytes: $0.text.utf8.count) },
            notes: output.notes, status: output.status)
        guard let line = try? JSONEncoder().encode(head) else { return }
        cache.files.write(
            Array(line) + [10] + manifest.text + output.parts.flatMap { Array($0.text.utf8) }, to: name)
    }

    private var name: String? {
        guard let reader = cache.identity.text else { return nil }
        var hash = command
        hash.update(data: [1] + Array(reader.utf8))
        return "\(Fingerprint.hexadecimal(hash.finalize())).run"
    }

    /// The first line of an entry; the manifest and the texts follow as they are.
    private struct Head: Codable {
        struct Part: Codable {
            var file: String?
            var bytes: Int
        }

        var manifestBytes: Int
        var parts: [Part]
        var notes: [String]
        var status: Int32
    }
}
