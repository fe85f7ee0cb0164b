import HostSystem

/// A `git cat-file --batch` that is asked for one handful of objects after the other.
final class ObjectReader {
    private let git: BlockingGit
    private var process: ChildProcess?
    private var buffer: [UInt8] = []
    private var position = 0

    init(_ git: BlockingGit) { self.git = git }

    /// The blobs of the names; what the repository does not have is left out.
    ///
    /// - Throws: ``KernelTreeError`` when git cannot be run or ends too early.
    func blobs(_ names: [String]) throws -> [String: [UInt8]] {
        var found: [String: [UInt8]] = [:]
        // So few names fit into the pipe while git is busy with its answer.
        for start in stride(from: 0, to: names.count, by: 256) {
            let part = names[start..<min(start + 256, names.count)]
            try ask(part)
            for name in part { if let blob = try answer() { found[name] = blob } }
        }
        return found
    }

    private func ask(_ names: ArraySlice<String>) throws {
        let process = try process ?? git.start(["cat-file", "--batch"])
        self.process = process
        guard process.write(Array(names.map { $0 + "\n" }.joined().utf8)) else { throw Self.ended }
    }

    /// One answer: a line with the object's name, kind and size, and its bytes; or that it is missing.
    private func answer() throws -> [UInt8]? {
        var end = buffer[position...].firstIndex(of: 10)
        while end == nil {
            try fill()
            end = buffer[position...].firstIndex(of: 10)
        }
        guard let end else { return nil }
        let words = String(decoding: buffer[position..<end], as: UTF8.self).split(separator: " ")
        position = end + 1
        guard words.count == 3, let size = Int(words[2]), size >= 0 else { return nil }
        while buffer.count < position + size + 1 { try fill() }
        defer { position += size + 1 }
        return words[1] == "blob" ? Array(buffer[position..<position + size]) : nil
    }

    private func fill() throws {
        if position > 1 << 22 {
            buffer.removeSubrange(..<position)
            position = 0
        }
        guard case .bytes = process?.read(into: &buffer) else { throw Self.ended }
    }

    private static let ended = KernelTreeError(
        message: "git cat-file ended before it had given all files",
        hint: "check the repository with 'git fsck'")
}
