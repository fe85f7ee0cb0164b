import Terms
import Testing

/// Every rule that makes terms is held against plain arithmetic: an expression is built at random, as a term and as a
/// number, in the same case.
@Suite struct SimplificationTests {
    @Test(arguments: 0..<60) func aTermIsWorthWhatItsExpressionIs(seed: Int) {
        var generator = SplitMix(state: UInt64(seed) &* 7919 &+ 1)
        for _ in 0..<400 {
            var builder = RandomExpression(generator: generator)
            let width = [1, 8, 16, 32, 64].randomElement(using: &builder.generator) ?? 32
            let (term, value) = builder.expression(width, depth: 5)
            let store = builder.store
            #expect(store.width(term) == width)
            let found = store.value(term, in: builder.assignment)
            #expect(found == value & builder.mask(width), "seed \(seed), \(store.node(term))")
            generator = builder.generator
        }
    }
}

/// A small generator of random numbers that gives the same numbers everywhere.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var word = state
        word = (word ^ (word >> 30)) &* 0xbf58_476d_1ce4_e5b9
        word = (word ^ (word >> 27)) &* 0x94d0_49bb_1331_11eb
        return word ^ (word >> 31)
    }
}

/// Builds an expression as a term, and its value by plain arithmetic.
struct RandomExpression {
    var generator: SplitMix
    let store = TermStore()
    var values: [Symbol: UInt64] = [:]
    /// Memory as it is now, in the same case.
    var memory: (term: Memory, bytes: [UInt64: UInt8])?

    init(generator: SplitMix) { self.generator = generator }

    var assignment: Assignment {
        let values = values
        return Assignment(
            symbol: { symbol, _ in values[symbol] ?? 0 },
            byte: { _, address in Self.initialByte(address) },
            function: { _, operands, width in
                operands.reduce(UInt64(width)) { ($0 ^ $1) &* 0x9e37_79b9_7f4a_7c15 }
            })
    }

    static func initialByte(_ address: UInt64) -> UInt8 {
        var mix = SplitMix(state: address)
        return UInt8(truncatingIfNeeded: mix.next())
    }

    func mask(_ width: Int) -> UInt64 { width >= 64 ? .max : (1 << UInt64(width)) - 1 }

    func signed(_ value: UInt64, _ width: Int) -> Int64 {
        guard width < 64 else { return Int64(bitPattern: value) }
        let value = value & mask(width)
        return value >> UInt64(width - 1) == 1 ? Int64(bitPattern: value | ~mask(width)) : Int64(value)
    }

