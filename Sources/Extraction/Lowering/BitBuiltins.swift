import CProgram
import LibClang

/// What a builtin counts in an unsigned integer (GCC manual, "Bit Operation Builtins").
struct BitCount {
    enum Kind: String, CaseIterable {
        /// The zeroes above the highest one; undefined for 0.
        case leadingZeros = "clz"
        /// The zeroes below the lowest one; undefined for 0.
        case trailingZeros = "ctz"
        /// One more than the trailing zeroes; 0 for 0.
        case firstSet = "ffs"
        /// The ones.
        case ones = "popcount"
        /// The ones, modulo 2.
        case parity = "parity"
    }

    var kind: Kind
    var bits: Int

    /// Knows `ffs`, `ffsl` and `ffsll` and their kin, by name without `__builtin_`. `long` is as wide as a pointer in all of the
    /// kernel's targets, which the argument's type says better: 0 bits stand for it.
    init?(_ name: Substring) {
        guard let kind = Kind.allCases.first(where: { name.hasPrefix($0.rawValue) }) else { return nil }
        switch name.dropFirst(kind.rawValue.count) {
        case "": bits = 32
        case "l": bits = 0
        case "ll": bits = 64
        default: return nil
        }
        self.kind = kind
    }
}

/// Builtins on bits, written with C's operators, so that nothing that runs or compares programs has to know them.
extension BodyLowering {
    /// `__builtin_bswap32` and its kin.
    func swappedBytes(_ operand: Expression, _ cursor: Cursor) -> Expression {
        let result = type(cursor)
        let work = ValueType.integer(bits: max(result.bits, 32), signed: false)
        return computed(converted(operand, to: work), cursor) { value, _ in
            var sum: Expression?
            for byte in 0..<(result.bits / 8) {
                let low = operation(.and, operation(.shiftRight, value, byte * 8), 0xff)
                let moved = operation(.shiftLeft, low, result.bits - 8 - byte * 8)
                sum = sum.map { operation(.or, $0, moved) } ?? moved
            }
            return converted(sum ?? value, to: result)
        }
    }

    /// `__builtin_popcount` and its kin.
    func counted(_ count: BitCount, _ operand: Expression, _ cursor: Cursor) -> Expression {
        let bits = count.bits == 0 ? layout.pointer.bits : count.bits
        let work = ValueType.integer(bits: bits, signed: false)
        let result = type(cursor)
        return computed(converted(operand, to: work), cursor) { value, statements in
            switch count.kind {
            case .ones: converted(ones(in: value, &statements), to: result)
            case .parity: converted(operation(.and, ones(in: value, &statements), 1), to: result)
            case .trailingZeros: converted(zerosBelow(value, &statements), to: result)
            case .leadingZeros:
                operation(
                    .subtract, Expression(.integer(Int64(bits)), result),
                    converted(ones(in: smeared(value, &statements), &statements), to: result))
            case .firstSet:
                Expression(
                    .conditional(
                        operation(.equal, value, 0, result: .int), then: Expression(.integer(0), result),
                        otherwise: operation(.add, converted(zerosBelow(value, &statements), to: result), 1)),
                    result)
            }
        }
    }

    // MARK: Steps

    /// Everything below the lowest one, as ones: `(x & -x) - 1` has as many as there are zeroes.
    private func zerosBelow(_ value: Expression, _ statements: inout [Statement]) -> Expression {
        let negative = operation(.subtract, Expression(.integer(0), value.type), value)
        return ones(in: operation(.subtract, operation(.and, value, negative), 1), &statements)
    }

    /// Ones from the highest one down.
    private func smeared(_ value: Expression, _ statements: inout [Statement]) -> Expression {
        var value = value
        var distance = 1
        while distance < value.type.bits {
            value = reusable(operation(.or, value, operation(.shiftRight, value, distance)), &statements)
            distance *= 2
        }
        return value
    }

    /// The number of ones: in pairs, in fours, in bytes, then all bytes added by a multiplication.
    private func ones(in value: Expression, _ statements: inout [Statement]) -> Expression {
        let repeated = { (byte: Int64) in ConstantFolding.held(byte &* 0x0101_0101_0101_0101, as: value.type)
        }
        var sum = reusable(value, &statements)
        sum = reusable(
            operation(.subtract, sum, operation(.and, operation(.shiftRight, sum, 1), repeated(0x55))),
            &statements)
        sum = reusable(
            operation(
                .add, operation(.and, sum, repeated(0x33)),
                operation(.and, operation(.shiftRight, sum, 2), repeated(0x33))), &statements)
        sum = operation(.and, operation(.add, sum, operation(.shiftRight, sum, 4)), repeated(0x0f))
        return operation(.shiftRight, operation(.multiply, sum, repeated(0x01)), value.type.bits - 8)
    }

    // MARK: Expressions

    /// An expression that uses the value of an operand several times.
    func computed(
        _ operand: Expression, _ cursor: Cursor, _ body: (Expression, inout [Statement]) -> Expression
    ) -> Expression {
        guard isFunction || ConstantFolding.constant(operand) != nil else {
            return unsupported("a builtin at file scope", cursor)
        }
        var statements: [Statement] = []
        let value = reusable(operand, &statements)
        let result = body(value, &statements)
        guard !statements.isEmpty else { return result }
        return Expression(.statements(statements, value: result), result.type, line: cursor.line)
    }

    /// A value for use in several places: a constant as it is, others stored in a variable without a name.
    func reusable(_ value: Expression, _ statements: inout [Statement]) -> Expression {
        if ConstantFolding.constant(value) != nil { return value }
        let (declaration, load) = keep(value)
        statements.append(declaration)
        return load
    }

    /// An operation in the type of its left side; a comparison's result is an `int`.
    func operation(
        _ operation: BinaryOperation, _ left: Expression, _ right: Expression, result: ValueType? = nil
    )
        -> Expression
    {
        arithmetic(operation, left, right, result ?? left.type, line: left.line)
    }

    /// An operation with a constant.
    func operation(_ operation: BinaryOperation, _ left: Expression, _ right: Int64, result: ValueType? = nil)
        -> Expression
    {
        let constant = Expression(.integer(ConstantFolding.held(right, as: left.type)), left.type)
        return self.operation(operation, left, constant, result: result)
    }

    private func operation(_ operation: BinaryOperation, _ left: Expression, _ right: Int) -> Expression {
        self.operation(operation, left, Int64(right), result: nil)
    }
}
