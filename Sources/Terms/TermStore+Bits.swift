/// Bits: and, or, xor, parts of a term, extension, shifts by a constant.
extension TermStore {
    // MARK: Bit by bit

    /// `and`, `or` or `xor` of terms of one width.
    public func bits(_ operation: BitOperation, _ operands: [Term]) -> Term {
        let width = width(operands[0])
        let ones = Self.mask(width)
        var value: UInt64 = operation == .and ? ones : 0
        var parts: Set<Term> = []
        func take(_ term: Term) {
            if let number = constant(term) {
                switch operation {
                case .and: value &= number
                case .or: value |= number
                case .xor: value ^= number
                }
                return
            }
            if case .bits(operation, let inner) = node(term) { return inner.forEach(take) }
            if operation == .xor, case .not(let inner) = node(term) {
                value ^= 1
                return take(inner)
            }
            if operation == .xor, parts.remove(term) != nil { return }
            parts.insert(term)
        }
        operands.forEach(take)
        if operation == .and, value == 0 { return constant(0, width) }
        if operation == .or, value == ones { return constant(ones, width) }
        if operation != .xor, width == 1, let settled = settle(operation, &parts) { return settled }
        if parts.isEmpty { return constant(value, width) }
        if operation == .xor, width == 1 {
            let rest = many(.xor, parts, 1)
            return value == 1 ? not(rest) : rest
        }
        if operation == .and, value != ones { return masked(parts, value, width) }
        if value == (operation == .and ? ones : 0) { return many(operation, parts, width) }
        return many(operation, parts.union([constant(value, width)]), width)
    }

    private func many(_ operation: BitOperation, _ parts: Set<Term>, _ width: Int) -> Term {
        if parts.count == 1, let only = parts.first { return only }
        return intern(.bits(operation, parts.sorted()), width)
    }

    /// `a && !a` and `a || !a`; and what one side of the operation settles in the others.
    private func settle(_ operation: BitOperation, _ parts: inout Set<Term>) -> Term? {
        for part in parts.sorted() {
            if parts.contains(not(part)) { return bit(operation == .or) }
        }
        // a && (a || b) is a; a && (!a || b) is a && b.
        let dual: BitOperation = operation == .and ? .or : .and
        for part in parts.sorted() {
            guard case .bits(dual, let inner) = node(part) else { continue }
            if inner.contains(where: { parts.contains($0) }) {
                parts.remove(part)
                continue
            }
            let rest = inner.filter { !parts.contains(not($0)) }
            guard rest.count < inner.count else { continue }
            parts.remove(part)
            let reduced = rest.isEmpty ? bit(operation == .or) : bits(dual, rest)
            return bits(operation, Array(parts) + [reduced])
        }
        return nil
    }

    /// `and` with a constant: low bits are a part of the term.
    private func masked(_ parts: Set<Term>, _ mask: UInt64, _ width: Int) -> Term {
        let rest = many(.and, parts, width)
        let low = mask.trailingZeroBitCount
        let run = (~(mask >> UInt64(low))).trailingZeroBitCount
        if low == 0, mask == Self.mask(run) {
            return extend(extract(rest, low: 0, width: run), to: width, isSigned: false)
        }
        // Bits that the term cannot have do not count.
        let possible = possibleBits(rest)
        if possible & mask == possible { return rest }
        if possible & mask == 0 { return constant(0, width) }
        return intern(.bits(.and, (Array(parts) + [constant(mask, width)]).sorted()), width)
    }

    /// The bits that may be set in a term.
    ///
    /// - Parameter depth: how deep it looks; a term may hang together in more ways than can be walked.
    func possibleBits(_ term: Term, depth: Int = 4) -> UInt64 {
        let all = Self.mask(width(term))
        guard depth > 0 else { return all }
        func inner(_ term: Term) -> UInt64 { possibleBits(term, depth: depth - 1) }
        return switch node(term) {
        case .constant(let value): value
        case .extend(let part, isSigned: false): inner(part)
        case .bits(.and, let parts): parts.reduce(all) { $0 & inner($1) }
        case .bits(_, let parts): parts.reduce(0) { $0 | inner($1) }
        case .choice(_, let then, let otherwise): inner(then) | inner(otherwise)
        case .concatenation(let high, let low): inner(high) << UInt64(width(low)) | inner(low)
        default: all
        }
    }

    /// `!bit`.
    public func not(_ term: Term) -> Term {
        switch node(term) {
        case .constant(let value): bit(value == 0)
        case .not(let inner): inner
        default: intern(.not(term), 1)
        }
    }

