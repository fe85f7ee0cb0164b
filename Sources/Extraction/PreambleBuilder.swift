import ABIModel
import ExtractionMessages
import Foundation
import LibClang

/// Makes one precompiled header: finds how far a unit's `#include`s may be followed until one leads to a file that
/// differs between readings.
///
/// Such a file may stand behind another: then the other's beginning is followed as if it were written in the
/// main file, up to the `#include` in question.
struct PreambleBuilder {
    private let level: SharedPreamble.Level
    private let base: PrecompiledPreambles.Preamble?
    private let request: ExtractionRequest
    private let index: Index
    private let scanned: ScannedTexts
    private let unsteady: UnsteadyFiles
    private let paths: TreePaths

    /// - Parameter base: what it goes on from.
    init(
        level: SharedPreamble.Level, base: PrecompiledPreambles.Preamble?, request: ExtractionRequest,
        index: Index, texts: ScannedTexts
    ) {
        self.level = level
        self.base = base
        self.request = request
        self.index = index
        scanned = texts
        unsteady = UnsteadyFiles(level, request)
        paths = TreePaths(root: request.root)
    }

    /// Writes the precompiled header; nil where none can be had.
    func make() -> PrecompiledPreambles.Preamble? {
        guard let main = text(of: request.mainFile) else { return nil }
        var end = steps(level.end.map { (file: $0.file, number: $0.offset) }) { $0.include(at: $1) }
        if end.isEmpty, let last = main.includes.last(where: { $0.end <= level.length }) {
            end = [Step(file: request.mainFile, text: main, offset: last.end)]
        }
        // The text shows most of what is in the way, the first parse the rest.
        for _ in 0..<Self.attempts {
            guard !end.isEmpty, isNew(end) else { return nil }
            let pieces = pieces(end)
            guard let unit = parse(end, pieces),
                !unit.diagnostics.contains(where: { $0.severity >= .error })
            else { return nil }
            let all = unit.inclusionStacks.map { (file: paths.relative($0.file), stack: $0.stack) }
            let own = [path] + end.indices.dropFirst().map(markPath)
            let read = all.filter { !own.contains($0.file) && $0.file != AnnotationHeader.path }
            guard let first = read.firstIndex(where: { unsteady.contains($0.file) }) else {
                // Each step has to end where clang really comes to, and comes to for the first time.
                guard let missed = own.firstIndex(where: { name in !all.contains { $0.file == name } }) else {
                    return keep(unit, end, read.map(\.file))
                }
                end = Array(end.prefix(missed))
                continue
            }
            // A small part is parsed again as fast as it is loaded.
            guard first * 2 >= read.count else { return nil }
            end = steps(read[first].stack.compactMap { place($0, end, pieces) }) { $0.include(atLine: $1) }
        }
        return nil
    }

    private static let attempts = 4

    // MARK: Where it ends

    /// A file that the beginning leads into, and where it ends there, in bytes.
    private struct Step {
        var file: String
        var text: PreambleText
        var offset: Int
    }

    /// The files on the way to an `#include`, as far as their beginnings can be taken apart.
    ///
    /// - Parameters:
    ///   - way: the `#include`s, from the main file inwards, each with a number that says where in the file.
    ///   - find: gives the `#include` of a text that a number means.
    private func steps(
        _ way: [(file: String, number: Int)], _ find: (PreambleText, Int) -> PreambleText.Include?
    ) -> [Step] {
        var steps: [Step] = []
        for (file, number) in way {
            let isMain = file == request.mainFile
            guard isMain == steps.isEmpty, isMain || !unsteady.contains(file),
                let text = text(of: file), let include = find(text, number)
            else { break }
            if isMain, include.end > level.length { break }
            steps.append(Step(file: file, text: text, offset: include.start))
        }
        return steps
    }

