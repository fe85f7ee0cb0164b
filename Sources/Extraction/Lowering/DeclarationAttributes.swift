import LibClang

/// The attributes of a function or variable in C's words, macros expanded: `section(".init.text")`, `cleanup(f)`. libclang shows
/// most of them without a name and without their arguments, so they are read from what clang prints of the declaration.
enum DeclarationAttributes {
    /// The attributes in clang's order.
    static func texts(of declaration: Cursor) -> [String] {
        declaration.hasAttributes ? texts(in: declaration.prettyPrintedHead) : []
    }

    /// The attributes that say where a function or variable lies and what it stands for, of the definition and of the first
    /// declaration, sorted. Those that only advise the compiler are left out.
    static func linkage(of declaration: Cursor) -> [String] {
        let first = declaration.canonical
        let all = texts(of: declaration) + (first == declaration ? [] : texts(of: first))
        return Set(all.filter { text in meaningful.contains(String(text.prefix { $0 != "(" })) }).sorted()
    }

    private static let meaningful: Set = [
        "alias", "aligned", "constructor", "destructor", "ifunc", "naked", "noreturn", "section", "tls_model",
        "visibility",
        "weak", "weakref",
    ]

    /// What stands between the double parentheses of each `__attribute__((…))`.
    static func texts(in declaration: String) -> [String] {
        var scanner = PrintedText(declaration)
        var result: [String] = []
        while let word = scanner.nextWord() {
            guard word.text == "__attribute__", scanner.skip("("), let text = scanner.parenthesized() else {
                continue
            }
            result.append(text)
        }
        return result
    }

    /// The function that runs when a variable goes out of scope (`__attribute__((cleanup(f)))`), or nil.
    static func cleanup(of variable: Cursor) -> String? {
        for text in texts(of: variable) where text.hasPrefix("cleanup(") {
            return String(text.dropFirst("cleanup(".count).dropLast())
        }
        return nil
    }
}
