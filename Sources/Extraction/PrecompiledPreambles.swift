import ABIModel
import ExtractionMessages
import Foundation
import LibClang
import SourceText

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
        /// The files that it was made from, tree-relative, sorted.
        var includedFiles: [String]
        /// The records among them that hold one of a touched file by value.
        var snapshot: Snapshot
        /// What it was lent with, where it was made under another configuration.
        var reuse: SharedPreamble.Reuse?

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

    /// Reads the text of a file that stands in for another.
    private let textOf: (String) throws -> String

    init(texts: ScannedTexts, textOf: @escaping (String) throws -> String) {
        self.texts = texts
        self.textOf = textOf
    }

    /// The longest preamble to be had for a request that names some; makes what no worker has yet.
    func preamble(for request: ExtractionRequest, index: Index) throws -> Preamble? {
        guard let shared = request.preamble, request.lowering.isEmpty, request.scope == .mainFile else {
            return nil
        }
        var found: Preamble?
        for level in shared.levels {
            // What goes on from a reuse is read as that is.
            let request = try self.request(request, after: found)
            found = preamble(level, after: found, request, index) ?? found
        }
        return found
    }

    /// A request as it is read after a preamble.
    func request(_ request: ExtractionRequest, after preamble: Preamble?) throws -> ExtractionRequest {
        try preamble?.reuse.map { try $0.applied(to: request, textOf: textOf) } ?? request
    }

    /// Has the requests that name a preamble parsed without it from now on.
    func forget(_ preamble: Preamble) {
        for (name, found) in known where found?.file == preamble.file { known[name] = .some(nil) }
    }

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
        let builder = PreambleBuilder(
            level: level, base: base, request: request, index: index, texts: texts)
        let made = borrowed(level, request) ?? builder.make()
        known[level.file] = .some(made)
        let none = Preamble(file: level.file, lengths: [:], includedFiles: [], snapshot: Snapshot())
        // Where it cannot be written the next worker tries for itself.
        if let data = try? JSONEncoder().encode(made ?? none) {
            _ = UnsyncedFile.replace(note, with: data)
        }
        return made
    }

    /// The precompiled header that was made under another configuration, where it says the same under this one.
    private func borrowed(_ level: SharedPreamble.Level, _ request: ExtractionRequest) -> Preamble? {
        guard let reuse = level.reuse, let data = FileManager.default.contents(atPath: reuse.file + ".json"),
            var lent = try? JSONDecoder().decode(Preamble.self, from: data), !lent.lengths.isEmpty,
            // What was borrowed has a third configuration in it.
            lent.reuse == nil
        else { return nil }
        let options = Set(reuse.options)
        // The files that set the options mention all of them.
        for file in Set(lent.includedFiles + lent.lengths.keys) where reuse.overlayFiles[file] == nil {
            guard let text = try? UnitSource.text(of: file, in: request),
                !reuse.mentions(options, Array(text.utf8).prefix(lent.lengths[file] ?? .max))
            else { return nil }
        }
        lent.reuse = reuse
        return lent
    }
}

extension SharedPreamble.Reuse {
    /// A request with the arguments and files that the precompiled header needs.
    fileprivate func applied(
        to request: ExtractionRequest, textOf: (String) throws -> String
    ) throws -> ExtractionRequest {
        var request = request
        request.arguments = arguments
        for (path, file) in overlayFiles { request.overlay[path] = file.isEmpty ? nil : try textOf(file) }
        return request
    }

    /// Whether a text has the name of an option in it, or puts names of options together.
    fileprivate func mentions(_ options: Set<String>, _ text: ArraySlice<UInt8>) -> Bool {
        let mark = Array("CONFIG".utf8)
        return text.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress else { return false }
            var index = 0
            while let found = memchr(base + index, Int32(mark[0]), bytes.count - index) {
                let start = UnsafeRawPointer(found) - base
                index = start + 1
                guard bytes[start...].starts(with: mark) else { continue }
                while index < bytes.count, CLexer.isOfName(bytes[index]) { index += 1 }
                let name = String(decoding: bytes[start..<index], as: UTF8.self)
                if options.contains(name) { return true }
                let next = bytes[index...].drop { $0 == 32 || $0 == 9 }
                if next.starts(with: "##".utf8) { return true }
            }
            return false
        }
    }
}
