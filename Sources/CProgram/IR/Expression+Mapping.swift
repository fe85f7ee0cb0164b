/// Trees told again with other expressions in them.
extension FunctionBody {
    /// The same body with each expression replaced by what `change` makes of it, after its operands.
    public func mapped(_ change: (Expression) -> Expression) -> FunctionBody {
        var result = self
        result.body = body.mapped(change)
        return result
    }
}

extension Initialization {
    /// The same part with a value made of `change`.
    public func mapped(_ change: (Expression) -> Expression) -> Initialization {
        var result = self
        result.value = value.mapped(change)
        return result
    }
}

extension Statement {
    /// The same statement with each expression replaced by what `change` makes of it, after its operands.
    public func mapped(_ change: (Expression) -> Expression) -> Statement {
        switch self {
        case .expression(let value): .expression(value.mapped(change))
        case .declare(let local, let list, let zeroed):
            .declare(local: local, list.map { $0.mapped(change) }, zeroed: zeroed)
        case .block(let inner): .block(inner.map { $0.mapped(change) })
        case .if(let condition, let then, let otherwise):
            .if(condition.mapped(change), then: then.mapped(change), otherwise: otherwise?.mapped(change))
        case .while(let condition, let body): .while(condition.mapped(change), body: body.mapped(change))
        case .doWhile(let body, let condition): .doWhile(body: body.mapped(change), condition.mapped(change))
        case .for(let initial, let condition, let step, let body):
            .for(
                initial: initial?.mapped(change), condition: condition?.mapped(change),
                step: step?.mapped(change), body: body.mapped(change))
        case .switch(let value, let body): .switch(value.mapped(change), body: body.mapped(change))
        case .caseLabel(let range, let inner): .caseLabel(range, inner.mapped(change))
        case .defaultLabel(let inner): .defaultLabel(inner.mapped(change))
        case .label(let name, let inner): .label(name, inner.mapped(change))
        case .return(let value): .return(value?.mapped(change))
        case .goto, .break, .continue, .empty, .unsupported: self
        }
    }
}

extension Expression {
    /// The same expression with each one in it replaced by what `change` makes of it, after its operands; itself last.
    public func mapped(_ change: (Expression) -> Expression) -> Expression {
        var result = self
        result.kind = kind.mapped {
            $0.mapped(change)
        } parts: {
            $0.mapped(change)
        } statements: {
            $0.mapped(change)
        }
        return change(result)
    }
}

extension Expression.Kind {
    /// The same kind with its operands replaced.
    fileprivate func mapped(
        _ map: (Expression) -> Expression, parts: (Initialization) -> Initialization,
        statements: (Statement) -> Statement
    ) -> Self {
        switch self {
        case .integer, .string, .local, .global, .function, .event, .unsupported: self
        case .load(let address, let access): .load(map(address), access)
        case .store(let address, let value, let access):
            .store(address: map(address), value: map(value), access)
        case .update(let operation, let address, let value, let type, let access):
            .update(operation, address: map(address), value: map(value), in: type, access)
        case .step(let address, let bytes, let isPostfix, let access):
            .step(address: map(address), by: bytes, isPostfix: isPostfix, access)
        case .binary(let operation, let left, let right): .binary(operation, map(left), map(right))
        case .offset(let base, let bytes): .offset(map(base), bytes: map(bytes))
        case .distance(let left, let right, let elementBytes):
            .distance(map(left), map(right), elementBytes: elementBytes)
        case .unary(let operation, let inner): .unary(operation, map(inner))
        case .and(let left, let right): .and(map(left), map(right))
        case .or(let left, let right): .or(map(left), map(right))
        case .conditional(let condition, let then, let otherwise):
            .conditional(map(condition), then: then.map(map), otherwise: map(otherwise))
        case .comma(let first, let second): .comma(map(first), map(second))
        case .convert(let inner): .convert(map(inner))
        case .call(let name, let arguments): .call(name, arguments.map(map))
        case .callThrough(let callee, let arguments): .callThrough(map(callee), arguments.map(map))
        case .statements(let list, let value): .statements(list.map(statements), value: value.map(map))
        case .compound(let local, let list): .compound(local: local, list.map(parts))
        case .assembly(let assembly, let operands): .assembly(assembly, operands.map(map))
        }
    }
}
