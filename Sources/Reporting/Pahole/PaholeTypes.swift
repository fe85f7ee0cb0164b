/// Types in the words of pahole(1), which are those of the compiler's debug information.
struct PaholeTypes {
    /// Whether a `[]` is written without a number, as at the end of a record.
    var hidesZero = false

    /// A member's type and name, the type filled up to a width; without a name a type in a struct member
    /// of that name.
    func declaration(_ type: CTypeShape, _ name: String, width: Int) -> String {
        switch type {
        case .qualified(.const, let inner):
            return "const " + declaration(inner, name, width: width - 6)
        case .pointer(.function(let result, let parameters, let isVariadic)):
            return Self.filled(Self.name(result), width) + " (*\(name))" + Self.list(parameters, isVariadic)
        case .array:
            return array(type, name, width)
        case .named(let words):
            // C's `%-*s` of the tag alone: a negative width fills up, too.
            guard let keyword = ["struct ", "union ", "enum "].first(where: words.hasPrefix) else { break }
            let tag = String(words.dropFirst(keyword.count))
            return keyword + Self.filled(tag, width - keyword.count) + " " + name
        default: break
        }
        return Self.filled(Self.name(type), width) + " " + name
    }

    /// Compilers give all dimensions in one and say of constant elements that the array is constant, too.
    private func array(_ type: CTypeShape, _ name: String, _ width: Int) -> String {
        var element = type
        var count = 1
        while case .array(let inner, let number) = element { (element, count) = (inner, count * number) }
        let suffix = count == 0 && hidesZero ? "[]" : "[\(count)]"
        guard case .qualified(.const, let inner) = element else {
            return declaration(element, name, width: width) + suffix
        }
        return "const " + declaration(count == 0 ? inner : element, name, width: width - 6) + suffix
    }

    /// A type without a declarator: `long unsigned int`, `const struct x  *`, `char * *`.
    static func name(_ type: CTypeShape) -> String {
        switch type {
        case .named(let words): return integer(words.split(separator: " ").map(String.init))
        case .pointer(.qualified(.const, let inner)):
            if case .pointer = inner { return name(inner) + " const *" }
            return name(.qualified(.const, inner)) + " *"
        case .pointer(let inner): return name(inner) + " *"
        case .qualified(.restrict, let inner): return name(inner) + " restrict "
        case .qualified(let qualifier, let inner): return "\(qualifier.rawValue) \(name(inner)) "
        case .array(let element, _): return name(element)
        case .function(let result, let parameters, let isVariadic):
            return name(result) + " ()" + list(parameters, isVariadic)
        }
    }

    /// `(struct x *, long unsigned int)`
    private static func list(_ parameters: [CTypeShape], _ isVariadic: Bool) -> String {
        guard !parameters.isEmpty else { return "(void)" }
        let words = parameters.map { type -> String in
            guard case .pointer(.function(let result, let inner, let isVariadic)) = type else {
                return name(type)
            }
            return name(result) + " (*)" + list(inner, isVariadic)
        }
        return "(" + words.joined(separator: ", ") + (isVariadic ? ", ...)" : ")")
    }

    /// The size in bytes of a type that is no array and no record.
    static func scalarBytes(of type: CTypeShape, pointerBytes: Int) -> Int {
        guard case .named(let text) = type.unqualified else { return pointerBytes }
        let words = text.split(separator: " ")
        if words.contains("char") || words.contains("_Bool") || words.contains("bool") { return 1 }
        if words.contains("short") { return 2 }
        if words.contains("__int128") { return 16 }
        if words.contains("double") { return words.contains("long") ? 2 * pointerBytes : 8 }
        let longs = words.count { $0 == "long" }
        return longs == 0 ? 4 : longs == 1 ? pointerBytes : 8
    }

    /// The names that compilers give the integer types: `long unsigned int` for `unsigned long`.
    private static func integer(_ words: [String]) -> String {
        let kinds: Set<String> = ["unsigned", "signed", "long", "short", "int", "char"]
        guard words.allSatisfy(kinds.contains) else {
            // The compilers' own typedef and its type have one name there.
            let isWide = words == ["unsigned", "__int128"] || words == ["__uint128_t"]
            return isWide ? "__int128 unsigned" : words.joined(separator: " ")
        }
        let isUnsigned = words.contains("unsigned")
        if words.contains("char") {
            return isUnsigned ? "unsigned char" : words.contains("signed") ? "signed char" : "char"
        }
        var result = words.filter { $0 == "long" || $0 == "short" }
        if isUnsigned { result.append("unsigned") }
        return (result + ["int"]).joined(separator: " ")
    }

    private static func filled(_ text: String, _ width: Int) -> String {
        PaholePrinter.padded(text, abs(width))
    }
}
