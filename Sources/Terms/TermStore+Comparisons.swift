/// Comparisons, choices, and operations that C leaves undefined for some right sides.
extension TermStore {
    // MARK: Equality

    /// `left == right`, a bit.
    public func equal(_ left: Term, _ right: Term) -> Term {
        if left == right { return bit(true) }
        let width = width(left)
        if width == 1 { return not(bits(.xor, [left, right])) }
        let difference = subtract(left, right)
        if let value = constant(difference) { return bit(value == 0) }
        return equalsZero(difference, width)
    }

    /// `left != right`, a bit.
    public func notEqual(_ left: Term, _ right: Term) -> Term { not(equal(left, right)) }

    /// Whether a difference is zero. `a - b` and `b - a` give one term.
    private func equalsZero(_ difference: Term, _ width: Int) -> Term {
        let (value, summands) = summands(difference)
        if let known = knownDistance(value, summands) { return bit(known) }
        guard summands.count == 1, let only = summands.first else {
            return separated(value, summands, width)
        }
        // factor · term == -value
        let target = (0 &- value) & Self.mask(width)
        if only.factor == 1 { return equalsConstant(only.term, target) }
        if only.factor == Self.mask(width) { return equalsConstant(only.term, value) }
        return intern(.compare(.equal, scale(only.term, by: only.factor), constant(target, width)), 1)
    }

    /// The positive summands against the negative ones.
    private func separated(_ value: UInt64, _ summands: [TermNode.Summand], _ width: Int) -> Term {
        let half = UInt64(1) << UInt64(width - 1)
        var summands = summands
        var value = value
        if let first = summands.first, first.factor >= half {
            value = (0 &- value) & Self.mask(width)
            summands = summands.map {
                .init(factor: (0 &- $0.factor) & Self.mask(width), term: $0.term)
            }
        }
        var left = Linear()
        var right = Linear(constant: 0 &- value)
        for summand in summands {
            if summand.factor < half {
                left.add(summand.term, times: summand.factor, in: self)
            } else {
                right.add(summand.term, times: 0 &- summand.factor, in: self)
            }
        }
        return intern(.compare(.equal, sum(left, width), sum(right, width)), 1)
    }

    private func sum(_ linear: Linear, _ width: Int) -> Term {
        var result = constant(linear.constant, width)
        for (term, factor) in linear.factors.sorted(by: { $0.key < $1.key }) {
            result = add(result, scale(term, by: factor))
        }
        return result
    }

    /// The addresses of two objects differ, whatever lies at them; none is near zero or an error.
    private func knownDistance(_ value: UInt64, _ summands: [TermNode.Summand]) -> Bool? {
        let objects = summands.filter { isAddress($0.term) }
        guard objects.count == summands.count, !objects.isEmpty else { return nil }
        let distance = Int64(bitPattern: value)
        if objects.count == 1, abs(objects[0].factor) == 1, isNear(distance) { return false }
        if objects.count == 2, objects[0].factor &+ objects[1].factor == 0, abs(objects[0].factor) == 1,
            isNear(distance)
        {
            return false
        }
        return nil
    }

    private func abs(_ factor: UInt64) -> UInt64 { factor == .max ? 1 : factor }
    private func isNear(_ distance: Int64) -> Bool { (-4096...4096).contains(distance) }

    func isAddress(_ term: Term) -> Bool {
        if case .symbol(.address) = node(term) { true } else { false }
    }

