import ExtractionMessages
import Foundation
import LibClang

/// The text that is handed to clang for one request: the file itself, then one line for every
/// constant to evaluate.
///
/// `enum { name = (expression) };` on a line of its own is how a constant is asked for: clang
/// evaluates it with all headers read, and an error on that line says that it is no constant.
/// A header is a main file like any other, so that what it includes can be kept as its preamble
/// (``isPreambleWhole``).
struct UnitSource {
    /// Why there is no text.
    struct Unreadable: Error {
        var reason: String
    }

    /// The results of the appended lines.
    struct Evaluation {
        var macros: [String: Int64] = [:]
        var values: [String: Int64] = [:]
    }

    /// The path of the main file as clang gets it.
    let path: String
    /// The arguments as clang gets them.
    let arguments: [String]
    /// The contents that stand in for files.
    let unsaved: [String: String]
    /// The scanned text of the file itself.
    let scanner: SourceScanner

    /// Whether all that the file includes stands above its first declaration. Of a unit with a preamble
    /// libclang tells only what the preamble includes.
    let isPreambleWhole: Bool

    private let firstAppendedLine: Int
    private let macroNames: [String]
    private let expressionNames: [String]

    private static let macroPrefix = "kdrift_macro_"
    private static let expressionPrefix = "kdrift_expression_"

    init(_ request: ExtractionRequest) throws {
        let text = try Self.text(of: request.mainFile, in: request)
        scanner = SourceScanner(text)
        let isHeader = request.mainFile.hasSuffix(".h")
        isPreambleWhole = isHeader && Self.includesOnlyAtTop(text)
        path = request.mainFile
        var lines = [text]
        firstAppendedLine = text.utf8.reduce(0) { $0 + ($1 == 10 ? 1 : 0) } + 2
        macroNames = request.evaluatesMacros ? Self.evaluableMacros(scanner) : []
        expressionNames = request.expressions.keys.sorted()
        for name in macroNames { lines.append("enum { \(Self.macroPrefix)\(name) = (\(name)) };") }
        for (number, name) in expressionNames.enumerated() {
            let expression = request.expressions[name] ?? ""
            lines.append("enum { \(Self.expressionPrefix)\(number) = (\(expression)) };")
        }
        var unsaved = request.overlay
        // A file that is not on disk is known to clang only under the spelling it looks up:
        // a quoted include from the root spells it with "./".
        for (file, contents) in request.overlay where !file.hasPrefix("/") && file != path {
            unsaved["./" + file] = contents
        }
        if !macroNames.isEmpty || !expressionNames.isEmpty || request.overlay[request.mainFile] != nil {
            unsaved[path] = lines.joined(separator: "\n") + "\n"
        }
        self.unsaved = unsaved
        arguments =
            (isHeader ? ["-xc-header"] : []) + ["-w", "-ferror-limit=0", "-fno-caret-diagnostics"]
            + request.arguments
    }

    /// Whether a place is in the appended lines.
    func isAppended(_ location: SourceLocation) -> Bool {
        location.file == path && location.line >= firstAppendedLine
    }

    /// Reads the values of the appended lines out of a parsed unit's top-level nodes.
    func evaluation(of top: [Cursor], diagnostics: [Diagnostic]) -> Evaluation {
        guard !macroNames.isEmpty || !expressionNames.isEmpty else { return Evaluation() }
        let bad = Set(diagnostics.filter { isAppended($0.location) }.map(\.location.line))
        var result = Evaluation()
        for cursor in top where cursor.kind == .enumDecl && cursor.isInMainFile && isAppended(cursor.location)
        {
            guard !bad.contains(cursor.location.line),
                let constant = cursor.children.first(where: { $0.kind == .enumConstantDecl })
            else { continue }
            let name = constant.spelling
            if name.hasPrefix(Self.macroPrefix) {
                result.macros[String(name.dropFirst(Self.macroPrefix.count))] = constant.enumConstantValue
            } else if let number = Int(name.dropFirst(Self.expressionPrefix.count)),
                expressionNames.indices.contains(number)
            {
                result.values[expressionNames[number]] = constant.enumConstantValue
            }
        }
        return result
    }

    private static func includesOnlyAtTop(_ text: String) -> Bool {
        var inComment = false
        var isContinued = false
        var hasCode = false
        for line in text.split(separator: "\n") {
            let code = SourceScanner.stripComments(line, inComment: &inComment).drop {
                $0 == " " || $0 == "\t"
            }
            defer { isContinued = code.last == "\\" }
            guard !isContinued, let first = code.first else { continue }
            if first != "#" {
                hasCode = true
            } else if hasCode, code.dropFirst().drop(while: { $0 == " " || $0 == "\t" }).hasPrefix("include")
            {
                return false
            }
        }
        return true
    }

    private static func text(of file: String, in request: ExtractionRequest) throws -> String {
        if let text = request.overlay[file] { return text }
        guard let data = FileManager.default.contents(atPath: file) else {
            throw Unreadable(reason: "\(file) cannot be read")
        }
        return String(decoding: data, as: UTF8.self)
    }

    /// Macros whose replacement may be a constant: balanced, and without what only statements,
    /// attributes and declarations have.
    private static func evaluableMacros(_ scanner: SourceScanner) -> [String] {
        var seen: Set<String> = []
        return scanner.macros.compactMap { macro in
            let text = macro.replacement
            guard !text.isEmpty, text.count <= 400, seen.insert(macro.name).inserted else { return nil }
            guard !text.contains(where: { "{};#\"\\".contains($0) }) else { return nil }
            var depth = 0
            for character in text {
                if character == "(" { depth += 1 }
                if character == ")" { depth -= 1 }
                if depth < 0 { return nil }
            }
            guard depth == 0, !text.contains("__attribute__"), !text.contains("asm") else { return nil }
            return macro.name
        }
    }
}
