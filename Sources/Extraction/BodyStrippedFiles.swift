import ExtractionMessages
import Foundation
import HostSystem
import LibClang
import SourceText

/// The files that units include, without the bodies of their functions: clang has to take the bodies' tokens apart,
/// macros and all, only to pass over them, and a main file is read many times with the same headers behind those
/// that differ.
///
/// Files that a precompiled header was made of are left as they are: clang looks up in them what it has of them.
final class BodyStrippedFiles {
    private struct Entry {
        var stamp: FileStamp
        /// Nil where the file has to be read as it is, or next to nothing would be blank.
        var text: String?
    }

    /// The files that a main file was seen to include, as clang spells them.
    private var included: [String: Set<String>] = [:]
    private var known: [String: Entry] = [:]
    private var bytes = 0

    /// With more text than this, in bytes, all is forgotten: a worker may read a whole tree.
    private static let limit = 32 << 20
    /// With more main files than this all are forgotten, for the same reason.
    private static let mainFileLimit = 64
    /// Fewer bytes of bodies than this in a file are not worth a copy.
    private static let least = 200

    /// Remembers the files that a main file includes, as clang spells them.
    func note(_ files: [String], of mainFile: String) {
        if included.count >= Self.mainFileLimit, included[mainFile] == nil { included = [:] }
        included[mainFile, default: []].formUnion(files.filter { !$0.hasPrefix("/") })
    }

    /// The texts that stand in for files that a unit is going to include, by the path that clang looks them up by.
    func texts(
        for request: ExtractionRequest, after preamble: PrecompiledPreambles.Preamble?
    ) -> [String: String] {
        guard Self.concerns(request), let files = included[request.mainFile] else { return [:] }
        let paths = TreePaths(root: request.root)
        let precompiled = preamble?.includedFiles ?? []
        var texts: [String: String] = [:]
        for file in files {
            let path = paths.relative(file)
            guard Self.isOfTree(path, request), !Self.contains(precompiled, path),
                preamble?.lengths[path] == nil
            else { continue }
            texts[file] = text(of: file, in: request.root)
        }
        return texts
    }

    /// Whether an error lies in a body that is blank where the file is read again: then it is said of no reading.
    func isInBody(_ error: Diagnostic, _ request: ExtractionRequest) -> Bool {
        guard Self.concerns(request) else { return false }
        let paths = TreePaths(root: request.root)
        return [error.location, error.spellingLocation].contains { place in
            let path = paths.relative(place.file)
            guard Self.isOfTree(path, request), let spans = Self.spans(request.root + "/" + path) else {
                return false
            }
            return spans.insides.contains { $0.contains(place.offset) }
        }
    }

    /// Whether a file is in a sorted list.
    private static func contains(_ files: [String], _ file: String) -> Bool {
        var range = files.indices
        while !range.isEmpty {
            let middle = range.lowerBound + range.count / 2
            if files[middle] == file { return true }
            range = files[middle] < file ? middle + 1..<range.upperBound : range.lowerBound..<middle
        }
        return false
    }

    /// Whether a file is another than the main one, and read as the tree has it.
    private static func isOfTree(_ path: String, _ request: ExtractionRequest) -> Bool {
        path != request.mainFile && request.overlay[path] == nil && !path.hasPrefix("/")
    }

    /// Whether nothing of other files' functions comes back.
    private static func concerns(_ request: ExtractionRequest) -> Bool {
        request.skipsFunctionBodies && request.lowering.isEmpty && request.scope == .mainFile
    }

    /// - Parameter root: the working directory.
    private func text(of file: String, in root: String) -> String? {
        let path = root + "/" + file
        guard let stamp = FileStamp(of: path) else { return nil }
        if let entry = known[path], entry.stamp == stamp { return entry.text }
        let text = Self.bodiless(path)
        let size = text?.utf8.count ?? 0
        if bytes + size > Self.limit {
            known = [:]
            bytes = 0
        }
        bytes += size
        known[path] = Entry(stamp: stamp, text: text)
        return text
    }

    private static func bodiless(_ path: String) -> String? {
        guard let spans = spans(path), spans.insides.reduce(0, { $0 + $1.count }) >= least else { return nil }
        // A text that is no UTF-8 would have its bytes elsewhere.
        return String(validating: spans.textWithoutThem, as: UTF8.self)
    }

    private static func spans(_ path: String) -> FunctionBodySpans? {
        FileManager.default.contents(atPath: path).map { FunctionBodySpans(CLexer(Array($0))) }
    }
}
