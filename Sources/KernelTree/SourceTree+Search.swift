import Glibc
import Parallel

extension SourceTree {
    /// Those of the files whose text has at least one of the words in it, in the given order.
    ///
    /// A word is found as a run of bytes, also within a longer name.
    ///
    /// - Throws: ``KernelTreeError`` when a file cannot be read.
    public func files(of paths: [String], containing words: [[UInt8]]) throws -> [String] {
        if let revision {
            let folders = Set(paths.map { String($0.prefix { $0 != "/" }) }).sorted()
            let found = Set(try revision.files(containing: words, below: folders))
            return paths.filter(found.contains)
        }
        let found = paths.concurrentMap { path in
            Result {
                guard let text = try contents(of: path) else { return false }
                return words.contains { Self.contains(text, $0) }
            }
        }
        return try zip(paths, found).filter { try $1.get() }.map(\.0)
    }

    /// As ``files(of:containing:)``, told by git from what was committed last: for more files than can be read one by
    /// one. Nil where the tree is no work tree of a repository and no revision.
    ///
    /// - Throws: ``KernelTreeError`` when git cannot be used.
    public func committedFiles(of paths: [String], containing words: [[UInt8]]) throws -> [String]? {
        if revision != nil { return try files(of: paths, containing: words) }
        guard repository != nil,
            let head = try? SourceTree(
                revision: RevisionName(directory: root, revision: "HEAD"), trace: trace)
        else { return nil }
        return try head.files(of: paths, containing: words)
    }

    private static func contains(_ text: [UInt8], _ word: [UInt8]) -> Bool {
        text.withUnsafeBytes { haystack in
            word.withUnsafeBytes { needle in
                guard let start = haystack.baseAddress, let wanted = needle.baseAddress else { return false }
                var offset = 0
                while offset + needle.count <= haystack.count {
                    let room = haystack.count - needle.count - offset + 1
                    guard let found = memchr(start + offset, Int32(needle[0]), room) else { return false }
                    if memcmp(found, wanted, needle.count) == 0 { return true }
                    offset = UnsafeRawPointer(found) - start + 1
                }
                return false
            }
        }
    }
}
