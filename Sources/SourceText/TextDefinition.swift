/// What a C text defines or declares, told from the text alone.
///
/// What does not size or number anything is left out of ``uses``: what a member only points to, the types of a
/// function. What is doubtful is in it.
public struct TextDefinition: Hashable, Sendable {
    /// What is defined.
    public enum Kind: Hashable, Sendable {
        /// A macro with its replacement.
        case macro
        /// A record, an enum or a typedef.
        case type
        /// An inline function, as far as it gives something back.
        case function
        /// A prototype, a variable, or a function that is not inline: nothing is made of it.
        case declaration
    }

    /// What is defined.
    public var kind: Kind
    /// What it gives names to: the macro, tags, typedefs, the constants of an enum; of a function, its own.
    public var names: Set<String>
    /// The names that it is made of, and those that its `#if` lines ask for.
    public var uses: Set<String>
    /// Its words and marks, comments and space left out, and the conditions that it stands under: where two are the same,
    /// the texts say the same.
    public var text: [String] = []
}

extension CLexer {
    /// The definitions of the text, in order, whatever condition they stand under.
    public var definitions: [TextDefinition] {
        var reader = DefinitionReader(self)
        return reader.run()
    }
}

/// Takes a text apart into definitions.
private struct DefinitionReader {
    private let source: CLexer
    private var found: [TextDefinition] = []
    /// The `#if` lines that are open: their names, and the lines themselves up to the branch that is read.
    private var conditions: [(names: Set<String>, lines: [String])] = []
    /// The declaration so far: its words and marks, where each stands, and the conditions that were met in it.
    private var words: [String] = []
    private var start: Int?
    private var inner: Set<String> = []
    /// All of it as it is written, and what it stands under.
    private var outline: [String] = []
    private var braces = 0
    private var parentheses = 0
    private var isFunction = false

    init(_ source: CLexer) { self.source = source }

    mutating func run() -> [TextDefinition] {
        var position = 0
        while let token = source.token(from: position) {
            position = token.range.upperBound
            switch token.kind {
            case .comment: continue
            case .directive: take(source.directive(at: token.range.lowerBound))
            case .literal:
                take("\"", at: token.range)
                outline.append(String(decoding: source.bytes[token.range], as: UTF8.self))
            case .word, .mark:
                take(String(decoding: source.bytes[token.range], as: UTF8.self), at: token.range)
            }
        }
        return found
    }

    private mutating func take(_ directive: CDirective) {
        switch directive.word {
        case "if", "ifdef", "ifndef":
            let names = Self.names(in: directive.rest)
            conditions.append((names, [Self.line(directive)]))
            note(directive, names)
        case "elif", "else":
            guard !conditions.isEmpty else { return }
            let names = Self.names(in: directive.rest)
            conditions[conditions.count - 1].names.formUnion(names)
            conditions[conditions.count - 1].lines.append(Self.line(directive))
            note(directive, names)
        case "endif":
            _ = conditions.popLast()
            note(directive, [])
        case "define":
            let name = directive.name
            guard !name.isEmpty else { return }
            let replacement = directive.rest.dropFirst(name.utf8.count)
            var uses = Self.names(in: replacement).union(around)
            uses.remove(name)
            found.append(
                TextDefinition(
                    kind: .macro, names: [name], uses: uses, text: lines + Self.words(of: replacement)))
        default: break
        }
    }

    /// A condition within a declaration is part of it.
    private mutating func note(_ directive: CDirective, _ names: Set<String>) {
        guard start != nil else { return }
        inner.formUnion(names)
        outline.append(Self.line(directive))
    }

    private static func line(_ directive: CDirective) -> String {
        "#\(directive.word) " + words(of: directive.rest[...]).joined(separator: " ")
    }

    private static func words(of code: ArraySlice<UInt8>) -> [String] {
        let lexer = CLexer(Array(code))
        var result: [String] = []
        var position = 0
        while let token = lexer.token(from: position) {
            position = token.range.upperBound
            if token.kind != .comment {
                result.append(String(decoding: lexer.bytes[token.range], as: UTF8.self))
            }
        }
        return result
    }

    private var lines: [String] { conditions.flatMap(\.lines) }

    private var around: Set<String> { conditions.reduce(into: []) { $0.formUnion($1.names) } }

    private mutating func take(_ word: String, at range: Range<Int>) {
        switch word {
        case "{":
            if braces == 0, let start {
                isFunction = FunctionHeader.ends(source.joined(start..<range.lowerBound)[...])
                // `extern "C" {` opens nothing.
                if words == ["extern", "\""] { return begin() }
            }
            braces += 1
        case "}": braces = max(0, braces - 1)
        case "(": parentheses += 1
        case ")": parentheses = max(0, parentheses - 1)
        case ";" where braces == 0 && parentheses == 0: return end()
        default: break
        }
        if start == nil {
            guard word != "}" else { return }
            start = range.lowerBound
            inner = around
            outline = lines
        }
        words.append(word)
        if word != "\"" { outline.append(word) }
        if word == "}", braces == 0, isFunction { end() }
    }

    private mutating func begin() {
        words = []
        start = nil
        isFunction = false
        parentheses = 0
    }

