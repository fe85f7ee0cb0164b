import ABIModel
import CProgram
import ExtractionMessages
import Foundation
import LibClang

/// Reads one translation unit at a time and says what it declares.
///
/// An extractor holds one libclang index; it is used from one thread. While it reads a unit the
/// process stands in the tree's directory, since relative paths in arguments count from there.
public final class Extractor {
    private let index: Index
    private let texts = ScannedTexts()
    private let preambles: PrecompiledPreambles
    private let overlayTexts: OverlayTexts
    let bodiless = BodyStrippedFiles()

    /// Makes an extractor. Throws ``LibClangError`` when libclang refuses.
    public init() throws {
        index = try Index()
        let overlayTexts = OverlayTexts()
        self.overlayTexts = overlayTexts
        preambles = PrecompiledPreambles(texts: texts, textOf: overlayTexts.text)
    }

    /// Reads a unit; what goes wrong is in the response's `failure`, never thrown.
    public func extract(_ request: ExtractionRequest) -> ExtractionResponse {
        var request = request
        var response = ExtractionResponse(id: request.id, libclangVersion: LibClangVersion.text)
        guard FileManager.default.changeCurrentDirectoryPath(request.root) else {
            response.failure = "the tree's directory cannot be entered; check that it exists and is readable"
            return response
        }
        do {
            for (path, file) in request.overlayFiles {
                request.overlay[path] = try overlayTexts.text(of: file)
            }
            var preamble = try preambles.preamble(for: request, index: index)
            if request.isPreparation { return response }
            let lent = try preambles.request(request, after: preamble)
            var source = try UnitSource(
                lent, texts: texts, after: preamble, bodiless: bodiless.texts(for: lent, after: preamble))
            var unit: TranslationUnit
            do {
                unit = try parse(source, for: lent)
            } catch let error as LibClangError {
                // clang does not take a precompiled header any more of which a file was changed.
                guard let refused = preamble else { throw error }
                preambles.forget(refused)
                preamble = nil
                source = try UnitSource(request, texts: texts)
                unit = try parse(source, for: request)
            }
            if Self.hidesBodies(unit, source) {
                request.skipsFunctionBodies = false
                preamble = nil
                source = try UnitSource(request, texts: texts)
                unit = try parse(source, for: request)
            }
            fill(&response, from: unit, source: source, request: request, after: preamble)
        } catch let error as LibClangError {
            response.failure = error.message
        } catch let error as UnitSource.Unreadable {
            response.failure = error.reason
        } catch {
            response.failure = "\(error)"
        }
        return response
    }

    private func parse(_ source: UnitSource, for request: ExtractionRequest) throws -> TranslationUnit {
        var options: TranslationUnit.Options = .keepGoing
        if !request.lowering.isEmpty || request.wantsSkippedLines || source.hasRivalMacros {
            options.insert(.detailedPreprocessingRecord)
        }
        if request.lowering.isEmpty && request.skipsFunctionBodies {
            options.insert(.skipFunctionBodies)
        }
        return try index.parse(
            source.path, arguments: source.arguments, unsaved: source.unsaved, options: options)
    }

    /// Whether a header has a function whose body its text does not show: clang has to parse it then.
    private static func hidesBodies(_ unit: TranslationUnit, _ source: UnitSource) -> Bool {
        guard let bodies = source.bodies, let main = unit.file(at: source.path) else { return false }
        // What a macro writes stands where the macro is used.
        return unit.cursor.children.contains {
            $0.kind == .functionDecl && $0.file == main && bodies.place(of: $0) == .hidden
        }
    }

