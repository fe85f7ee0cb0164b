import Foundation
import Globs
import KernelTree
import Workers

/// What one side of a comparison is, told from the words of the command line.
enum ComparedInput {
    /// A baseline that `kdrift snapshot` wrote.
    case baseline(String)
    /// A C file or header that stands alone.
    case file(String)
    /// A directory, or a revision of a repository.
    case tree(String)

    /// Looks at what stands at the path.
    ///
    /// - Throws: ``RunError`` for a file that is neither C nor a baseline.
    init(_ path: String) throws {
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory), !isDirectory.boolValue
        else {
            if !isDirectory.boolValue, let kind = Self.missingKind(path) {
                throw RunError(message: "there is no \(kind) '\(path)'", hint: Self.hint(instead: path))
            }
            self = .tree(path)
            return
        }
        if path.hasSuffix(".c") || path.hasSuffix(".h") {
            self = .file(path)
        } else if path.hasSuffix(".json") || Baseline.isOne(path) {
            self = .baseline(path)
        } else {
            throw RunError(
                message: "'\(path)' is neither a tree, nor a C file, nor a baseline",
                hint: "give a directory, DIR@REV, a .h or .c file, or a file that `kdrift snapshot` wrote")
        }
    }

    /// What a path names by its ending where nothing stands there; nil for what may be a tree.
    private static func missingKind(_ path: String) -> String? {
        if path.contains("@") { return nil }
        return path.hasSuffix(".json")
            ? "baseline" : path.hasSuffix(".c") || path.hasSuffix(".h") ? "file" : nil
    }

    /// The neighbours of a file that is not there whose names come closest, else the general advice.
    static func hint(instead path: String) -> String {
        let directory = URL(fileURLWithPath: path).deletingLastPathComponent()
        let names = (try? FileManager.default.contentsOfDirectory(atPath: directory.path)) ?? []
        let ending = path.split(separator: ".").last.map { ".\($0)" } ?? ""
        return NearNames.question(
            for: URL(fileURLWithPath: path).lastPathComponent, among: names.filter { $0.hasSuffix(ending) })
            ?? (ending == ".json"
                ? "write it with `kdrift snapshot TREE -o \(path)`" : "check the path")
    }

    /// The input in words without its directory.
    static func name(of path: String) -> String {
        let revision = path.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        let directory = revision.first.map(String.init) ?? path
        let name = URL(fileURLWithPath: directory).lastPathComponent
        return revision.count > 1 ? "\(name)@\(revision[1])" : name
    }

    /// A column's heading: a revision's name, a directory's or a file's.
    static func label(of path: String) -> String {
        let name = name(of: path)
        let revision = name.split(separator: "@", maxSplits: 1).last.map(String.init) ?? name
        let stem = revision.hasSuffix(".json") ? String(revision.dropLast(5)) : revision
        // What follows a blank in a label is the number of a patch.
        return stem.isEmpty ? "tree" : stem.replacingOccurrences(of: " ", with: "_")
    }

    /// Two headings that differ.
    static func labels(_ old: String, _ new: String) -> (old: String, new: String) {
        let labels = (label(of: old), label(of: new))
        return labels.0 == labels.1 ? ("old", "new") : labels
    }
}
