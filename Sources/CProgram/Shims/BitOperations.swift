/// `set_bit` and its like, on words as wide as a `long`.
struct BitOperations: Shim {
    private static let operations = [
        "set_bit", "clear_bit", "change_bit", "test_bit", "test_and_set_bit", "test_and_clear_bit",
        "test_and_change_bit",
    ]
    static let names: [String] =
        operations.flatMap { ["\($0)", "__\($0)", "_\($0)", "___\($0)", "arch_\($0)", "arch___\($0)"] } + [
            "clear_bit_unlock", "test_and_set_bit_lock", "test_bit_acquire",
        ]

    func call(_ name: String, _ arguments: [Value], in context: inout ShimContext) throws(Stop) -> Value {
        let bits = Int64(context.pointerType.bits)
        let type = ValueType.integer(bits: Int(bits), signed: false)
        let number = try arguments.number(0)
        let word = Int((number - ((number % bits + bits) % bits)) / bits) * Int(bits / 8)
        let mask: Int64 = 1 << ((number % bits + bits) % bits)
        guard case .integer(let old) = try context.read(arguments.value(1), at: word, type) else {
            throw .undefined("a bit of an uninitialised word is used")
        }
        var new = old
        if name.contains("set") {
            new |= mask
        } else if name.contains("clear") {
            new &= ~mask
        } else if name.contains("change") {
            new ^= mask
        }
        if new != old { try context.write(arguments.value(1), at: word, .integer(new), type) }
        return .boolean(old & mask != 0)
    }
}
