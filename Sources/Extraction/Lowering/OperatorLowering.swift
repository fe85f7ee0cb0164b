import CProgram
import LibClang

/// Operators.
extension BodyLowering {
    // MARK: Unary

    /// A unary operator's value.
    func unary(_ cursor: Cursor) -> Expression {
        guard let operand = operand(cursor), let operation = cursor.unaryOperator else {
            return unsupported("an operator that libclang does not name", cursor)
        }
        switch operation {
        case .addressOf: return address(operand)
        case .dereference:
            return isFunction(cursor.type) ? value(operand) : load(cursor)
        case .plus, .extension: return value(operand)
        case .minus: return unary(.negate, value(operand), cursor)
        case .not: return unary(.not, value(operand), cursor)
        case .logicalNot: return unary(.logicalNot, value(operand), cursor)
        case .postIncrement: return step(cursor, operand, by: 1, isPostfix: true)
        case .postDecrement: return step(cursor, operand, by: -1, isPostfix: true)
        case .preIncrement: return step(cursor, operand, by: 1, isPostfix: false)
        case .preDecrement: return step(cursor, operand, by: -1, isPostfix: false)
        }
    }

    private func isFunction(_ type: CType) -> Bool {
        [.functionProto, .functionNoProto].contains(type.canonical.kind)
    }

    private func unary(_ operation: UnaryOperation, _ operand: Expression, _ cursor: Cursor) -> Expression {
        let type = type(cursor)
        if case .floating = operand.type { return unsupported("floating point", cursor) }
        if let constant = ConstantFolding.constant(operand),
            let result = ConstantFolding.unary(operation, constant, type)
        {
            noteBytes(operand.layout)
            return Expression(.integer(result), type, line: cursor.line)
        }
        return Expression(.unary(operation, operand), type, line: cursor.line)
    }

    private func step(_ cursor: Cursor, _ operand: Cursor, by direction: Int, isPostfix: Bool) -> Expression {
        let (address, access) = place(operand)
        var size = 1
        if trueType(operand).canonical.kind == .pointer {
            guard let bytes = layout.elementBytes(trueType(operand).canonical.pointee) else {
                return unsupported("a step of a pointer to something of unknown size", cursor)
            }
            noteWhole(trueType(operand).canonical.pointee)
            size = bytes
        }
        if case .floating = access.type { return unsupported("floating point", cursor) }
        return Expression(
            .step(address: address, by: Int64(size * direction), isPostfix: isPostfix, access), access.type,
            line: cursor.line)
    }

    // MARK: Binary

    /// A binary operator's value.
    func binary(_ cursor: Cursor) -> Expression {
        let operands = cursor.operands
        guard operands.count == 2, let operation = cursor.binaryOperator else {
            return unsupported("an operator that libclang does not name", cursor)
        }
        let (left, right) = (operands[0], operands[1])
        switch operation {
        case .assign: return assignment(cursor, left, right)
        case .comma:
            return Expression(.comma(effects(left), value(right)), type(cursor), line: cursor.line)
        case .logicalAnd, .logicalOr: return shortCircuit(cursor, operation, left, right)
        case .add where trueType(left).canonical.kind == .pointer:
            return element(left, right, isNegative: false, cursor)
        case .add where trueType(right).canonical.kind == .pointer:
            return element(right, left, isNegative: false, cursor)
        case .subtract where trueType(left).canonical.kind == .pointer:
            return trueType(right).canonical.kind == .pointer
                ? distance(cursor, left, right) : element(left, right, isNegative: true, cursor)
        default:
            guard let plain = operation.plain else {
                return unsupported("an operator that libclang does not name", cursor)
            }
            // Who computes with `__LINE__` sees the number.
            return seenHere {
                arithmetic(plain, value(left), value(right), type(cursor), line: cursor.line)
            }
        }
    }

    /// An operation on two values; done at once where both are constants.
    func arithmetic(
        _ operation: BinaryOperation, _ left: Expression, _ right: Expression, _ type: ValueType, line: Int
    ) -> Expression {
        if case .floating = left.type {
            return Expression(.unsupported("floating point"), type, line: line)
        }
        if [.add, .subtract, .multiply, .shiftLeft].contains(operation),
            left.isWideBitField || operation != .shiftLeft && right.isWideBitField
        {
            // gcc computes in as many bits as it has, clang in those of its type (C11 6.3.1.1 leaves it open).
            return Expression(
                .unsupported("arithmetic on a bit-field wider than int, in which compilers differ"), type,
                line: line)
        }
        if let first = ConstantFolding.constant(left), let second = ConstantFolding.constant(right),
            let result = ConstantFolding.binary(operation, first, second, operands: left.type),
            !(isFunction && ConstantFolding.isRoundedSize(operation, left, right))
        {
            let terms = ConstantFolding.terms(operation, left, right)
            if terms.isEmpty { noteBytes(left.layout + right.layout) }
            return Expression(.integer(result), type, line: line, layout: terms)
        }
        return Expression(.binary(operation, left, right), type, line: line)
    }

