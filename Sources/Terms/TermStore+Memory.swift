/// Memory: what a load gives where stores are known, what two memories have in common, and when they hold the same.
///
/// An access is taken to be aligned as its width asks for, but at ``looseAddresses``. So two accesses of one width are to the same bytes or to
/// none in common; a proof that rests on it is one for code that C defines.
extension TermStore {
    /// How two places stand to each other.
    enum Relation: Equatable {
        /// The second begins that many bytes behind the first.
        case distance(Int64)
        /// They have no byte in common.
        case apart
        case unknown
    }

    /// An address as an object and a distance, where it is one.
    public func base(of address: Term) -> (object: Int, rest: Term)? {
        let (_, summands) = summands(address)
        let objects = summands.filter { isAddress($0.term) }
        guard objects.count == 1, objects[0].factor == 1,
            case .symbol(.address(let number)) = node(objects[0].term)
        else { return nil }
        return (number, subtract(address, objects[0].term))
    }

    func relation(_ first: Term, _ second: Term) -> Relation {
        let difference = subtract(second, first)
        if let value = signedConstant(difference) { return .distance(value) }
        if let one = base(of: first), let other = base(of: second), one.object != other.object {
            return .apart
        }
        return areApart?(first, second) == true ? .apart : .unknown
    }

    // MARK: Loading

    /// `bytes` bytes (1 to 8) at an address, the lowest first.
    public func load(_ memory: Memory, _ address: Term, bytes: Int) -> Term {
        var memory = memory
        while true {
            switch node(memory) {
            case .root(let root): return rootLoad(root, memory, address, bytes)
            case .store(let before, let place, let value):
                let stored = width(value) / 8
                switch relation(place, address) {
                case .apart: memory = before
                case .distance(let distance):
                    if distance >= Int64(stored) || distance + Int64(bytes) <= 0 {
                        memory = before
                    } else if distance >= 0, distance + Int64(bytes) <= Int64(stored) {
                        return extract(value, low: Int(distance) * 8, width: bytes * 8)
                    } else {
                        return split(memory, address, bytes)
                    }
                case .unknown:
                    guard stored == bytes, stored == 1 || !isLoose(place) && !isLoose(address) else {
                        return intern(.load(memory, address), bytes * 8)
                    }
                    let other = load(before, address, bytes: bytes)
                    return choose(equal(place, address), value, other)
                }
            }
        }
    }

    /// Whether an access at an address may lie across others of its width.
    private func isLoose(_ address: Term) -> Bool {
        looseAddresses.contains(address)
    }

    private func split(_ memory: Memory, _ address: Term, _ bytes: Int) -> Term {
        var result = load(memory, address, bytes: 1)
        for offset in 1..<max(bytes, 1) {
            result = concatenate(load(memory, add(address, Int64(offset)), bytes: 1), result)
        }
        return result
    }

    private func rootLoad(_ root: MemoryRoot, _ memory: Memory, _ address: Term, _ bytes: Int) -> Term {
        switch root {
        case .zero: constant(0, bytes * 8)
        default: literal(address, bytes) ?? intern(.load(memory, address), bytes * 8)
        }
    }

    /// What stands in a string literal.
    private func literal(_ address: Term, _ bytes: Int) -> Term? {
        guard let (number, rest) = base(of: address), case .string(let text) = object(number),
            let offset = signedConstant(rest)
        else { return nil }
        let utf8 = Array(text.utf8) + [0]
        guard offset >= 0, offset + Int64(bytes) <= Int64(utf8.count) else { return nil }
        var value: UInt64 = 0
        for index in 0..<bytes { value |= UInt64(utf8[Int(offset) + index]) << UInt64(8 * index) }
        return constant(value, bytes * 8)
    }

    // MARK: Storing

    /// Memory with a value written over it; its width is a multiple of 8 bits.
    public func store(_ memory: Memory, _ address: Term, _ value: Term) -> Memory {
        let bytes = width(value) / 8
        if case .load(memory, address) = node(value) { return memory }
        // What is written over is gone, as far as nothing that may overlap was written meanwhile.
        var kept: [(place: Term, value: Term)] = []
        var below = memory
        while kept.count < 64, case .store(let before, let place, let old) = node(below) {
            switch relation(place, address) {
            case .distance(0) where width(old) / 8 <= bytes:
                if old == value, kept.isEmpty, width(old) / 8 == bytes { return memory }
                var result = before
                for entry in kept.reversed() {
                    result = intern(.store(result, address: entry.place, value: entry.value))
                }
                return ordered(result, address, value)
            case .distance(let distance)
            where distance >= Int64(width(old) / 8) || distance + Int64(bytes) <= 0:
                kept.append((place, old))
            case .apart: kept.append((place, old))
            default: return ordered(memory, address, value)
            }
            below = before
        }
        return ordered(memory, address, value)
    }

