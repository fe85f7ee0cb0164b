/// The value of a C integer constant of at most 64 bits, signed or unsigned: from -2^63 to 2^64 - 1.
///
/// Two are equal where the numbers are, whatever types they have in C.
public struct CInteger: Hashable, Sendable {
    /// The low 64 bits, in two's complement.
    public let bits: UInt64
    /// Whether it is below zero.
    public let isNegative: Bool

    /// Makes one of a signed number.
    public init(_ value: Int64) {
        bits = UInt64(bitPattern: value)
        isNegative = value < 0
    }

    /// Makes one of an unsigned number.
    public init(unsigned value: UInt64) {
        bits = value
        isNegative = false
    }

    /// The number as 64 signed bits; nil where it is 2^63 or above.
    public var signed: Int64? {
        let value = Int64(bitPattern: bits)
        return (value < 0) == isNegative ? value : nil
    }

    /// The next higher number; the same for the highest.
    public var next: CInteger {
        if isNegative { return CInteger(Int64(bitPattern: bits) + 1) }
        return bits == .max ? self : CInteger(unsigned: bits + 1)
    }

    /// How far another number lies from it, modulo 2^64.
    public func distance(to other: CInteger) -> UInt64 { other.bits &- bits }

    /// `0x1f`; decimal for what is below zero.
    public var hexadecimal: String { isNegative ? description : "0x" + String(bits, radix: 16) }
}

extension CInteger: CustomStringConvertible, Comparable, ExpressibleByIntegerLiteral {
    /// The number in decimal.
    public var description: String { isNegative ? String(Int64(bitPattern: bits)) : String(bits) }

    /// Orders by value.
    public static func < (left: CInteger, right: CInteger) -> Bool {
        if left.isNegative != right.isNegative { return left.isNegative }
        return left.bits < right.bits
    }

    /// Makes one of a literal.
    public init(integerLiteral value: Int64) { self.init(value) }
}

extension CInteger: Codable {
    /// Reads a JSON number.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let value = try? container.decode(Int64.self) {
            self.init(value)
        } else {
            self.init(unsigned: try container.decode(UInt64.self))
        }
    }

    /// Writes a JSON number.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if let signed {
            try container.encode(signed)
        } else {
            try container.encode(bits)
        }
    }
}
