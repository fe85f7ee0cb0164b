import SymbolicExecution
import Terms

/// What is wished of a case so that a reader believes in it: each pointer is null, an error pointer, or leads to an object of its own,
/// and numbers are small.
///
/// A solver takes any number for an address, one object for all where it can, and -2147483648 for "not zero".
struct ObjectsApart {
    let store: TermStore

    /// Where the objects lie: 64 KiB apart in the kernel's direct mapping (Documentation/x86/x86_64/mm.rst).
    static func place(_ number: Int) -> UInt64 { 0xffff_8881_0000_0000 + UInt64(number) * 0x1_0000 }

    /// Sets of bits, the most wished for first: that all pointers that the formulas follow are so, and numbers between -2 and 2; that
    /// pointers are so. None where there are more than 64 pointers.
    func wishes(for formulas: [Term]) -> [[Term]] {
        let (leaves, followed) = leaves(in: formulas)
        guard followed.count <= 64, leaves.count <= 400 else { return [] }
        let apart = followed.sorted().enumerated().map { number, pointer in
            let isOwn = store.equal(pointer, store.constant(Self.place(number), 64))
            let isNull = store.equal(pointer, store.constant(0, 64))
            let isError = store.less(store.constant(0 &- 4096, 64), pointer, isSigned: false)
            return store.or(isOwn, store.or(isNull, isError))
        }
        // What has 64 bits may be a pointer that is handed on.
        let numbers = leaves.subtracting(followed).sorted().filter { (8...32).contains(store.width($0)) }
        let small = numbers.map { leaf in
            let width = store.width(leaf)
            let shifted = store.add(leaf, store.constant(2, width))
            return store.less(shifted, store.constant(5, width), isSigned: false)
        }
        return (small.isEmpty ? [] : [apart + small]) + (apart.isEmpty ? [] : [apart])
    }

    /// What has a value of its own in formulas, and what of it memory is reached by.
    private func leaves(in formulas: [Term]) -> (all: Set<Term>, followed: Set<Term>) {
        var seen: Set<Term> = []
        var (all, followed): (Set<Term>, Set<Term>) = ([], [])
        var open = formulas
        while let term = open.popLast() {
            guard seen.insert(term).inserted else { continue }
            switch store.node(term) {
            case .symbol(.argument), .symbol(.result): all.insert(term)
            case .load(var memory, let place):
                all.insert(term)
                followed.formUnion(pointer(in: place).map { [$0] } ?? [])
                while case .store(let before, let other, _) = store.node(memory) {
                    followed.formUnion(pointer(in: other).map { [$0] } ?? [])
                    memory = before
                }
            default: break
            }
            open += store.operands(term)
        }
        return (all, followed)
    }

    /// The pointer that an address begins with: what the caller, memory or a call gave.
    private func pointer(in address: Term) -> Term? {
        store.summands(address).summands.first { summand in
            guard summand.factor == 1, store.width(summand.term) == 64 else { return false }
            switch store.node(summand.term) {
            case .symbol(.argument), .symbol(.result), .load: return true
            default: return false
            }
        }?.term
    }
}
