import ABIModel
import SourceText

/// What the text of one file says beside its declarations: `#if` conditions by line,
/// macros, `EXPORT_SYMBOL…` lines and kernel-doc comments.
///
/// libclang shows the tree that is left after preprocessing; these four are gone from it or
/// would need its costly preprocessing record. The scanner expands nothing.
struct SourceScanner {
    /// A `#define NAME replacement` or `#define NAME(parameters) replacement`.
    struct MacroText {
        var name: String
        /// nil for one without parentheses.
        var parameters: [String]?
        var replacement: String
        var line: Int

        /// Its tokens with a blank between two, parameters by their numbers, so that other names for them make no
        /// difference.
        var form: String {
            var numbers: [String: String] = [:]
            for (index, parameter) in (parameters ?? []).enumerated() {
                let isList = parameter.hasSuffix("...")
                let name = isList && parameter.count > 3 ? String(parameter.dropLast(3)) : parameter
                numbers[isList && name == "..." ? "__VA_ARGS__" : name] = "$\(index + 1)"
            }
            return CLexer(Array(replacement.utf8)).spellings.map { numbers[$0] ?? $0 }.joined(separator: " ")
        }

        /// Whether a number in it is written in hexadecimal.
        var hasHexadecimal: Bool {
            let bytes = replacement.utf8
            return zip(bytes, bytes.dropFirst()).enumerated().contains { index, pair in
                guard pair.0 == UInt8(ascii: "0"), pair.1 | 0x20 == UInt8(ascii: "x") else { return false }
                return index == 0
                    || !CLexer.isOfName(bytes[bytes.index(bytes.startIndex, offsetBy: index - 1)])
            }
        }
    }

    /// The condition each line stands under, index 0 for line 1; nil at top level.
    private(set) var guards: [String?] = []
    /// The macros in source order.
    private(set) var macros: [MacroText] = []
    /// The exports by symbol, first one wins; what the text alone says, until clang is asked (``ExportProbes``).
    var exports: [String: Function.Export] = [:]
    /// The kernel-doc comments by subject, first one wins.
    private(set) var documentation: [String: KernelDoc] = [:]

    private var conditions: [Condition] = [] { didSet { currentGuard = Self.text(of: conditions) } }
    private var currentGuard: String?

    private struct Condition {
        var texts: [String]
        var isIncludeGuard: Bool
    }

    private static let exportMacro = Array("EXPORT_SYMBOL".utf8)

    /// Scans a whole file.
    init(_ text: String) {
        let source = CLexer(Array(text.utf8))
        let guardName = source.includeGuard?.opening.name
        let bytes = source.bytes
        guards.reserveCapacity(bytes.count / 24)
        var position = 0
        // Whether nothing but space and comments stands before the position, on its line and those joined to it.
        var isLineStart = true
        while position < bytes.count {
            let start = position
            switch bytes[start] {
            case 10:
                position += 1
                isLineStart = !source.isJoined(lineBreakAt: start)
                guards.append(currentGuard)
            case 32, 9, 11, 12, 13: position += 1
            case UInt8(ascii: "#") where isLineStart:
                let directive = source.directive(at: start)
                let line = guards.count + 1
                position = directive.range.upperBound
                // The line break at its end comes under the condition that it makes.
                if bytes[position - 1] == 10 { position -= 1 }
                passLines(bytes, start..<position)
                scan(directive, line: line, includeGuard: guardName)
            case UInt8(ascii: "E") where isLineStart && bytes[start...].starts(with: Self.exportMacro):
                position = source.endOfDirective(at: start)
                passLines(bytes, start..<position)
                scanExport(String(decoding: source.joined(start..<position), as: UTF8.self)[...])
                isLineStart = false
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                position = source.endOfLiteral(at: start)
                passLines(bytes, start..<position)
                isLineStart = false
            case UInt8(ascii: "/") where source.opensComment(at: start):
                position = source.endOfToken(at: start)
                passLines(bytes, start..<position)
                if source.isAtLineStart(start) { scanComment(bytes[start..<position]) }
            default:
                position = source.endOfPlainCode(from: start + 1)
                isLineStart = false
            }
        }
        guards.append(currentGuard)
    }

    /// Notes the condition of each line that ends in a piece of the text.
    private mutating func passLines(_ bytes: [UInt8], _ range: Range<Int>) {
        for index in range where bytes[index] == 10 { guards.append(currentGuard) }
    }

    /// Takes up a kernel-doc comment. One on a single line speaks of a member or parameter, never of a declaration.
    private mutating func scanComment(_ comment: ArraySlice<UInt8>) {
        guard comment.starts(with: "/**".utf8) else { return }
        let lines = comment.split(separator: 10, omittingEmptySubsequences: false)
        guard lines.count > 1, let doc = KernelDocParser.parse(lines) else { return }
        documentation[doc.subject] = documentation[doc.subject] ?? doc
    }

    /// How many lines the file has: one more than line breaks.
    var lineCount: Int { guards.count }

    /// The condition a line stands under; lines count from 1.
    func condition(at line: Int) -> String? {
        guards.indices.contains(line - 1) ? guards[line - 1] : nil
    }

    // MARK: Directives

