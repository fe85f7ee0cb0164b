/// Numbers for the names of a program: what an instruction holds instead of a string.
///
/// Callees are numbered in the order of their names, so that a list by number is a sorted list.
package struct NameTable: Sendable {
    /// Every function that is defined, declared, called or named, sorted.
    package let calleeNames: [String]
    package let callees: [String: Int32]
    /// Globals sorted by name, then strings sorted by text.
    package let globals: [String: Int]
    package let strings: [String: Int]
    package let globalNames: [String]
    package let texts: [String]

    package init(_ program: Program, shims: some Sequence<String>) {
        var words = Words()
        for body in program.functions.values { words.visit(body.body) }
        for global in program.globals.values {
            for part in global.initializer ?? [] { words.visit(part.value) }
        }
        let names = Set(program.functions.keys).union(program.declarations.keys).union(words.functions)
            .union(shims)
        calleeNames = names.sorted()
        callees = Dictionary(uniqueKeysWithValues: calleeNames.enumerated().map { ($1, Int32($0)) })
        globalNames = program.globals.keys.sorted()
        globals = Dictionary(uniqueKeysWithValues: globalNames.enumerated().map { ($1, $0) })
        texts = words.texts.sorted()
        let first = globalNames.count
        strings = Dictionary(uniqueKeysWithValues: texts.enumerated().map { ($1, $0 + first) })
    }

    package func callee(_ name: String) -> Int32 { callees[name] ?? -1 }
    package func global(_ name: String) -> Int? { globals[name] }
    package func string(_ text: String) -> Int { strings[text] ?? -1 }
}

/// Collects the functions and strings that code names.
private struct Words {
    var functions: Set<String> = []
    var texts: Set<String> = []
    private var depth = 0

    mutating func visit(_ statement: Statement) {
        guard depth <= CodeWriter.nestingLimit else { return }
        depth += 1
        defer { depth -= 1 }
        let statement = CodeWriter.withoutLabels(statement)
        for operand in statement.operands { visit(operand) }
        for inner in statement.innerStatements { visit(inner) }
    }

    mutating func visit(_ expression: Expression) {
        guard depth <= CodeWriter.nestingLimit else { return }
        depth += 1
        defer { depth -= 1 }
        switch expression.kind {
        case .string(let text): texts.insert(text)
        case .function(let name), .call(let name, _): functions.insert(name)
        default: break
        }
        for operand in expression.operands { visit(operand) }
        for statement in expression.innerStatements { visit(statement) }
    }
}
