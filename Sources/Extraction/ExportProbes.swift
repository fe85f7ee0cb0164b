import ABIModel
import LibClang
import SourceText

/// The lines that are appended to a C file to learn what it exports, and what clang makes of them.
///
/// `EXPORT_SYMBOL` may stand under an option that is off, in a macro of somebody's own, and under a
/// `DEFAULT_SYMBOL_NAMESPACE` that a Makefile sets. So each such call is written down once more, under its conditions, with
/// the kernel's own macros defined anew: they leave what they export as text in a string.
struct ExportProbes {
    private let source: [String]
    /// The lines of the calls, with the file's conditions between them.
    private let calls: [String]

    private static let prefix = "kdrift_export_"
    private static let namespaceName = "kdrift_export_namespace"
    private static let defaultName = "kdrift_export_default"
    private static let mark = "kdrift_exports"
    private static let textMacro = "kdrift_text"
    private static let word = Array("EXPORT".utf8)

    /// Asks for nothing.
    init() {
        source = []
        calls = []
    }

    /// Asks for what a C file exports.
    init(_ text: String) {
        var reader = CallReader(CLexer(Array(text.utf8)))
        reader.run()
        source = reader.names
        calls = reader.lines
    }

    /// Whether it asks for nothing.
    var isEmpty: Bool { source.isEmpty }

    /// The lines, behind which the macros are no longer what they were: nothing that uses them may follow.
    var lines: [String] {
        guard !isEmpty else { return [] }
        func string(_ name: String, _ code: String) -> String {
            "static const char \(name)[] = \(Self.textMacro)(\(code));"
        }
        let helpers = [
            "#define kdrift_text_(...) #__VA_ARGS__",
            "#define \(Self.textMacro)(...) kdrift_text_(__VA_ARGS__)",
            string(Self.namespaceName, "DEFAULT_SYMBOL_NAMESPACE"),
            // Whether the namespace counts is decided where the macro is defined.
            string(Self.defaultName, "EXPORT_SYMBOL(\(Self.mark))"),
        ]
        return helpers + Self.macros.flatMap { ["#undef \($0.name)", $0.definition] } + calls
    }

    /// The kernel's macros that end in an export.
    private static var macros: [(name: String, definition: String)] {
        let plain = [
            "EXPORT_SYMBOL", "EXPORT_SYMBOL_GPL", "EXPORT_SYMBOL_GPL_FUTURE", "EXPORT_UNUSED_SYMBOL",
        ]
        let named = [
            "EXPORT_SYMBOL_NS", "EXPORT_SYMBOL_NS_GPL", "EXPORT_SYMBOL_GPL_FOR_MODULES",
            "EXPORT_SYMBOL_FOR_MODULES",
        ]
        return plain.map { ($0, "#define \($0)(s) \(mark)(\($0), s)") }
            + named.map { ($0, "#define \($0)(s, n) \(mark)(\($0), s, n)") }
            // Macros of the kernel's own use it with the license beside the namespace.
            + [("__EXPORT_SYMBOL", "#define __EXPORT_SYMBOL(s, l, n) \(mark)(__EXPORT_SYMBOL, s, n, l)")]
    }

    /// What clang made of the lines.
    struct Answers {
        private var texts: [String: String] = [:]
        /// Where the first of the lines stands.
        private var firstLine: Int?
        /// Whether clang found an error in one of them: nothing is known then.
        private var isBroken = false

        /// Takes up the string of an appended line; what is none of ours is passed over.
        mutating func note(_ variable: Cursor) {
            guard variable.spelling.hasPrefix(prefix),
                let literal = variable.children.last(where: { $0.kind == .stringLiteral })
            else { return }
            firstLine = min(firstLine ?? .max, variable.location.line)
            texts[variable.spelling] = literal.spelling.filter { $0 != "\\" && $0 != "\"" }
        }

        /// Takes the lines that clang found errors in.
        mutating func note(badLines: Set<Int>) {
            isBroken = firstLine.map { first in badLines.contains { $0 >= first } } ?? true
        }

        /// What the file exports, by symbol; nil where nobody asked, or clang did not answer.
        var exports: [String: Function.Export]? {
            guard firstLine != nil, !isBroken else { return nil }
            var result: [String: Function.Export] = [:]
            let calls = texts.compactMap { name, text in Int(name.dropFirst(prefix.count)).map { ($0, text) }
            }
            for (_, text) in calls.sorted(by: { $0.0 < $1.0 }) {
                for (symbol, export) in exports(in: text) { result[symbol] = result[symbol] ?? export }
            }
            return result
        }

        /// The namespace of what has none of its own, as far as it counts.
        private var defaultNamespace: String? {
            guard let name = texts[namespaceName], name != "DEFAULT_SYMBOL_NAMESPACE", !name.isEmpty,
                let expansion = texts[defaultName]
            else { return nil }
            let isKernels = expansion.contains(mark) && !expansion.hasPrefix("EXPORT_SYMBOL")
            return isKernels && !expansion.contains(name) ? nil : name
        }

