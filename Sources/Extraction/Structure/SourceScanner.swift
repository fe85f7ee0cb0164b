import ABIModel

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
            let code = Self.stripComments(line, inComment: &inComment)
            if !inComment, let lines = comment {
                if let doc = KernelDocParser.parse(lines) {
                    documentation[doc.subject] = documentation[doc.subject] ?? doc
                }
                comment = nil
            }
            if pending.isEmpty { pendingLine = index + 1 }
            if code.utf8.last == UInt8(ascii: "\\") {
                pending += code.dropLast() + " "
                guards.append(currentGuard)
                continue
            }
            let whole = pending + code
            pending = ""
            scan(whole, line: pendingLine, includeGuard: guardName)
            guards.append(currentGuard)
        }
    }

    /// The condition a line stands under; lines count from 1.
    func condition(at line: Int) -> String? {
        guards.indices.contains(line - 1) ? guards[line - 1] : nil
    }

    // MARK: Directives

    private mutating func scan(_ code: String, line: Int, includeGuard: String?) {
        let trimmed = code.drop { $0 == " " || $0 == "\t" }
        guard let first = trimmed.first else { return }
        if first == "#" {
            let body = trimmed.dropFirst().drop { $0 == " " || $0 == "\t" }
            let word = body.prefix { $0.isLetter }
            let rest = Self.squeeze(body.dropFirst(word.count))
            directive(String(word), rest, line: line, includeGuard: includeGuard)
        } else if first == "E", trimmed.hasPrefix("EXPORT_SYMBOL") {
            scanExport(trimmed)
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
        let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        let after = rest.dropFirst(name.count)
        guard !name.isEmpty, after.first != "(", String(name) != includeGuard else { return }
        macros.append(
            MacroText(name: String(name), replacement: String(after.drop { $0 == " " }), line: line))
    }

    /// `EXPORT_SYMBOL(x)`, `EXPORT_SYMBOL_GPL(x)`, `EXPORT_SYMBOL_NS(x, NAMESPACE)`, …
    private mutating func scanExport(_ code: Substring) {
        let macro = code.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        let rest = code.dropFirst(macro.count).drop { $0 == " " }
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
        let isWord = text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
        if isWord { return "!" + text }
        if text.first == "!" {
            let rest = text.dropFirst()
            if rest.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }) { return String(rest) }
        }
        return "!(" + text + ")"
    }

    /// Leading and trailing blanks cut, inner runs of blanks made one.
    static func squeeze(_ text: Substring) -> String {
        text.split { $0 == " " || $0 == "\t" || $0 == "\r" }.joined(separator: " ")
    }

    static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 }

    /// Whether a line opens a kernel-doc comment that goes on after it.
    private static func opensDocumentation(_ line: ArraySlice<UInt8>) -> Bool {
        line.drop(while: isBlank).starts(with: "/**".utf8) && !line.reversed().starts(with: "/*".utf8)
    }

    /// Whether a line can be passed over: most have no directive, no comment, no export.
    private static func saysNothing(_ line: ArraySlice<UInt8>, inComment: Bool) -> Bool {
        if inComment { return !line.contains(UInt8(ascii: "/")) }
        let first = line.first { !isBlank($0) }
        guard first != UInt8(ascii: "#"), first != UInt8(ascii: "E") else { return false }
        return !line.contains {
            $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: "\"")
                || $0 == UInt8(ascii: "'")
        }
    }

    /// The line without comments; strings are left alone.
    static func stripComments(_ line: ArraySlice<UInt8>, inComment: inout Bool) -> String {
        let bytes = Array(line)
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var quote: UInt8?
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            let next = index + 1 < bytes.count ? bytes[index + 1] : 0
            if inComment {
                if byte == UInt8(ascii: "*"), next == UInt8(ascii: "/") {
                    inComment = false
                    result.append(UInt8(ascii: " "))
                    index += 1
                }
            } else if let open = quote {
                result.append(byte)
                if byte == UInt8(ascii: "\\"), index + 1 < bytes.count {
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
        return String(decoding: result, as: UTF8.self)
    }

    /// The macro of the `#ifndef X` / `#define X` pair that opens a header, if there is one.
    private static func includeGuard(in lines: [ArraySlice<UInt8>]) -> String? {
        var inComment = false
        var candidate: String?
        for line in lines {
            let code = stripComments(line, inComment: &inComment)
            let words = code.split { $0 == " " || $0 == "\t" }
            guard let first = words.first else { continue }
            if let candidate {
                return first == "#define" && words.count > 1 && words[1] == candidate ? candidate : nil
            }
            guard first == "#ifndef", words.count > 1 else { return nil }
            candidate = String(words[1])
        }
        return nil
    }
}
