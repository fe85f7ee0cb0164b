/// An `asm` statement as clang writes it from its syntax tree: macros expanded, literals joined.
struct AssemblyText: Equatable {
    /// An output or input without its expression.
    struct Operand: Equatable {
        /// The name in `[name] "r" (value)`, or "".
        var name: String
        /// The constraint.
        var constraint: String
    }

    var template = ""
    var isVolatile = false
    var isGoto = false
    var outputs: [Operand] = []
    var inputs: [Operand] = []
    var clobbers: [String] = []
    var labels: [String] = []

    /// The statements of a function's text, in the order in which they begin. What stands in the operand of `sizeof`,
    /// `typeof` and their like is passed over: nothing of it runs.
    static func all(in function: String) -> [AssemblyText]? {
        var scanner = PrintedText(function)
        var result: [AssemblyText] = []
        while let word = scanner.nextWord() {
            if word.isUnevaluated {
                scanner.skipParentheses()
            } else if word.text == "asm", word.beginsLine {
                // What stands in the operands is read again: a statement may stand in one.
                var inside = scanner
                guard let text = AssemblyText(&inside) else { return nil }
                result.append(text)
            }
        }
        return result
    }

    /// Reads on behind the word `asm`; nil where that is no statement.
    private init?(_ scanner: inout PrintedText) {
        while let word = scanner.word() {
            switch word {
            case "volatile": isVolatile = true
            case "goto": isGoto = true
            case "inline": break
            default: return nil
            }
        }
        guard scanner.skip("("), let text = scanner.literal() else { return nil }
        template = text
        if scanner.skip(":") {
            guard let list = Self.operands(&scanner) else { return nil }
            outputs = list
        }
        if scanner.skip(":") {
            guard let list = Self.operands(&scanner) else { return nil }
            inputs = list
        }
        if scanner.skip(":") {
            while let clobber = scanner.literal() {
                clobbers.append(clobber)
                if !scanner.skip(",") { break }
            }
        }
        if scanner.skip(":") {
            while let label = scanner.word() {
                labels.append(label)
                if !scanner.skip(",") { break }
            }
        }
        guard scanner.skip(")") else { return nil }
    }

    /// The text of assembly at file scope as clang prints it, `__asm ("…")`; nil for another declaration. Numbers that macros make
    /// are taken out of names.
    static func fileScope(_ declaration: String) -> String? {
        var scanner = PrintedText(declaration)
        guard let word = scanner.word(), ["asm", "__asm"].contains(word), scanner.skip("("),
            let text = scanner.literal()
        else { return nil }
        return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.split(separator: " ", omittingEmptySubsequences: false)
                .map { word in NumberedNames.plain(String(word)) }.joined(separator: " ")
        }.joined(separator: "\n")
    }

    private static func operands(_ scanner: inout PrintedText) -> [Operand]? {
        var result: [Operand] = []
        while true {
            var name = ""
            if scanner.skip("[") {
                guard let word = scanner.word(), scanner.skip("]") else { return nil }
                name = word
            }
            guard let constraint = scanner.literal() else { return result }
            guard scanner.skipParentheses() else { return nil }
            result.append(Operand(name: name, constraint: constraint))
            if !scanner.skip(",") { return result }
        }
    }

    // MARK: Names of operands

    /// A template or constraint with numbers in place of the names of operands, so that another name is no
    /// difference. Labels are counted behind the operands, as GCC does but for its second count of `+` operands.
    func numbered(_ text: String) -> String {
        let names = (outputs + inputs).map(\.name) + labels
        guard text.contains("[") else { return text }
        var result = ""
        var rest = text[...]
        while let open = rest.firstIndex(of: "[") {
            guard let close = rest[open...].firstIndex(of: "]"),
                let number = names.firstIndex(of: String(rest[rest.index(after: open)..<close]))
            else {
                result += rest[...open]
                rest = rest[rest.index(after: open)...]
                continue
            }
            result += rest[..<open] + String(number)
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }

    /// Whether a number names a label of the template: by itself, or as the operand of that place.
    static func names(label number: Int64, operand: Int, in template: String) -> Bool {
        let labels = template.split { $0.isWhitespace || $0 == ";" }.filter { $0.hasSuffix(":") }
        return labels.contains { $0 == "%c\(operand):" || $0 == "\(number):" }
    }

    /// A template whose numeric labels are counted from 1 in the order in which they stand: macros make them with `__COUNTER__`.
    static func withPlainLabels(_ template: String) -> String {
        var numbers: [Substring: Int] = [:]
        for word in template.split(whereSeparator: { $0.isWhitespace || $0 == ";" }) where word.hasSuffix(":")
        {
            let label = word.dropLast()
            if label.allSatisfy(\.isNumber), numbers[label] == nil { numbers[label] = numbers.count + 1 }
        }
        var result = ""
        var rest = template[...]
        while let start = rest.firstIndex(where: \.isNumber) {
            let isOwn = rest[..<start].last.map { !$0.isLetter && $0 != "_" } ?? true
            let digits = rest[start...].prefix(while: \.isNumber)
            let after = rest[digits.endIndex...].prefix { $0.isLetter || $0 == "_" }
            let isLabel = isOwn && ["", "b", "f"].contains(after)
            result += rest[..<start]
            result += (isLabel ? numbers[digits] : nil).map(String.init) ?? String(digits)
            rest = rest[digits.endIndex...]
        }
        return result + rest
    }

    // MARK: What it is

    /// Whether it only leaves a mark for tools: no instruction, no operand, and no barrier to the compiler.
    var isAnnotation: Bool {
        !template.allSatisfy(\.isWhitespace) && !template.contains("nop") && outputs.isEmpty
            && clobbers.isEmpty && labels.isEmpty
    }

    /// Whether it makes the trap of a `WARN` or `BUG`: an entry of the table of bugs, or an instruction that traps.
    var isTrap: Bool {
        if template.contains("__bug_table") { return true }
        let words = template.split { !($0.isLetter || $0.isNumber || $0 == "_") }
        return words.contains { Self.traps.contains($0) }
    }

    /// Instructions that architectures use for `BUG()`.
    private static let traps: Set<Substring> = [
        "ud2", "ud1", "brk", "udf", "ebreak", "unimp", "twi", "tdi", "trap", "trapa", "illtrap", "bugchk",
    ]
}
