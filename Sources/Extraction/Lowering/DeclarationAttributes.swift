import ABIModel
import Foundation
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

    /// What a declaration is beside its type, as ``ABIModel/DeclarationAttribute`` has it, sorted. What says where a
    /// function lies is compared with its body.
    static func told(of declaration: Cursor) -> [String] {
        var found: [String] = []
        if declaration.hasAttributes {
            let text = declaration.prettyPrintedHead
            found = texts(in: text, words: ["__attribute__", "asm"])
        }
        switch declaration.kind {
        case .functionDecl:
            let type = declaration.type
            found = found.filter { toldOfFunctions.contains(name(of: $0)) }
            if type.kind == .functionNoProto { found.append(DeclarationAttribute.unprototyped) }
            found += conventions(in: type.spelling)
        case .varDecl:
            found = found.filter { name(of: $0) == "asm" }
            if declaration.isThreadLocal { found.append(DeclarationAttribute.threadLocal) }
        case .typedefDecl:
            // `typedef union { … } t __attribute__((transparent_union))`: it goes to the union.
            let target = declaration.typedefUnderlyingType.declaration
            if target.kind == .unionDecl, target.hasAttributes { found += texts(of: target) }
            found = found.filter { toldOfTypedefs.contains(name(of: $0)) }
        default: return []
        }
        // clang prints the argument that it has for a reason which nobody gave.
        return Set(found.map { $0.hasSuffix("(\"\")") ? String($0.dropLast(4)) : $0 }).sorted()
    }

    /// The attributes of a function type behind its parameters: how it is called.
    private static func conventions(in type: String) -> [String] {
        var rest = type[...]
        var found: [String] = []
        while rest.hasSuffix("))"), let start = rest.range(of: ") __attribute__((", options: .backwards) {
            found.append(String(rest[start.upperBound...].dropLast(2)))
            rest = rest[...start.lowerBound]
        }
        return found
    }

    private static func name(of attribute: String) -> String { String(attribute.prefix { $0 != "(" }) }

    private static let toldOfFunctions: Set = [
        "warn_unused_result", "asm", "regparm", "ms_abi", "sysv_abi", "stdcall", "fastcall", "cdecl", "pcs",
    ]

    private static let toldOfTypedefs: Set = ["aligned", "transparent_union", "may_alias"]

    private static let meaningful: Set = [
        "alias", "aligned", "constructor", "destructor", "ifunc", "naked", "noreturn", "section", "tls_model",
        "visibility",
        "weak", "weakref",
    ]

    /// What stands between the double parentheses of each `__attribute__((…))`.
    static func texts(in declaration: String, words: Set<String> = ["__attribute__"]) -> [String] {
        var scanner = PrintedText(declaration)
        var result: [String] = []
        while let word = scanner.nextWord() {
            guard words.contains(word.text) else { continue }
            if word.text == "asm" {
                if let text = scanner.parenthesized() { result.append("asm(\(text))") }
                continue
            }
            guard scanner.skip("("), let text = scanner.parenthesized() else { continue }
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
