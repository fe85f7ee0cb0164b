import ABIModel
import ExtractionMessages
import Foundation
import LibClang

/// The beginnings of files that are read more than once, as precompiled headers: made by the first worker that
/// needs one, found by the others through the file beside it.
///
/// Whatever stands against a preamble (errors in it, a file in it that differs between the readings, no room on
/// disk) means that the file is parsed as without it.
final class PrecompiledPreambles {
    /// What is known of one.
    struct Preamble: Codable, Hashable {
        /// The precompiled header; others that it goes on from are found by clang.
        var file: String
        /// How many bytes of files it stands for, by tree-relative path: of the main file, and of those whose
        /// `#include`s it leads into.
        var lengths: [String: Int]
        /// The files that it was made from, tree-relative.
        var includedFiles: [String]
        /// The records among them that hold one of a touched file by value.
        var snapshot: Snapshot

        /// The texts that stand in for the files it leads into, by tree-relative path: their beginnings are blank.
        func texts(_ request: ExtractionRequest) throws -> [String: String] {
            var texts: [String: String] = [:]
            for (file, length) in lengths where file != request.mainFile {
                texts[file] = PreambleText(
                    try UnitSource.text(of: file, in: request), Self.role(of: file, in: request)
                ).rest(after: length)
            }
            return texts
        }

        static func role(of file: String, in request: ExtractionRequest) -> PreambleText.Role {
            func folder(_ path: String) -> Substring {
                path.prefix(upTo: path.lastIndex(of: "/") ?? path.startIndex)
            }
            return .included(isBesideMain: folder(file) == folder(request.mainFile))
        }
    }

    /// By the precompiled header's path; nil where there is none to be had.
    private var known: [String: Preamble?] = [:]
    private let texts: ScannedTexts

    init(texts: ScannedTexts) { self.texts = texts }

    /// The longest preamble to be had for a request that names some; makes what no worker has yet.
    func preamble(for request: ExtractionRequest, index: Index) -> Preamble? {
        guard let shared = request.preamble, request.lowering.isEmpty, request.scope == .mainFile else {
            return nil
        }
        var found: Preamble?
        for level in shared.levels { found = preamble(level, after: found, request, index) ?? found }
        return found
    }

    /// Has the requests that name a preamble parsed without it from now on.
    func forget(_ preamble: Preamble) { known[preamble.file] = .some(nil) }

    private func preamble(
        _ level: SharedPreamble.Level, after base: Preamble?, _ request: ExtractionRequest, _ index: Index
    ) -> Preamble? {
        if let known = known[level.file] { return known }
        let note = level.file + ".json"
        if let data = FileManager.default.contents(atPath: note) {
            let found = try? JSONDecoder().decode(Preamble.self, from: data)
            known[level.file] = .some(found.flatMap { $0.lengths.isEmpty ? nil : $0 })
            return known[level.file] ?? nil
        }
        let made = PreambleBuilder(level: level, base: base, request: request, index: index, texts: texts)
            .make()
        known[level.file] = .some(made)
        let none = Preamble(file: level.file, lengths: [:], includedFiles: [], snapshot: Snapshot())
        // Where it cannot be written the next worker tries for itself.
        if let data = try? JSONEncoder().encode(made ?? none) {
            try? data.write(to: URL(fileURLWithPath: note), options: .atomic)
        }
        return made
    }
}
