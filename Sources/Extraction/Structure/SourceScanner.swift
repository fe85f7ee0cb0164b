import ABIModel
import SourceText

/// What the text of one file says beside its declarations: `#if` conditions by line,
/// object-like macros, `EXPORT_SYMBOL…` lines and kernel-doc comments.
///
/// libclang shows the tree that is left after preprocessing; these four are gone from it or
/// would need its costly preprocessing record. The scanner reads lines, joins those that end
/// in a backslash and looks through comments; it expands nothing.
struct SourceScanner {
    /// A `#define NAME replacement`.
    struct MacroText {
        var name: String
        var replacement: String
        var line: Int
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

    /// Scans a whole file.
    init(_ text: String) {
        let bytes = Array(text.utf8)
        let lines = bytes.split(separator: 10, omittingEmptySubsequences: false)
        var comment: [ArraySlice<UInt8>]?
        var inComment = false
        var pending = ""
        var pendingLine = 0
        var code: [UInt8] = []
        let guardName = Self.includeGuard(in: lines)
        guards.reserveCapacity(lines.count)
        for (index, line) in lines.enumerated() {
            if pending.isEmpty, Self.saysNothing(line, inComment: inComment) {
                comment?.append(line)
                guards.append(currentGuard)
                continue
            }
            if !inComment, Self.opensDocumentation(line) { comment = [] }
            if inComment || comment != nil { comment?.append(line) }
            Self.stripComments(line, inComment: &inComment, into: &code)
            if !inComment, let lines = comment {
                if let doc = KernelDocParser.parse(lines) {
                    documentation[doc.subject] = documentation[doc.subject] ?? doc
                }
                comment = nil
            }
            if pending.isEmpty { pendingLine = index + 1 }
            if code.last == UInt8(ascii: "\\") {
                pending += String(decoding: code.dropLast(), as: UTF8.self) + " "
            } else if !pending.isEmpty || Self.mayBeDirectiveOrExport(code[...]) {
                let whole = pending + String(decoding: code, as: UTF8.self)
                pending = ""
                scan(whole, line: pendingLine, includeGuard: guardName)
            }
            guards.append(currentGuard)
        }
    }

    /// How many lines the file has: one more than line breaks.
    var lineCount: Int { guards.count }

    /// The condition a line stands under; lines count from 1.
    func condition(at line: Int) -> String? {
        guards.indices.contains(line - 1) ? guards[line - 1] : nil
    }

    // MARK: Directives

    private mutating func scan(_ code: String, line: Int, includeGuard: String?) {
        let trimmed = code.utf8.drop(while: Self.isBlank)
        guard let first = trimmed.first else { return }
        if first == UInt8(ascii: "#") {
            let body = trimmed.dropFirst().drop(while: Self.isBlank)
            let word = body.prefix { Self.isOfName($0) && $0 != UInt8(ascii: "_") && $0 > UInt8(ascii: "9") }
            let rest = Self.squeeze(Substring(body[word.endIndex...]))
            directive(String(Substring(word)), rest, line: line, includeGuard: includeGuard)
        } else if trimmed.starts(with: "EXPORT_SYMBOL".utf8) {
            scanExport(Substring(trimmed))
        }
    }

    private mutating func directive(_ word: String, _ rest: String, line: Int, includeGuard: String?) {
        switch word {
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
        let name = bytes.prefix(while: Self.isOfName)
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
        let macro = Substring(code.utf8.prefix(while: Self.isOfName))
        let rest = Substring(code.utf8[macro.endIndex...].drop { $0 == 32 })
        guard rest.first == "(", let close = rest.firstIndex(of: ")") else { return }
        let arguments = rest[rest.index(after: rest.startIndex)..<close].split(separator: ",")
            .map { Self.squeeze($0) }
        guard let symbol = arguments.first, !symbol.isEmpty else { return }
        let namespace =
            arguments.count > 1 ? arguments[1].filter { $0 != "\"" } : nil
        exports[symbol] = exports[symbol] ?? Function.Export(macro: String(macro), namespace: namespace)
    }

    // MARK: Text

    /// `!X` for `X` and the other way round; parentheses where they are needed.
    static func negate(_ text: String) -> String {
        if text.utf8.allSatisfy(isOfName) { return "!" + text }
        if text.utf8.first == UInt8(ascii: "!") {
            let rest = text.utf8.dropFirst()
            if rest.allSatisfy(isOfName) { return String(Substring(rest)) }
        }
        return "!(" + text + ")"
    }

    /// Leading and trailing blanks cut, inner runs of blanks made one.
    static func squeeze(_ text: Substring) -> String {
        let words = text.utf8.split { isBlank($0) || $0 == 13 }
        return String(decoding: Array(words.joined(separator: CollectionOfOne(32))), as: UTF8.self)
    }

    static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 }

