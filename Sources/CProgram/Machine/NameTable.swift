/// Numbers for the names of a program: what an instruction holds instead of a string.
///
/// Callees are numbered in the order of their names, so that a list by number is a sorted list.
struct NameTable: Sendable {
    /// Every function that is defined, declared, called or named, sorted.
    let calleeNames: [String]
    let callees: [String: Int32]
    /// Globals sorted by name, then strings sorted by text.
    let globals: [String: Int]
    let strings: [String: Int]
    let globalNames: [String]
    let texts: [String]

    init(_ program: Program, shims: some Sequence<String>) {
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

    func callee(_ name: String) -> Int32 { callees[name] ?? -1 }
    func global(_ name: String) -> Int? { globals[name] }
    func string(_ text: String) -> Int { strings[text] ?? -1 }
}

/// Collects the functions and strings that code names.
private struct Words {
    var functions: Set<String> = []
    var texts: Set<String> = []
    private var depth = 0

    mutating func visit(_ statement: Statement) {
        guard depth < CodeWriter.nestingLimit + 1 else { return }
        depth += 1
        defer { depth -= 1 }
        switch CodeWriter.withoutLabels(statement) {
        case .expression(let expression): visit(expression)
        case .declare(_, let parts, _): for part in parts { visit(part.value) }
        case .block(let statements): for statement in statements { visit(statement) }
        case .choose(let condition, let then, let otherwise):
            visit(condition)
            visit(then)
            if let otherwise { visit(otherwise) }
        case .whileLoop(let condition, let body), .doLoop(let body, let condition),
            .select(let condition, let body):
            visit(condition)
            visit(body)
        case .forLoop(let initial, let condition, let step, let body):
            if let initial { visit(initial) }
            if let condition { visit(condition) }
            if let step { visit(step) }
            visit(body)
        case .giveBack(let value): if let value { visit(value) }
        case .caseLabel, .defaultLabel, .label, .jump, .exit, .next, .empty, .unsupported: break
        }
    }

    mutating func visit(_ expression: Expression) {
        guard depth < CodeWriter.nestingLimit + 1 else { return }
        depth += 1
        defer { depth -= 1 }
        switch expression.kind {
        case .integer, .local, .global, .event, .unsupported: break
        case .string(let text): texts.insert(text)
        case .function(let name): functions.insert(name)
        case .load(let operand, _), .step(let operand, _, _, _), .unary(_, let operand),
            .convert(let operand):
            visit(operand)
        case .store(let left, let right, _), .update(_, let left, let right, _, _),
            .binary(_, let left, let right), .and(let left, let right), .or(let left, let right),
            .comma(let left, let right), .offset(let left, let right), .distance(let left, let right, _):
            visit(left)
            visit(right)
        case .conditional(let condition, let then, let otherwise):
            visit(condition)
            if let then { visit(then) }
            visit(otherwise)
        case .call(let name, let arguments):
            functions.insert(name)
            for argument in arguments { visit(argument) }
        case .callThrough(let function, let arguments):
            visit(function)
            for argument in arguments { visit(argument) }
        case .statements(let statements, let value):
            for statement in statements { visit(statement) }
            if let value { visit(value) }
        case .compound(_, let parts): for part in parts { visit(part.value) }
        }
    }
}
