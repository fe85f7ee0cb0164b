/// C's operations on values: integers of any width up to 64 bits, with wrap-around, and what can be
/// said about pointers without knowing addresses.
package enum Arithmetic {
    static func binary(
        _ operation: BinaryOperation, _ left: Value, _ right: Value, _ form: Form
    ) throws(Stop) -> Value {
        if case .integer(let first) = left, case .integer(let second) = right {
            return .integer(try integers(operation, first, second, form))
        }
        if left == .uninitialized || right == .uninitialized {
            if operation == .divide || operation == .remainder, right == .uninitialized {
                throw .undefined("an uninitialised value divides")
            }
            return .uninitialized
        }
        return try addresses(operation, left, right, form)
    }

    package static func integers(
        _ operation: BinaryOperation, _ first: Int64, _ second: Int64, _ form: Form
    ) throws(Stop) -> Int64 {
        let isSigned = form.kind == .signed
        switch operation {
        case .add: return form.held(first &+ second)
        case .subtract: return form.held(first &- second)
        case .multiply: return form.held(first &* second)
        case .and: return first & second
        case .or: return first | second
        case .xor: return form.held(first ^ second)
        case .equal: return first == second ? 1 : 0
        case .notEqual: return first != second ? 1 : 0
        case .less: return isLess(first, second, isSigned) ? 1 : 0
        case .lessOrEqual: return isLess(second, first, isSigned) ? 0 : 1
        case .greater: return isLess(second, first, isSigned) ? 1 : 0
        case .greaterOrEqual: return isLess(first, second, isSigned) ? 0 : 1
        case .shiftLeft, .shiftRight:
            guard second >= 0, second < Int64(form.bits) else {
                throw .undefined("a shift by \(second) in \(form.bits) bits")
            }
            if operation == .shiftLeft { return form.held(first << second) }
            return isSigned ? first >> second : Int64(bitPattern: UInt64(bitPattern: first) >> UInt64(second))
        case .divide, .remainder:
            guard second != 0 else { throw .undefined("a division by zero") }
            if !isSigned {
                let (left, right) = (UInt64(bitPattern: first), UInt64(bitPattern: second))
                return Int64(bitPattern: operation == .divide ? left / right : left % right)
            }
            if second == -1 {
                guard first != form.held(Int64(bitPattern: 1 << UInt64(form.bits - 1))) else {
                    throw .undefined("the smallest integer divided by -1")
                }
                return operation == .divide ? 0 &- first : 0
            }
            return operation == .divide ? first / second : first % second
        }
    }

    private static func isLess(_ first: Int64, _ second: Int64, _ isSigned: Bool) -> Bool {
        isSigned ? first < second : UInt64(bitPattern: first) < UInt64(bitPattern: second)
    }

    /// At least one of the two is an address.
    private static func addresses(
        _ operation: BinaryOperation, _ left: Value, _ right: Value, _ form: Form
    ) throws(Stop) -> Value {
        switch (operation, left, right) {
        case (.equal, _, _): return .boolean(try areSame(left, right))
        case (.notEqual, _, _): return .boolean(!(try areSame(left, right)))
        case (.add, .pointer(let pointer), .integer(let number)),
            (.add, .integer(let number), .pointer(let pointer)):
            return .pointer(pointer.advanced(by: Int(number)))
        case (.subtract, .pointer(let pointer), .integer(let number)):
            return .pointer(pointer.advanced(by: 0 &- Int(number)))
        case (.subtract, .pointer(let first), .pointer(let second)):
            return .integer(form.held(Int64(try distance(first, second))))
        case (.and, .pointer(let pointer), .integer(let mask))
        where (0..<8).contains(mask) && isAligned(pointer):
            return .integer(Int64(pointer.offset) & mask)
        case (.less, _, _): return .boolean(try order(left, right, form) < 0)
        case (.lessOrEqual, _, _): return .boolean(try order(left, right, form) <= 0)
        case (.greater, _, _): return .boolean(try order(left, right, form) > 0)
        case (.greaterOrEqual, _, _): return .boolean(try order(left, right, form) >= 0)
        default:
            throw .unsupported("\(operation.rawValue) on an address, whose number is not known")
        }
    }

    /// Whether the object begins where eight divides the address: what allocators see to.
    private static func isAligned(_ pointer: Pointer) -> Bool {
        pointer.object.region == .heap || pointer.object.region == .lasting
    }

    /// No address equals a number: not the null pointer, not an `ERR_PTR`, not a poison.
    private static func areSame(_ left: Value, _ right: Value) throws(Stop) -> Bool {
        switch (left, right) {
        case (.pointer(let first), .pointer(let second)): return first == second
        case (.function(let first), .function(let second)): return first == second
        case (.pointer, .integer), (.integer, .pointer), (.function, .integer), (.integer, .function),
            (.pointer, .function), (.function, .pointer):
            return false
        default: throw .unsupported("a comparison of what is no number and no address")
        }
    }

    /// -1, 0 or 1. Objects lie above the first page and below the `ERR_PTR`s.
    private static func order(_ left: Value, _ right: Value, _ form: Form) throws(Stop) -> Int {
        switch (left, right) {
        case (.pointer(let first), .pointer(let second)):
            let bytes = try distance(first, second)
            return bytes.signum()
        case (.pointer, .integer(let number)), (.function, .integer(let number)):
            return try orderOfAddress(against: number, form)
        case (.integer(let number), .pointer), (.integer(let number), .function):
            return -(try orderOfAddress(against: number, form))
        default: throw .undefined("an ordered comparison of different objects")
        }
    }

    private static func orderOfAddress(against number: Int64, _ form: Form) throws(Stop) -> Int {
        let bits = UInt64(bitPattern: form.held(number))
        let top = form.bits >= 64 || form.kind == .pointer ? UInt64.max : 1 << UInt64(form.bits) - 1
        if form.kind != .signed {
            if bits < 4096 { return 1 }
            if bits >= top - 4095 { return -1 }
        }
        throw .unsupported("an ordered comparison of an address with \(number)")
    }

    /// The bytes between two places of one object.
    static func distance(_ first: Pointer, _ second: Pointer) throws(Stop) -> Int {
        guard first.object == second.object else {
            throw .undefined("a comparison or difference of pointers into different objects")
        }
        return first.offset &- second.offset
    }

    static func unary(_ operation: UnaryOperation, _ value: Value, _ form: Form) throws(Stop) -> Value {
        switch (operation, value) {
        case (_, .uninitialized): return .uninitialized
        case (.logicalNot, _):
            guard let truth = value.truth else { throw .unsupported("! of what is no number") }
            return .boolean(!truth)
        case (.negate, .integer(let number)): return .integer(form.held(0 &- number))
        case (.not, .integer(let number)): return .integer(form.held(~number))
        default: throw .unsupported("\(operation.rawValue) of an address, whose number is not known")
        }
    }

    static func convert(_ value: Value, from: Form, to form: Form) throws(Stop) -> Value {
        switch form.kind {
        case .void: return .void
        case .aggregate: return value
        case .floating: throw .unsupported("floating point")
        case .boolean:
            if value == .uninitialized { return value }
            guard let truth = value.truth else { throw .unsupported("the truth of what is no number") }
            return .boolean(truth)
        case .signed, .unsigned, .pointer:
            switch value {
            case .integer(let number): return .integer(form.held(number))
            case .pointer, .function:
                guard form.bits >= from.bits || form.bits >= 64 else {
                    throw .unsupported("an address is cut to \(form.bits) bits")
                }
                return value
            case .uninitialized: return value
            case .void, .aggregate: throw .unsupported("a conversion of what is no number")
            }
        }
    }

    /// A pointer moved by bytes.
    static func offset(_ base: Value, by bytes: Value) throws(Stop) -> Value {
        switch (base, bytes) {
        case (.uninitialized, _), (_, .uninitialized): return .uninitialized
        case (.pointer(let pointer), .integer(let number)):
            return .pointer(pointer.advanced(by: Int(number)))
        case (.integer(let number), .integer(let distance)): return .integer(number &+ distance)
        case (.function, .integer(0)): return base
        default: throw .unsupported("arithmetic on what is no pointer to data")
        }
    }
}
