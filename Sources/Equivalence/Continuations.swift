import CProgram
import SymbolicExecution
import Terms

/// Places from which both sides go on with the same instructions. Where what those read is the same, the rest is the same,
/// however many ways and loops there are in it.
final class Continuations {
    /// Registers and locals that correspond, left to right.
    private struct Correspondence {
        var registers: [Int: Int] = [:]
        var locals: [Int: Int] = [:]
        private var rightRegisters: Set<Int> = []
        private var rightLocals: Set<Int> = []

        mutating func joins(register left: Int, _ right: Int) -> Bool {
            if let known = registers[left] { return known == right }
            guard rightRegisters.insert(right).inserted else { return false }
            registers[left] = right
            return true
        }

        mutating func joins(local left: Int, _ right: Int) -> Bool {
            if let known = locals[left] { return known == right }
            guard rightLocals.insert(right).inserted else { return false }
            locals[left] = right
            return true
        }
    }

    private struct Key: Hashable {
        var left: ObjectIdentifier
        var leftPC: Int
        var right: ObjectIdentifier
        var rightPC: Int
    }

    /// Whether a call of one function on the left and another on the right is the same call.
    private let isSameCallee: (String, String) -> Bool
    /// Whether a global of one name holds the same where it is a constant.
    private let isSameConstant: (String) -> Bool
    private var known: [Key: Correspondence?] = [:]

    init(
        isSameConstant: @escaping (String) -> Bool = { _ in true },
        isSameCallee: @escaping (String, String) -> Bool
    ) {
        self.isSameConstant = isSameConstant
        self.isSameCallee = isSameCallee
    }

    /// Whether two functions have the same instructions from the beginning.
    func areSame(_ left: CodeGraph, _ right: CodeGraph) -> Bool {
        guard left.code.parameters.count == right.code.parameters.count else { return false }
        guard var found = correspondence(left, 0, right, 0) else { return false }
        for (one, other) in zip(left.code.parameters, right.code.parameters) {
            switch (one, other) {
            case (.register(let first), .register(let second)):
                if !found.joins(register: first, second) { return false }
            case (.memory(let first, let access), .memory(let second, let other)):
                if access != other || !found.joins(local: first, second) { return false }
            default: return false
            }
        }
        return found.locals.allSatisfy {
            left.code.memoryLocals[$0].bytes == right.code.memoryLocals[$1].bytes
        }
    }

    /// What has to hold for two states to go on the same, as a bit; nil where they go on differently or it cannot be said.
    ///
    /// - Parameter addresses: the locals whose addresses stand in a value.
    func demand(
        _ one: ThreadState, _ other: ThreadState, _ store: TermStore,
        _ addresses: (SymbolicValue) -> Set<Term>
    ) -> Term? {
        guard one.frames.count == other.frames.count, let world = store.equal(one.world, other.world) else {
            return nil
        }
        var result = world
        var (reached, compared): (Set<Term>, Set<Term>) = ([], [])
        for index in one.frames.indices {
            let isInnermost = index == one.frames.count - 1
            let (left, right) = (one.frames[index], other.frames[index])
            let offset = isInnermost ? 0 : 1
            guard left.stack.count == right.stack.count,
                let found = correspondence(left.graph, left.pc + offset, right.graph, right.pc + offset)
            else { return nil }
            for (first, second) in zip(left.stack, right.stack) {
                guard let bit = Self.equal(first, second, store) else { return nil }
                reached.formUnion(addresses(first).union(addresses(second)))
                result = store.and(result, bit)
            }
            for (first, second) in found.registers where left.graph.isLive(first, at: left.pc + offset) {
                guard let bit = Self.equal(left.registers[first], right.registers[second], store) else {
                    return nil
                }
                reached.formUnion(addresses(left.registers[first]))
                reached.formUnion(addresses(right.registers[second]))
                result = store.and(result, bit)
            }
            for (first, second) in found.locals {
                guard let bit = equalLocals(one, left.locals[first], other, right.locals[second], store)
                else {
                    return nil
                }
                compared.insert(left.locals[first])
                reached.insert(left.locals[first])
                result = store.and(result, bit)
            }
        }
        // Locals that are got at by pointers alone.
        var open = reached.sorted()
        while let address = open.popLast() {
            if compared.insert(address).inserted {
                guard let bit = equalLocals(one, address, other, address, store) else { return nil }
                result = store.and(result, bit)
            }
            for object in [one.objects[address], other.objects[address]].compactMap(\.self) {
                let inner = store.written(object.memory).reduce(into: Set<Term>()) {
                    $0.formUnion(addresses(.term($1)))
                }
                open += inner.subtracting(reached).sorted()
                reached.formUnion(inner)
            }
        }
        return store.constant(result) == 0 ? nil : result
    }

    private func equalLocals(
        _ one: ThreadState, _ left: Term, _ other: ThreadState, _ right: Term, _ store: TermStore
    ) -> Term? {
        guard left == right else { return nil }
        switch (one.objects[left], other.objects[right]) {
        case (nil, nil): return store.bit(true)
        case (let here?, let there?):
            guard here.bytes == there.bytes else { return nil }
            return store.equalWhereWritten(here.memory, there.memory)
        default: return nil
        }
    }

    private static func equal(_ first: SymbolicValue, _ second: SymbolicValue, _ store: TermStore) -> Term? {
        switch (first, second) {
        case (.term(let left), .term(let right)): return store.equal(left, right)
        case (.aggregate, .aggregate), (.void, .void): return first == second ? store.bit(true) : nil
        default: return nil
        }
    }