    private func text(of file: String) -> PreambleText? {
        let isMain = file == request.mainFile
        return (try? UnitSource.text(of: file, in: request)).map {
            PreambleText($0, isMain ? .main : PrecompiledPreambles.Preamble.role(of: file, in: request))
        }
    }

    /// Whether there is something before an end that the base does not have.
    private func isNew(_ end: [Step]) -> Bool {
        guard let main = end.first, main.offset >= known(main.file) else { return false }
        return end.contains { step in
            step.text.includes.contains { $0.start >= known(step.file) && $0.end <= step.offset }
        }
    }

    /// How much of a file the base has, in bytes.
    private func known(_ file: String) -> Int { base?.lengths[file] ?? 0 }

    // MARK: The text that is parsed

    /// Beside the main file, so that `#include "name.h"` finds the same.
    private var path: String { request.mainFile + ".preamble.h" }

    /// The path of an empty file that a step ends with. If clang lists it, clang has come to the end of the step.
    private func markPath(_ step: Int) -> String { "\(request.mainFile).preamble.\(step).h" }

    private func pieces(_ end: [Step]) -> [String] {
        end.enumerated().map { number, step in
            let name = markPath(number).split(separator: "/").last ?? ""
            return step.text.beginning(
                from: known(step.file), to: step.offset,
                mark: number == 0 ? "" : "\n#include \"\(name)\"")
        }
    }

    /// The file of which a line was parsed, and the number of the line in it.
    private func place(
        _ location: SourceLocation, _ end: [Step], _ pieces: [String]
    ) -> (file: String, number: Int)? {
        let file = paths.relative(location.file)
        guard file == path else { return (file, location.line) }
        var line = location.line
        for (step, piece) in zip(end, pieces) {
            let count = piece.utf8.count { $0 == 10 }
            if line <= count { return (step.file, line) }
            line -= count
        }
        return nil
    }

    private func parse(_ end: [Step], _ pieces: [String]) -> TranslationUnit? {
        var overlay = request.overlay
        if let base {
            guard let texts = try? base.texts(request) else { return nil }
            overlay.merge(texts) { $1 }
        }
        // Included again meanwhile, they are what the unit's readings will have.
        for step in end.dropFirst() { overlay[step.file] = step.text.rest(after: step.offset) }
        overlay[path] = pieces.joined()
        for number in end.indices.dropFirst() { overlay[markPath(number)] = "" }
        var options: TranslationUnit.Options = [.precompiled, .keepGoing]
        if request.skipsFunctionBodies { options.insert(.skipFunctionBodies) }
        return try? index.parse(
            path,
            arguments: ["-xc-header"] + UnitSource.arguments(of: request)
                + (base.map { ["-include-pch", $0.file] } ?? []),
            unsaved: UnitSource.unsaved(overlay, besides: path)
                .merging(AnnotationHeader.texts(of: request)) { own, _ in own },
            options: options)
    }

    private func keep(
        _ unit: TranslationUnit, _ end: [Step], _ read: [String]
    ) -> PrecompiledPreambles.Preamble? {
        // Of functions nothing is asked here.
        var records = request
        records.skipsFunctionBodies = false
        guard let source = try? UnitSource(records, texts: scanned), unit.save(to: level.file) else {
            return nil
        }
        var lengths = base?.lengths ?? [:]
        for step in end { lengths[step.file] = step.offset }
        var snapshot = base?.snapshot ?? Snapshot()
        if request.wantsStructure {
            var reader = DeclarationReader(
                top: unit.cursor.children, request: request, paths: paths, source: source, texts: scanned,
                evaluation: UnitSource.Evaluation(), found: snapshot)
            snapshot = reader.embeddingRecords()
            guard reader.unreadable == nil else { return nil }
        }
        return PrecompiledPreambles.Preamble(
            file: level.file, lengths: lengths,
            includedFiles: Set(read + (base?.includedFiles ?? [])).sorted(), snapshot: snapshot,
            reuse: base?.reuse)
    }
}