    /// Whether a byte can be part of a name, which may have letters of other scripts in it.
    static func isOfName(_ byte: UInt8) -> Bool { SourceTokens.isOfName(byte) || byte >= 128 }

    /// Whether a line without comments is to be looked at.
    private static func mayBeDirectiveOrExport(_ code: ArraySlice<UInt8>) -> Bool {
        let first = code.first { !isBlank($0) }
        return first == UInt8(ascii: "#") || first == UInt8(ascii: "E")
    }

    /// Whether a line opens a kernel-doc comment that goes on after it.
    private static func opensDocumentation(_ line: ArraySlice<UInt8>) -> Bool {
        line.drop(while: isBlank).starts(with: "/**".utf8) && !line.reversed().starts(with: "/*".utf8)
    }

    /// Whether a line can be passed over: most have no directive, no comment, no export.
    private static func saysNothing(_ line: ArraySlice<UInt8>, inComment: Bool) -> Bool {
        if inComment { return !line.contains(UInt8(ascii: "/")) }
        return !mayBeDirectiveOrExport(line)
            && !line.contains {
                $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: "\"")
                    || $0 == UInt8(ascii: "'")
            }
    }

    /// The line without comments; strings are left alone.
    ///
    /// - Parameter result: where it comes to stand, in the place of what was there.
    private static func stripComments(
        _ line: ArraySlice<UInt8>, inComment: inout Bool, into result: inout [UInt8]
    ) {
        result.removeAll(keepingCapacity: true)
        var quote: UInt8?
        var index = line.startIndex
        while index < line.endIndex {
            let byte = line[index]
            let next = index + 1 < line.endIndex ? line[index + 1] : 0
            if inComment {
                if byte == UInt8(ascii: "*"), next == UInt8(ascii: "/") {
                    inComment = false
                    result.append(UInt8(ascii: " "))
                    index += 1
                }
            } else if let open = quote {
                result.append(byte)
                if byte == UInt8(ascii: "\\"), index + 1 < line.endIndex {
                    result.append(next)
                    index += 1
                } else if byte == open {
                    quote = nil
                }
            } else if byte == UInt8(ascii: "/"), next == UInt8(ascii: "*") {
                inComment = true
                index += 1
            } else if byte == UInt8(ascii: "/"), next == UInt8(ascii: "/") {
                break
            } else {
                if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { quote = byte }
                result.append(byte)
            }
            index += 1
        }
        while let last = result.last, last == 32 || last == 9 || last == 13 { result.removeLast() }
    }

    /// The macro of the `#ifndef X` / `#define X` pair that opens a header, if there is one.
    private static func includeGuard(in lines: [ArraySlice<UInt8>]) -> String? {
        var inComment = false
        var candidate: ArraySlice<UInt8>?
        var code: [UInt8] = []
        for line in lines {
            stripComments(line, inComment: &inComment, into: &code)
            let words = code.split(whereSeparator: isBlank)
            guard let first = words.first else { continue }
            if let candidate {
                let isDefined =
                    first.elementsEqual("#define".utf8) && words.count > 1 && words[1] == candidate
                return isDefined ? String(decoding: candidate, as: UTF8.self) : nil
            }
            guard first.elementsEqual("#ifndef".utf8), words.count > 1 else { return nil }
            candidate = words[1]
        }
        return nil
    }
}
