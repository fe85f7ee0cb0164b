/// What a C expression is worth while it is run.
public enum Value: Hashable, Sendable {
    /// An integer, held sign- or zero-extended as its ``ValueType`` says. The null pointer is
    /// `.integer(0)`, and an `ERR_PTR` a small negative integer in a pointer type.
    case integer(Int64)
    /// A pointer into an object; an integer as wide as a pointer may hold one, too.
    case pointer(Pointer)
    /// A function's address, by its name.
    case function(String)
    /// A struct, union or array.
    case aggregate(Contents)
    /// What nobody has written. It may be copied, not decided on.
    case uninitialized
    /// No value.
    case void

    /// The null pointer.
    public static let null = Value.integer(0)
    /// Zero and `false`.
    public static let zero = Value.integer(0)

    /// A C truth value.
    public static func boolean(_ isTrue: Bool) -> Value { .integer(isTrue ? 1 : 0) }

    /// Whether it is the null pointer or zero.
    public var isZero: Bool {
        if case .integer(0) = self { return true }
        return false
    }

    /// The integer, or nil for anything else.
    public var integer: Int64? {
        if case .integer(let number) = self { return number }
        return nil
    }

    /// The pointer into an object, or nil for anything else.
    public var pointer: Pointer? {
        if case .pointer(let pointer) = self { return pointer }
        return nil
    }

    /// Whether it is an error in a pointer type: -4095 … -1, as the kernel's `IS_ERR` has it.
    public var isErrorPointer: Bool {
        if case .integer(let number) = self { return (-4095..<0).contains(number) }
        return false
    }

    /// What `if (value)` decides; nil where C leaves it undefined.
    var truth: Bool? {
        switch self {
        case .integer(let number): number != 0
        case .pointer, .function: true
        case .aggregate, .uninitialized, .void: nil
        }
    }
}
