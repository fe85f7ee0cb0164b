import CProgram

/// Walks lowered code for what it refers to, so that only what is left after constant branches were
/// taken out enters the program.
struct ReferenceCollector {
    /// Functions called or pointed to, and globals.
    private(set) var names: Set<String> = []
    /// What was not lowered, in source order.
    private(set) var unsupported: [(reason: String, line: Int)] = []

    /// Nothing.
    init() {}

    /// What a statement refers to.
    init(_ statement: Statement) { visit(statement) }

    /// What an initialiser refers to.
    init(_ parts: [Initialization]) { visit(parts) }

    private mutating func visit(_ parts: [Initialization]) {
        for part in parts { visit(part.value) }
    }

    private mutating func visit(_ statement: Statement) {
        if case .unsupported(let reason, let line) = statement { note(reason, line) }
        for operand in statement.operands { visit(operand) }
        for inner in statement.innerStatements { visit(inner) }
    }

    private mutating func visit(_ expression: Expression) {
        switch expression.kind {
        case .global(let name), .function(let name), .call(let name, _): names.insert(name)
        case .unsupported(let reason): note(reason, expression.line)
        default: break
        }
        for statement in expression.innerStatements { visit(statement) }
        for operand in expression.operands { visit(operand) }
    }

    /// Notes once what stands several times on a line.
    private mutating func note(_ reason: String, _ line: Int) {
        if let last = unsupported.last, last == (reason, line) { return }
        unsupported.append((reason, line))
    }
}
