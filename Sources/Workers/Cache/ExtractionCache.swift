import Crypto
import ExtractionMessages
import Foundation
import Synchronization

/// Responses of earlier runs, found again by what they were made from.
///
/// A request's key covers the tool, libclang and everything in the request but the texts. Under the key stand
/// the lists of files that readings of this request depended on; the digests of their contents together with
/// the key name the response. So a response is found exactly when all that it was made from is the same, in
/// whatever directory the tree lies.
public final class ExtractionCache: Sendable {
    /// What lies in the cache's directory.
    let files: CacheFiles
    /// The contents of the files that were read.
    let digests = FileDigests()
    /// What names the reader.
    let identity: ReaderIdentity
    /// Whether the cache's directory was not there when the run began.
    let isNew: Bool
    private let location: CacheLocation
    private let start = Date()
    private let cost = Mutex(RunCost())
    private let memory = Mutex(Memory())

    /// What this run knows of the cache.
    private struct Memory {
        /// The lists that were there when a key was first asked for.
        var lists: [String: [[String]]] = [:]
        /// The lists that came after that, and are not written yet.
        var new: [String: [[String]]] = [:]
        /// The requests so far, as hash values.
        var asked: Set<Int> = []
    }

    /// Uses a cache directory.
    ///
    /// - Parameters:
    ///   - location: where it lies and how large it may become.
    ///   - readerVersion: what names the reader: the tool's version, its program and its libclang.
    ///   - note: told at most once, in one sentence, of a cache that cannot be used as it should.
    public convenience init(
        _ location: CacheLocation, readerVersion: String, note: @escaping @Sendable (String) -> Void
    ) {
        self.init(location, identity: ReaderIdentity(readerVersion), note: note)
    }

    /// Uses a cache directory for a reader that may have to say yet what it is.
    init(_ location: CacheLocation, identity: ReaderIdentity, note: @escaping @Sendable (String) -> Void) {
        isNew = !FileManager.default.fileExists(atPath: location.directory)
        files = CacheFiles(location, note: note)
        self.identity = identity
        self.location = location
    }

    /// The key of a request: hexadecimal digits; nil where the reader cannot work. How a reading is sped up
    /// is no part of it.
    func key(of request: ExtractionRequest) -> String? {
        var request = request
        request.id = 0
        request.root = ""
        request.overlay = [:]
        request.overlayFiles = [:]
        request.preamble = nil
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(request), let salt = identity.text else { return nil }
        return Fingerprint.hexadecimal(SHA256.hash(data: Data(salt.utf8) + [0] + data))
    }

    /// The response to a request, where it is known, and the files that it depends on.
    func response(
        to request: ExtractionRequest, key: String, _ reader: ResponseReader
    ) -> (response: ExtractionResponse, paths: [String])? {
        cost.withLock { $0.units += 1 }
        let lists = lists(under: key, for: request)
        guard !lists.isEmpty else { return nil }
        let moment = FileStates(digests)
        for list in lists {
            let name = responseName(key, moment.looks(at: list, in: request.root), request, at: moment)
            guard files.has(name), let text = files.read(name),
                var response = try? reader.response(text)
            else { continue }
            response.id = request.id
            cost.withLock { $0.cachedUnits += 1 }
            return (response, list)
        }
        return nil
    }

    /// Keeps a response for later runs.
    ///
    /// A file that was changed since the reading began may not be what was read: nothing is kept then.
    ///
    /// - Parameters:
    ///   - looks: the files that it depends on (``IncludeCandidates``), as they are after the reading.
    ///   - moment: gives those that stand in for them.
    func keep(_ reading: CacheEntry, dependingOn looks: FileStates.Looks, at moment: FileStates) {
        let (request, key) = (reading.request, reading.key)
        guard looks.canBeListed else { return }
        if looks.changed >= reading.start {
            // Files that stand in for the tree's never change.
            let replaced = looks.replaced(by: request)
            let isChanged = looks.looks.indices.contains {
                looks.looks[$0].changed >= reading.start && !replaced.contains($0)
            }
            guard !isChanged else { return }
        }
        let list = looks.paths
        files.write(reading.text, to: responseName(key, looks, request, at: moment))
        memory.withLock { memory in
            if memory.new[key]?.contains(list) != true { memory.new[key, default: []].append(list) }
        }
    }

    /// Writes down under which lists of files the responses are found that were kept since the last time.
    func keepLists() {
        let new = memory.withLock { memory in
            defer { memory.new = [:] }
            return memory.new
        }
        for (key, more) in new {
            let name = "\(key).paths"
            var lists = files.has(name) ? Self.lists(in: files.read(name) ?? []) : []
            guard Array(lists.prefix(more.count)) != more else { continue }
            lists.removeAll(where: more.contains)
            // Which files a unit includes depends on their contents, but there are never many ways.
            let text = (more + lists).prefix(16).map { $0.joined(separator: "\n") }
                .joined(separator: "\n\n")
            files.write(Array(text.utf8), to: name)
        }
    }

    /// The lists of files that a response may depend on. Where there was none when the run began, this run has
    /// made those there are: only what it asks again can be among them.
    private func lists(under key: String, for request: ExtractionRequest) -> [[String]] {
        var request = request
        request.id = 0
        request.preamble = nil
        let isNew = memory.withLock { $0.asked.insert(request.hashValue).inserted }
        if isNew, let known = memory.withLock({ $0.lists[key] }) { return known }
        let name = "\(key).paths"
        let found = files.has(name) ? Self.lists(in: files.read(name) ?? []) : []
        return memory.withLock { memory in
            if memory.lists[key] == nil { memory.lists[key] = found }
            return found
        }
    }

    /// Ends the run: brings the cache below its limit and leaves the cost for `kdrift doctor`.
    deinit {
        files.trim()
        var cost = cost.withLock { $0 }.measured()
        guard cost.units > 0 else { return }
        cost.seconds = Date().timeIntervalSince(start)
        cost.leave(location)
    }

    // MARK: Names

    private func responseName(
        _ key: String, _ looks: FileStates.Looks, _ request: ExtractionRequest, at moment: FileStates
    ) -> String {
        var text = Array(key.utf8)
        text.reserveCapacity(looks.paths.count * 96)
        let replaced = looks.replaced(by: request)
        for (index, path) in looks.paths.enumerated() {
            text += path.utf8
            text.append(0)
            if !replaced.contains(index) {
                text += looks.looks[index].digest
            } else if let overlay = request.overlay[path] {
                text += FileDigests.digest(Array(overlay.utf8))
            } else if let file = request.overlayFiles[path] {
                text += moment.look(at: file).digest
            }
            text.append(0)
        }
        return "\(Fingerprint.hexadecimal(SHA256.hash(data: text))).response"
    }

    /// Where a file's text lies on disk; nil for one that is sent with the request.
    static func place(of path: String, _ request: ExtractionRequest) -> String? {
        if request.overlay[path] != nil { return nil }
        return request.overlayFiles[path] ?? (path.hasPrefix("/") ? path : "\(request.root)/\(path)")
    }

    private static func lists(in manifest: [UInt8]) -> [[String]] {
        // Lists of paths, one a line, with an empty line between two.
        manifest.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .split { $0.isEmpty }.map { $0.map { String(decoding: $0, as: UTF8.self) } }
    }
}
