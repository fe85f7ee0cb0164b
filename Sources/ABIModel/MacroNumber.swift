/// What C and the source say of the integer that a macro stands for, beside its value.
public struct MacroNumber: Codable, Hashable, Sendable {
    /// How it is written.
    public enum Notation: Codable, Hashable, Sendable {
        case decimal, hexadecimal
        /// By `_IOC()` or a macro that uses it.
        case ioctl(IoctlNumber)
    }

    /// The type of the expression: `unsigned long`.
    public var type: String
    /// The width of the type in bits.
    public var width: Int
    /// Whether the type has no sign.
    public var isUnsigned: Bool
    /// How it is written.
    public var notation: Notation

    /// Makes one from its parts.
    public init(type: String, width: Int, isUnsigned: Bool, notation: Notation = .decimal) {
        self.type = type
        self.width = width
        self.isUnsigned = isUnsigned
        self.notation = notation
    }

    /// Whether an expression with either behaves alike: types that differ in name alone do.
    public func hasSameRange(as other: MacroNumber) -> Bool {
        width == other.width && isUnsigned == other.isUnsigned
    }
}

/// What an ioctl number is made of (`include/uapi/asm-generic/ioctl.h`); which bits hold what depends on the architecture.
public struct IoctlNumber: Codable, Hashable, Sendable {
    /// Which way the argument is copied, as user space sees it.
    public enum Direction: String, Codable, Hashable, Sendable {
        case neither, read, write, both
    }

    /// Which way the argument is copied.
    public var direction: Direction
    /// The driver's number or letter.
    public var type: Int
    /// The number within the driver.
    public var number: Int
    /// The size of the argument in bytes.
    public var size: Int

    /// Makes one from its parts.
    public init(direction: Direction, type: Int, number: Int, size: Int) {
        self.direction = direction
        self.type = type
        self.number = number
        self.size = size
    }
}

extension IoctlNumber: CustomStringConvertible {
    /// `_IOWR('d', 3, 24 bytes)`
    public var description: String {
        let isPrintable = (0x21...0x7e).contains(type) && ![0x27, 0x5c].contains(type)
        let letter =
            isPrintable ? "'\(Character(UnicodeScalar(UInt8(type))))'" : "0x" + String(type, radix: 16)
        let bytes = "\(size) \(size == 1 ? "byte" : "bytes")"
        return switch direction {
        case .neither where size == 0: "_IO(\(letter), \(number))"
        case .neither: "_IOC(_IOC_NONE, \(letter), \(number), \(bytes))"
        case .read: "_IOR(\(letter), \(number), \(bytes))"
        case .write: "_IOW(\(letter), \(number), \(bytes))"
        case .both: "_IOWR(\(letter), \(number), \(bytes))"
        }
    }
}
