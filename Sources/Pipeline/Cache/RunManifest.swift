import Foundation
import KernelTree

/// What a run has looked at and what it found there, so that a later run can tell whether all is as it was.
///
/// One line of text for each look: a letter, what was found, the path.
struct RunManifest {
    /// The text, every line with its end.
    let text: [UInt8]

    /// Takes the text of a manifest.
    init(text: [UInt8]) { self.text = text }

    /// Writes down what stands now where a run has looked; nil where that cannot be what the run saw, or cannot
    /// be looked at again.
    ///
    /// - Parameter time: when the run began (``FileDigests/now``).
    init?(_ trace: ReadTrace, digests: FileDigests, since time: Int64) {
        guard trace.obstacle == nil else { return nil }
        var lines: [String] = []
        var ages = DirectoryAges(since: time)
        for look in trace.looks {
            guard let line = Self.line(look, digests, &ages), !line.contains("\n") else { return nil }
            lines.append(line)
        }
        text = Array(lines.sorted().map { $0 + "\n" }.joined().utf8)
    }

    /// Whether everything is as it was.
    func holds(digests: FileDigests) -> Bool {
        text.split(separator: 10).allSatisfy { Self.holds($0, digests) }
    }

    // MARK: Writing

    private static func line(_ look: ReadTrace.Look, _ digests: FileDigests, _ ages: inout DirectoryAges)
        -> String?
    {
        switch look {
        case .entry(let path):
            if let stamp = FileDigests.stamp(path) {
                guard max(stamp.modified, stamp.changed) < ages.start else { return nil }
                let digest = ExtractionCache.hexadecimal(digests.digest(ofFile: path))
                return "f \(words(of: stamp)) \(digest) \(path)"
            }
            // What was there before the run's end and is not there now has left its mark on the directory.
            guard let kind = kind(of: path) else { return ages.areOld(above: path) ? "a \(path)" : nil }
            return "\(kind) \(path)"
        case .link(let path):
            // A link's own time is that of its directory's entry.
            return ages.areOld(above: path) ? "l \(linkText(path).utf8.count) \(linkText(path)) \(path)" : nil
        case .names(let path):
            return ages.areOld(above: path + "/.") ? "n \(namesDigest(path)) \(path)" : nil
        case .place(let path):
            return "p \(real(path).utf8.count) \(real(path)) \(path)"
        case .revision(let directory, let name):
            guard let object = try? RevisionName(directory: directory, revision: name).object() else {
                return nil
            }
            return "r \(object) \(name.utf8.count) \(name) \(directory)"
        case .references(let directory):
            return "b \(referencesDigest(directory)) \(directory)"
        case .objects(let directory, let names):
            let list = names.joined(separator: " ")
            return "o \(objectsDigest(directory, names)) \(list.utf8.count) \(list) \(directory)"
        }
    }

    private static func words(of stamp: FileDigests.Stamp) -> String {
        "\(stamp.device) \(stamp.inode) \(stamp.bytes) \(stamp.modified) \(stamp.changed) \(stamp.isExecutable ? 1 : 0)"
    }

    // MARK: Repositories

    private static func referencesDigest(_ directory: String) -> String {
        ((try? RepositoryLook.references(of: directory)) ?? nil).map { Fingerprint.digest($0) } ?? "none"
    }

    private static func objectsDigest(_ directory: String, _ names: [String]) -> String {
        (try? RepositoryLook.objects(names, in: directory)).map { Fingerprint.digest($0) } ?? "none"
    }

    // MARK: Looking again

    private static func holds(_ line: ArraySlice<UInt8>, _ digests: FileDigests) -> Bool {
        var words = LineWords(line)
        switch words.next() {
        case "f":
            let (device, inode) = (words.number(), words.number())
            let (bytes, modified, changed) = (words.number(), words.number(), words.number())
            let isExecutable = words.number() == 1
            let digest = words.next()
            let path = words.rest
            guard let stamp = FileDigests.stamp(path), stamp.isExecutable == isExecutable else {
                return false
            }
            if stamp.inode == UInt64(bitPattern: inode), stamp.device == UInt64(bitPattern: device),
                stamp.bytes == bytes, stamp.modified == modified, stamp.changed == changed
            {
                return true
            }
            return stamp.bytes == bytes
                && ExtractionCache.hexadecimal(digests.digest(ofFile: path)) == digest
        case "a": return kind(of: words.rest) == nil
        case "d": return kind(of: words.rest) == "d"
        case "s": return kind(of: words.rest) == "s"
        case "l":
            let text = words.text()
            return linkText(words.rest) == text
        case "n":
            let digest = words.next()
            return namesDigest(words.rest) == digest
        case "p":
            let place = words.text()
            return real(words.rest) == place
        case "b":
            let digest = words.next()
            return referencesDigest(words.rest) == digest
        case "o":
            let digest = words.next()
            let names = words.text().split(separator: " ").map(String.init)
            return objectsDigest(words.rest, names) == digest
        case "r":
            let object = words.next()
            let name = words.text()
            let revision = RevisionName(directory: words.rest, revision: name)
            return (try? revision.object()) == object
        default: return false
        }
    }

    // MARK: What stands at a path

    /// `d` for a directory, `f` for a regular file, `s` for what is neither; nil for nothing.
    private static func kind(of path: String) -> String? {
        var info = stat()
        guard stat(path, &info) == 0 else { return nil }
        switch info.st_mode & S_IFMT {
        case S_IFDIR: return "d"
        case S_IFREG: return "f"
        default: return "s"
        }
    }

    /// The text of a symbolic link; "" for anything else.
    private static func linkText(_ path: String) -> String {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: path)) ?? ""
    }

    /// The path without links; "" where nothing stands there.
    private static func real(_ path: String) -> String {
        guard let pointer = realpath(path, nil) else { return "" }
        defer { free(pointer) }
        return String(cString: pointer)
    }

    /// A digest over the names in a directory and their kinds.
    private static func namesDigest(_ path: String) -> String {
        guard let directory = opendir(path) else { return "none" }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            names.append("\(name)/\(entry.pointee.d_type)")
        }
        return Fingerprint.digest(Array(names.sorted().joined(separator: "\n").utf8))
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
            var info = stat()
            guard stat(name, &info) == 0 else { continue }
            let time = Int64(info.st_mtim.tv_sec) * 1_000_000_000 + Int64(info.st_mtim.tv_nsec)
            known[name] = time < start
            return time < start
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
