import CProgram
import SymbolicExecution
import Terms

/// What two events have to have in common.
extension ProductProof {
    /// What has to hold for two events to be the same; nil where they are not of one kind.
    func demand(_ one: Outcome, _ other: Outcome) -> Term? {
        switch (one.reason, other.reason) {
        case (.call(let name, let first), .call(let second, let rest)):
            guard renames[name] ?? name == second, first.count == rest.count, !takesOthers(second) else {
                return nil
            }
            calledFunctions.insert(second)
            return conjunction(first, rest, withMemory(one, first, other, rest))
        case (.callThrough(let callee, let first, _), .callThrough(let second, let rest, _)):
            guard first.count == rest.count else { return nil }
            return conjunction([callee] + first, [second] + rest, withMemory(one, first, other, rest))
        case (.volatileLoad(let address, let bytes), .volatileLoad(let second, let count)):
            guard bytes == count else { return nil }
            // It sees what the function itself wrote there before.
            let seen = left.plainly(address, bytes, one.state)
            let seenThere = right.plainly(second, bytes, other.state)
            return store.and(store.equal(address, second), store.equal(seen, seenThere))
        case (.volatileStore(let address, let value), .volatileStore(let second, let written)):
            guard store.width(value) == store.width(written) else { return nil }
            return store.and(store.equal(address, second), store.equal(value, written))
        case (.assembly(let first, let outputs, let inputs), .assembly(let second, let places, let values)):
            guard first.isSame(as: second), outputs.count == places.count, inputs.count == values.count else {
                return nil
            }
            // A local that nobody else knows may have another name on the other side.
            let isHidden = zip(outputs, places).map {
                left.isHidden($0, one.state) && right.isHidden($1, other.state)
            }
            let operands =
                zip(outputs, isHidden).filter { !$1 }.map { SymbolicValue.term($0.0) } + inputs
            let others = zip(places, isHidden).filter { !$1 }.map { SymbolicValue.term($0.0) } + values
            let read = left.contents(first, outputs, inputs, one.state)
            let readThere = right.contents(second, places, values, other.state)
            guard let start = conjunction(read, readThere, store.bit(true)) else { return nil }
            guard first.readsMemory else { return conjunction(operands, others, start) }
            return conjunction(operands, others, store.and(start, withMemory(one, operands, other, others)))
        case (.warning(let first), .warning(let second)):
            guard first.kind == second.kind, first.macro == second.macro, first.isOnce == second.isOnce else {
                return nil
            }
            return store.bit(true)
        case (.returned(let value), .returned(let second)):
            // Locals are gone now, whoever knows where they lay.
            let isDead = { [store] (address: Term) -> Bool in
                guard let (number, _) = store.base(of: address) else { return false }
                if case .local = store.object(number) { return true }
                return false
            }
            guard let memory = store.equal(one.state.world, other.state.world, except: isDead) else {
                return store.bit(false)
            }
            return store.and(equalResults(value, second), memory)
        default: return nil
        }
    }

    func equalResults(_ first: SymbolicValue, _ second: SymbolicValue) -> Term {
        if resultForm.kind == .void { return store.bit(true) }
        switch (first, second) {
        case (.term(let left), .term(let right)):
            return store.equal(visibleBits(left), visibleBits(right))
        default: return equal(first, second) ?? store.bit(false)
        }
    }

    func visibleBits(_ term: Term) -> Term {
        resultForm.kind == .aggregate
            ? term : store.extract(term, low: 0, width: min(max(resultForm.bits, 1), 64))
    }

    func equal(_ first: SymbolicValue, _ second: SymbolicValue) -> Term? {
        switch (first, second) {
        case (.term(let left), .term(let right)): return store.equal(left, right)
        case (.aggregate(let left), .aggregate(let right)):
            guard left.count == right.count else { return nil }
            return zip(left, right).reduce(store.bit(true)) { result, pair in
                guard store.width(pair.0) == store.width(pair.1) else { return store.bit(false) }
                return store.and(result, store.equal(pair.0, pair.1))
            }
        case (.void, .void): return store.bit(true)
        default: return nil
        }
    }

    func conjunction(_ first: [SymbolicValue], _ second: [SymbolicValue], _ start: Term) -> Term? {
        var result = start
        for (left, right) in zip(first, second) {
            guard let bit = equal(left, right) else { return nil }
            result = store.and(result, bit)
        }
        return result
    }

    /// Locals whose addresses the callee gets are memory that it may see.
    func withMemory(
        _ one: Outcome, _ first: [SymbolicValue], _ other: Outcome, _ second: [SymbolicValue]
    ) -> Term {
        var (here, there) = (one.state, other.state)
        for argument in first { left.escape(argument, &here) }
        for argument in second { right.escape(argument, &there) }
        if here.lost != nil || there.lost != nil { return store.bit(false) }
        return store.equal(here.world, there.world) ?? store.bit(false)
    }
}
