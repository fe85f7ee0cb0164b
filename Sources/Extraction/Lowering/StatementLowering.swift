import CProgram
import LibClang

/// Statements.
extension BodyLowering {
    /// A statement that stands alone.
    func statement(_ cursor: Cursor) -> Statement {
        let list = statements(cursor)
        return list.count == 1 ? list[0] : .block(list)
    }

    /// A statement as what a block holds: a declaration of two variables is two statements.
    private func statements(_ cursor: Cursor) -> [Statement] {
        nested({ [.unsupported($0, line: cursor.line)] }) {
            seenHere {
                switch cursor.kind {
                case .declStmt: declarations(cursor)
                case .nullStmt: [.empty]
                case .compoundStmt: [.block(block(cursor))]
                default: [unnestedStatement(cursor)]
                }
            }
        }
    }

    /// The statements between braces, without those that do nothing.
    private func block(_ cursor: Cursor) -> [Statement] {
        scoped(cursor) { cursor.children.flatMap(statements).filter { !$0.isEmpty } }
    }

    private func unnestedStatement(_ cursor: Cursor) -> Statement {
        if cursor.isExpression { return expressionStatement(cursor) }
        let children = cursor.children
        switch cursor.kind {
        case .ifStmt: return choice(cursor, children)
        case .whileStmt where children.count == 2:
            return .while(value(children[0]), body: bordered(.loop) { statement(children[1]) })
        case .doStmt where children.count == 2:
            return doWhile(bordered(.loop) { statement(children[0]) }, value(children[1]))
        case .forStmt: return forStatement(cursor, children)
        case .switchStmt where children.count == 2:
            return .switch(value(children[0]), body: bordered(.selection) { statement(children[1]) })
        case .caseStmt: return caseLabel(cursor, children)
        case .defaultStmt where children.count == 1: return .defaultLabel(statement(children[0]))
        case .labelStmt where !children.isEmpty:
            return .label(labelName(cursor), statement(children[children.count - 1]))
        case .gotoStmt where children.first?.kind == .labelRef:
            return children[0].referenced.map(goto)
                ?? .unsupported("a goto whose label clang does not know", line: cursor.line)
        case .indirectGotoStmt: return .unsupported("a computed goto", line: cursor.line)
        case .breakStmt: return leaving(.break, outOf: [.loop, .selection])
        case .continueStmt: return leaving(.continue, outOf: [.loop])
        case .returnStmt: return returnStatement(children.first)
        case .gccAsmStmt: return assembly(cursor)
        case .msAsmStmt: return .unsupported("inline assembly", line: cursor.line)
        case .unexposedStmt:
            // A statement with an attribute, such as `fallthrough`.
            let inner = children.filter { $0.isStatement || $0.isExpression }
            if inner.count == 1 { return statement(inner[0]) }
            return inner.isEmpty
                ? .empty : .unsupported("a statement libclang does not name", line: cursor.line)
        default:
            return .unsupported("a statement of kind \(cursor.kind.rawValue)", line: cursor.line)
        }
    }

    // MARK: Expressions as statements

    /// An expression whose value nobody wants.
    func effects(_ cursor: Cursor) -> Expression {
        nested({ unsupported($0, cursor) }) {
            switch cursor.kind {
            case .parenExpr: return operand(cursor).map(effects) ?? value(cursor)
            case .stmtExpr: return statementExpression(cursor, isDiscarded: true)
            case .cStyleCastExpr where cursor.type.canonical.kind == .void:
                return operand(cursor).map(effects) ?? value(cursor)
            default: return value(cursor)
            }
        }
    }

    private func expressionStatement(_ cursor: Cursor) -> Statement {
        let expression = effects(cursor)
        return expression.isIdle ? .empty : .expression(expression)
    }