    private mutating func scan(_ directive: CDirective, line: Int, includeGuard: String?) {
        let rest = Self.squeeze(directive.rest)
        switch directive.word {
        case "ifdef": open(rest)
        case "ifndef": open("!" + rest, isIncludeGuard: rest == includeGuard && conditions.isEmpty)
        case "if": open(rest)
        case "elif":
            guard let last = conditions.indices.last else { return }
            let previous = conditions[last].texts.removeLast()
            conditions[last].texts += [Self.negate(previous), rest]
        case "else":
            guard let last = conditions.indices.last else { return }
            let previous = conditions[last].texts.removeLast()
            conditions[last].texts.append(Self.negate(previous))
        case "endif": _ = conditions.popLast()
        case "define": scanDefine(directive.rest, line: line, includeGuard: includeGuard)
        default: break
        }
    }

    private mutating func open(_ text: String, isIncludeGuard: Bool = false) {
        conditions.append(Condition(texts: [text], isIncludeGuard: isIncludeGuard))
    }

    private static func text(of conditions: [Condition]) -> String? {
        let texts = conditions.filter { !$0.isIncludeGuard }.flatMap(\.texts)
        guard texts.count > 1 else { return texts.first }
        return texts.map { $0.contains("||") ? "(\($0))" : $0 }.joined(separator: " && ")
    }

    private mutating func scanDefine(_ rest: [UInt8], line: Int, includeGuard: String?) {
        let name = rest.prefix(while: CLexer.isOfName)
        var replacement = rest[name.endIndex...]
        guard !name.isEmpty else { return }
        let text = String(decoding: name, as: UTF8.self)
        guard text != includeGuard else { return }
        var parameters: [String]?
        if replacement.first == UInt8(ascii: "(") {
            guard let close = replacement.firstIndex(of: UInt8(ascii: ")")) else { return }
            let list = replacement[(replacement.startIndex + 1)..<close]
            parameters = list.split(separator: UInt8(ascii: ",")).map { parameter in
                String(decoding: parameter.filter { !CLexer.isSpace($0) }, as: UTF8.self)
            }.filter { !$0.isEmpty }
            replacement = replacement[(close + 1)...]
        }
        macros.append(
            MacroText(
                name: text, parameters: parameters, replacement: Self.squeezeCode(Array(replacement)),
                line: line))
    }

    /// The names that are defined more than once, not always alike: which of them holds, only the preprocessor knows.
    var rivals: Set<String> {
        var first: [String: MacroText] = [:]
        var found: Set<String> = []
        for macro in macros {
            guard let other = first[macro.name] else {
                first[macro.name] = macro
                continue
            }
            // Of a constant clang knows the value whatever the text says.
            let isConstant = [other, macro].allSatisfy {
                $0.parameters == nil && MacroProbes.mayBeConstant($0.replacement)
            }
            if !isConstant, other.parameters != macro.parameters || other.replacement != macro.replacement {
                found.insert(macro.name)
            }
        }
        return found
    }

    /// `EXPORT_SYMBOL(x)`, `EXPORT_SYMBOL_GPL(x)`, `EXPORT_SYMBOL_NS(x, NAMESPACE)`, …
    private mutating func scanExport(_ code: Substring) {
        let macro = Substring(code.utf8.prefix(while: CLexer.isOfName))
        let rest = Substring(code.utf8[macro.endIndex...].drop { $0 == 32 })
        guard rest.first == "(", let close = rest.firstIndex(of: ")") else { return }
        let arguments = rest[rest.index(after: rest.startIndex)..<close].split(separator: ",")
            .map { Self.squeeze($0.utf8) }
        guard let symbol = arguments.first, !symbol.isEmpty else { return }
        let namespace =
            arguments.count > 1 ? arguments[1].filter { $0 != "\"" } : nil
        exports[symbol] = exports[symbol] ?? Function.Export(macro: String(macro), namespace: namespace)
    }

    // MARK: Text

    /// `!X` for `X` and the other way round; parentheses where they are needed.
    static func negate(_ text: String) -> String {
        if text.utf8.allSatisfy(CLexer.isOfName) { return "!" + text }
        if text.utf8.first == UInt8(ascii: "!") {
            let rest = text.utf8.dropFirst()
            if rest.allSatisfy(CLexer.isOfName) { return String(Substring(rest)) }
        }
        return "!(" + text + ")"
    }

    /// The text of a directive with one blank between two words; literals stay as they are.
    private static func squeezeCode(_ text: [UInt8]) -> String {
        let source = CLexer(text)
        var result: [UInt8] = []
        var position = 0
        while position < text.count {
            let byte = text[position]
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                let end = source.endOfLiteral(at: position)
                result += text[position..<end]
                position = end
                continue
            }
            if !CLexer.isSpace(byte) {
                result.append(byte)
            } else if let last = result.last, last != 32 {
                result.append(32)
            }
            position += 1
        }
        while result.last == 32 { result.removeLast() }
        return String(decoding: result, as: UTF8.self)
    }

    /// The words of a text with one blank between two.
    private static func squeeze(_ text: some Collection<UInt8>) -> String {
        let words = text.split(whereSeparator: CLexer.isSpace)
        return String(decoding: Array(words.joined(separator: CollectionOfOne(32))), as: UTF8.self)
    }
}
