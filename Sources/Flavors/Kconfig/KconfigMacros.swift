import KernelTree
import SourceText

/// Kconfig's text macros: `$(name)`, `$(function,argument,…)`, and assignments of both.
struct KconfigMacros {
    private var definitions: [String: (text: [UInt8], isExpanded: Bool)] = [:]
    private let environment: [String: String]
    private let toolchain: KconfigToolchain

    init(environment: [String: String], toolchain: KconfigToolchain) {
        self.environment = environment
        self.toolchain = toolchain
    }

    /// Takes up an assignment with `=`, `:=` or `+=`.
    mutating func assign(_ name: String, _ sign: String, _ value: [UInt8]) {
        switch sign {
        case ":=":
            definitions[name] = (expand(value), true)
        case "+=":
            let old = definitions[name] ?? ([], false)
            definitions[name] = (
                old.text + [UInt8(ascii: " ")] + (old.isExpanded ? expand(value) : value), old.isExpanded
            )
        default:
            definitions[name] = (value, false)
        }
    }

    /// The text with all macros replaced.
    func expand(_ text: [UInt8]) -> [UInt8] { expand(text, arguments: [], depth: 0) }

    private func expand(_ text: [UInt8], arguments: [[UInt8]], depth: Int) -> [UInt8] {
        guard depth < 40, text.contains(UInt8(ascii: "$")) else { return text }
        var result: [UInt8] = []
        var index = 0
        while index < text.count {
            guard text[index] == UInt8(ascii: "$"), index + 1 < text.count else {
                result.append(text[index])
                index += 1
                continue
            }
            let next = text[index + 1]
            if next == UInt8(ascii: "("), let end = Self.closing(text, from: index + 2) {
                result += call(text[(index + 2)..<end], arguments: arguments, depth: depth + 1)
                index = end + 1
            } else if CLexer.isOfName(next) {
                let end =
                    text[(index + 1)...].firstIndex { !CLexer.isOfName($0) } ?? text.count
                let name = String(decoding: text[(index + 1)..<end], as: UTF8.self)
                result += Array((environment[name] ?? "").utf8)
                index = end
            } else {
                result.append(text[index])
                index += 1
            }
        }
        return result
    }

    private func call(_ inner: ArraySlice<UInt8>, arguments: [[UInt8]], depth: Int) -> [UInt8] {
        var parts: [[UInt8]] = [[]]
        var nesting = 0
        for byte in inner {
            if byte == UInt8(ascii: "(") { nesting += 1 }
            if byte == UInt8(ascii: ")") { nesting -= 1 }
            if byte == UInt8(ascii: ","), nesting == 0 {
                parts.append([])
            } else {
                parts[parts.count - 1].append(byte)
            }
        }
        let expanded = parts.map { expand($0, arguments: arguments, depth: depth) }
        let name = String(decoding: expanded[0], as: UTF8.self)
        if let number = Int(name) {
            return number > 0 && number <= arguments.count ? arguments[number - 1] : []
        }
        let words = expanded.dropFirst().map { word in
            String(decoding: word, as: UTF8.self).trimmingSpaces
        }
        // Ours come first: the tree defines these by running programs.
        if let known = toolchain.value(of: name, words) { return Array(known.utf8) }
        if let definition = definitions[name] {
            guard !definition.isExpanded else { return definition.text }
            return expand(definition.text, arguments: Array(expanded.dropFirst()), depth: depth)
        }
        return Array((environment[name] ?? "").utf8)
    }

    private static func closing(_ text: [UInt8], from start: Int) -> Int? {
        var nesting = 0
        for index in start..<text.count {
            if text[index] == UInt8(ascii: "(") { nesting += 1 }
            if text[index] == UInt8(ascii: ")") {
                if nesting == 0 { return index }
                nesting -= 1
            }
        }
        return nil
    }
}

extension String {
    /// The text without spaces and tabs at both ends.
    var trimmingSpaces: String {
        String(drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
    }
}
