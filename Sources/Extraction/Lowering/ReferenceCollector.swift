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
        switch statement {
        case .expression(let expression): visit(expression)
        case .declare(_, let parts, _): visit(parts)
        case .block(let statements): for inner in statements { visit(inner) }
        case .choose(let condition, let then, let otherwise):
            visit(condition)
            visit(then)
            if let otherwise { visit(otherwise) }
        case .whileLoop(let condition, let body), .select(let condition, let body):
            visit(condition)
            visit(body)
        case .doLoop(let body, let condition):
            visit(body)
            visit(condition)
        case .forLoop(let initial, let condition, let step, let body):
            if let initial { visit(initial) }
            if let condition { visit(condition) }
            if let step { visit(step) }
            visit(body)
        case .caseLabel(_, let inner), .defaultLabel(let inner), .label(_, let inner): visit(inner)
        case .giveBack(let value): if let value { visit(value) }
        case .jump, .exit, .next, .empty: break
        case .unsupported(let reason, let line): unsupported.append((reason, line))
        }
    }

    private mutating func visit(_ expression: Expression) {
        switch expression.kind {
        case .integer, .string, .local, .event: break
        case .global(let name), .function(let name): names.insert(name)
        case .load(let inner, _), .unary(_, let inner), .convert(let inner), .step(let inner, _, _, _):
            visit(inner)
        case .store(let left, let right, _), .update(_, let left, let right, _, _),
            .binary(_, let left, let right), .offset(let left, let right), .distance(let left, let right, _),
            .and(let left, let right), .or(let left, let right), .comma(let left, let right):
            visit(left)
            visit(right)
        case .conditional(let condition, let then, let otherwise):
            visit(condition)
            if let then { visit(then) }
            visit(otherwise)
        case .call(let name, let arguments):
            names.insert(name)
            for argument in arguments { visit(argument) }
        case .callThrough(let callee, let arguments):
            visit(callee)
            for argument in arguments { visit(argument) }
        case .statements(let statements, let value):
            for statement in statements { visit(statement) }
            if let value { visit(value) }
        case .compound(_, let parts): visit(parts)
        case .unsupported(let reason): unsupported.append((reason, expression.line))
        }
    }
}
