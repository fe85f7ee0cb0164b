/// The numbers that kinds of statements have in an encoded tree.
enum StatementTag: Int {
    case expression, declare, block, `if`, `while`, doWhile, `for`, `switch`, caseLabel, defaultLabel
    case label, goto, `break`, `continue`, `return`, empty, unsupported
}

/// The numbers that kinds of expressions have in an encoded tree; no statement has one of them.
enum ExpressionTag: Int {
    case integer = 32, string, local, global, function, load, store, update, step, binary, offset, distance
    case unary, and, or, conditional, comma, convert, call, callThrough, statements, compound, event
    case unsupported, assembly
}

extension Statement {
    var tag: StatementTag {
        switch self {
        case .expression: .expression
        case .declare: .declare
        case .block: .block
        case .if: .if
        case .while: .while
        case .doWhile: .doWhile
        case .for: .for
        case .switch: .switch
        case .caseLabel: .caseLabel
        case .defaultLabel: .defaultLabel
        case .label: .label
        case .goto: .goto
        case .break: .break
        case .continue: .continue
        case .return: .return
        case .empty: .empty
        case .unsupported: .unsupported
        }
    }
}

extension Expression.Kind {
    var tag: ExpressionTag {
        switch self {
        case .integer: .integer
        case .string: .string
        case .local: .local
        case .global: .global
        case .function: .function
        case .load: .load
        case .store: .store
        case .update: .update
        case .step: .step
        case .binary: .binary
        case .offset: .offset
        case .distance: .distance
        case .unary: .unary
        case .and: .and
        case .or: .or
        case .conditional: .conditional
        case .comma: .comma
        case .convert: .convert
        case .call: .call
        case .callThrough: .callThrough
        case .statements: .statements
        case .compound: .compound
        case .event: .event
        case .assembly: .assembly
        case .unsupported: .unsupported
        }
    }
}
