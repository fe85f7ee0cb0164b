/// How a value of a C type is held while it is run.
public enum ValueType: Codable, Hashable, Sendable {
    /// No value.
    case void
    /// `_Bool`: one byte, 0 or 1; conversion to it asks "is it not zero?".
    case boolean
    /// An integer or enum of that many bits, with wrap-around.
    case integer(bits: Int, signed: Bool)
    /// A data or function pointer; 64 or 32 bits in memory, symbolic while running.
    case pointer(bits: Int)
    /// A struct, union or array, held by its contents; the size in bytes.
    case aggregate(bytes: Int)
    /// A floating-point number; nothing is computed with it.
    case floating(bits: Int)

    /// `int`.
    public static let int = ValueType.integer(bits: 32, signed: true)

    /// The size in bits; 0 for `void`.
    public var bits: Int {
        switch self {
        case .void: 0
        case .boolean: 8
        case .integer(let bits, _), .pointer(let bits), .floating(let bits): bits
        case .aggregate(let bytes): bytes * 8
        }
    }
}

/// How memory is read or written at an address: as which type, and which bits of it.
public struct Access: Codable, Hashable, Sendable {
    /// The type of the value.
    public var type: ValueType
    /// For a bit-field, the distance in bits from the address, and the width in bits.
    public var bitField: BitField?
    /// Whether the lvalue is `volatile`, as that of `READ_ONCE` is: every single access counts and has its place
    /// in the order of what the function does.
    public var isVolatile: Bool
    /// Whether the lvalue is a member of a packed record, and need not be aligned as its type asks for.
    public var isPacked: Bool

    /// The bits of a bit-field.
    public struct BitField: Codable, Hashable, Sendable {
        /// Distance in bits from the address.
        public var offset: Int
        /// Width in bits.
        public var width: Int

        /// Makes the bits of a bit-field.
        public init(offset: Int, width: Int) {
            self.offset = offset
            self.width = width
        }
    }

    /// Makes an access.
    public init(
        _ type: ValueType, bitField: BitField? = nil, isVolatile: Bool = false, isPacked: Bool = false
    ) {
        self.type = type
        self.bitField = bitField
        self.isVolatile = isVolatile
        self.isPacked = isPacked
    }

    /// The width in bits of what is read or written.
    public var bits: Int { bitField?.width ?? type.bits }
}
