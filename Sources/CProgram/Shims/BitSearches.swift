/// Searches for the lowest or highest bit that is set, which are inline assembly or builtins.
struct BitSearches: Shim {
    static let names = [
        "__ffs", "variable__ffs", "__ffs64", "ffs", "variable_ffs", "fls", "__fls", "fls64", "ffz",
        "variable_ffz",
    ]

    func call(_ name: String, _ arguments: [Value], in context: inout ShimContext) throws(Stop) -> Value {
        let word = UInt64(bitPattern: try arguments.number(0))
        switch name {
        case "ffs", "variable_ffs":
            let low = UInt32(truncatingIfNeeded: word)
            return .integer(low == 0 ? 0 : Int64(low.trailingZeroBitCount) + 1)
        case "fls": return .integer(Int64(32 - UInt32(truncatingIfNeeded: word).leadingZeroBitCount))
        case "fls64": return .integer(Int64(64 - word.leadingZeroBitCount))
        case "ffz", "variable_ffz": return .integer(try lowest(~word, name))
        case "__fls":
            guard word != 0 else { throw .undefined("__fls(0)") }
            let bits = context.pointerType.bits
            return .integer(Int64(63 - (bits == 32 ? word & 0xFFFF_FFFF : word).leadingZeroBitCount))
        default: return .integer(try lowest(word, name))
        }
    }

    private func lowest(_ word: UInt64, _ name: String) throws(Stop) -> Int64 {
        guard word != 0 else { throw .undefined("\(name) of a word without such a bit") }
        return Int64(word.trailingZeroBitCount)
    }
}
