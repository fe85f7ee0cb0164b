import ExtractionMessages
import Foundation
import LibClang

/// The beginnings of files that are read more than once, as precompiled headers: made by the first worker that
/// needs one, found by the others through the file beside it.
///
/// Whatever stands against a preamble (errors in it, a file in it that differs between the readings, no room on
/// disk) means that the file is parsed as a whole, as without one.
final class PrecompiledPreambles {
    /// What is known of one.
    struct Preamble: Codable, Hashable {
        /// The precompiled header.
        var file: String
        /// How many bytes of the main file it stands for.
        var length: Int
        /// The files that it was made from, tree-relative.
        var includedFiles: [String]
    }

    /// By the precompiled header's path; nil where there is none to be had.
    private var known: [String: Preamble?] = [:]

    /// The preamble for a request that names one; makes it where no worker has yet.
    func preamble(for request: ExtractionRequest, index: Index) -> Preamble? {
        guard let shared = request.preamble, request.lowering.isEmpty, request.scope == .mainFile else {
            return nil
        }
        if let known = known[shared.file] { return known }
        let note = shared.file + ".json"
        if let data = FileManager.default.contents(atPath: note) {
            let found = try? JSONDecoder().decode(Preamble.self, from: data)
            known[shared.file] = .some(found.flatMap { $0.length > 0 ? $0 : nil })
            return known[shared.file] ?? nil
        }
        let made = make(shared, request, index)
        known[shared.file] = .some(made)
        let none = Preamble(file: shared.file, length: 0, includedFiles: [])
        // Where it cannot be written the next worker tries for itself.
        if let data = try? JSONEncoder().encode(made ?? none) {
            try? data.write(to: URL(fileURLWithPath: note), options: .atomic)
        }
        return made
    }

    /// Has the requests that name a preamble parsed as a whole from now on.
    func forget(_ preamble: Preamble) { known[preamble.file] = .some(nil) }

    private func make(_ shared: SharedPreamble, _ request: ExtractionRequest, _ index: Index) -> Preamble? {
        guard let main = try? UnitSource.text(of: request.mainFile, in: request) else { return nil }
        let text = PreambleText(main)
        let unsteady = UnsteadyFiles(shared, request)
        var includes = text.includes.prefix { $0.end <= shared.length }
        while let last = includes.last {
            guard let unit = parse(text.beginning(last.end), request, index),
                !unit.diagnostics.contains(where: { $0.severity >= .error })
            else { return nil }
            let paths = TreePaths(root: request.root)
            let read = unit.inclusionLines.map { (file: paths.relative($0.file), line: $0.line) }
                .filter { $0.file != Self.path(request) }
            guard let first = read.filter({ unsteady.contains($0.file) }).map(\.line).min() else {
                guard unit.save(to: shared.file) else { return nil }
                return Preamble(
                    file: shared.file, length: last.end, includedFiles: Array(Set(read.map(\.file))).sorted())
            }
            includes = includes.prefix { $0.line < first }
            // A small part is parsed again as fast as it is loaded.
            guard read.filter({ $0.line < first }).count * 2 >= read.count else { return nil }
        }
        return nil
    }

    /// Beside the main file, so that `#include "name.h"` finds the same.
    private static func path(_ request: ExtractionRequest) -> String { request.mainFile + ".preamble.h" }

    private func parse(
        _ beginning: String, _ request: ExtractionRequest, _ index: Index
    ) -> TranslationUnit? {
        let path = Self.path(request)
        var unsaved = UnitSource.unsaved(request.overlay, besides: path)
        unsaved[path] = beginning
        var options: TranslationUnit.Options = [.precompiled, .keepGoing]
        if request.skipsFunctionBodies { options.insert(.skipFunctionBodies) }
        return try? index.parse(
            path, arguments: ["-xc-header"] + UnitSource.arguments(of: request), unsaved: unsaved,
            options: options)
    }
}

/// The files that differ between the readings of a unit, and those that a new one among them might hide.
struct UnsteadyFiles {
    private let files: Set<String>
    /// What new files are called after an include directory.
    private let newNames: Set<String>
    /// Their last parts: an `#include "name.h"` may come to mean one of them.
    private let newLastParts: Set<Substring>
    private let directories: [String]

    init(_ shared: SharedPreamble, _ request: ExtractionRequest) {
        let directories = request.arguments.filter { $0.hasPrefix("-I") }
            .map { "\($0.dropFirst(2))/" }
        let new = shared.unsteadyFiles.filter {
            !FileManager.default.fileExists(atPath: "\(request.root)/\($0)")
        }
        self.directories = directories
        files = Set(shared.unsteadyFiles + [request.mainFile])
        newNames = Set(new.flatMap { Self.names($0, directories) })
        newLastParts = Set(new.map(Self.lastPart))
    }

    func contains(_ file: String) -> Bool {
        files.contains(file) || newLastParts.contains(Self.lastPart(file))
            || !newNames.isDisjoint(with: Self.names(file, directories))
    }

    private static func names(_ file: String, _ directories: [String]) -> [String] {
        directories.filter(file.hasPrefix).map { String(file.dropFirst($0.count)) }
    }

    private static func lastPart(_ file: String) -> Substring {
        file.lastIndex(of: "/").map { file[file.index(after: $0)...] } ?? file[...]
    }
}