    // MARK: Instructions

    private func correspondence(
        _ left: CodeGraph, _ leftPC: Int, _ right: CodeGraph, _ rightPC: Int
    ) -> Correspondence? {
        let key = Key(
            left: ObjectIdentifier(left), leftPC: leftPC, right: ObjectIdentifier(right), rightPC: rightPC)
        if let answer = known[key] { return answer }
        let answer = walk(left, leftPC, right, rightPC)
        known[key] = .some(answer)
        return answer
    }

    private func walk(_ left: CodeGraph, _ leftPC: Int, _ right: CodeGraph, _ rightPC: Int) -> Correspondence?
    {
        var found = Correspondence()
        var partners: [Int: Int] = [:]
        var open = [(leftPC, rightPC)]
        while let (start, end) = open.popLast() {
            let (one, other) = (Self.settled(left, start), Self.settled(right, end))
            guard one < left.code.instructions.count, other < right.code.instructions.count else {
                return nil
            }
            if let partner = partners[one] {
                if partner != other { return nil }
                continue
            }
            partners[one] = other
            guard isSame(left, one, right, other, &found) else { return nil }
            let (next, rest) = (left.successors(one), right.successors(other))
            guard next.count == rest.count else { return nil }
            open += zip(next, rest)
        }
        return found
    }

    /// Where a jump leads that always jumps.
    private static func settled(_ graph: CodeGraph, _ pc: Int) -> Int {
        var pc = pc
        for _ in 0..<64 {
            guard pc < graph.code.instructions.count, case .jump(let target) = graph.code.instructions[pc]
            else {
                return pc
            }
            pc = Int(target)
        }
        return pc
    }

    private func isSame(
        _ left: CodeGraph, _ leftPC: Int, _ right: CodeGraph, _ rightPC: Int, _ found: inout Correspondence
    ) -> Bool {
        switch (left.code.instructions[leftPC], right.code.instructions[rightPC]) {
        case (.integer(let one), .integer(let other)): return one == other
        case (.nothing(let one), .nothing(let other)): return one == other
        case (.global(let one), .global(let other)):
            guard Self.globalName(left, one) == Self.globalName(right, other) else { return false }
            return one >= left.names.globalNames.count || isSameConstant(left.names.globalNames[one])
        case (.function(let one), .function(let other)):
            guard one >= 0, other >= 0 else { return false }
            return left.names.calleeNames[Int(one)] == right.names.calleeNames[Int(other)]
        case (.local(let one), .local(let other)): return found.joins(local: Int(one), Int(other))
        case (.readRegister(let one), .readRegister(let other)),
            (.writeRegister(let one), .writeRegister(let other)):
            return found.joins(register: Int(one), Int(other))
        case (.clearRegister(let one, let isZero), .clearRegister(let other, let wasZero)):
            return isZero == wasZero && found.joins(register: Int(one), Int(other))
        case (.clearLocal(let one, let isZero), .clearLocal(let other, let wasZero)):
            return isZero == wasZero && found.joins(local: Int(one), Int(other))
        case (.load(let one), .load(let other)), (.store(let one), .store(let other)): return one == other
        case (
            .stepMemory(let one, let bytes, let isPostfix), .stepMemory(let other, let count, let wasPostfix)
        ):
            return one == other && bytes == count && isPostfix == wasPostfix
        case (
            .stepRegister(let one, let form, let bytes, let isPostfix),
            .stepRegister(let other, let second, let count, let wasPostfix)
        ):
            return form == second && bytes == count && isPostfix == wasPostfix
                && found.joins(register: Int(one), Int(other))
        case (.drop, .drop), (.duplicate, .duplicate), (.offset, .offset), (.truth, .truth),
            (.return, .return),
            (.jumpIf, .jumpIf), (.jumpUnless, .jumpUnless):
            return true
        case (.binary(let one, let form), .binary(let other, let second)):
            return one == other && form == second
        case (.offsetBy(let one), .offsetBy(let other)): return one == other
        case (.distance(let one), .distance(let other)): return one == other
        case (.unary(let one, let form), .unary(let other, let second)): return one == other && form == second
        case (.convert(let from, let to), .convert(let second, let last)): return from == second && to == last
        case (.unwind(let one, _), .unwind(let other, _)): return one == other
        case (.switch(let one), .switch(let other)):
            let (first, second) = (left.code.selections[Int(one)], right.code.selections[Int(other)])
            return first.form == second.form && first.cases.map(\.range) == second.cases.map(\.range)
        case (.call(let one, let count), .call(let other, let second)):
            guard one >= 0, other >= 0, count == second else { return false }
            return isSameCallee(left.names.calleeNames[Int(one)], right.names.calleeNames[Int(other)])
        case (.callThrough(let one, let form), .callThrough(let other, let second)):
            return one == other && form == second
        case (.assembly(let one, let count), .assembly(let other, let second)):
            return count == second
                && left.code.assemblies[Int(one)].isSame(as: right.code.assemblies[Int(other)])
        case (.event(let one), .event(let other)):
            let (first, second) = (left.code.events[Int(one)], right.code.events[Int(other)])
            return first.kind == second.kind && first.macro == second.macro && first.isOnce == second.isOnce
        default: return false
        }
    }

    private static func globalName(_ graph: CodeGraph, _ index: Int) -> String {
        let names = graph.names
        return index < names.globalNames.count
            ? "global " + names.globalNames[index] : "string " + names.texts[index - names.globalNames.count]
    }
}