        private func exports(in text: String) -> [(symbol: String, export: Function.Export)] {
            var found: [(String, Function.Export)] = []
            var rest = Substring(text)
            while let range = rest.firstRange(of: mark + "(") {
                rest = rest[range.upperBound...]
                guard let end = rest.firstIndex(of: ")") else { break }
                let parts = rest[..<end].split(separator: ",", omittingEmptySubsequences: false).map {
                    String($0).trimmed
                }
                if parts.count > 1, !parts[1].isEmpty { found.append((parts[1], export(parts))) }
            }
            // A macro of a tree's own that clang does not know, or that ends elsewhere, exports by its name.
            if found.isEmpty, text.hasPrefix("EXPORT_SYMBOL"), let open = text.firstIndex(of: "("),
                let end = text[open...].firstIndex(where: { $0 == ")" || $0 == "," })
            {
                let symbol = String(text[text.index(after: open)..<end]).trimmed
                found.append((symbol, Function.Export(macro: String(text[..<open]).trimmed)))
            }
            return found
        }

        private func export(_ parts: [String]) -> Function.Export {
            let isWhole = parts[0] != "__EXPORT_SYMBOL"
            // A list of modules has commas.
            let name = parts.dropFirst(2).prefix(isWhole ? .max : 1).joined(separator: ",")
            let namespace = name.isEmpty ? nil : name
            if isWhole {
                return Function.Export(macro: parts[0], namespace: namespace ?? defaultNamespace)
            }
            let isGPL = parts.count > 3 && parts[3].lowercased().contains("gpl")
            let macro = (namespace == nil ? "EXPORT_SYMBOL" : "EXPORT_SYMBOL_NS") + (isGPL ? "_GPL" : "")
            return Function.Export(macro: macro, namespace: namespace)
        }
    }

    /// Finds the calls of a text, with the conditions that they stand under.
    private struct CallReader {
        private let source: CLexer
        /// The macros with parameters that the file defines and that export something.
        private var own: Set<String> = []
        /// The names that the file itself defines: at its end a condition on one of them says something else.
        private var defined: Set<String> = []
        private(set) var names: [String] = []
        private(set) var lines: [String] = []
        /// For each open condition whether it is written down.
        private var open: [Bool] = []

        init(_ source: CLexer) { self.source = source }

        mutating func run() {
            let bytes = source.bytes
            guard bytes.firstRange(of: word) != nil else { return }
            noteDefinitions()
            var depth = 0
            var position = 0
            while let token = source.token(from: position) {
                position = token.range.upperBound
                switch token.kind {
                case .comment, .literal: continue
                case .directive: take(source.directive(at: token.range.lowerBound))
                case .mark:
                    if bytes[token.range.lowerBound] == UInt8(ascii: "{") { depth += 1 }
                    if bytes[token.range.lowerBound] == UInt8(ascii: "}") { depth -= 1 }
                case .word:
                    guard depth <= 0, let end = call(at: token.range) else { continue }
                    let code = String(decoding: source.joined(token.range.lowerBound..<end), as: UTF8.self)
                    lines.append(
                        "static const char \(prefix)\(names.count)[] = \(textMacro)(\(code.onOneLine));")
                    names.append(code)
                    position = end
                }
            }
            lines += open.map { _ in "#endif" }
        }

        /// Where a call ends whose macro exports something.
        private func call(at range: Range<Int>) -> Int? {
            let name = source.bytes[range]
            guard name.firstRange(of: word) != nil || own.contains(String(decoding: name, as: UTF8.self)),
                name.allSatisfy({
                    !(97...122).contains($0) || own.contains(String(decoding: name, as: UTF8.self))
                })
            else { return nil }
            let next = source.endOfSpace(from: range.upperBound)
            guard next < source.bytes.count, source.bytes[next] == UInt8(ascii: "(") else { return nil }
            return source.endOfParentheses(from: next)
        }

        private mutating func noteDefinitions() {
            var position = 0
            while let token = source.token(from: position) {
                position = token.range.upperBound
                guard token.kind == .directive else { continue }
                let directive = source.directive(at: token.range.lowerBound)
                guard directive.word == "define" || directive.word == "undef" else { continue }
                defined.insert(directive.name)
                if directive.rest.firstRange(of: word) != nil { own.insert(directive.name) }
            }
        }

        private mutating func take(_ directive: CDirective) {
            let line = "#\(directive.word) \(String(decoding: directive.rest, as: UTF8.self).onOneLine)"
            switch directive.word {
            case "if", "ifdef", "ifndef":
                let words = directive.rest.split { !CLexer.isOfName($0) }.map {
                    String(decoding: $0, as: UTF8.self)
                }
                let isKnown = !words.contains(where: defined.contains)
                open.append(isKnown)
                lines.append(isKnown ? line : "#if 1")
            case "elif", "else":
                // Where the condition is not known, both branches count.
                lines.append(open.last == false ? "#endif\n#if 1" : line)
            case "endif":
                guard open.popLast() != nil else { return }
                lines.append("#endif")
            default: break
            }
        }
    }
}

extension String {
    fileprivate var trimmed: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }

    fileprivate var onOneLine: String { split(whereSeparator: \.isNewline).joined(separator: " ") }
}