    private func equalsConstant(_ term: Term, _ value: UInt64) -> Term {
        let width = width(term)
        switch node(term) {
        case .extend(let inner, let isSigned):
            let small = self.width(inner)
            let cut = value & Self.mask(small)
            let back =
                isSigned ? UInt64(bitPattern: Self.signed(cut, small)) & Self.mask(width) : cut
            if back != value { return bit(false) }
            if small == 1 { return cut == 1 ? inner : not(inner) }
            return equal(inner, constant(cut, small))
        case .choice(let condition, let then, let otherwise):
            if let first = constant(then), let second = constant(otherwise) {
                if first == value { return second == value ? bit(true) : condition }
                return second == value ? not(condition) : bit(false)
            }
            if let first = constant(then) {
                let rest = equal(otherwise, constant(value, width))
                return first == value ? or(condition, rest) : and(not(condition), rest)
            }
            if let second = constant(otherwise) {
                let rest = equal(then, constant(value, width))
                return second == value ? or(not(condition), rest) : and(condition, rest)
            }
        case .concatenation(let high, let low):
            let split = self.width(low)
            return and(
                equal(high, constant(value >> UInt64(split), self.width(high))),
                equal(low, constant(value, split)))
        case .bits(.xor, let parts):
            if let place = parts.firstIndex(where: { constant($0) != nil }), let own = constant(parts[place])
            {
                var rest = parts
                rest.remove(at: place)
                return equal(bits(.xor, rest), constant(own ^ value, width))
            }
        case .bits(.or, let parts) where value == 0:
            return bits(.and, parts.map { equal($0, constant(0, width)) })
        case .bits(.and, let parts):
            if let mask = parts.lazy.compactMap({ self.constant($0) }).first {
                if value & ~mask != 0 { return bit(false) }
                // One bit of a term.
                if mask.nonzeroBitCount == 1, let other = parts.first(where: { constant($0) == nil }),
                    parts.count == 2
                {
                    let single = extract(other, low: mask.trailingZeroBitCount, width: 1)
                    return value == 0 ? not(single) : single
                }
            }
        default: break
        }
        return intern(.compare(.equal, term, constant(value, width)), 1)
    }

    // MARK: Order

    /// `left < right`, a bit.
    public func less(_ left: Term, _ right: Term, isSigned: Bool) -> Term {
        if left == right { return bit(false) }
        let width = width(left)
        let first = constant(left)
        let second = constant(right)
        if let first, let second {
            return bit(isSigned ? Self.signed(first, width) < Self.signed(second, width) : first < second)
        }
        if width == 1 { return isSigned ? and(left, not(right)) : and(not(left), right) }
        if let narrow = narrowedOrder(left, right, isSigned) { return narrow }
        if !isSigned {
            if second == 0 || first == Self.mask(width) { return bit(false) }
            if second == 1 { return equal(left, constant(0, width)) }
            if first == 0 { return notEqual(right, constant(0, width)) }
        } else {
            let least = UInt64(1) << UInt64(width - 1)
            if second == least || first == least - 1 { return bit(false) }
            // left < 0 is the top bit.
            if second == 0 { return extract(left, low: width - 1, width: 1) }
            if first == Self.mask(width) { return not(extract(right, low: width - 1, width: 1)) }
            // left < c + 1 and c < left are each other's contrary: one form for both.
        }
        if let first, first != Self.mask(width), !isSigned || first != (1 << UInt64(width - 1)) - 1 {
            // c < x is !(x < c + 1).
            return not(less(right, constant(first + 1, width), isSigned: isSigned))
        }
        if let second, case .choice(let condition, let then, let otherwise) = node(left),
            constant(then) != nil,
            constant(otherwise) != nil
        {
            let bound = constant(second, width)
            return choose(
                condition, less(then, bound, isSigned: isSigned), less(otherwise, bound, isSigned: isSigned))
        }
        return intern(.compare(isSigned ? .signedLess : .unsignedLess, left, right), 1)
    }

    /// `left <= right`, a bit.
    public func lessOrEqual(_ left: Term, _ right: Term, isSigned: Bool) -> Term {
        not(less(right, left, isSigned: isSigned))
    }

    /// An order of extended terms is one of what was extended.
    private func narrowedOrder(_ left: Term, _ right: Term, _ isSigned: Bool) -> Term? {
        let width = width(left)
        func inner(_ term: Term) -> (term: Term, isSigned: Bool)? {
            if case .extend(let inner, let isSigned) = node(term) { return (inner, isSigned) }
            return nil
        }
        if let first = inner(left), let second = inner(right), first.isSigned == second.isSigned {
            let small = max(self.width(first.term), self.width(second.term))
            guard small < width else { return nil }
            return less(
                resized(first.term, to: small, isSigned: first.isSigned),
                resized(second.term, to: small, isSigned: first.isSigned),
                isSigned: isSigned && first.isSigned)
        }
        guard let extended = inner(left) ?? inner(right), let value = constant(left) ?? constant(right) else {
            return nil
        }
        let small = self.width(extended.term)
        let isLeft = constant(left) == nil
        if extended.isSigned {
            guard isSigned else { return nil }
            let number = Self.signed(value, width)
            let bound = Int64(1) << Int64(small - 1)
            if number >= bound { return bit(isLeft) }
            if number < -bound { return bit(!isLeft) }
        } else {
            if isSigned, Self.signed(value, width) < 0 { return bit(!isLeft) }
            if value > Self.mask(small) { return bit(isLeft) }
        }
        let cut = constant(value, small)
        let order = isSigned && extended.isSigned
        return isLeft ? less(extended.term, cut, isSigned: order) : less(cut, extended.term, isSigned: order)
    }

