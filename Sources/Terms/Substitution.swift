extension TermStore {
    /// A term with others in the place of some of its parts, made anew from there on, so that what became known
    /// simplifies what stands above it.
    ///
    /// - Parameter known: replacements; those of terms that were looked at are added, so that it serves many terms.
    public func substitute(_ known: inout [Term: Term], in term: Term) -> Term {
        var open = [term]
        while let top = open.last {
            if known[top] != nil {
                open.removeLast()
                continue
            }
            let missing = operands(top).filter { known[$0] == nil }
            if missing.isEmpty {
                known[top] = rebuilt(top, known)
                open.removeLast()
            } else {
                open += missing
            }
        }
        return known[term] ?? term
    }

    private func rebuilt(_ term: Term, _ known: [Term: Term]) -> Term {
        func new(_ term: Term) -> Term { known[term] ?? term }
        let operands = operands(term)
        guard operands.contains(where: { new($0) != $0 }) else { return term }
        let width = width(term)
        switch node(term) {
        case .constant, .symbol: return term
        case .sum(let value, let summands):
            return summands.reduce(constant(value, width)) { add($0, scale(new($1.term), by: $1.factor)) }
        case .product(let left, let right): return multiply(new(left), new(right))
        case .partial(let operation, let left, let right): return partial(operation, new(left), new(right))
        case .bits(let operation, let parts): return bits(operation, parts.map(new))
        case .compare(.equal, let left, let right): return equal(new(left), new(right))
        case .compare(let comparison, let left, let right):
            return less(new(left), new(right), isSigned: comparison == .signedLess)
        case .not(let inner): return not(new(inner))
        case .choice(let condition, let then, let otherwise):
            return choose(new(condition), new(then), new(otherwise))
        case .extract(let inner, let low): return extract(new(inner), low: low, width: width)
        case .concatenation(let high, let low): return concatenate(new(high), new(low))
        case .extend(let inner, let isSigned): return extend(new(inner), to: width, isSigned: isSigned)
        case .apply(let name, let parts): return apply(name, parts.map(new), width: width)
        case .load(let memory, let address):
            var stores: [(address: Term, value: Term)] = []
            var root = memory
            while case .store(let before, let place, let value) = node(root) {
                stores.append((place, value))
                root = before
            }
            let rebuilt = stores.reversed().reduce(root) { store($0, new($1.address), new($1.value)) }
            return load(rebuilt, new(address), bytes: width / 8)
        }
    }
}
