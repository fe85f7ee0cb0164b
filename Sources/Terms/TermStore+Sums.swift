/// Sums: a constant and multiples of terms, so that equal distances and equal addresses are the same term.
extension TermStore {
    /// A sum under construction.
    struct Linear {
        var constant: UInt64 = 0
        var factors: [Term: UInt64] = [:]

        mutating func add(_ term: Term, times factor: UInt64, in store: TermStore) {
            switch store.node(term) {
            case .constant(let value): constant &+= value &* factor
            case .sum(let value, let summands):
                constant &+= value &* factor
                for summand in summands { factors[summand.term, default: 0] &+= summand.factor &* factor }
            default: factors[term, default: 0] &+= factor
            }
        }
    }

    private func make(_ linear: Linear, _ width: Int) -> Term {
        let mask = Self.mask(width)
        let summands = linear.factors.compactMap { term, factor -> TermNode.Summand? in
            factor & mask == 0 ? nil : .init(factor: factor & mask, term: term)
        }.sorted { $0.term < $1.term }
        let value = linear.constant & mask
        if summands.isEmpty { return constant(value, width) }
        if value == 0, summands.count == 1, summands[0].factor == 1 { return summands[0].term }
        return intern(.sum(value, summands), width)
    }

    /// `left + right`, with wrap-around.
    public func add(_ left: Term, _ right: Term) -> Term { combine(left, 1, right, 1) }

    /// `left - right`, with wrap-around.
    public func subtract(_ left: Term, _ right: Term) -> Term { combine(left, 1, right, .max) }

    /// `-term`.
    public func negate(_ term: Term) -> Term { scale(term, by: .max) }

    /// `~term`.
    public func complement(_ term: Term) -> Term {
        if width(term) == 1 { return not(term) }
        var linear = Linear(constant: .max)
        linear.add(term, times: .max, in: self)
        return make(linear, width(term))
    }

    /// `term + number`.
    public func add(_ term: Term, _ number: Int64) -> Term {
        if number == 0 { return term }
        return add(term, constant(UInt64(bitPattern: number), width(term)))
    }

    /// `term · factor`, with wrap-around.
    public func scale(_ term: Term, by factor: UInt64) -> Term {
        if width(term) == 1 { return factor & 1 == 0 ? bit(false) : term }
        var linear = Linear()
        linear.add(term, times: factor, in: self)
        return make(linear, width(term))
    }

    private func combine(_ left: Term, _ first: UInt64, _ right: Term, _ second: UInt64) -> Term {
        if width(left) == 1 { return bits(.xor, [left, right]) }
        var linear = Linear()
        linear.add(left, times: first, in: self)
        linear.add(right, times: second, in: self)
        return make(linear, width(left))
    }

    /// `left · right`, with wrap-around.
    public func multiply(_ left: Term, _ right: Term) -> Term {
        if let factor = constant(left) { return scale(right, by: factor) }
        if let factor = constant(right) { return scale(left, by: factor) }
        if width(left) == 1 { return bits(.and, [left, right]) }
        return left < right
            ? intern(.product(left, right), width(left)) : intern(.product(right, left), width(left))
    }

    /// The low bits of a sum are the sum of the low bits.
    func truncatedSum(_ value: UInt64, _ summands: [TermNode.Summand], to width: Int) -> Term {
        if width == 1 {
            let odd = summands.filter { $0.factor & 1 == 1 }.map { extract($0.term, low: 0, width: 1) }
            return bits(.xor, odd + [bit(value & 1 == 1)])
        }
        var linear = Linear(constant: value)
        for summand in summands {
            linear.add(extract(summand.term, low: 0, width: width), times: summand.factor, in: self)
        }
        return make(linear, width)
    }

    /// The summands of a term, a lone one with factor 1.
    public func summands(_ term: Term) -> (constant: UInt64, summands: [TermNode.Summand]) {
        switch node(term) {
        case .constant(let value): (value, [])
        case .sum(let value, let summands): (value, summands)
        default: (0, [.init(factor: 1, term: term)])
        }
    }
}
