import Synchronization

/// How much of a file stands before the first `#include` that leads to a file which changes.
///
/// An estimate from the text alone: two levels of `#include` lines are looked at, whatever condition they stand
/// under. What a file really includes is for the parser to say.
public final class SteadyBeginnings: Sendable {
    private let tree: SourceTree
    private let changing: Set<String>
    private let lines = Mutex<[String: [IncludeLines.Line]]>([:])

    private static let depth = 2

    /// Makes an estimate for a tree.
    ///
    /// - Parameter changing: the tree-relative paths of the files that change.
    public init(of tree: SourceTree, changing: Set<String>) {
        self.tree = tree
        self.changing = changing
    }

    /// How many bytes all texts of a file begin with, without an `#include` among them that leads to a file
    /// that changes; 0 where there is none that does not.
    ///
    /// - Parameters:
    ///   - texts: the file's texts.
    ///   - path: the file.
    ///   - arguments: its compiler arguments, for their include directories.
    public func length(of texts: [[UInt8]], at path: String, arguments: [String]) -> Int {
        guard let first = texts.first else { return 0 }
        let common = texts.dropFirst().reduce(first.count) { length, text in
            min(length, zip(first, text).prefix { $0 == $1 }.count)
        }
        let directories = IncludeLines.directories(arguments)
        let lines = IncludeLines.all(in: Array(first[..<common]))
        let steady = lines.prefix { !leadsAstray($0, from: path, directories, depth: Self.depth) }
        guard !steady.isEmpty else { return 0 }
        return steady.count < lines.count ? lines[steady.count].offset : common
    }

    private func leadsAstray(
        _ line: IncludeLines.Line, from path: String, _ directories: [String], depth: Int
    ) -> Bool {
        let places = line.places(from: path, directories)
        if places.contains(where: changing.contains) { return true }
        guard depth > 0, let file = places.first(where: tree.hasFile) else { return false }
        return includes(of: file).contains { leadsAstray($0, from: file, directories, depth: depth - 1) }
    }

    private func includes(of file: String) -> [IncludeLines.Line] {
        if let known = lines.withLock({ $0[file] }) { return known }
        let text = (try? tree.contents(of: file)) ?? nil
        let found = IncludeLines.all(in: text ?? [])
        lines.withLock { $0[file] = found }
        return found
    }
}