    /// Stores that cannot overlap stand in the order of their addresses, whichever came first.
    private func ordered(_ memory: Memory, _ address: Term, _ value: Term) -> Memory {
        guard case .store(let before, let place, let old) = node(memory), address < place else {
            return intern(.store(memory, address: address, value: value))
        }
        switch relation(place, address) {
        case .apart: break
        case .distance(let distance)
        where distance >= Int64(width(old) / 8) || distance + Int64(width(value) / 8) <= 0:
            break
        default: return intern(.store(memory, address: address, value: value))
        }
        return intern(.store(ordered(before, address, value), address: place, value: old))
    }

    // MARK: Two memories

    /// The stores of a memory above another one below it, the first one first.
    func stores(_ memory: Memory, above floor: Memory) -> [(address: Term, value: Term)] {
        var result: [(address: Term, value: Term)] = []
        var memory = memory
        while memory != floor, case .store(let before, let address, let value) = node(memory) {
            result.append((address, value))
            memory = before
        }
        return result.reversed()
    }

    /// The values that were stored into a memory.
    public func written(_ memory: Memory) -> [Term] {
        var result: [Term] = []
        var memory = memory
        while case .store(let before, _, let value) = node(memory) {
            result.append(value)
            memory = before
        }
        return result
    }

    /// The youngest memory that both came from; nil where they have no root in common.
    func commonOrigin(_ first: Memory, _ second: Memory) -> Memory? {
        var seen: Set<Memory> = [first]
        var memory = first
        while case .store(let before, _, _) = node(memory) {
            memory = before
            seen.insert(memory)
        }
        memory = second
        while true {
            if seen.contains(memory) { return memory }
            guard case .store(let before, _, _) = node(memory) else { return nil }
            memory = before
        }
    }

    /// `condition ? then : otherwise` of memories; nil where they have no root in common.
    public func choose(_ condition: Term, _ then: Memory, _ otherwise: Memory) -> Memory? {
        if then == otherwise { return then }
        guard let origin = commonOrigin(then, otherwise) else { return nil }
        var result = origin
        for (address, value) in stores(then, above: origin) {
            let old = load(result, address, bytes: width(value) / 8)
            result = store(result, address, choose(condition, value, old))
        }
        for (address, value) in stores(otherwise, above: origin) {
            let old = load(result, address, bytes: width(value) / 8)
            result = store(result, address, choose(condition, old, value))
        }
        return result
    }

    /// Whether two memories hold the same everywhere, as a bit; nil where they have no root in common. Where neither
    /// wrote they do; so it is enough to load at every place that one of them wrote.
    ///
    /// - Parameter isDead: whether what stands at an address is of no account.
    public func equal(
        _ first: Memory, _ second: Memory, except isDead: (Term) -> Bool = { _ in false }
    ) -> Term? {
        if first == second { return bit(true) }
        guard let origin = commonOrigin(first, second) else { return nil }
        var result = bit(true)
        for (address, value) in stores(first, above: origin) + stores(second, above: origin)
        where !isDead(address) {
            let bytes = width(value) / 8
            result = and(
                result, equal(load(first, address, bytes: bytes), load(second, address, bytes: bytes)))
        }
        return result
    }

    /// Likewise for locals, whose first contents are of no account: what neither side wrote is taken to be the same.
    public func equalWhereWritten(_ first: Memory, _ second: Memory) -> Term? {
        if let same = equal(first, second) { return same }
        guard case .root(.uninitialized) = node(bottom(first)),
            case .root(.uninitialized) = node(bottom(second))
        else {
            return nil
        }
        let moved = stores(second, above: bottom(second)).reduce(bottom(first)) {
            store($0, $1.address, $1.value)
        }
        return equal(first, moved)
    }

    private func bottom(_ memory: Memory) -> Memory {
        var memory = memory
        while case .store(let before, _, _) = node(memory) { memory = before }
        return memory
    }
}