    /// `left && right`, of bits.
    public func and(_ left: Term, _ right: Term) -> Term { bits(.and, [left, right]) }
    /// `left || right`, of bits.
    public func or(_ left: Term, _ right: Term) -> Term { bits(.or, [left, right]) }

    // MARK: Parts

    /// `width` bits of a term from bit `low` on.
    public func extract(_ term: Term, low: Int, width: Int) -> Term {
        let whole = self.width(term)
        if low == 0, width == whole { return term }
        switch node(term) {
        case .constant(let value): return constant(value >> UInt64(low), width)
        case .extract(let inner, let start): return extract(inner, low: start + low, width: width)
        case .concatenation(let high, let bottom):
            let split = self.width(bottom)
            if low >= split { return extract(high, low: low - split, width: width) }
            if low + width <= split { return extract(bottom, low: low, width: width) }
            return concatenate(
                extract(high, low: 0, width: low + width - split),
                extract(bottom, low: low, width: split - low))
        case .extend(let inner, let isSigned):
            let known = self.width(inner)
            if low + width <= known { return extract(inner, low: low, width: width) }
            if low == 0 { return extend(inner, to: width, isSigned: isSigned) }
            if !isSigned {
                if low >= known { return constant(0, width) }
                return extend(extract(inner, low: low, width: known - low), to: width, isSigned: false)
            }
        case .sum(let value, let summands) where low == 0:
            return truncatedSum(value, summands, to: width)
        case .product(let left, let right) where low == 0:
            return multiply(extract(left, low: 0, width: width), extract(right, low: 0, width: width))
        case .bits(let operation, let parts):
            return bits(operation, parts.map { extract($0, low: low, width: width) })
        case .choice(let condition, let then, let otherwise):
            return choose(
                condition, extract(then, low: low, width: width), extract(otherwise, low: low, width: width))
        case .load(let memory, let address) where low % 8 == 0 && width % 8 == 0:
            return load(memory, add(address, Int64(low / 8)), bytes: width / 8)
        default: break
        }
        return intern(.extract(term, low: low), width)
    }

    /// `high` above `low`.
    public func concatenate(_ high: Term, _ low: Term) -> Term {
        let width = width(high) + width(low)
        if constant(high) == 0 { return extend(low, to: width, isSigned: false) }
        if let first = constant(high), let second = constant(low) {
            return constant(first << UInt64(self.width(low)) | second, width)
        }
        if case .extract(let upper, let upperLow) = node(high),
            case .extract(let lower, let lowerLow) = node(low),
            upper == lower, upperLow == lowerLow + self.width(low)
        {
            return extract(upper, low: lowerLow, width: width)
        }
        if case .extract(let upper, let upperLow) = node(high), upper == low, upperLow == self.width(low) {
            return low
        }
        if case .load(let memory, let upper) = node(high), case .load(memory, let lower) = node(low),
            self.width(low) % 8 == 0, upper == add(lower, Int64(self.width(low) / 8))
        {
            return intern(.load(memory, lower), width)
        }
        // (a : b) : c with a : b known to join b : c.
        if case .concatenation(let upper, let middle) = node(high) {
            let joined = concatenate(middle, low)
            if case .concatenation(middle, low) = node(joined) {} else { return concatenate(upper, joined) }
        }
        return intern(.concatenation(high, low), width)
    }

    /// The term with bits added above: its sign, or zeroes.
    public func extend(_ term: Term, to width: Int, isSigned: Bool) -> Term {
        let known = self.width(term)
        if known == width { return term }
        switch node(term) {
        case .constant(let value):
            return constant(isSigned ? UInt64(bitPattern: Self.signed(value, known)) : value, width)
        case .extend(let inner, let wasSigned):
            if !wasSigned { return extend(inner, to: width, isSigned: false) }
            if isSigned { return extend(inner, to: width, isSigned: true) }
        case .choice(let condition, let then, let otherwise)
        where constant(then) != nil || constant(otherwise) != nil:
            return choose(
                condition, extend(then, to: width, isSigned: isSigned),
                extend(otherwise, to: width, isSigned: isSigned))
        default: break
        }
        return intern(.extend(term, isSigned: isSigned), width)
    }

    /// `term` cut or extended to that width.
    public func resized(_ term: Term, to width: Int, isSigned: Bool) -> Term {
        self.width(term) > width
            ? extract(term, low: 0, width: width) : extend(term, to: width, isSigned: isSigned)
    }
}
