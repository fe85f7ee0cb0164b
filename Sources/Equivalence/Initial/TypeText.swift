/// A type as C writes it, taken apart as far as initialisers need it: `const struct pci_device_id[3]`.
struct TypeText {
    /// The type without `const`, `volatile` and `restrict` at its beginning.
    private let text: Substring

    init(_ spelling: some StringProtocol) {
        var rest = Substring(spelling)
        while let word = ["const ", "volatile ", "restrict "].first(where: rest.hasPrefix) {
            rest = rest.dropFirst(word.count)
        }
        text = rest
    }

    /// The name under which a record's layout is known: `struct pci_device_id`.
    var name: String { String(text) }

    /// Whether it is plain `char`, whose arrays are text.
    var isCharacter: Bool { text == "char" }

    /// Whether it is an integer without a sign.
    var isUnsigned: Bool { text.hasPrefix("unsigned") || text == "_Bool" }

    /// What it is an array of, and how many elements it counts: 0 where it does not say.
    var element: (type: TypeText, count: Int)? {
        guard let open = outermostBracket, let close = text[open...].firstIndex(of: "]") else { return nil }
        let count = Int(text[text.index(after: open)..<close]) ?? 0
        let inner = String(text[..<open]) + text[text.index(after: close)...]
        return (TypeText(inner.trimmingBlanks), count)
    }

    /// The first bracket behind the name's place: at the end of the type, or behind the `*` of `int (*[4])(void)`.
    private var outermostBracket: Substring.Index? {
        if text.last == "]" {
            // Brackets at the end stand in a row: `int[2][3]`.
            var open = text.endIndex
            while open > text.startIndex, text[text.index(before: open)] == "]",
                let bracket = text[..<open].lastIndex(of: "[")
            {
                open = bracket
            }
            return open
        }
        guard text.last == ")", let star = text.firstRange(of: "(*") else { return nil }
        let close = text[star.upperBound...].firstIndex(of: ")") ?? text.endIndex
        return text[star.upperBound..<close].firstIndex(of: "[")
    }

    /// What it points to; nil for what is no pointer to data.
    var pointee: TypeText? {
        var rest = text
        while let word = [" const", "const", " volatile", " restrict"].first(where: rest.hasSuffix) {
            rest = rest.dropLast(word.count)
        }
        guard rest.last == "*" else { return nil }
        return TypeText(String(rest.dropLast()).trimmingBlanks)
    }
}

extension String {
    fileprivate var trimmingBlanks: String {
        var text = self[...]
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
