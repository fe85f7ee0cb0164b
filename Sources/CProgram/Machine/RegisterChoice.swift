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

    private mutating func visit(_ statement: Statement) {
        // What is nested too deeply is not written as code either, see `CodeWriter`.
        guard depth <= CodeWriter.nestingLimit else { return }
        depth += 1
        defer { depth -= 1 }
        let statement = CodeWriter.withoutLabels(statement)
        if case .declare(let local, let parts, _) = statement { initialize(local, parts) }
        for operand in statement.operands { visit(operand) }
        for inner in statement.innerStatements { visit(inner) }
    }

    private mutating func visit(_ expression: Expression) {
        guard depth <= CodeWriter.nestingLimit else { return }
        depth += 1
        defer { depth -= 1 }
        var operands = expression.operands
        switch expression.kind {
        case .local(let local): need(local)
        case .load(let place, let access), .step(let place, _, _, let access),
            .store(let place, _, let access), .update(_, let place, _, _, let access):
            if case .local(let local) = place.kind, isWhole(local, access) { operands.removeFirst() }
        case .compound(let local, _): need(local)
        default: break
        }
        for operand in operands { visit(operand) }
        for statement in expression.innerStatements { visit(statement) }
    }

    private mutating func initialize(_ local: Int, _ parts: [Initialization]) {
        for part in parts where part.offset != 0 || !isWhole(local, part.access) { need(local) }
    }

    private mutating func need(_ local: Int) {
        if needsMemory.indices.contains(local) { needsMemory[local] = true }
    }

    /// Whether an access to the start of a local is to all of it, as what it is, and need not be seen as an access.
    private func isWhole(_ local: Int, _ access: Access) -> Bool {
        guard locals.indices.contains(local), access.bitField == nil, !access.isVolatile else { return false }
        return access.type == locals[local].type
    }
}