    private mutating func roll(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &generator) }

    private mutating func leaf(_ width: Int) -> (Term, UInt64) {
        if roll(3) == 0 {
            let interesting: [UInt64] = [
                0, 1, 2, 7, 0x7f, 0x80, 0xff, 0x7fff_ffff, 0x8000_0000, .max, .max - 1, 4096,
            ]
            let value = (interesting.randomElement(using: &generator) ?? 0) & mask(width)
            return (store.constant(value, width), value)
        }
        let symbol = Symbol.argument(roll(4), part: width)
        if values[symbol] == nil {
            let small = roll(2) == 0
            values[symbol] = (small ? UInt64(roll(3)) : generator.next()) & mask(width)
        }
        return (store.symbol(symbol, width), values[symbol] ?? 0)
    }

    mutating func expression(_ width: Int, depth: Int) -> (Term, UInt64) {
        guard depth > 0 else { return leaf(width) }
        switch roll(width == 1 ? 9 : 15) {
        case 0: return leaf(width)
        case 1:
            let (left, first) = expression(width, depth: depth - 1)
            let (right, second) = expression(width, depth: depth - 1)
            switch roll(3) {
            case 0: return (store.bits(.and, [left, right]), first & second)
            case 1: return (store.bits(.or, [left, right]), first | second)
            default: return (store.bits(.xor, [left, right]), first ^ second)
            }
        case 2:
            let (condition, truth) = expression(1, depth: depth - 1)
            let (then, first) = expression(width, depth: depth - 1)
            let (otherwise, second) = roll(4) == 0 ? (then, first) : expression(width, depth: depth - 1)
            return (store.choose(condition, then, otherwise), truth == 1 ? first : second)
        case 3:
            let (inner, value) = expression(width, depth: depth - 1)
            return (store.complement(inner), ~value & mask(width))
        case 4 where width == 1, 5 where width == 1, 6 where width == 1, 7 where width == 1,
            8 where width == 1:
            return comparison(depth)
        case 4, 5:
            let (left, first) = expression(width, depth: depth - 1)
            let (right, second) = expression(width, depth: depth - 1)
            return roll(2) == 0
                ? (store.add(left, right), (first &+ second) & mask(width))
                : (store.subtract(left, right), (first &- second) & mask(width))
        case 6:
            let (left, first) = expression(width, depth: depth - 1)
            let (right, second) = expression(width, depth: depth - 2)
            return (store.multiply(left, right), (first &* second) & mask(width))
        case 7, 8: return partial(width, depth)
        case 9:
            let wide = [8, 16, 32, 64].filter { $0 >= width }.randomElement(using: &generator) ?? 64
            let low = wide == width ? 0 : roll(wide - width + 1)
            let (inner, value) = expression(wide, depth: depth - 1)
            return (store.extract(inner, low: low, width: width), (value >> UInt64(low)) & mask(width))
        case 10, 11:
            let narrow = [1, 8, 16, 32].filter { $0 < width }.randomElement(using: &generator) ?? 1
            let (inner, value) = expression(narrow, depth: depth - 1)
            let isSigned = roll(2) == 0
            let wide = isSigned ? UInt64(bitPattern: signed(value, narrow)) & mask(width) : value
            return (store.extend(inner, to: width, isSigned: isSigned), wide)
        case 12 where width > 8:
            let split = width / 2
            let (high, first) = expression(width - split, depth: depth - 1)
            let (low, second) = expression(split, depth: depth - 1)
            return (store.concatenate(high, low), first << UInt64(split) | second)
        default:
            return width == 1 ? comparison(depth) : access(width, depth)
        }
    }

    private mutating func comparison(_ depth: Int) -> (Term, UInt64) {
        let width = [1, 8, 16, 32, 64].randomElement(using: &generator) ?? 8
        let (left, first) = expression(width, depth: depth - 1)
        let (right, second) = expression(width, depth: depth - 1)
        switch roll(4) {
        case 0: return (store.equal(left, right), first == second ? 1 : 0)
        case 1: return (store.less(left, right, isSigned: false), first < second ? 1 : 0)
        case 2:
            return (
                store.lessOrEqual(left, right, isSigned: true),
                signed(first, width) <= signed(second, width) ? 1 : 0
            )
        default:
            return (
                store.less(left, right, isSigned: true), signed(first, width) < signed(second, width) ? 1 : 0
            )
        }
    }

    private mutating func partial(_ width: Int, _ depth: Int) -> (Term, UInt64) {
        let (left, first) = expression(width, depth: depth - 1)
        let (right, second) = expression(width, depth: depth - 2)
        let free = [first, second].reduce(UInt64(width)) { ($0 ^ $1) &* 0x9e37_79b9_7f4a_7c15 } & mask(width)
        let inShift = second < UInt64(width)
        let overflows = signed(second, width) == -1 && first == 1 << UInt64(width - 1)
        switch roll(7) {
        case 0:
            return (store.partial(.shiftLeft, left, right), inShift ? (first << second) & mask(width) : free)
        case 1: return (store.partial(.shiftRight, left, right), inShift ? first >> second : free)
        case 2:
            return (
                store.partial(.shiftRightSigned, left, right),
                inShift ? UInt64(bitPattern: signed(first, width) >> Int64(second)) & mask(width) : free
            )
        case 3: return (store.partial(.divide, left, right), second == 0 ? free : first / second)
        case 4: return (store.partial(.remainder, left, right), second == 0 ? free : first % second)
        case 5:
            return (
                store.partial(.divideSigned, left, right),
                second == 0 || overflows
                    ? free
                    : UInt64(bitPattern: signed(first, width) / signed(second, width)) & mask(width)
            )
        default:
            return (
                store.partial(.remainderSigned, left, right),
                second == 0 || overflows
                    ? free
                    : UInt64(bitPattern: signed(first, width) % signed(second, width)) & mask(width)
            )
        }
    }

    /// A load behind some stores, whose addresses are aligned as their widths ask for.
    private mutating func access(_ width: Int, _ depth: Int) -> (Term, UInt64) {
        var (memory, bytes) = self.memory ?? (store.root(.initial), [:])
        func place(_ bytes: Int) -> (Term, UInt64) {
            var base = expression(64, depth: max(depth - 3, 0))
            let mask = ~UInt64(bytes - 1)
            base = (store.bits(.and, [base.0, store.constant(mask, 64)]), base.1 & mask)
            let offset = UInt64(roll(3) * bytes)
            return (store.add(base.0, Int64(offset)), base.1 &+ offset)
        }
        for _ in 0..<roll(3) {
            let bits = [8, 16, 32, 64].randomElement(using: &generator) ?? 8
            let (address, number) = place(bits / 8)
            let (value, content) = expression(bits, depth: max(depth - 3, 0))
            memory = store.store(memory, address, value)
            for index in 0..<bits / 8 {
                bytes[number &+ UInt64(index)] = UInt8(truncatingIfNeeded: content >> UInt64(8 * index))
            }
        }
        self.memory = (memory, bytes)
        let (address, number) = place(width / 8)
        let found = (0..<width / 8).reduce(UInt64(0)) { result, index in
            let byte = bytes[number &+ UInt64(index)] ?? Self.initialByte(number &+ UInt64(index))
            return result | UInt64(byte) << UInt64(8 * index)
        }
        return (store.load(memory, address, bytes: width / 8), found)
    }
}
