/// The operator of a binary or compound-assignment expression
/// (`clang_getCursorBinaryOperatorKind`, libclang 17 and later).
public enum BinaryOperator: Int, Hashable, Sendable, CaseIterable {
    case multiply = 3
    case divide = 4
    case remainder = 5
    case add = 6
    case subtract = 7
    case shiftLeft = 8
    case shiftRight = 9
    case less = 11
    case greater = 12
    case lessOrEqual = 13
    case greaterOrEqual = 14
    case equal = 15
    case notEqual = 16
    case and = 17
    case xor = 18
    case or = 19
    case logicalAnd = 20
    case logicalOr = 21
    case assign = 22
    case multiplyAssign = 23
    case divideAssign = 24
    case remainderAssign = 25
    case addAssign = 26
    case subtractAssign = 27
    case shiftLeftAssign = 28
    case shiftRightAssign = 29
    case andAssign = 30
    case xorAssign = 31
    case orAssign = 32
    case comma = 33
}

/// The operator of a unary expression (`clang_getCursorUnaryOperatorKind`, libclang 17 and later).
public enum UnaryOperator: Int, Hashable, Sendable, CaseIterable {
    case postIncrement = 1
    case postDecrement = 2
    case preIncrement = 3
    case preDecrement = 4
    case addressOf = 5
    case dereference = 6
    case plus = 7
    case minus = 8
    case not = 9
    case logicalNot = 10
    case `extension` = 13
}
