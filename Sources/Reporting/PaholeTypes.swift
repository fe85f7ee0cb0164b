/// Types in the words of pahole(1), which are those of the compiler's debug information.
enum PaholeTypes {
    /// A member's type and name with the type filled up to a width, as pahole lines names up.
    static func declaration(_ type: String, _ name: String, width: Int) -> String {
        if let mark = type.range(of: "(*") {
            let result = PaholePrinter.padded(text(String(type[..<mark.lowerBound])), width)
            return result + " (*" + name + parameters(type[mark.upperBound...])
        }
        let base = type.prefix { $0 != "[" }
        let bounds = type.dropFirst(base.count)
        return PaholePrinter.padded(text(String(base)), width) + " " + name + bounds
    }

    /// The size in bytes of the type that a bit-field is part of.
    static func unitBytes(of type: String) -> Int {
        let words = Set(type.split(separator: " "))
        if words.contains("char") || words.contains("_Bool") || words.contains("bool") { return 1 }
        if words.contains("short") { return 2 }
        return words.contains("long") ? 8 : 4
    }

    /// A type without a declarator: `long unsigned int`, `const struct x  *`, `char * *`.
    static func text(_ type: String) -> String {
        var head = type
        var stars = ""
        while let last = head.last, last == "*" || last == " " || head.hasSuffix("const") {
            if last == "*" {
                stars = stars.isEmpty ? "*" : "* " + stars
                head.removeLast()
            } else if last == " " {
                head.removeLast()
            } else if head.contains("*") {
                stars = stars.isEmpty ? "const" : "const " + stars
                head.removeLast("const".count)
            } else {
                break
            }
        }
        let isConstant = head.hasPrefix("const ")
        let words = integer(head.split(separator: " ").map(String.init)).joined(separator: " ")
        guard !stars.isEmpty else { return words }
        return words + (isConstant ? "  " : " ") + stars
    }

    /// `)(struct x *, unsigned long)` with each parameter in pahole's words.
    private static func parameters(_ rest: Substring) -> String {
        guard let open = rest.firstIndex(of: "("), rest.last == ")" else { return String(rest) }
        let head = rest[...open]
        let inner = rest[rest.index(after: open)..<rest.index(before: rest.endIndex)]
        var parts: [String] = []
        var depth = 0
        var current = ""
        for character in inner {
            if character == "(" { depth += 1 }
            if character == ")" { depth -= 1 }
            if character == ",", depth == 0 {
                parts.append(current)
                current = ""
            } else {
                current.append(character)
            }
        }
        parts.append(current)
        return head + parts.map { parameter($0.drop { $0 == " " }) }.joined(separator: ", ") + ")"
    }

    private static func parameter(_ type: Substring) -> String {
        guard let mark = type.range(of: "(*") else { return text(String(type)) }
        return text(String(type[..<mark.lowerBound])) + " (*" + parameters(type[mark.upperBound...])
    }

    /// The names that compilers give the integer types: `long unsigned int` for `unsigned long`.
    private static func integer(_ words: [String]) -> [String] {
        let kinds: Set<String> = ["unsigned", "signed", "long", "short", "int", "char"]
        guard let start = words.firstIndex(where: kinds.contains) else { return words }
        let run = words[start...].prefix { kinds.contains($0) }
        let longs = run.filter { $0 == "long" }
        let isUnsigned = run.contains("unsigned")
        var result: [String] = longs
        if run.contains("char") {
            result =
                isUnsigned ? ["unsigned", "char"] : run.contains("signed") ? ["signed", "char"] : ["char"]
        } else {
            if run.contains("short") { result.append("short") }
            if isUnsigned { result.append("unsigned") }
            result.append("int")
        }
        return Array(words[..<start]) + result + words[run.endIndex...]
    }
}

extension StringProtocol {
    /// Where a text stands first.
    fileprivate func range(of needle: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(needle) { return start..<index(start, offsetBy: needle.count) }
            start = index(after: start)
        }
        return nil
    }
}