    private mutating func end() {
        defer { begin() }
        guard !words.isEmpty else { return }
        if isFunction { return addFunction() }
        let isTypedef = words.first == "typedef"
        guard isTypedef || words.contains("{") && !words.prefix(while: { $0 != "{" }).contains("=") else {
            return addDeclaration()
        }
        var reading = TypeReading(isTypedef: isTypedef)
        reading.read(words)
        guard !reading.names.isEmpty else { return }
        found.append(
            TextDefinition(
                kind: .type, names: reading.names,
                uses: reading.uses.union(inner).subtracting(reading.names), text: outline))
    }

    /// What a function gives back stands between `return` and `;`.
    private mutating func addFunction() {
        guard let open = words.firstIndex(of: "("), open > 0 else { return }
        guard words[..<open].contains(where: { $0.contains("inline") }) else { return addDeclaration() }
        var uses: Set<String> = []
        var isReturning = false
        for word in words[open...] {
            if word == "return" { isReturning = true } else if word == ";" { isReturning = false }
            if isReturning, Self.isName(word) { uses.insert(word) }
        }
        uses.remove("return")
        found.append(
            TextDefinition(kind: .function, names: [words[open - 1]], uses: uses.union(inner), text: outline))
    }

    private mutating func addDeclaration() {
        let head = words.prefix { $0 != "=" && $0 != "{" }
        let end = head.firstIndex { $0 == "(" || $0 == "[" } ?? head.endIndex
        guard end > 1, Self.isName(head[end - 1]) else { return }
        // `struct x;` says nothing.
        guard head.count != 2 || !["struct", "union", "enum"].contains(head[0]) else { return }
        found.append(TextDefinition(kind: .declaration, names: [head[end - 1]], uses: [], text: outline))
    }

    static func isName(_ word: String) -> Bool {
        word.utf8.first.map { CLexer.isOfName($0) && !(48...57).contains($0) } ?? false
    }

    /// The names in a piece of code; numbers and comments are none.
    private static func names(in code: some Collection<UInt8>) -> Set<String> {
        Set(
            code.split { !CLexer.isOfName($0) }.map { String(decoding: $0, as: UTF8.self) }
                .filter { isName($0) && $0 != "defined" })
    }
}

/// What a declaration of types defines and is made of.
private struct TypeReading {
    let isTypedef: Bool
    var names: Set<String> = []
    var uses: Set<String> = []
    /// The braces that are open: whether each is an enum's.
    private var open: [Bool] = []
    /// What was read since the last `;`, `,` of an enum, or brace.
    private var piece: [String] = []

    private static let tags: Set<String> = ["struct", "union", "enum"]
    private static let noTags: Set<String> = ["__packed", "__attribute__", "__aligned", "__randomize_layout"]

    init(isTypedef: Bool) { self.isTypedef = isTypedef }

    mutating func read(_ words: [String]) {
        var parentheses = 0
        for word in words {
            switch word {
            case "(": parentheses += 1
            case ")": parentheses -= 1
            default: break
            }
            switch word {
            case "{": enter()
            case "}": leave()
            case ";": endPiece()
            case "," where open.last == true && parentheses == 0: endPiece()
            default: piece.append(word)
            }
        }
        if isTypedef { names.formUnion(declared) }
        endPiece()
    }

    private mutating func enter() {
        let keyword = piece.lastIndex(where: Self.tags.contains)
        if let keyword {
            var index = keyword + 1
            while index < piece.count {
                let isCalled = index + 1 < piece.count && piece[index + 1] == "("
                if DefinitionReader.isName(piece[index]), !isCalled, !Self.noTags.contains(piece[index]) {
                    names.insert(piece[index])
                    break
                }
                index += isCalled ? (piece[index...].firstIndex(of: ")") ?? piece.count) - index + 1 : 1
            }
        }
        open.append(keyword.map { piece[$0] == "enum" } ?? (open.last ?? false))
        piece = []
    }

    private mutating func leave() {
        endPiece()
        _ = open.popLast()
        piece = []
    }

    private mutating func endPiece() {
        defer { piece = [] }
        guard !piece.isEmpty else { return }
        if open.last == true {
            if DefinitionReader.isName(piece[0]) { names.insert(piece[0]) }
            uses.formUnion(piece.dropFirst().filter(DefinitionReader.isName))
            return
        }
        let isPointer = piece.contains("*")
        var depth = 0
        var isWidth = false
        for word in piece {
            if word == "[" {
                depth += 1
            } else if word == "]" {
                depth -= 1
            } else if word == ":" {
                isWidth = true
            }
            if DefinitionReader.isName(word), !isPointer || depth > 0 || isWidth { uses.insert(word) }
        }
        uses.subtract(Self.tags)
    }

    /// The names that a typedef declares, when all but them was read.
    private var declared: [String] {
        var result: [String] = []
        for part in piece.split(separator: ",") {
            if let star = part.firstIndex(of: "*"), star > part.startIndex, part[star - 1] == "(" {
                result += part[star...].first(where: DefinitionReader.isName).map { [$0] } ?? []
                continue
            }
            var depth = 0
            var last: String?
            for (index, word) in zip(part.indices, part) {
                if word == "(" || word == "[" { depth += 1 } else if word == ")" || word == "]" { depth -= 1 }
                let isCalled = index + 1 < part.endIndex && part[index + 1] == "("
                if depth == 0, !isCalled, DefinitionReader.isName(word), !Self.noTags.contains(word) {
                    last = word
                }
            }
            result += last.map { [$0] } ?? []
        }
        return result
    }
}
