import Foundation
import HostSystem
import KernelTree
import Parallel

/// What a run has looked at and what it found there, so that a later run can tell whether all is as it was.
///
/// One line of text for each look: a letter, what was found, the path.
public struct RunManifest: Sendable {
    /// The text, every line with its end.
    let text: [UInt8]

    /// Takes the text of a manifest.
    init(text: [UInt8]) { self.text = text }

    /// Writes down what stands now where a run has looked; nil where that cannot be what the run saw, or cannot
    /// be looked at again.
    ///
    /// - Parameter time: when the run began (`FileStamp.now`).
    init?(_ trace: ReadTrace, digests: FileDigests, since time: Int64) {
        guard trace.obstacle == nil else { return nil }
        let looks = trace.looks
        let size = max(64, looks.count / 16)
        let parts = stride(from: 0, to: looks.count, by: size).map { looks[$0..<min($0 + size, looks.count)] }
        let found = parts.concurrentMap { part -> [String?] in
            var ages = DirectoryAges(since: time)
            return part.map { Self.line($0, digests, &ages) }
        }
        var lines: [String] = []
        for line in found.joined() {
            guard let line, !line.utf8.contains(10) else { return nil }
            lines.append(line)
        }
        text = Array(lines.sorted().map { $0 + "\n" }.joined().utf8)
    }

    /// Whether everything is as it was.
    func holds(digests: FileDigests) -> Bool {
        text.split(separator: 10).allSatisfy { Self.holds($0, digests) }
    }

    // MARK: One line

    private static func line(_ look: RunDependency, _ digests: FileDigests, _ ages: inout DirectoryAges)
        -> String?
    {
        if case .entry(let path) = look, let stamp = FileStamp(ofRegularFile: path) {
            guard max(stamp.modified, stamp.changed) < ages.start else { return nil }
            return "f \(words(of: stamp)) \(Fingerprint.hexadecimal(digests.digest(ofFile: path))) \(path)"
        }
        guard let state = state(of: look) else { return nil }
        switch look {
        case .entry(let path):
            // What was there before the run's end and is not there now has left its mark on the directory.
            guard state != "nothing" || ages.areOld(above: path) else { return nil }
            return "e \(state) \(path)"
        case .link(let path):
            // A link's own time is that of its directory's entry.
            return ages.areOld(above: path) ? "l \(state) \(path)" : nil
        case .names(let path):
            return ages.areOld(above: path + "/.") ? "n \(state) \(path)" : nil
        case .place(let path): return "p \(state) \(path)"
        case .revision(let directory, let name):
            return "r \(state) \(name.utf8.count) \(name) \(directory)"
        case .references(let directory): return "b \(state) \(directory)"
        case .objects(let directory, let names):
            let list = names.joined(separator: " ")
            return "o \(state) \(list.utf8.count) \(list) \(directory)"
        }
    }

    private static func holds(_ line: ArraySlice<UInt8>, _ digests: FileDigests) -> Bool {
        var words = LineWords(line)
        let kind = words.next()
        if kind == "f" { return holdsFile(&words, digests) }
        let known = words.next()
        let look: RunDependency
        switch kind {
        case "e": look = .entry(words.rest)
        case "l": look = .link(words.rest)
        case "n": look = .names(words.rest)
        case "p": look = .place(words.rest)
        case "r":
            let name = words.text()
            look = .revision(directory: words.rest, name: name)
        case "b": look = .references(directory: words.rest)
        case "o":
            let names = words.text().split(separator: " ").map(String.init)
            look = .objects(directory: words.rest, names: names)
        default: return false
        }
        return state(of: look) == known
    }

    /// What a look finds as one word; nil where it cannot be told, or a revision is not there.
    private static func state(of look: RunDependency) -> String? {
        guard let found = try? look.found() else { return nil }
        switch look {
        case .entry: return found
        case .revision where found.isEmpty: return nil
        case .link, .names, .place, .revision, .references, .objects:
            return Fingerprint.digest(Array(found.utf8))
        }
    }

    private static func words(of stamp: FileStamp) -> String {
        "\(stamp.device) \(stamp.inode) \(stamp.bytes) \(stamp.modified) \(stamp.changed) \(stamp.isExecutable ? 1 : 0)"
    }

    private static func holdsFile(_ words: inout LineWords, _ digests: FileDigests) -> Bool {
        let known = FileStamp(
            device: UInt64(bitPattern: words.number()), inode: UInt64(bitPattern: words.number()),
            bytes: words.number(), modified: words.number(), changed: words.number(),
            isExecutable: words.number() == 1)
        let digest = words.next()
        let path = words.rest
        guard let stamp = FileStamp(ofRegularFile: path), stamp.isExecutable == known.isExecutable else {
            return false
        }
        return stamp == known
            || stamp.bytes == known.bytes
                && Fingerprint.hexadecimal(digests.digest(ofFile: path)) == digest
    }
}

/// Which directories have had no name come or go since a run began.
private struct DirectoryAges {
    let start: Int64
    private var known: [String: Bool] = [:]

    init(since time: Int64) { start = time }

    /// Whether the lowest directory above a path that there is has been left alone.
    mutating func areOld(above path: String) -> Bool {
        var directory = path[...]
        while let cut = directory.lastIndex(of: "/") {
            directory = directory[..<cut]
            let name = directory.isEmpty ? "/" : String(directory)
            if let answer = known[name] { return answer }
            guard let stamp = FileStamp(of: name) else { continue }
            known[name] = stamp.modified < start
            return stamp.modified < start
        }
        return false
    }
}

/// The words of a manifest's line.
private struct LineWords {
    private var bytes: ArraySlice<UInt8>

    init(_ line: ArraySlice<UInt8>) { bytes = line }

    /// All that has not been taken.
    var rest: String { String(decoding: bytes, as: UTF8.self) }

    /// The next word.
    mutating func next() -> String {
        let word = bytes.prefix { $0 != 32 }
        bytes = bytes.dropFirst(word.count + 1)
        return String(decoding: word, as: UTF8.self)
    }

    /// The next word as a number.
    mutating func number() -> Int64 {
        var value: UInt64 = 0
        while let byte = bytes.popFirst(), byte != 32 { value = value &* 10 &+ UInt64(byte &- 48) }
        return Int64(bitPattern: value)
    }

    /// A text that may have blanks in it, after its length in bytes.
    mutating func text() -> String {
        let count = Int(number())
        let text = bytes.prefix(count)
        bytes = bytes.dropFirst(count + 1)
        return String(decoding: text, as: UTF8.self)
    }
}
