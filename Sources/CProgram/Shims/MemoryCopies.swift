/// `memset`, `memcpy`, `memmove`, `memcmp`.
struct MemoryCopies: Shim {
    static let names = [
        "memset", "__memset", "memcpy", "__memcpy", "memmove", "__memmove", "memcmp", "bcmp",
        "memzero_explicit",
    ]
    /// More bytes than this are not filled one by one or compared.
    private static let largest = 4096

    func call(_ name: String, _ arguments: [Value], in context: inout ShimContext) throws(Stop) -> Value {
        let first = try arguments.value(0)
        let size = try arguments.size(name == "memzero_explicit" ? 1 : 2)
        if size == 0 { return name.contains("cmp") ? .zero : first }
        switch name {
        case "memzero_explicit": try fill(first, 0, size, &context)
        case "memset", "__memset": try fill(first, arguments.number(1) & 0xff, size, &context)
        case "memcmp", "bcmp": return try compare(first, arguments.value(1), size, context)
        default:
            let type = ValueType.aggregate(bytes: size)
            try context.write(first, context.read(arguments.value(1), type), type)
        }
        return first
    }

    private func fill(_ place: Value, _ byte: Int64, _ size: Int, _ context: inout ShimContext) throws(Stop) {
        let pointer = try context.target(place)
        if byte == 0 {
            do { try context.state.fill(pointer, bytes: size, zeroed: true) } catch { throw Stop(error) }
            return
        }
        guard size <= Self.largest else { throw .unsupported("memset of \(size) bytes") }
        for offset in 0..<size {
            try context.write(place, at: offset, .integer(byte), .integer(bits: 8, signed: false))
        }
    }

    private func compare(
        _ left: Value, _ right: Value, _ size: Int, _ context: ShimContext
    ) throws(Stop) -> Value {
        guard size <= Self.largest else { throw .unsupported("memcmp of \(size) bytes") }
        for offset in 0..<size {
            let byte = ValueType.integer(bits: 8, signed: false)
            let pair = (
                try context.read(left, at: offset, byte), try context.read(right, at: offset, byte)
            )
            guard case (.integer(let first), .integer(let second)) = pair else {
                throw .undefined("memcmp of uninitialised bytes")
            }
            if first != second { return .integer(first < second ? -1 : 1) }
        }
        return .zero
    }
}
