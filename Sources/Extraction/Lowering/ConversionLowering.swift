import CProgram
import LibClang

/// Conversions, and the nodes that libclang has no kind for.
extension BodyLowering {
    /// What stands behind `UnexposedExpr`.
    enum Unexposed {
        /// An implicit conversion, or a wrapper that changes nothing.
        case implicit(Cursor)
        /// GNU's `a ?: b`.
        case orElse(Cursor, Cursor)
        /// The side that `__builtin_choose_expr` takes.
        case chosen(Cursor)
        /// `va_arg`: the next argument of a list.
        case variadicArgument(Cursor)
        /// A constant such as `offsetof` and `__builtin_types_compatible_p`.
        case constant(Expression)
        /// None of them.
        case unknown(String)
    }

    /// Tells unexposed nodes apart. An implicit conversion begins at the token at which its operand
    /// begins; `offsetof(…)`, `__builtin_types_compatible_p(typeof(x), …)` and their like begin at
    /// their own.
    func unexposed(_ cursor: Cursor) -> Unexposed {
        let operands = cursor.operands
        // Designated initialisers have the type void, and evaluating one crashes libclang 19.
        if let first = operands.first, first.startsWhere(cursor) {
            if operands.count == 1 {
                return .implicit(first)
            }
            if operands.count == 4, let last = operands.last, operands[1].startsWhere(first) {
                return .orElse(first, last)
            }
            return .unknown("an expression that libclang does not name")
        }
        if operands.count == 1, isArgumentList(operands[0].type) { return .variadicArgument(operands[0]) }
        if operands.count == 3, trueType(operands[0]).canonical.kind != .pointer,
            let condition = operands[0].evaluatedInteger
        {
            return .chosen(operands[condition != 0 ? 1 : 2])
        }
        guard cursor.type.kind != .void, let constant = constant(cursor) else {
            return .unknown("an expression that libclang does not name")
        }
        return .constant(constant)
    }

    private func isArgumentList(_ type: CType) -> Bool {
        TypeSpelling.canonicalText(type).contains("__va_list")
    }

    /// The value of an unexposed node.
    func unexposedValue(_ cursor: Cursor) -> Expression {
        switch unexposed(cursor) {
        case .implicit(let child): implicitConversion(cursor, child)
        case .orElse(let first, let second):
            Expression(
                .conditional(
                    converted(value(first), to: type(cursor)), then: nil,
                    otherwise: converted(value(second), to: type(cursor))), type(cursor), line: cursor.line)
        case .chosen(let child): converted(value(child), to: type(cursor))
        case .variadicArgument(let list):
            // The type is an operand of it.
            variadic(
                "__builtin_va_arg", [list], type(cursor), cursor,
                [
                    Expression(
                        .string(TypeSpelling.canonicalText(cursor.type)), layout.pointer, line: cursor.line)
                ])
        case .constant(let constant): constant
        case .unknown(let reason): unsupported(reason, cursor)
        }
    }

    private func implicitConversion(_ cursor: Cursor, _ child: Cursor) -> Expression {
        let own = trueType(cursor).canonical
        switch trueType(child).canonical.kind {
        case .constantArray, .incompleteArray, .variableArray:
            return own.kind == .pointer ? address(child) : value(child)
        case .functionProto, .functionNoProto:
            return own.kind == .pointer ? address(child) : value(child)
        case .unexposed where own.kind == .pointer:
            // A builtin function has a type of its own.
            return address(child)
        default: break
        }
        if let union = unionValue(cursor, child) { return union }
        guard own.kind != .void else { return effects(child) }
        guard let held = layout.valueType(own) else {
            return unsupported("a value of type \(TypeSpelling.canonicalText(own))", cursor)
        }
        return viewed(child, as: own, held)
    }

    /// The value of a conversion's operand, converted; what is seen as something else is noted.
    private func viewed(_ child: Cursor, as type: CType, _ held: ValueType) -> Expression {
        let callee = argumentCallee
        argumentCallee = nil
        let inner = value(child)
        noteView(of: child, as: type, inner, argumentOf: callee)
        return converted(inner, to: held)
    }

    /// A cast that was written.
    func explicitCast(_ cursor: Cursor) -> Expression {
        guard let child = operand(cursor) else { return unsupported("a cast of nothing", cursor) }
        // An array that a cast is to is `__typeof__` of a parameter, and a pointer.
        let own = cursor.type.isArray ? trueType(child).canonical : cursor.type.canonical
        if own.kind == .void { return effects(child) }
        if let union = unionValue(cursor, child) { return union }
        guard let held = layout.valueType(own) else {
            return unsupported("a value of type \(TypeSpelling.canonicalText(own))", cursor)
        }
        unit.note(type: own)
        let result = viewed(child, as: own, held)
        // A cast settles in which width is computed.
        return result.isWideBitField ? Expression(.convert(result), held, line: cursor.line) : result
    }

    /// GNU's cast to a union, and what a transparent union makes of an argument: an object whose member of that type has the value. Nil
    /// for other conversions.
    private func unionValue(_ cursor: Cursor, _ child: Cursor) -> Expression? {
        let union = cursor.type.canonical
        guard union.kind == .record, union.declaration.kind == .unionDecl,
            child.type.canonical.kind != .record,
            isFunction, let held = layout.valueType(union), let member = layout.valueType(child.type)
        else { return nil }
        let part = Initialization(offset: 0, access: Access(member), value: value(child))
        let object = Expression(
            .compound(local: addUnnamedLocal(held), [part]), layout.pointer, line: cursor.line)
        return Expression(.load(object, Access(held)), held, line: cursor.line)
    }

    /// An expression as a value of another type.
    func converted(_ expression: Expression, to type: ValueType) -> Expression {
        guard expression.type != type else { return expression }
        if case .unsupported = expression.kind {
            return Expression(expression.kind, type, line: expression.line)
        }
        switch (expression.type, type) {
        case (.floating, _), (_, .floating):
            return Expression(.unsupported("floating point"), type, line: expression.line)
        case (.aggregate, _), (_, .aggregate):
            return Expression(.unsupported("a conversion of an aggregate"), type, line: expression.line)
        case (_, .void):
            return expression
        default: break
        }
        if let constant = ConstantFolding.constant(expression), type.bits <= 64 {
            let held = ConstantFolding.held(constant, as: type)
            return Expression(
                .integer(held), type, line: expression.line,
                layout: held == constant ? expression.layout : [])
        }
        return Expression(.convert(expression), type, line: expression.line)
    }
}
