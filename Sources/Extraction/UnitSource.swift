import ExtractionMessages
import Foundation
import LibClang
import SourceText

/// The text that is handed to clang for one request: the file itself, then one line for every
/// constant to evaluate.
///
/// `enum { name = (expression) };` on a line of its own is how a constant is asked for: clang
/// evaluates it with all headers read, and an error on that line says that it is no constant.
/// What a stub of a header gives back is asked for in the same way (``FunctionBodies``).
struct UnitSource {
    /// Why there is no text.
    struct Unreadable: Error {
        var reason: String
    }

    /// The results of the appended lines.
    struct Evaluation {
        var macros = MacroProbes.Answers()
        var calls = CallProbes.Answers()
        var exports = ExportProbes.Answers()
        /// What `{ return CONSTANT; }` gives back, by the offset of the brace: the enumerator that has it.
        var returns: [Int: Cursor] = [:]
    }

    /// The path of the main file as clang gets it.
    let path: String
    /// The arguments as clang gets them.
    let arguments: [String]
    /// The contents that stand in for files.
    let unsaved: [String: String]
    /// The scanned text of the file itself.
    let scanner: SourceScanner

    /// Where the bodies of the file's functions stand; nil where clang parses them, or nobody asks.
    let bodies: FunctionBodies?

    /// Whether it takes a record of what was skipped to tell which of its macros hold.
    let hasRivalMacros: Bool

    private let firstAppendedLine: Int
    private let macros: MacroProbes
    private let calls: CallProbes
    private let exports: ExportProbes

    private static let returnPrefix = "kdrift_return_"

    /// The text of a request's main file and what is appended to it.
    ///
    /// - Parameters:
    ///   - texts: what was scanned before: of a header that is read under several configurations, say.
    ///   - preamble: what clang has of the beginning already.
    ///   - bodiless: texts that stand in for files of the tree, by the paths that clang looks them up by
    ///     (``BodyStrippedFiles``).
    /// - Throws: ``Unreadable``.
    init(
        _ request: ExtractionRequest, texts: ScannedTexts,
        after preamble: PrecompiledPreambles.Preamble? = nil, bodiless: [String: String] = [:]
    ) throws {
        let text = try Self.text(of: request.mainFile, in: request)
        scanner = texts.scanner(of: request.mainFile, text: text)
        let isHeader = request.mainFile.hasSuffix(".h")
        bodies =
            isHeader && request.skipsFunctionBodies && request.wantsStructure && request.scope != .layouts
            ? FunctionBodies(text) : nil
        path = request.mainFile
        var parsed =
            preamble.map { PreambleText(text).rest(after: $0.lengths[request.mainFile] ?? 0) } ?? text
        if !isHeader, request.skipsFunctionBodies {
            let spans = FunctionBodySpans(CLexer(Array(parsed.utf8)))
            parsed = String(decoding: spans.textWithoutThem, as: UTF8.self)
        }
        var lines = [parsed]
        firstAppendedLine = scanner.lineCount + 1
        macros = request.evaluatesMacros ? MacroProbes(scanner) : MacroProbes()
        hasRivalMacros = request.wantsStructure && request.scope != .layouts && !scanner.rivals.isEmpty
        calls = request.evaluatesMacros ? CallProbes(scanner) : CallProbes()
        lines += macros.lines + calls.lines
        for body in bodies?.returns ?? [] {
            lines.append("enum { \(Self.returnPrefix)\(body.open) = (\(body.expression)) };")
        }
        exports = request.evaluatesMacros && !isHeader ? ExportProbes(text) : ExportProbes()
        lines += macros.lastLines + exports.lines
        // A header that one of its includes includes again is read twice: only the unit itself is asked.
        if lines.count > 1 {
            lines = [parsed, "#if __INCLUDE_LEVEL__ == 0"] + lines.dropFirst() + ["#endif"]
        }
        let overlay = request.overlay.merging(try preamble?.texts(request) ?? [:]) { $1 }
        var unsaved = Self.unsaved(overlay, besides: path)
        if lines.count > 1 || parsed != text || request.overlay[request.mainFile] != nil {
            unsaved[path] = lines.joined(separator: "\n") + "\n"
        }
        self.unsaved = unsaved.merging(bodiless) { own, _ in own }
            .merging(AnnotationHeader.texts(of: request)) { own, _ in own }
        arguments =
            (isHeader ? ["-xc-header"] : []) + Self.arguments(of: request)
            + (preamble.map { ["-include-pch", $0.file] } ?? [])
    }

    /// The arguments that every parse for a request gets.
    static func arguments(of request: ExtractionRequest) -> [String] {
        // Who asks for some warnings as errors takes the others out himself: `-w` hides those as well.
        let quiet = request.arguments.contains("-Wno-everything") ? [] : ["-w"]
        return quiet + ["-ferror-limit=0", "-fno-caret-diagnostics"] + withoutCompiler(request.arguments)
            + request.arguments + AnnotationHeader.arguments(of: request)
    }

    /// Where no header of a compiler is wanted, none of the places is looked through where a GCC might be.
    private static func withoutCompiler(_ arguments: [String]) -> [String] {
        let isTold = arguments.contains { $0.hasPrefix("--gcc-") || $0.hasPrefix("--sysroot") }
        return arguments.contains("-nostdinc") && !isTold ? ["--gcc-toolchain=/nonexistent"] : []
    }

    /// The texts that stand in for files of the tree, by the paths that clang looks them up by.
    static func unsaved(_ overlay: [String: String], besides path: String) -> [String: String] {
        var unsaved = overlay
        // A file that is not on disk is known to clang only under the spelling it looks up:
        // a quoted include from the root spells it with "./".
        for (file, contents) in overlay where !file.hasPrefix("/") && file != path {
            unsaved["./" + file] = contents
        }
        return unsaved
    }

    /// Whether a place is in the appended lines.
    func isAppended(_ location: SourceLocation) -> Bool {
        location.file == path && location.line >= firstAppendedLine
    }

    /// Reads the values of the appended lines out of a parsed unit's top-level nodes.
    func evaluation(of top: [Cursor], diagnostics: [Diagnostic]) -> Evaluation {
        guard
            !macros.isEmpty || !calls.isEmpty || !exports.isEmpty || bodies?.returns.isEmpty == false
        else {
            return Evaluation()
        }
        let bad = Set(diagnostics.filter { isAppended($0.location) }.map(\.location.line))
        var result = Evaluation()
        for cursor in top where cursor.isInMainFile && isAppended(cursor.location) {
            if cursor.kind == .varDecl { result.exports.note(cursor) }
            guard cursor.kind == .enumDecl, !bad.contains(cursor.location.line),
                let constant = cursor.children.first(where: { $0.kind == .enumConstantDecl })
            else { continue }
            let name = constant.spelling
            if name.hasPrefix(Self.returnPrefix) {
                Int(name.dropFirst(Self.returnPrefix.count)).map { result.returns[$0] = constant }
            } else {
                result.macros.note(constant)
                result.calls.note(constant)
            }
        }
        result.exports.note(badLines: bad)
        return result
    }

    /// The text of a file as a request has it.
    static func text(of file: String, in request: ExtractionRequest) throws -> String {
        if let text = request.overlay[file] { return text }
        guard let data = FileManager.default.contents(atPath: file) else {
            throw Unreadable(reason: "\(file) cannot be read")
        }
        return String(decoding: data, as: UTF8.self)
    }
}
