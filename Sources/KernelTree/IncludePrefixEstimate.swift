import SourceText
import Synchronization

/// How far the `#include`s of a file may be followed until one leads to a file that changes.
///
/// An estimate from the text alone: two levels of `#include` lines are looked at, whatever condition they stand
/// under. What a file really includes is for the parser to say.
public final class IncludePrefixEstimate: Sendable {
    /// An `#include` line.
    public struct Include: Hashable, Sendable {
        /// The tree-relative file that it stands in.
        public var file: String
        /// The offset in bytes of its `#`.
        public var offset: Int
    }

    /// What several texts of a file begin with.
    public struct Beginning: Hashable, Sendable {
        /// How many bytes: all that the texts have in common, or as far as the line goes that leads to a file
        /// that changes.
        public var length: Int
        /// The way to that file, from the text inwards; empty where no line leads to one.
        public var end: [Include]
    }

    private let tree: SourceTree
    private let lines = Mutex<[String: [CLexer.IncludeLine]]>([:])

    private static let depth = 2

    /// Makes an estimate for a tree.
    public init(of tree: SourceTree) {
        self.tree = tree
    }

    /// What all texts of a file begin with; nil where the first line leads to a file that changes.
    ///
    /// - Parameters:
    ///   - texts: the file's texts.
    ///   - path: the file.
    ///   - arguments: its compiler arguments, for their include directories.
    ///   - changing: the tree-relative paths of the files that change.
    public func beginning(
        of texts: [[UInt8]], at path: String, arguments: [String], changing: Set<String>
    ) -> Beginning? {
        guard let first = texts.first else { return nil }
        let common = texts.dropFirst().reduce(first.count) { length, text in
            min(length, zip(first, text).prefix { $0 == $1 }.count)
        }
        let lines = CLexer(Array(first[..<common])).includeLines
        var search = Search(of: IncludePath(arguments: arguments), changing: changing, limit: 1)
        for (number, line) in lines.enumerated() {
            walk(line, from: path, depth: Self.depth, &search)
            guard let end = search.ways.first else { continue }
            guard number > 0 || end.count > 1 else { return nil }
            let lineEnd = first[line.offset...].firstIndex(of: 10).map { $0 + 1 } ?? first.count
            return Beginning(length: min(common, lineEnd), end: end)
        }
        return lines.isEmpty ? nil : Beginning(length: common, end: [])
    }

    /// The files that change among those which a text includes, in the order in which it comes to them.
    public func changingFiles(
        of text: [UInt8], at path: String, arguments: [String], changing: Set<String>
    ) -> [String] {
        var search = Search(of: IncludePath(arguments: arguments), changing: changing, limit: .max)
        for line in CLexer(text).includeLines {
            walk(line, from: path, depth: Self.depth, &search)
        }
        return search.found
    }

    private struct Search {
        let includePath: IncludePath
        let changing: Set<String>
        /// How many files that change are looked for.
        let limit: Int
        /// The files that were looked into: a second time they are empty.
        var entered: Set<String> = []
        /// Where the search is.
        var way: [Include] = []
        /// The files that change, and the ways to them.
        var found: [String] = []
        var ways: [[Include]] = []

        init(of includePath: IncludePath, changing: Set<String>, limit: Int) {
            self.includePath = includePath
            self.changing = changing
            self.limit = limit
        }

        var isOver: Bool { found.count >= limit }
    }

    private func walk(
        _ line: CLexer.IncludeLine, from path: String, depth: Int, _ search: inout Search
    ) {
        let places = search.includePath.places(of: line.include, in: path)
        search.way.append(Include(file: path, offset: line.offset))
        defer { search.way.removeLast() }
        if let file = places.first(where: search.changing.contains), !search.found.contains(file) {
            search.found.append(file)
            search.ways.append(search.way)
        }
        guard !search.isOver, depth > 0, let file = places.first(where: tree.hasFile),
            search.entered.insert(file).inserted
        else { return }
        for line in includes(of: file) where !search.isOver {
            walk(line, from: file, depth: depth - 1, &search)
        }
    }

    private func includes(of file: String) -> [CLexer.IncludeLine] {
        if let known = lines.withLock({ $0[file] }) { return known }
        let text = (try? tree.contents(of: file)) ?? nil
        let found = CLexer(text ?? []).includeLines
        lines.withLock { $0[file] = found }
        return found
    }
}