    // MARK: Choice

    /// `condition ? then : otherwise`.
    public func choose(_ condition: Term, _ then: Term, _ otherwise: Term) -> Term {
        if then == otherwise { return then }
        if let value = constant(condition) { return value == 1 ? then : otherwise }
        if case .not(let inner) = node(condition) { return choose(inner, otherwise, then) }
        var (then, otherwise) = (then, otherwise)
        if case .choice(condition, let inner, _) = node(then) { then = inner }
        if case .choice(condition, _, let inner) = node(otherwise) { otherwise = inner }
        if then == otherwise { return then }
        if width(then) == 1 {
            if then == condition { then = bit(true) }
            if otherwise == condition { otherwise = bit(false) }
            if let value = constant(then) {
                return value == 1 ? or(condition, otherwise) : and(not(condition), otherwise)
            }
            if let value = constant(otherwise) {
                return value == 1 ? or(not(condition), then) : and(condition, then)
            }
        } else {
            // x == c ? c : x is x.
            if case .compare(.equal, let term, let value) = node(condition), constant(value) != nil,
                then == value,
                otherwise == term
            {
                return otherwise
            }
        }
        // c ? (d ? a : b) : b is (c && d) ? a : b.
        if case .choice(let inner, let first, let second) = node(then) {
            if second == otherwise { return choose(and(condition, inner), first, otherwise) }
            if first == otherwise { return choose(and(condition, not(inner)), second, otherwise) }
        }
        if case .choice(let inner, let first, let second) = node(otherwise) {
            if first == then { return choose(or(condition, inner), then, second) }
            if second == then { return choose(or(condition, not(inner)), then, first) }
        }
        return intern(.choice(condition, then, otherwise), width(then))
    }

    // MARK: Partial operations

    /// A shift, division or remainder. C leaves a shift by the width or more, a division by zero and the smallest
    /// integer by -1 undefined; there the value is that of a function of which nothing is known.
    public func partial(_ operation: PartialOperation, _ left: Term, _ right: Term) -> Term {
        let width = width(left)
        if let second = constant(right) {
            switch operation {
            case .shiftLeft where second < UInt64(width): return scale(left, by: 1 << second)
            case .shiftRight where second < UInt64(width):
                return extend(
                    extract(left, low: Int(second), width: width - Int(second)), to: width, isSigned: false)
            case .shiftRightSigned where second < UInt64(width):
                return extend(
                    extract(left, low: Int(second), width: width - Int(second)), to: width, isSigned: true)
            case .divide where second == 1, .divideSigned where second == 1: return left
            case .divide where second.nonzeroBitCount == 1:
                return partial(.shiftRight, left, constant(UInt64(second.trailingZeroBitCount), width))
            case .remainder where second.nonzeroBitCount == 1:
                return bits(.and, [left, constant(second - 1, width)])
            default: break
            }
            if let first = constant(left),
                let value = Self.value(of: operation, first, second, width: width)
            {
                return constant(value, width)
            }
        }
        return intern(.partial(operation, left, right), width)
    }

    /// The operation on numbers; nil where C leaves it undefined.
    static func value(
        of operation: PartialOperation, _ left: UInt64, _ right: UInt64, width: Int
    ) -> UInt64? {
        let (first, second) = (signed(left, width), signed(right, width))
        let isOverflow = second == -1 && left == UInt64(1) << UInt64(width - 1)
        switch operation {
        case .shiftLeft, .shiftRight, .shiftRightSigned:
            guard right < UInt64(width) else { return nil }
            switch operation {
            case .shiftLeft: return (left << right) & mask(width)
            case .shiftRight: return left >> right
            default: return UInt64(bitPattern: first >> Int64(right)) & mask(width)
            }
        case .divide: return right == 0 ? nil : left / right
        case .remainder: return right == 0 ? nil : left % right
        case .divideSigned:
            return right == 0 || isOverflow ? nil : UInt64(bitPattern: first / second) & mask(width)
        case .remainderSigned:
            return right == 0 || isOverflow ? nil : UInt64(bitPattern: first % second) & mask(width)
        }
    }

    /// A function of which only the name is known.
    public func apply(_ name: String, _ operands: [Term], width: Int) -> Term {
        intern(.apply(name, operands), width)
    }
}