    /// `({ … })`; its value is that of its last statement.
    func statementExpression(_ cursor: Cursor, isDiscarded: Bool) -> Expression {
        guard let body = cursor.children.first(where: { $0.kind == .compoundStmt }) else {
            return unsupported("a statement expression without a body", cursor)
        }
        let held = isDiscarded ? .void : type(cursor)
        var parts = body.children
        var labels: [Statement] = []
        var last: Cursor?
        if held != .void {
            last = parts.popLast()
            while let labelled = last, labelled.kind == .labelStmt {
                labels.append(.label(labelName(labelled), .empty))
                last = labelled.children.last
            }
        }
        enter(Scope(kind: .block, cursor: body))
        var statements = parts.flatMap(statements).filter { !$0.isEmpty } + labels
        var result = last.map { $0.isExpression ? value($0) : unsupported("the value of a statement", $0) }
        let cleanups = calls(leave().cleanups)
        if !cleanups.isEmpty, let value = result {
            let (kept, load) = keep(value)
            statements.append(kept)
            result = load
        }
        statements += cleanups
        if statements.isEmpty, let result { return result }
        return Expression(.statements(statements, value: result), held, line: cursor.line)
    }

    private func returnStatement(_ cursor: Cursor?) -> Statement {
        guard let cursor else { return returnStatement(nil as Expression?) }
        if cursor.type.canonical.kind == .void {
            return .block([expressionStatement(cursor), returnStatement(nil as Expression?)])
        }
        return returnStatement(value(cursor))
    }

    // MARK: Choices

    /// `if`; a side that a constant condition rules out is left out unless a jump may lead into it.
    private func choice(_ cursor: Cursor, _ children: [Cursor]) -> Statement {
        guard children.count == 2 || children.count == 3 else {
            return .unsupported("an `if` of unknown form", line: cursor.line)
        }
        let condition = value(children[0])
        let otherwise = children.count == 3 ? children[2] : nil
        if let constant = ConstantFolding.constant(condition) {
            let (taken, dropped) = constant != 0 ? (children[1], otherwise) : (otherwise, children[1])
            if !(dropped.map(mayBeJumpedInto) ?? false) { return taken.map(statement) ?? .empty }
        }
        return .if(condition, then: statement(children[1]), otherwise: otherwise.map(statement))
    }

    private func mayBeJumpedInto(_ cursor: Cursor) -> Bool {
        var open = [cursor]
        while let next = open.popLast() {
            if [.labelStmt, .caseStmt, .defaultStmt].contains(next.kind) { return true }
            open += next.children
        }
        return false
    }

    private func caseLabel(_ cursor: Cursor, _ children: [Cursor]) -> Statement {
        guard children.count == 2 || children.count == 3, let body = children.last,
            let low = caseValue(children[0]), let high = children.count == 3 ? caseValue(children[1]) : low
        else { return .unsupported("a case label that clang does not evaluate", line: cursor.line) }
        if children.count == 3, low >= 0, high < 0, case .integer(_, signed: false) = type(children[1]) {
            return .unsupported("a range of case labels up to beyond 2^63", line: cursor.line)
        }
        // `case 5 ... 1:` matches nothing.
        return low <= high ? .caseLabel(low...high, statement(body)) : statement(body)
    }

    private func caseValue(_ cursor: Cursor) -> Int64? {
        ConstantFolding.constant(value(cursor)) ?? cursor.evaluatedInteger
    }

    // MARK: Loops

    /// `do … while (0)`, the dress of macros, is its body where nothing leaves it early.
    private func doWhile(_ body: Statement, _ condition: Expression) -> Statement {
        if ConstantFolding.constant(condition) == 0, !body.leavesLoop { return body }
        return .doWhile(body: body, condition)
    }

