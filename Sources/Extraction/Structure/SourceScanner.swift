import ABIModel
import SourceText

/// What the text of one file says beside its declarations: `#if` conditions by line,
/// object-like macros, `EXPORT_SYMBOL…` lines and kernel-doc comments.
///
/// libclang shows the tree that is left after preprocessing; these four are gone from it or
/// would need its costly preprocessing record. The scanner expands nothing.
struct SourceScanner {
    /// A `#define NAME replacement`.
    struct MacroText {
        var name: String
        var replacement: String
        var line: Int

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
    /// The object-like macros in source order.
    private(set) var macros: [MacroText] = []
    /// The exports by symbol, first one wins.
    private(set) var exports: [String: Function.Export] = [:]
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
        case "define": scanDefine(rest, line: line, includeGuard: includeGuard)
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

    private mutating func scanDefine(_ rest: String, line: Int, includeGuard: String?) {
        let bytes = rest.utf8
        let name = bytes.prefix(while: CLexer.isOfName)
        let after = bytes[name.endIndex...]
        guard !name.isEmpty, after.first != UInt8(ascii: "("), String(Substring(name)) != includeGuard
        else { return }
        macros.append(
            MacroText(
                name: String(Substring(name)), replacement: String(Substring(after.drop { $0 == 32 })),
                line: line))
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

    /// The words of a text with one blank between two.
    private static func squeeze(_ text: some Collection<UInt8>) -> String {
        let words = text.split(whereSeparator: CLexer.isSpace)
        return String(decoding: Array(words.joined(separator: CollectionOfOne(32))), as: UTF8.self)
    }
}
