/// Which locals need an address. The others live in registers, which is what makes runs quick.
struct RegisterChoice {
    /// By local: whether something else is done with its address than loading and storing the whole.
    private(set) var needsMemory: [Bool]
    private let locals: [FunctionBody.Local]
    private var depth = 0

    init(_ body: FunctionBody) {
        locals = body.locals
        needsMemory = body.locals.map { local in
            switch local.type {
            case .aggregate, .floating, .void: true
            default: local.type.bits != local.bytes * 8
            }
        }
        visit(body.body)
    }

    /// What is nested too deeply is not compiled either, see ``CodeWriter``.
    private mutating func nested(_ body: (inout Self) -> Void) {
        guard depth < CodeWriter.nestingLimit else { return }
        depth += 1
        body(&self)
        depth -= 1
    }

    private mutating func visit(_ statement: Statement) {
        nested { $0.enter(statement) }
    }

    private mutating func enter(_ statement: Statement) {
        switch CodeWriter.withoutLabels(statement) {
        case .expression(let expression): visit(expression)
        case .declare(let local, let parts, _): visit(local, parts)
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

    private mutating func visit(_ local: Int, _ parts: [Initialization]) {
        for part in parts {
            if part.offset != 0 || !isWhole(local, part.access) { need(local) }
            visit(part.value)
        }
    }

    private mutating func need(_ local: Int) {
        if needsMemory.indices.contains(local) { needsMemory[local] = true }
    }

    private func isWhole(_ local: Int, _ access: Access) -> Bool {
        guard locals.indices.contains(local), access.bitField == nil else { return false }
        return access.type == locals[local].type
    }

    /// An address that is only loaded from or stored to.
    private mutating func address(_ expression: Expression, _ access: Access) {
        if case .local(let local) = expression.kind, isWhole(local, access) { return }
        visit(expression)
    }

    private mutating func visit(_ expression: Expression) {
        nested { $0.enter(expression) }
    }

    private mutating func enter(_ expression: Expression) {
        switch expression.kind {
        case .integer, .string, .global, .function, .event, .unsupported: break
        case .local(let local): need(local)
        case .load(let place, let access), .step(let place, _, _, let access): address(place, access)
        case .store(let place, let value, let access), .update(_, let place, let value, _, let access):
            address(place, access)
            visit(value)
        case .binary(_, let left, let right), .and(let left, let right), .or(let left, let right),
            .comma(let left, let right), .offset(let left, let right), .distance(let left, let right, _):
            visit(left)
            visit(right)
        case .unary(_, let operand), .convert(let operand): visit(operand)
        case .conditional(let condition, let then, let otherwise):
            visit(condition)
            if let then { visit(then) }
            visit(otherwise)
        case .call(_, let arguments): for argument in arguments { visit(argument) }
        case .callThrough(let function, let arguments):
            visit(function)
            for argument in arguments { visit(argument) }
        case .statements(let statements, let value):
            for statement in statements { visit(statement) }
            if let value { visit(value) }
        case .compound(let local, let parts):
            need(local)
            visit(local, parts)
        }
    }
}