    private func forStatement(_ cursor: Cursor, _ children: [Cursor]) -> Statement {
        guard let body = children.last else {
            return .unsupported("a `for` of unknown form", line: cursor.line)
        }
        let written = Array(children.dropLast())
        guard let parts = ForHeader.parts(of: cursor, written, texts: unit.texts, printed: printed) else {
            return .unsupported("a `for` whose parts cannot be told apart", line: cursor.line)
        }
        let list = scoped(cursor) {
            [
                .for(
                    initial: parts.initial.map(statement), condition: parts.condition.map(value),
                    step: parts.step.map(effects), body: bordered(.loop) { statement(body) })
            ]
        }
        return list.count == 1 ? list[0] : .block(list)
    }

    // MARK: Declarations

    private func declarations(_ cursor: Cursor) -> [Statement] {
        cursor.children.compactMap { child in
            guard child.kind == .varDecl else { return nil }
            return declaration(child)
        }
    }

    private func declaration(_ cursor: Cursor) -> Statement? {
        guard cursor.storageClass != .extern else { return nil }
        if cursor.hasGlobalStorage {
            _ = globalName(cursor)
            return nil
        }
        if variableType(cursor).canonical.kind == .variableArray {
            return .unsupported("an array of variable length", line: cursor.line)
        }
        let cleanup = DeclarationAttributes.cleanup(of: cursor)
        if let cleanup, !unit.note(functionNamed: cleanup) {
            return .unsupported(
                "a variable that is cleaned up by `\(cleanup)`, which is not declared", line: cursor.line)
        }
        guard let local = addLocal(cursor) else {
            return .unsupported(
                "a variable of type \(TypeSpelling.canonicalText(cursor.type))", line: cursor.line)
        }
        let viewsBefore = views
        let parts = cursor.initializer.map { initializations(of: variableType(cursor), $0) } ?? Parts()
        // `container_of()` takes what it gets for bytes only to step back by a member's distance.
        if cursor.spelling == "__mptr" {
            views = views.filter { viewsBefore.contains($0) || $0.to != "void" || $0.callee != nil }
        }
        if let cleanup {
            add(.init(local: local, function: cleanup, offset: cursor.expansionOffset))
        }
        return .declare(local: local, parts.list, zeroed: parts.isZeroed)
    }
}

extension Statement {
    /// Whether it does nothing.
    fileprivate var isEmpty: Bool { self == .empty || self == .block([]) }

    /// Whether a `break` or `continue` in it belongs to what encloses it.
    fileprivate var leavesLoop: Bool {
        switch self {
        case .break, .continue: true
        case .while, .doWhile, .for: operands.contains(where: \.mayLeaveLoop)
        // A `break` in a `switch` is its own, a `continue` is not. Within a statement expression they belong to the enclosing
        // loop as well.
        default: operands.contains(where: \.mayLeaveLoop) || innerStatements.contains(where: \.leavesLoop)
        }
    }
}

extension Expression {
    /// Whether a jump out of the enclosing loop stands in it, in a statement expression.
    fileprivate var mayLeaveLoop: Bool {
        innerStatements.contains(where: \.leavesLoop) || operands.contains(where: \.mayLeaveLoop)
    }

    /// Whether evaluating it does nothing and cannot fail: constants, addresses, plain reads of
    /// variables that are not volatile, and operations on them.
    var isIdle: Bool {
        switch kind {
        case .integer, .string, .local, .global, .function: true
        case .load(let address, let access): !access.isVolatile && address.isPlainAddress
        case .convert(let inner), .unary(_, let inner): inner.isIdle
        case .offset(let base, let bytes): base.isIdle && bytes.isIdle
        case .binary(let operation, let left, let right):
            ![.divide, .remainder, .shiftLeft, .shiftRight].contains(operation) && left.isIdle && right.isIdle
        case .statements(let statements, let value): statements.isEmpty && value?.isIdle ?? true
        default: false
        }
    }

    private var isPlainAddress: Bool {
        switch kind {
        case .local, .global: true
        case .offset(let base, let bytes): base.isPlainAddress && ConstantFolding.constant(bytes) != nil
        default: false
        }
    }
}