    private func fill(
        _ response: inout ExtractionResponse, from unit: TranslationUnit, source: UnitSource,
        request: ExtractionRequest, after preamble: PrecompiledPreambles.Preamble?
    ) {
        let paths = TreePaths(root: request.root)
        let inclusions = unit.inclusions.filter { $0 != AnnotationHeader.path }
        bodiless.note(inclusions, of: request.mainFile)
        let included = Set(inclusions.map(paths.relative) + [request.mainFile]).sorted()
        response.includedFiles = Self.merged(included, preamble?.includedFiles ?? [])
        if let reuse = preamble?.reuse {
            response.includedFiles = Self.includedFiles(response, request, reuse)
        }
        if request.wantsSkippedLines {
            response.skippedLines = Self.skippedLines(of: request.mainFile, in: unit, paths: paths)
        }
        let diagnostics = unit.diagnostics.filter { $0.severity >= .error }
        let top = unit.cursor.children
        let evaluation = source.evaluation(of: top, diagnostics: diagnostics)
        let errors = diagnostics.filter {
            !source.isAppended($0.location) && !bodiless.isInBody($0, request)
        }
        response.errors = errors.map {
            .init(
                site: SourceSite(file: paths.relative($0.location.file), line: $0.location.line),
                message: TypeSpelling.withoutPlaces($0.message))
        }
        if !request.lowering.isEmpty {
            response.program =
                UnitLowering(unit: unit, request: request, paths: paths, errors: errors).lower()
        }
        guard request.wantsStructure else { return }
        var reader = DeclarationReader(
            top: top, request: request, paths: paths, source: source, texts: texts,
            evaluation: evaluation, found: preamble?.snapshot ?? Snapshot())
        if source.hasRivalMacros {
            reader.skippedLines = Self.skippedLines(of: request.mainFile, in: unit, paths: paths)
        }
        response.snapshot = reader.snapshot(errors: errors)
        response.failure = reader.unreadable
    }

    /// What stands in one of two sorted lists; what stands in both, once.
    private static func merged(_ one: [String], _ other: [String]) -> [String] {
        var result: [String] = []
        result.reserveCapacity(one.count + other.count)
        var (rest, otherRest) = (one[...], other[...])
        while let first = rest.first, let otherFirst = otherRest.first {
            if first == otherFirst {
                rest.removeFirst()
            } else if first < otherFirst {
                result.append(rest.removeFirst())
            } else {
                result.append(otherRest.removeFirst())
            }
        }
        return result + rest + otherRest
    }

    /// The files that would have been read without a reuse.
    private static func includedFiles(
        _ response: ExtractionResponse, _ request: ExtractionRequest, _ reuse: SharedPreamble.Reuse
    ) -> [String] {
        var files = Set(response.includedFiles)
        for path in reuse.overlayFiles.keys {
            if request.overlay[path] != nil {
                files.insert(path)
            } else if !FileManager.default.fileExists(atPath: path) {
                files.remove(path)
            }
        }
        return files.sorted()
    }

    /// The lines between the directives that took them out.
    private static func skippedLines(
        of file: String, in unit: TranslationUnit, paths: TreePaths
    ) -> [ClosedRange<Int>] {
        let spellings = unit.inclusions.filter { paths.relative($0) == file }
        let extents = spellings.flatMap { unit.skippedExtents(in: $0) }
        let ranges = extents.compactMap { extent -> ClosedRange<Int>? in
            let (first, last) = (extent.start.line + 1, extent.end.line - 1)
            return first <= last ? first...last : nil
        }
        return Set(ranges).sorted { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
    }
}

/// The texts of files that stand in for others, each read once: their names tell their contents.
private final class OverlayTexts {
    private var known: [String: String] = [:]

    /// - Throws: ``UnitSource/Unreadable``.
    func text(of file: String) throws -> String {
        if let text = known[file] { return text }
        guard let data = FileManager.default.contents(atPath: file) else {
            throw UnitSource.Unreadable(
                reason: "\(file), which stands in for a file of the tree, cannot be read")
        }
        let text = String(decoding: data, as: UTF8.self)
        known[file] = text
        return text
    }
}

/// Turns the paths clang prints into tree-relative ones.
struct TreePaths {
    private let prefix: String

    init(root: String) {
        prefix = root.hasSuffix("/") ? root : root + "/"
    }

    /// `include/linux/x.h` for `./include/linux/x.h`, `include/../include/linux/x.h` and the
    /// absolute form; paths outside the tree stay as they are.
    func relative(_ path: String) -> String {
        let stripped = path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path
        guard Self.hasDots(stripped) else { return stripped }
        var parts: [Substring] = []
        for part in stripped.split(separator: "/", omittingEmptySubsequences: false) {
            if part == "." { continue }
            if part == "..", let last = parts.last, last != "..", !last.isEmpty {
                parts.removeLast()
            } else {
                parts.append(part)
            }
        }
        return parts.joined(separator: "/")
    }

    /// Whether a path has a `./` somewhere; asked of every file that a unit includes.
    private static func hasDots(_ path: String) -> Bool {
        var last: UInt8 = 0
        for byte in path.utf8 {
            if byte == UInt8(ascii: "/"), last == UInt8(ascii: ".") { return true }
            last = byte
        }
        return false
    }
}
