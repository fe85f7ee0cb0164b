/// `memcpy`, `memmove`, `memset` of a size that is known: stores like any others.
package struct MemoryCopy {
    /// Where the bytes come from.
    package enum Source {
        case fill(UInt8)
        case copy(UInt64)
    }

    package var destination: UInt64
    package var source: Source
    package var count: Int

    /// The largest copy that is run byte by byte.
    package static let limit = 1024

    package static let copies: Set<String> = [
        "memcpy", "memmove", "__memcpy", "__memmove", "__builtin_memcpy", "__builtin_memmove",
    ]
    package static let fills: Set<String> = ["memset", "__memset", "__builtin_memset"]

    /// Reads a call with numbers; nil where it is none of these, or too large.
    package init?(_ name: String, _ numbers: [UInt64], limit: Int = Self.limit) {
        guard numbers.count == 3, numbers[2] <= UInt64(limit) else { return nil }
        if Self.copies.contains(name) {
            source = .copy(numbers[1])
        } else if Self.fills.contains(name) {
            source = .fill(UInt8(truncatingIfNeeded: numbers[1]))
        } else {
            return nil
        }
        destination = numbers[0]
        count = Int(numbers[2])
    }
}
