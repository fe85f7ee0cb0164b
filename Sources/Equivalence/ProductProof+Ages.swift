import CProgram
import SymbolicExecution
import Terms

/// Since when values can have been known, and what new memory and locals are apart from.
extension ProductProof {
    /// When a value can first have been known: 0 before the function began, else the number of an event.
    func age(_ term: Term) -> Int {
        if let known = ages[term] { return known }
        var open = [term]
        while let top = open.last {
            if ages[top] != nil {
                open.removeLast()
                continue
            }
            let operands = store.operands(top)
            let missing = operands.filter { ages[$0] == nil }
            if missing.isEmpty {
                ages[top] = operands.reduce(ownAge(top)) { max($0, ages[$1] ?? 0) }
                open.removeLast()
            } else {
                open += missing
            }
        }
        return ages[term] ?? .max
    }

    func ownAge(_ term: Term) -> Int {
        switch store.node(term) {
        case .symbol(.result(let event, _)): return event
        // In some later iteration a loop's values may be what was not known before the loop.
        case .symbol(.fresh): return .max
        case .symbol(.uninitialized): return .max
        case .load(var memory, _):
            while case .store(let before, _, _) = store.node(memory) { memory = before }
            switch store.node(memory) {
            case .root(.after(let event)): return event
            case .root(.fresh), .root(.uninitialized): return .max
            default: return 0
            }
        default: return 0
        }
    }

    /// What was known before a local's address was given away does not point to it.
    func areApart(_ first: Term, _ second: Term) -> Bool {
        isApart(local: first, from: second) || isApart(local: second, from: first)
            || isApart(new: first, from: second) || isApart(new: second, from: first)
    }

    func isApart(local: Term, from other: Term) -> Bool {
        guard let (number, _) = store.base(of: local), case .local = store.object(number) else {
            return false
        }
        let address = store.symbol(.address(number), 64)
        return !left.mentions(address, in: other) && age(other) <= escapeAges[address] ?? .max
    }

    /// What an allocation gives: null, `ZERO_SIZE_PTR` (linux/slab.h) or an address, and no error pointer; as formulas in which `$`
    /// stands for it.
    func factsOfAllocation(_ event: Int) -> [String] {
        guard let mayBeEmpty = allocations[event] else { return [] }
        let isAddress = "(and (bvuge $ (_ bv65536 64)) (bvult $ (_ bv\(UInt64.max - 0xffff) 64)))"
        return ["(or (= $ (_ bv0 64)) \(mayBeEmpty ? "(= $ (_ bv16 64)) " : "")\(isAddress))"]
    }

    /// New memory lies where nothing lies that was known before.
    func isApart(new first: Term, from other: Term) -> Bool {
        let (_, summands) = store.summands(first)
        for summand in summands where summand.factor == 1 {
            guard let event = origin(summand.term), allocations[event] != nil else { continue }
            let (_, rest) = store.summands(store.subtract(first, summand.term))
            return rest.isEmpty && age(other) < event
        }
        return false
    }

    /// The event whose result a term is, widened or not.
    func origin(_ term: Term) -> Int? {
        switch store.node(term) {
        case .symbol(.result(let event, part: 0)): event
        case .extend(let inner, _): origin(inner)
        default: nil
        }
    }

    /// The earliest event after which some local's address was known to others.
    var firstEscape: Int { escapeAges.values.min() ?? .max }

    /// A number that no other loop's proof has.
    func nextFresh() -> Int {
        freshCount += 1
        return freshCount
    }
}
