import CProgram

/// Arithmetic on constants with the widths of C, so that branches that the configuration rules out
/// (`if (IS_ENABLED(…))`, compile-time assertions) do not enter the program.
enum ConstantFolding {
    /// A number as a type holds it: wrapped to its width, sign- or zero-extended to 64 bits.
    static func held(_ value: Int64, as type: ValueType) -> Int64 {
        switch type {
        case .boolean: value == 0 ? 0 : 1
        case .integer(let bits, let signed) where bits < 64:
            signed
                ? (value << (64 - bits)) >> (64 - bits)
                : value & ((1 << bits) - 1)
        default: value
        }
    }

    /// The constant an expression is, or nil.
    static func constant(_ expression: Expression) -> Int64? {
        guard case .integer(let value) = expression.kind, expression.type.bits <= 64 else { return nil }
        return value
    }

    /// A unary operation on a constant of the type, or nil.
    static func unary(_ operation: UnaryOperation, _ operand: Int64, _ type: ValueType) -> Int64? {
        switch operation {
        case .negate: held(0 &- operand, as: type)
        case .not: held(~operand, as: type)
        case .logicalNot: operand == 0 ? 1 : 0
        }
    }

    /// A binary operation on constants whose operands have type `operands`; nil where C leaves it
    /// undefined or where it is not for integers.
    static func binary(
        _ operation: BinaryOperation, _ left: Int64, _ right: Int64, operands: ValueType
    ) -> Int64? {
        guard case .integer(let bits, let signed) = operands, bits <= 64 else {
            switch operation {
            case .equal: return left == right ? 1 : 0
            case .notEqual: return left != right ? 1 : 0
            default: return nil
            }
        }
        func ordered(_ compare: (Int64, Int64) -> Bool, _ unsigned: (UInt64, UInt64) -> Bool) -> Int64 {
            let holds =
                signed ? compare(left, right) : unsigned(UInt64(bitPattern: left), UInt64(bitPattern: right))
            return holds ? 1 : 0
        }
        switch operation {
        case .add: return held(left &+ right, as: operands)
        case .subtract: return held(left &- right, as: operands)
        case .multiply: return held(left &* right, as: operands)
        case .divide, .remainder: return quotient(operation, left, right, operands, signed: signed)
        case .shiftLeft:
            guard right >= 0, right < Int64(bits) else { return nil }
            return held(left << right, as: operands)
        case .shiftRight:
            guard right >= 0, right < Int64(bits) else { return nil }
            return signed ? left >> right : Int64(bitPattern: UInt64(bitPattern: left) >> UInt64(right))
        case .and: return left & right
        case .or: return left | right
        case .xor: return held(left ^ right, as: operands)
        case .equal: return left == right ? 1 : 0
        case .notEqual: return left != right ? 1 : 0
        case .less: return ordered(<, <)
        case .lessOrEqual: return ordered(<=, <=)
        case .greater: return ordered(>, >)
        case .greaterOrEqual: return ordered(>=, >=)
        }
    }

    /// The terms of what an operation makes of two constants; none where a sum of terms does not tell it.
    static func terms(_ operation: BinaryOperation, _ left: Expression, _ right: Expression) -> [LayoutTerm] {
        switch operation {
        case .add: left.layout + right.layout
        case .subtract: left.layout + right.layout.map { $0.times(-1) }
        case .multiply:
            if right.layout.isEmpty, let factor = constant(right) {
                left.layout.map { $0.times(factor) }
            } else if left.layout.isEmpty, let factor = constant(left) {
                right.layout.map { $0.times(factor) }
            } else {
                []
            }
        default: []
        }
    }

    /// Whether an operation rounds a record's size (`ALIGN(sizeof(struct lamp), 32)`). It stays an operation, since no sum of terms tells
    /// it under another layout.
    static func isRoundedSize(_ operation: BinaryOperation, _ left: Expression, _ right: Expression) -> Bool {
        guard operation == .and, left.layout.contains(where: { $0.member == nil }), right.layout.isEmpty,
            let mask = constant(right), right.type.bits <= 64
        else { return false }
        let step = held(0 &- mask, as: .integer(bits: right.type.bits, signed: false))
        return step > 1 && step & (step - 1) == 0
    }

    private static func quotient(
        _ operation: BinaryOperation, _ left: Int64, _ right: Int64, _ type: ValueType, signed: Bool
    ) -> Int64? {
        guard right != 0, !(signed && left == .min && right == -1) else { return nil }
        if signed { return held(operation == .divide ? left / right : left % right, as: type) }
        let (upper, lower) = (UInt64(bitPattern: left), UInt64(bitPattern: right))
        return Int64(bitPattern: operation == .divide ? upper / lower : upper % lower)
    }
}

extension Expression {
    /// The records whose whole sizes make a number: nothing but their sum, and constants, rounded up or not.
    var sizedRecords: Set<String> {
        switch kind {
        case .integer: Set(layout.filter { $0.member == nil && $0.factor > 0 }.map(\.record))
        case .binary(let operation, let left, let right) where operation == .add || operation == .and:
            left.sizedRecords.union(right.sizedRecords)
        case .binary(.multiply, let left, let right) where right.layout.isEmpty && right.kind == .integer(1):
            left.sizedRecords
        case .convert(let inner): inner.sizedRecords
        default: []
        }
    }

    /// The same, in which sizes of some records are plain numbers.
    func withoutSizes(_ isPlain: (String) -> Bool) -> Expression {
        var result = self
        switch kind {
        case .integer: result.layout.removeAll { $0.member == nil && isPlain($0.record) }
        case .binary(let operation, let left, let right):
            result.kind = .binary(operation, left.withoutSizes(isPlain), right.withoutSizes(isPlain))
        case .convert(let inner): result.kind = .convert(inner.withoutSizes(isPlain))
        default: break
        }
        return result
    }
}
