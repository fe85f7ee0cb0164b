/// A set of small numbers, which keeps them in order.
struct NumberSet: Sendable {
    private var words: ContiguousArray<UInt64>

    /// The empty set, for numbers below a limit.
    init(below limit: Int) { words = ContiguousArray(repeating: 0, count: (limit + 63) / 64) }

    mutating func insert(_ number: Int) { words[number >> 6] |= 1 << UInt64(number & 63) }

    /// What stands for the numbers, in their order.
    func map<Result>(_ transform: (Int) -> Result) -> [Result] {
        var results: [Result] = []
        for (index, word) in words.enumerated() where word != 0 {
            var rest = word
            while rest != 0 {
                results.append(transform(index * 64 + rest.trailingZeroBitCount))
                rest &= rest - 1
            }
        }
        return results
    }
}
