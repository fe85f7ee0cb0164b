import CProgram
import LibClang

/// `__builtin_add_overflow`, `__builtin_sub_overflow` and `__builtin_mul_overflow` (GCC manual, "Integer Overflow Builtins"): the
/// operation on integers without bounds, stored as the type of the result, and whether that changed it. They are written with
/// C's operators, so that nothing that runs or compares programs has to know them.
extension BodyLowering {
    /// The value of such a call: the result is stored, the value says whether it did not fit.
    func overflow(_ name: String, _ arguments: [Cursor], _ cursor: Cursor) -> Expression {
        let operation: BinaryOperation =
            name.contains("add") ? .add : name.contains("sub") ? .subtract : .multiply
        let stored = arguments[2].type.canonical.pointee
        guard case .integer(let bits, let isSigned)? = layout.valueType(stored), bits <= 64, isFunction else {
            return unsupported("`\(name)` into a \(TypeSpelling.canonicalText(stored))", cursor)
        }
        var statements: [Statement] = []
        let left = reusable(value(arguments[0]), &statements)
        let right = reusable(value(arguments[1]), &statements)
        let pointer = reusable(value(arguments[2]), &statements)
        let isNarrow = [left, right].allSatisfy { $0.type.bits <= 32 || isSmall($0) }
        let mayBeNegative = operation == .subtract && isSigned && isNarrow
        let wide = ValueType.integer(bits: 64, signed: !isUnsigned(left, right) || mayBeNegative)
        let operands = [left, right].map { converted($0, to: wide) }
        // What is narrow cannot leave 64 bits, but for what is less than zero where there is no sign.
        let staysWide = isNarrow && !(operation == .subtract && wide == .integer(bits: 64, signed: false))
        guard let fault = staysWide ? { _ in nil } : wideFault(operation, left, right, operands, isSigned)
        else {
            return unsupported("`\(name)` of mixed signs", cursor)
        }
        let result = reusable(self.operation(operation, operands[0], operands[1]), &statements)
        let faults = [fault(result), misfit(result, bits: bits, signed: isSigned)].compactMap(\.self)
        let answer = reusable(
            faults.reduce(Expression(.integer(0), .int)) { first, second in
                ConstantFolding.constant(first) == 0 ? second : Expression(.or(first, second), .int)
            }, &statements)
        let access = Access(.integer(bits: bits, signed: isSigned), isVolatile: stored.canonical.isVolatile)
        statements.append(
            .expression(
                Expression(
                    .store(address: pointer, value: converted(result, to: access.type), access),
                    access.type, line: cursor.line)))
        return Expression(
            .statements(statements, value: converted(answer, to: type(cursor))), type(cursor),
            line: cursor.line)
    }

    /// Whether a value is never negative by its type or, for a constant, by its value.
    private func isNonNegative(_ value: Expression) -> Bool {
        if let constant = ConstantFolding.constant(value) {
            if case .integer(64, signed: false) = value.type { return true }
            return constant >= 0
        }
        switch value.type {
        case .integer(_, let signed): return !signed
        default: return true
        }
    }

    private func isUnsigned(_ left: Expression, _ right: Expression) -> Bool {
        isNonNegative(left) && isNonNegative(right)
    }

    /// Whether every value of the operand is one of a signed 64-bit integer.
    private func fitsSigned(_ value: Expression) -> Bool {
        if let constant = ConstantFolding.constant(value) {
            if case .integer(64, signed: false) = value.type { return constant >= 0 }
            return true
        }
        if case .integer(64, signed: false) = value.type { return false }
        return value.type.bits <= 64
    }

    /// How to tell from the result in 64 bits that the operation has left them; nil where the operands have no common 64-bit type, or
    /// the result's sign would not tell.
    private func wideFault(
        _ operation: BinaryOperation, _ left: Expression, _ right: Expression, _ operands: [Expression],
        _ resultIsSigned: Bool
    ) -> ((Expression) -> Expression?)? {
        let (first, second) = (operands[0], operands[1])
        if isUnsigned(left, right) {
            switch operation {
            case .add: return { sum in self.operation(.less, sum, first, result: .int) }
            case .subtract:
                return resultIsSigned ? nil : { _ in self.operation(.less, first, second, result: .int) }
            default: return { product in self.isNoMultiple(product, first, second) }
            }
        }
        // The true result of 64 bits may be one of an unsigned result, which a signed intermediate cannot hold.
        guard fitsSigned(left), fitsSigned(right), resultIsSigned else { return nil }
        switch operation {
        case .add:
            return { sum in
                let signs = [first, second].map { self.operation(.xor, $0, sum) }
                return self.isNegative(self.operation(.and, signs[0], signs[1]))
            }
        case .subtract:
            return { difference in
                let signs = [second, difference].map { self.operation(.xor, first, $0) }
                return self.isNegative(self.operation(.and, signs[0], signs[1]))
            }
        default:
            return { product in
                Expression(
                    .conditional(
                        self.operation(.equal, first, Int64(-1), result: .int),
                        then: self.operation(.equal, second, Int64.min, result: .int),
                        otherwise: self.isNoMultiple(product, first, second)), .int)
            }
        }
    }

    /// Whether a product, divided by one factor, is not the other.
    private func isNoMultiple(_ product: Expression, _ first: Expression, _ second: Expression) -> Expression
    {
        let quotient = Expression(.binary(.divide, product, first), product.type)
        return Expression(
            .and(
                operation(.notEqual, first, Int64(0), result: .int),
                operation(.notEqual, quotient, second, result: .int)), .int)
    }

    private func isSmall(_ value: Expression) -> Bool {
        ConstantFolding.constant(value).map { (0...Int64(UInt32.max)).contains($0) } ?? false
    }

    private func isNegative(_ value: Expression) -> Expression {
        operation(.less, value, Int64(0), result: .int)
    }

    /// Whether a 64-bit value is none of an integer of that width and sign; nil where it always is one.
    private func misfit(_ value: Expression, bits: Int, signed: Bool) -> Expression? {
        let isSigned = value.type == .integer(bits: 64, signed: true)
        if bits == 64 {
            // The value read with the other sign is another one exactly where the highest bit is set.
            guard isSigned != signed else { return nil }
            return isNegative(converted(value, to: .integer(bits: 64, signed: true)))
        }
        if !isSigned, signed { return operation(.greater, value, Int64(1) << (bits - 1) - 1, result: .int) }
        let narrow = converted(converted(value, to: .integer(bits: bits, signed: signed)), to: value.type)
        return operation(.notEqual, narrow, value, result: .int)
    }
}
