import ABIModel

/// A C expression. Implicit conversions are explicit (``Kind/convert(_:)``), pointer arithmetic is
/// in bytes, and an lvalue is the address of what it names.
public struct Expression: Hashable, Sendable {
    /// What it computes.
    public indirect enum Kind: Hashable, Sendable {
        /// An integer, enum, character or `sizeof` constant.
        case integer(Int64)
        /// The address of a string that nobody writes to.
        case string(String)
        /// The address of a local, by its place in ``FunctionBody/locals``.
        case local(Int)
        /// The address of a global or static local, by its name in ``Program/globals``.
        case global(String)
        /// The address of a function.
        case function(String)
        /// What stands at an address.
        case load(Expression, Access)
        /// Stores the value at the address; is the value as stored.
        case store(address: Expression, value: Expression, Access)
        /// `a op= b`: the operation is done in `type`, its result converted to the access's type;
        /// is the value as stored. For pointers `value` is already in bytes.
        case update(BinaryOperation, address: Expression, value: Expression, in: ValueType, Access)
        /// `++a`, `a--`, …: adds `step` (bytes for a pointer); is the old value if `isPostfix`.
        case step(address: Expression, by: Int64, isPostfix: Bool, Access)
        /// A binary operation on two values of one type (shifts: the type of the left).
        case binary(BinaryOperation, Expression, Expression)
        /// A pointer moved by that many bytes (a 64-bit signed value).
        case offset(Expression, bytes: Expression)
        /// The distance of two pointers in elements of that many bytes.
        case distance(Expression, Expression, elementBytes: Int)
        /// `-a`, `~a`, `!a`.
        case unary(UnaryOperation, Expression)
        /// Short circuit: 0 or 1.
        case and(Expression, Expression)
        /// Short circuit: 0 or 1.
        case or(Expression, Expression)
        /// `condition ? then : otherwise`; without `then`, GNU's `a ?: b`.
        case conditional(Expression, then: Expression?, otherwise: Expression)
        /// Evaluates the first for its effects; is the second.
        case comma(Expression, Expression)
        /// The operand as a value of this expression's type.
        case convert(Expression)
        /// A call of a function by name.
        case call(String, [Expression])
        /// A call through a pointer.
        case callThrough(Expression, [Expression])
        /// GNU's `({ … })`: the statements, then the value, if it has one.
        case statements([Statement], value: Expression?)
        /// The address of an unnamed object made on the spot: a compound literal.
        case compound(local: Int, [Initialization])
        /// Inline assembly; the operands are the outputs' addresses, then the inputs.
        case assembly(Assembly, [Expression])
        /// An event that an observer sees: a warning or a bug entry, known by its macro.
        case event(Event)
        /// Something that was not lowered.
        case unsupported(String)
    }

    /// What it computes.
    public var kind: Kind
    /// How its value is held.
    public var type: ValueType
    /// The line of its file it stands on, 1-based; 0 where nobody needs it.
    public var line: Int
    /// The terms of an ``Kind/integer(_:)`` that come from layouts; empty for other numbers and all else.
    public var layout: [LayoutTerm]

    /// Makes an expression.
    public init(_ kind: Kind, _ type: ValueType, line: Int = 0, layout: [LayoutTerm] = []) {
        self.kind = kind
        self.type = type
        self.line = line
        self.layout = layout
    }
}

/// What an observer of the kernel log sees.
public struct Event: Codable, Hashable, Sendable {
    /// What happens.
    public enum Kind: String, Codable, Hashable, Sendable, Comparable {
        /// `WARN`, `WARN_ON`, … : the run goes on.
        case warn
        /// `BUG`, `BUG_ON`: the run ends.
        case bug

        /// By name, for a fixed order.
        public static func < (left: Kind, right: Kind) -> Bool { left.rawValue < right.rawValue }
    }

    /// What happens.
    public var kind: Kind
    /// The macro as it was written: `WARN_ON`.
    public var macro: String
    /// Where it was written.
    public var site: SourceSite
    /// Whether it shows only the first time (`WARN_ON_ONCE`).
    public var isOnce: Bool
    /// The number of the kernel's taint flag that it sets (linux/panic.h: `TAINT_WARN` is 9); nil where it is not known.
    public var taint: Int64?

    /// Makes an event.
    public init(
        kind: Kind, macro: String, site: SourceSite, isOnce: Bool = false, taint: Int64? = nil
    ) {
        self.kind = kind
        self.macro = macro
        self.site = site
        self.isOnce = isOnce
        self.taint = taint
    }
}

/// A part of an initialiser: a value at a distance from the start of the object.
public struct Initialization: Codable, Hashable, Sendable {
    /// Distance in bytes from the start of the object.
    public var offset: Int
    /// The terms of the distance that come from layouts.
    public var layout: [LayoutTerm]
    /// How it is stored.
    public var access: Access
    /// The value; an aggregate value is copied.
    public var value: Expression

    /// Makes a part.
    public init(offset: Int, layout: [LayoutTerm] = [], access: Access, value: Expression) {
        self.offset = offset
        self.layout = layout
        self.access = access
        self.value = value
    }
}

/// A binary operation of C.
public enum BinaryOperation: String, Codable, Hashable, Sendable {
    case add, subtract, multiply, divide, remainder
    case shiftLeft, shiftRight, and, or, xor
    case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
}

/// A unary operation of C.
public enum UnaryOperation: String, Codable, Hashable, Sendable {
    case negate, not, logicalNot
}
