import Foundation
import Globs
import KernelTree
import Workers

/// Which files of a tree are looked at.
struct FileChoice {
    /// Globs of `--file`.
    let files: [String]
    /// Globs of `--symbol`.
    let symbols: [String]

    /// The C files and headers that the globs name, sorted.
    func named(in tree: SourceTree) throws -> [String] {
        try tree.files(matchingAny: files.map { GlobPattern($0) }).filter(Self.isC)
    }

    /// What to do about globs that no file fits: the paths that come closest, else where globs count from.
    func hint(in trees: [SourceTree]) -> String {
        let fallback = "patterns count from the tree's root, for instance include/linux/device.h"
        guard let wanted = files.first(where: { !$0.isEmpty }) else { return fallback }
        let name = String(wanted.split(separator: "/").last ?? "").filter { $0 != "*" && $0 != "?" }
        var paths: [String: [String]] = [:]
        for tree in trees {
            for path in (try? tree.files(matching: GlobPattern("**"))) ?? [] where Self.isC(path) {
                paths[String(path.split(separator: "/").last ?? ""), default: []].append(path)
            }
        }
        let near = NearNames.closest(to: name, among: paths.keys, limit: 8).flatMap { paths[$0] ?? [] }
        return NearNames.question(for: wanted, among: near)
            ?? (near.isEmpty ? fallback : "did you mean '\(near.sorted()[0])'?")
    }

    /// The files that may declare the symbols: headers that say one of the words, and where none does,
    /// any C file that does.
    func mentioning(in tree: SourceTree) throws -> [String] {
        let words = symbols.map(Self.literal).filter { !$0.isEmpty }
        guard words.count == symbols.count else {
            throw RunError(
                message: "`\(symbols.joined(separator: "`, `"))` could be anything, anywhere",
                hint: "name the files with --file")
        }
        let found = try Self.files(of: tree, in: ["include", "arch"], ending: [".h"], saying: words)
        guard found.isEmpty else { return found }
        return try Self.files(of: tree, in: try tree.names(in: ""), ending: [".c", ".h"], saying: words)
    }

    /// The headers of an interface: what lies below `include`, or in a directory that is no kernel tree, all.
    static func headers(of tree: SourceTree) throws -> [String] {
        let pattern = tree.hasDirectory("include") ? "include/**" : "**"
        return try tree.files(matching: GlobPattern(pattern)).filter {
            $0.hasSuffix(".h") && !$0.hasPrefix("include/generated/") && !$0.hasPrefix("include/config/")
        }
    }

    private static func isC(_ path: String) -> Bool { path.hasSuffix(".c") || path.hasSuffix(".h") }

    /// The longest part of a glob that stands for itself.
    private static func literal(_ pattern: String) -> String {
        let parts = SymbolFilter.withoutKeyword(pattern).split { (character: Character) in
            "*?.".contains(character)
        }
        return parts.max { $0.count < $1.count }.map(String.init) ?? ""
    }

    private static func files(
        of tree: SourceTree, in directories: [String], ending: [String], saying words: [String]
    ) throws -> [String] {
        let paths = try directories.filter { tree.hasDirectory($0) }.flatMap { directory in
            try tree.files(matching: GlobPattern("\(directory)/**")).filter { path in
                ending.contains { path.hasSuffix($0) }
            }
        }
        return try tree.files(of: paths, containing: words.map { Array($0.utf8) }).sorted()
    }
}
