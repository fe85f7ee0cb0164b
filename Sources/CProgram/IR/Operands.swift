/// What stands directly in statements and expressions, for whoever walks them.
extension Statement {
    /// The expressions directly in it, in the order in which they stand.
    public var operands: [Expression] {
        switch self {
        case .expression(let value), .if(let value, _, _), .while(let value, _),
            .doWhile(_, let value), .switch(let value, _):
            [value]
        case .declare(_, let parts, _): parts.map(\.value)
        case .for(_, let condition, let step, _): [condition, step].compactMap(\.self)
        case .return(let value): value.map { [$0] } ?? []
        case .block, .caseLabel, .defaultLabel, .label, .goto, .break, .continue, .empty, .unsupported: []
        }
    }

    /// The statements directly in it, in the order in which they stand.
    public var innerStatements: [Statement] {
        switch self {
        case .block(let inner): inner
        case .if(_, let then, let otherwise): [then] + (otherwise.map { [$0] } ?? [])
        case .while(_, let body), .doWhile(let body, _), .switch(_, let body), .caseLabel(_, let body),
            .defaultLabel(let body), .label(_, let body):
            [body]
        case .for(let initial, _, _, let body): (initial.map { [$0] } ?? []) + [body]
        case .expression, .declare, .return, .goto, .break, .continue, .empty, .unsupported: []
        }
    }
}

extension Expression {
    /// The expressions directly in it, in the order in which they stand; those of
    /// ``innerStatements`` are not among them.
    public var operands: [Expression] {
        switch kind {
        case .integer, .string, .local, .global, .function, .event, .unsupported: []
        case .load(let inner, _), .unary(_, let inner), .convert(let inner), .step(let inner, _, _, _):
            [inner]
        case .store(let left, let right, _), .update(_, let left, let right, _, _),
            .binary(_, let left, let right), .offset(let left, let right), .distance(let left, let right, _),
            .and(let left, let right), .or(let left, let right), .comma(let left, let right):
            [left, right]
        case .conditional(let condition, let then, let otherwise):
            [condition] + (then.map { [$0] } ?? []) + [otherwise]
        case .call(_, let arguments), .assembly(_, let arguments): arguments
        case .callThrough(let callee, let arguments): [callee] + arguments
        case .statements(_, let value): value.map { [$0] } ?? []
        case .compound(_, let parts): parts.map(\.value)
        }
    }

    /// The statements of a statement expression.
    public var innerStatements: [Statement] {
        if case .statements(let statements, _) = kind { statements } else { [] }
    }
}
