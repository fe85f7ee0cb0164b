import SourceText

/// What the replacement of a macro gives back where that is plain: nothing, or an expression without its parameters.
///
/// It sees through what macros have around a value: parentheses, `({ … })`, `do { … } while (0)`, and arguments that
/// are cast to `void` so that no compiler warns of them.
enum MacroAnswer: Hashable {
    case nothing
    /// An expression that clang may know the value of.
    case expression(String)
    /// A null pointer.
    case null
    /// Anything else.
    case other

    init(_ replacement: String, parameters: [String]) {
        let names = Set(parameters.map { $0.hasSuffix("...") ? String($0.dropLast(3)) : $0 }).union([
            "__VA_ARGS__"
        ])
        self = Words(replacement, names).answer
    }

    /// The tokens of a replacement.
    private struct Words {
        private static let notInValues: Set<String> = [
            "{", "}", ";", "#", "##", "=", "++", "--", "asm", "__asm__",
        ]

        private let names: Set<String>
        private let words: ArraySlice<String>

        init(_ text: String, _ names: Set<String>) {
            self.init(CLexer(Array(text.utf8)).spellings[...], names)
        }

        private init(_ words: ArraySlice<String>, _ names: Set<String>) {
            self.words = words
            self.names = names
        }

        private func part(_ words: ArraySlice<String>) -> Words { Words(words, names) }

        var answer: MacroAnswer {
            if words.isEmpty { return .nothing }
            if let body = loopBody { return part(body).isIdle ? .nothing : .other }
            if let inner = inside("{", "}") { return part(inner).lastStatement }
            let parts = split(by: ",")
            if parts.count > 1 {
                let isIdle = parts.dropLast().allSatisfy { part($0).isVoid }
                return isIdle ? part(parts[parts.count - 1]).answer : .other
            }
            if isVoid { return .nothing }
            if let inner = inside("(", ")") { return part(inner).answer }
            if words.elementsEqual(["NULL"]) || words.elementsEqual(["(", "void", "*", ")", "0"]) {
                return .null
            }
            let isPlain = !words.contains { names.contains($0) || Self.notInValues.contains($0) }
            if !isPlain { return .other }
            return .expression(words.joined(separator: " "))
        }

        /// What stands between the braces of `do { … } while (0)`.
        private var loopBody: ArraySlice<String>? {
            guard words.first == "do", words.suffix(4).elementsEqual(["while", "(", "0", ")"]) else {
                return nil
            }
            return part(words.dropFirst().dropLast(4)).inside("{", "}")
        }

        /// What stands between a first and a last token that belong together.
        private func inside(_ open: String, _ close: String) -> ArraySlice<String>? {
            guard words.first == open, words.last == close else { return nil }
            var depth = 0
            for (offset, word) in words.enumerated() {
                if word == open { depth += 1 }
                if word == close { depth -= 1 }
                if depth == 0, offset < words.count - 1 { return nil }
            }
            return depth == 0 ? words.dropFirst().dropLast() : nil
        }

        /// Whether nothing is done but to name arguments.
        private var isIdle: Bool { split(by: ";").allSatisfy { $0.isEmpty || part($0).isVoid } }

        private var lastStatement: MacroAnswer {
            let statements = split(by: ";").filter { !$0.isEmpty }
            guard let last = statements.last else { return .nothing }
            guard statements.dropLast().allSatisfy({ part($0).isVoid }) else { return .other }
            return part(last).answer
        }

        /// `(void)(x)`, `(void)0`
        private var isVoid: Bool {
            if let inner = inside("(", ")") { return part(inner).isVoid }
            guard words.starts(with: ["(", "void", ")"]) else { return false }
            return words.dropFirst(3).allSatisfy { $0 == "(" || $0 == ")" || $0 == "0" || names.contains($0) }
        }

        /// The stretches between marks that stand in no brackets.
        private func split(by mark: String) -> [ArraySlice<String>] {
            var parts: [ArraySlice<String>] = []
            var depth = 0
            var start = words.startIndex
            for index in words.indices {
                if ["(", "{", "["].contains(words[index]) { depth += 1 }
                if [")", "}", "]"].contains(words[index]) { depth -= 1 }
                if depth == 0, words[index] == mark {
                    parts.append(words[start..<index])
                    start = index + 1
                }
            }
            return parts + [words[start...]]
        }
    }
}