    private func distance(_ cursor: Cursor, _ left: Cursor, _ right: Cursor) -> Expression {
        guard let size = layout.elementBytes(trueType(left).canonical.pointee), size > 0 else {
            return unsupported("a distance between elements of unknown size", cursor)
        }
        noteWhole(trueType(left).canonical.pointee)
        return Expression(
            .distance(value(left), value(right), elementBytes: size), type(cursor), line: cursor.line)
    }

    private func shortCircuit(
        _ cursor: Cursor, _ operation: BinaryOperator, _ left: Cursor, _ right: Cursor
    ) -> Expression {
        let first = value(left)
        if let constant = ConstantFolding.constant(first), (constant != 0) == (operation == .logicalOr) {
            return Expression(.integer(constant != 0 ? 1 : 0), type(cursor), line: cursor.line)
        }
        let second = value(right)
        if ConstantFolding.constant(first) != nil, let constant = ConstantFolding.constant(second) {
            return Expression(.integer(constant != 0 ? 1 : 0), type(cursor), line: cursor.line)
        }
        return Expression(
            operation == .logicalAnd ? .and(first, second) : .or(first, second), type(cursor),
            line: cursor.line)
    }

    // MARK: Assignment

    private func assignment(_ cursor: Cursor, _ left: Cursor, _ right: Cursor) -> Expression {
        let (address, access) = place(left)
        return Expression(
            .store(address: address, value: converted(value(right), to: access.type), access), access.type,
            line: cursor.line)
    }

    /// `a op= b`. libclang does not say in which type the operation is done: it is the type that the
    /// right side was converted to, or, for shifts, the promoted type of the left.
    func compoundAssignment(_ cursor: Cursor) -> Expression {
        let operands = cursor.operands
        guard operands.count == 2, let operation = cursor.binaryOperator?.assigned else {
            return unsupported("an operator that libclang does not name", cursor)
        }
        let (address, access) = place(operands[0])
        let pointee = trueType(operands[0]).canonical
        if pointee.kind == .pointer {
            guard let size = layout.elementBytes(pointee.pointee) else {
                return unsupported("a step of a pointer to something of unknown size", cursor)
            }
            return Expression(
                .update(
                    operation, address: address,
                    value: steps(operands[1], of: operands[0], by: size, pointee.pointee),
                    in: layout.pointer,
                    access),
                access.type, line: cursor.line)
        }
        let right = value(operands[1])
        let isShift = operation == .shiftLeft || operation == .shiftRight
        let computed = layout.promoted(isShift ? access.type : right.type)
        if case .floating = computed { return unsupported("floating point", cursor) }
        return Expression(
            .update(operation, address: address, value: right, in: computed, access), access.type,
            line: cursor.line)
    }

    // MARK: Choice

    /// `a ? b : c`; a side that a constant condition rules out is left out.
    func conditional(_ cursor: Cursor) -> Expression {
        let operands = cursor.operands
        guard operands.count == 3 else { return unsupported("a conditional of unknown form", cursor) }
        let held = type(cursor)
        func side(_ index: Int) -> Expression {
            held == .void ? effects(operands[index]) : converted(value(operands[index]), to: held)
        }
        let condition = value(operands[0])
        if let constant = ConstantFolding.constant(condition) { return side(constant != 0 ? 1 : 2) }
        return Expression(
            .conditional(condition, then: side(1), otherwise: side(2)), held, line: cursor.line)
    }
}

extension Expression {
    /// Whether it is the value of a bit-field that is wider than an `int` and narrower than its type.
    var isWideBitField: Bool {
        guard case .load(_, let access) = kind, let field = access.bitField else { return false }
        return field.width > 32 && field.width < access.type.bits
    }
}

extension BinaryOperator {
    /// The operation on two values; nil for assignments, short circuits and the comma.
    var plain: BinaryOperation? {
        switch self {
        case .multiply: .multiply
        case .divide: .divide
        case .remainder: .remainder
        case .add: .add
        case .subtract: .subtract
        case .shiftLeft: .shiftLeft
        case .shiftRight: .shiftRight
        case .less: .less
        case .greater: .greater
        case .lessOrEqual: .lessOrEqual
        case .greaterOrEqual: .greaterOrEqual
        case .equal: .equal
        case .notEqual: .notEqual
        case .and: .and
        case .xor: .xor
        case .or: .or
        default: nil
        }
    }

    /// The operation of a compound assignment; nil for others.
    var assigned: BinaryOperation? {
        switch self {
        case .multiplyAssign: .multiply
        case .divideAssign: .divide
        case .remainderAssign: .remainder
        case .addAssign: .add
        case .subtractAssign: .subtract
        case .shiftLeftAssign: .shiftLeft
        case .shiftRightAssign: .shiftRight
        case .andAssign: .and
        case .xorAssign: .xor
        case .orAssign: .or
        default: nil
        }
    }
}
