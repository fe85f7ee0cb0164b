/// A C type, taken apart from the text that clang writes of it (`int (*)(struct x *, unsigned long)`).
indirect enum CTypeShape: Hashable {
    /// A qualifier that pahole prints.
    enum Qualifier: String { case const, volatile, restrict }

    /// A builtin type, a typedef, `struct x`, `enum x`.
    case named(String)
    /// A qualified type.
    case qualified(Qualifier, CTypeShape)
    /// A pointer.
    case pointer(CTypeShape)
    /// An array; the number of elements is 0 where none is written.
    case array(CTypeShape, Int)
    /// A function.
    case function(CTypeShape, parameters: [CTypeShape], isVariadic: Bool)

    /// Takes a type apart.
    init(_ text: String) {
        var parser = CTypeParser(text)
        self = parser.type()
    }

    /// The type behind qualifiers.
    var unqualified: CTypeShape {
        if case .qualified(_, let inner) = self { return inner.unqualified }
        return self
    }

    /// The type of an array's elements behind all of its dimensions and qualifiers, and how many there are.
    var elements: (type: CTypeShape, count: Int) {
        if case .array(let element, let count) = unqualified {
            let inner = element.elements
            return (inner.type, inner.count * count)
        }
        return (unqualified, 1)
    }
}

/// Reads specifiers and an abstract declarator (C11, 6.7.7).
private struct CTypeParser {
    private var tokens: ArraySlice<String>

    init(_ text: String) { tokens = Self.tokens(of: text)[...] }

    mutating func type() -> CTypeShape {
        var qualifiers: [CTypeShape.Qualifier] = []
        var words: [String] = []
        while let token = tokens.first, !["*", "(", ")", "[", ",", "..."].contains(token) {
            if let qualifier = CTypeShape.Qualifier(rawValue: token) {
                qualifiers.append(qualifier)
            } else {
                words.append(token)
            }
            tokens.removeFirst()
        }
        var base = CTypeShape.named(words.joined(separator: " "))
        for qualifier in qualifiers.reversed() { base = .qualified(qualifier, base) }
        return declarator(base)
    }

    private mutating func declarator(_ base: CTypeShape) -> CTypeShape {
        var result = base
        while let token = tokens.first {
            if token == "*" {
                result = .pointer(result)
            } else if let qualifier = CTypeShape.Qualifier(rawValue: token) {
                result = .qualified(qualifier, result)
            } else {
                break
            }
            tokens.removeFirst()
        }
        // `(*…)`: what is inside stands around what follows.
        guard tokens.first == "(", tokens.dropFirst().first == "*" else { return suffixes(result) }
        let inner = tokens.dropFirst()
        skipParentheses()
        let outer = suffixes(result)
        let rest = tokens
        tokens = inner
        let complete = declarator(outer)
        tokens = rest
        return complete
    }

    private mutating func suffixes(_ type: CTypeShape) -> CTypeShape {
        if tokens.first == "(" {
            tokens.removeFirst()
            var parameters: [CTypeShape] = []
            var isVariadic = false
            while let token = tokens.first, token != ")" {
                if token == "," {
                    tokens.removeFirst()
                } else if token == "..." {
                    isVariadic = true
                    tokens.removeFirst()
                } else {
                    let before = tokens.count
                    parameters.append(self.type())
                    if tokens.count == before { tokens.removeFirst() }
                }
            }
            tokens = tokens.dropFirst()
            if parameters == [.named("void")] { parameters = [] }
            return .function(suffixes(type), parameters: parameters, isVariadic: isVariadic)
        }
        guard tokens.first == "[" else { return type }
        var count = 0
        while let token = tokens.popFirst(), token != "]" { count = Int(token) ?? count }
        return .array(suffixes(type), count)
    }

    private mutating func skipParentheses() {
        var depth = 0
        while let token = tokens.popFirst() {
            if token == "(" { depth += 1 }
            if token == ")" { depth -= 1 }
            if depth == 0 { return }
        }
    }

    /// Words, marks, `...` and `{...}`. `typeof (struct x)` is its type; attributes are left out.
    private static func tokens(of text: String) -> [String] {
        var result: [String] = []
        var word = ""
        var rest = Substring(text)
        while let character = rest.popFirst() {
            if character == "(", word == "__attribute__" || word.hasPrefix("typeof") {
                var inner = ""
                var depth = 1
                while let next = rest.popFirst() {
                    depth += next == "(" ? 1 : next == ")" ? -1 : 0
                    if depth == 0 { break }
                    inner.append(next)
                }
                if word != "__attribute__" { result += tokens(of: inner) }
                word = ""
            } else if "*()[], ".contains(character) {
                if !word.isEmpty { result.append(word) }
                word = ""
                if character != " " { result.append(String(character)) }
            } else {
                word.append(character)
            }
        }
        return word.isEmpty ? result : result + [word]
    }
}
