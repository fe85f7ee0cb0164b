/// The entries of git's index file, version 2 or 3 (the format is described in gitformat-index(5)).
///
/// Read here because it holds the blob names of all files after each patch, without another run of git.
enum GitIndex {
    /// A path's mode and blob.
    struct Entry: Hashable, Sendable {
        var mode: UInt32
        var blobID: String
    }

    /// The entries by path.
    ///
    /// - Throws: ``KernelTreeError`` when the bytes are no index of a version that we asked git for.
    static func entries(in bytes: [UInt8], hashLength: Int) throws -> [String: Entry] {
        guard bytes.count >= 12, bytes.starts(with: Array("DIRC".utf8)), (2...3).contains(word(bytes, 4))
        else {
            throw KernelTreeError(
                message: "git wrote an index of an unknown format", hint: "report the version of git")
        }
        guard let entries = entries(in: bytes, count: Int(word(bytes, 8)), hash: hashLength) else {
            throw KernelTreeError(
                message: "git wrote an index that is cut off", hint: "check the free disk space")
        }
        return entries
    }

    private static func entries(in bytes: [UInt8], count: Int, hash: Int) -> [String: Entry]? {
        var entries: [String: Entry] = [:]
        var start = 12
        for _ in 0..<count {
            let flags = start + 40 + hash
            guard flags + 2 <= bytes.count else { return nil }
            let isExtended = bytes[flags] & 0x40 != 0
            let name = flags + (isExtended ? 4 : 2)
            guard name < bytes.count, let end = bytes[name...].firstIndex(of: 0) else { return nil }
            let path = String(decoding: bytes[name..<end], as: UTF8.self)
            // A stage other than 0 is one side of a conflict.
            if bytes[flags] & 0x30 == 0 {
                entries[path] = Entry(
                    mode: word(bytes, start + 24), blobID: hexadecimal(bytes[start + 40..<start + 40 + hash]))
            }
            start += (end - start + 8) / 8 * 8
        }
        guard start + hash <= bytes.count else { return nil }
        return entries
    }

    /// Bytes as hex digits, two a byte, as git writes names of objects.
    static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    private static func word(_ bytes: [UInt8], _ offset: Int) -> UInt32 {
        bytes[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) }
    }
}
