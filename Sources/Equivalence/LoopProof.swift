import CProgram
import SymbolicExecution
import Terms

/// A loop on both sides that is cut open: what both hold at its beginning, in any iteration, as far as is known.
///
/// Registers that the loop writes are guessed to stay what they are; where an iteration changes them, to be the same on
/// both sides, or at a fixed distance; where both go on by numbers that are known, to go on together (a pointer with an index, a
/// count down with a count up); else nothing is known of them. Memory likewise.
struct LoopProof {
    /// Two registers that hold the same, but for a distance: left = right + distance.
    struct Pair: Hashable {
        var left: Int
        var right: Int
        var distance: Int64
    }

    /// A register that goes on together with one of the left side that leads: what it was at first + factor * (what that one is - what that one
    /// was at first).
    struct Line: Hashable {
        var isLeft: Bool
        var register: Int
        var factor: Int64
        var form: Form
    }

    /// A bit that holds at each iteration's beginning, with what stands in it for the register that leads.
    struct Bound: Hashable {
        var bit: Term
        var symbol: Term

        /// The bit for a value of that register.
        func bit(for value: Term, _ store: TermStore) -> Term {
            var known = [symbol: value]
            return store.substitute(&known, in: bit)
        }
    }

    private let entry: (left: ThreadState, right: ThreadState)
    private let written: (left: [Int], right: [Int])
    private let writesMemory: (left: Bool, right: Bool)
    private let places: (left: LoopPlace, right: LoopPlace)

    private var steady: (left: Set<Int>, right: Set<Int>)
    private var pairs: Set<Pair>
    private var lines: Set<Line> = []
    /// What is known of the register that leads: bits in which one symbol stands for it.
    private var bounds: Set<Bound> = []
    /// Bits that held when an iteration ended, which the next attempt may rest on; nil once it does.
    private var candidates: Set<Bound>? = []
    /// What stands for the register that leads in this round, and the first symbol of this round.
    private var leading: (symbol: Term, firstFresh: Int, firstEvent: Int)?
    /// The register of the left side that the lines follow, and how it is held.
    private var leader: (register: Int, form: Form)?
    private var isWorldSteady = true
    private var steadyObjects: Set<Term>
    private var equalObjects: Set<Term>
    /// Locals that an iteration makes known to others, which they are from the start then.
    private var escapedObjects: Set<Term> = []

    /// The state as it was when the iteration began.
    private var begun: (left: ThreadState, right: ThreadState)?
    private var strikes = Strikes()
    /// Whether an iteration ends with memory that differs.
    private(set) var failed = false

    private struct Strikes {
        var left: Set<Int> = []
        var right: Set<Int> = []
        var pairs: Set<Pair> = []
        var lines: Set<Line> = []
        var bounds: Set<Bound> = []
        var world = false
        var steadyObjects: Set<Term> = []
        var equalObjects: Set<Term> = []
        var escapedObjects: Set<Term> = []

        var isEmpty: Bool {
            left.isEmpty && right.isEmpty && pairs.isEmpty && lines.isEmpty && bounds.isEmpty && !world
                && steadyObjects.isEmpty
                && equalObjects.isEmpty
                && escapedObjects.isEmpty
        }
    }

    init(_ one: ThreadState, _ other: ThreadState, _ store: TermStore) {
        entry = (one, other)
        places = (LoopPlace(one), LoopPlace(other))
        let (first, second) = (one.innermostLoop, other.innermostLoop)
        written = (first.registers.sorted(), second.registers.sorted())
        writesMemory = (first.writesMemory, second.writesMemory)
        steady = (first.registers, second.registers)
        pairs = []
        for left in written.left {
            for right in written.right {
                guard let distance = Self.distance(one, left, other, right, store) else { continue }
                pairs.insert(Pair(left: left, right: right, distance: distance))
            }
        }
        let leading = first.steps.filter { $0.value.bytes != 0 }.min {
            (abs($0.value.bytes), $0.key) < (abs($1.value.bytes), $1.key)
        }
        if let leading {
            leader = (leading.key, leading.value.form)
            lines = Self.lines(leading, first.steps, second.steps)
        }
        steadyObjects = Set(one.objects.keys).union(other.objects.keys)
        equalObjects = Set(
            one.objects.keys.filter { address in
                guard let there = other.objects[address], let here = one.objects[address] else {
                    return false
                }
                return here.memory == there.memory
                    || store.equal(here.memory, there.memory).map { store.constant($0) == 1 } == true
            })
    }

    /// The registers whose steps are a multiple of those of the one that leads.
    private static func lines(
        _ leading: (key: Int, value: CodeGraph.LoopBody.Step),
        _ left: [Int: CodeGraph.LoopBody.Step], _ right: [Int: CodeGraph.LoopBody.Step]
    ) -> Set<Line> {
        func lines(_ steps: [Int: CodeGraph.LoopBody.Step], isLeft: Bool) -> [Line] {
            steps.compactMap { register, step in
                guard step.bytes % leading.value.bytes == 0, !isLeft || register != leading.key else {
                    return nil
                }
                return Line(
                    isLeft: isLeft, register: register, factor: step.bytes / leading.value.bytes,
                    form: step.form)
            }
        }
        return Set(lines(left, isLeft: true) + lines(right, isLeft: false))
    }

    private static func distance(
        _ one: ThreadState, _ left: Int, _ other: ThreadState, _ right: Int, _ store: TermStore
    ) -> Int64? {
        guard case .term(let first) = one.registers[left], case .term(let second) = other.registers[right]
        else {
            return nil
        }
        return store.signedConstant(store.subtract(first, second))
    }

    /// Whether states stand at this loop's beginning.
    func isAt(_ one: ThreadState, _ other: ThreadState) -> Bool {
        places.left == LoopPlace(one) && places.right == LoopPlace(other)
    }

    /// Whether states at this loop's beginning came there by way of the loop alone: nothing else is changed than what the loop
    /// itself writes.
    func isInside(_ one: ThreadState, _ other: ThreadState) -> Bool {
        guard let begun else { return true }
        return Self.isKept(begun.left, one, Set(written.left))
            && Self.isKept(begun.right, other, Set(written.right))
    }

    private static func isKept(_ before: ThreadState, _ after: ThreadState, _ written: Set<Int>) -> Bool {
        guard before.frames.count == after.frames.count else { return false }
        for (index, (first, second)) in zip(before.frames, after.frames).enumerated() {
            let isInnermost = index == before.frames.count - 1
            guard first.stack == second.stack, first.locals == second.locals else { return false }
            for register in first.registers.indices
            where !(isInnermost && written.contains(register))
                && first.graph.isLive(register, at: first.pc + (isInnermost ? 0 : 1))
            {
                if first.registers[register] != second.registers[register] { return false }
            }
        }
        return true
    }

    // MARK: An iteration

    /// What a register holds by its line, where the leading one holds a value; nil where one of them holds no number.
    private func end(_ line: Line, _ value: SymbolicValue, _ store: TermStore) -> Term? {
        let first = line.isLeft ? entry.left : entry.right
        guard let leader, case .term(let now) = value,
            case .term(let begin) = entry.left.registers[leader.register],
            case .term(let start) = first.registers[line.register]
        else { return nil }
        let factor = store.constant(UInt64(bitPattern: line.factor), 64)
        return store.add(start, store.multiply(store.subtract(now, begin), factor))
    }

    /// Any iteration's beginning, with what is known of it; nil where memory differs before the loop and the loop writes it.
    mutating func start(_ proof: ProductProof) -> (left: ThreadState, right: ThreadState, known: [Term])? {
        let store = proof.store
        var (one, other) = entry
        var known: [Term] = []
        strikes = Strikes()
        failed = false
        for address in escapedObjects.sorted() {
            proof.left.escape(.term(address), &one)
            proof.right.escape(.term(address), &other)
        }
        // Whatever a register holds is held as its type has it.
        func follow(_ register: Int, isLeft: Bool) -> Term? {
            guard let leader,
                let line = lines.first(where: { $0.isLeft == isLeft && $0.register == register }),
                let value = end(line, one.registers[leader.register], store)
            else { return nil }
            known.append(store.equal(value, proof.left.held(value, line.form)))
            return value
        }
        let isLed = leader.map { !steady.left.contains($0.register) } == true && !lines.isEmpty
        if isLed, let leader {
            let number = proof.nextFresh()
            let fresh = store.symbol(.fresh(number), 64)
            let held = proof.left.held(fresh, leader.form)
            one.registers[leader.register] = .term(held)
            leading = (fresh, number, proof.eventCount)
            known += bounds.map { $0.bit(for: held, store) }
            if let step = entry.left.innermostLoop.steps[leader.register], let sign = sign(fresh, step, store)
            {
                candidates?.insert(Bound(bit: sign, symbol: fresh))
            }
        }
        for left in written.left where !steady.left.contains(left) && !(isLed && left == leader?.register) {
            one.registers[left] = .term(
                follow(left, isLeft: true) ?? store.symbol(.fresh(proof.nextFresh()), 64))
        }
        for right in written.right where !steady.right.contains(right) {
            if let pair = pairs.filter({ $0.right == right }).min(by: { $0.left < $1.left }),
                case .term(let value) = one.registers[pair.left]
            {
                other.registers[right] = .term(store.add(value, 0 &- pair.distance))
            } else if let value = follow(right, isLeft: false) {
                other.registers[right] = .term(value)
            } else {
                other.registers[right] = .term(store.symbol(.fresh(proof.nextFresh()), 64))
            }
        }
        // Left registers that are paired with one right register are paired with each other.
        for left in written.left where !steady.left.contains(left) && !(isLed && left == leader?.register) {
            if let pair = pairs.filter({ $0.left == left }).min(by: { $0.right < $1.right }),
                case .term(let value) = other.registers[pair.right]
            {
                one.registers[left] = .term(store.add(value, pair.distance))
            }
        }
        if !isWorldSteady {
            guard let same = store.equal(one.world, other.world), store.constant(same) == 1 else {
                return nil
            }
            let world = store.root(.fresh(proof.nextFresh()))
            one.world = world
            other.world = world
        }
        for address in Set(one.objects.keys).union(other.objects.keys).sorted()
        where !steadyObjects.contains(address) {
            let shared = store.root(.fresh(proof.nextFresh()))
            one.objects[address]?.memory = shared
            other.objects[address]?.memory =
                equalObjects.contains(address) ? shared : store.root(.fresh(proof.nextFresh()))
        }
        one.log = []
        other.log = []
        begun = (one, other)
        return (one, other, known.filter { store.constant($0) != 1 })
    }

    /// Strikes out what an iteration has not kept.
    mutating func strike(_ one: ThreadState, _ other: ThreadState, _ path: [Term], _ proof: ProductProof) {
        guard let begun else { return }
        let store = proof.store
        var (one, other) = (one, other)
        // Who knows of a local must be the same as it was when the iteration began, or change from the start.
        for address in one.objects.keys.sorted() where begun.left.objects[address] == nil {
            proof.left.escape(.term(address), &one)
        }
        for address in other.objects.keys.sorted() where begun.right.objects[address] == nil {
            proof.right.escape(.term(address), &other)
        }
        noteEscapes(begun.left, one, written.left, steady.left, proof.left)
        noteEscapes(begun.right, other, written.right, steady.right, proof.right)
        for address in Set(begun.left.objects.keys).union(begun.right.objects.keys) {
            let isLeftLost = begun.left.objects[address] != nil && one.objects[address] == nil
            let isRightLost = begun.right.objects[address] != nil && other.objects[address] == nil
            if isLeftLost || isRightLost { strikes.escapedObjects.insert(address) }
        }
        func isSame(_ first: SymbolicValue, _ second: SymbolicValue, distance: Int64 = 0) -> Bool {
            guard case .term(let left) = first, case .term(let right) = second else { return first == second }
            return proof.isProved(store.equal(left, store.add(right, distance)), path)
        }
        for register in steady.left where !isSame(one.registers[register], begun.left.registers[register]) {
            strikes.left.insert(register)
        }
        for register in steady.right where !isSame(other.registers[register], begun.right.registers[register])
        {
            strikes.right.insert(register)
        }
        for pair in pairs
        where !isSame(one.registers[pair.left], other.registers[pair.right], distance: pair.distance) {
            strikes.pairs.insert(pair)
        }
        strikeBounds(one, path, proof)
        for line in lines {
            let held = (line.isLeft ? one : other).registers[line.register]
            guard let leader, let value = end(line, one.registers[leader.register], store),
                isSame(held, .term(value))
            else {
                strikes.lines.insert(line)
                continue
            }
        }
        if isWorldSteady {
            let isKept = one.world == begun.left.world && other.world == begun.right.world
            if !isKept { strikes.world = true }
        } else {
            let same = store.equal(one.world, other.world)
            if same.map({ proof.isProved($0, path) }) != true { failed = true }
        }
        for address in steadyObjects
        where one.objects[address]?.memory != begun.left.objects[address]?.memory
            || other.objects[address]?.memory != begun.right.objects[address]?.memory
        {
            strikes.steadyObjects.insert(address)
        }
        for address in equalObjects {
            guard let here = one.objects[address], let there = other.objects[address],
                let same = store.equal(here.memory, there.memory), proof.isProved(same, path)
            else {
                strikes.equalObjects.insert(address)
                continue
            }
        }
    }

    /// Looks for bits on the register that leads which the next attempt may rest on, and strikes out those that were not kept.
    private mutating func strikeBounds(_ one: ThreadState, _ path: [Term], _ proof: ProductProof) {
        guard let leader, case .term(let value) = one.registers[leader.register] else { return }
        let store = proof.store
        for bound in bounds where !proof.isProved(bound.bit(for: value, store), path) {
            strikes.bounds.insert(bound)
        }
        guard let leading, candidates != nil, let step = entry.left.innermostLoop.steps[leader.register]
        else {
            return
        }
        for literal in path where isOfLeader(literal, leading, store) {
            // What decided that there is another iteration, of the number that it ends with; and that number may reach the limit.
            var known = [leading.symbol: store.add(leading.symbol, 0 &- step.bytes)]
            candidates?.insert(Bound(bit: store.substitute(&known, in: literal), symbol: leading.symbol))
            if let reached = Self.reaching(literal, store) {
                candidates?.insert(Bound(bit: reached, symbol: leading.symbol))
            }
        }
    }

    /// That a signed count which goes up from a number that is not negative is not negative; nil for others.
    private func sign(
        _ symbol: Term, _ step: CodeGraph.LoopBody.Step, _ store: TermStore
    ) -> Term? {
        guard let leader, step.bytes > 0, step.form.kind == .signed,
            case .term(let begin) = entry.left.registers[leader.register],
            let first = store.signedConstant(begin), first >= 0
        else { return nil }
        let bits = min(step.form.bits, 64)
        let number = store.extract(symbol, low: 0, width: bits)
        return store.not(store.less(number, store.constant(0, bits), isSigned: true))
    }

    /// `a <= b` of `a < b`, and of its contrary; nil for other bits.
    private static func reaching(_ literal: Term, _ store: TermStore) -> Term? {
        switch store.node(literal) {
        case .compare(.signedLess, let left, let right): store.not(store.less(right, left, isSigned: true))
        case .compare(.unsignedLess, let left, let right): store.not(store.less(right, left, isSigned: false))
        default: nil
        }
    }

    /// Whether a bit is one of the register that leads and of what no iteration changes.
    private func isOfLeader(
        _ literal: Term, _ leading: (symbol: Term, firstFresh: Int, firstEvent: Int), _ store: TermStore
    ) -> Bool {
        var open = [literal]
        var (seen, isFound): (Set<Term>, Bool) = ([], false)
        while let term = open.popLast() {
            guard seen.insert(term).inserted else { continue }
            guard seen.count < 60 else { return false }
            switch store.node(term) {
            case .symbol(.fresh(let number)):
                if term == leading.symbol {
                    isFound = true
                } else if number >= leading.firstFresh {
                    return false
                }
            case .symbol(.result(let event, _)): if event > leading.firstEvent { return false }
            case .symbol(.uninitialized), .load: return false
            default: open += store.operands(term)
            }
        }
        return isFound
    }

    /// The same attempt, resting on what held when iterations ended; nil where nothing did that the loop begins with.
    func bounded(_ path: [Term], _ proof: ProductProof) -> LoopProof? {
        guard let leader, let candidates, !candidates.isEmpty,
            case .term(let begin) = entry.left.registers[leader.register]
        else { return nil }
        var next = self
        next.candidates = nil
        next.bounds = candidates.filter { proof.isProved($0.bit(for: begin, proof.store), path) }
        next.strikes = Strikes()
        return next.bounds.isEmpty ? nil : next
    }

    /// A register or local that is not steady may hold in some iteration what it held at the start or at an iteration's end. Where that
    /// is a local's address, nothing may rest on nobody's knowing it.
    private mutating func noteEscapes(
        _ begun: ThreadState, _ ended: ThreadState, _ written: [Int], _ steady: Set<Int>, _ runner: Runner
    ) {
        var values: [SymbolicValue] = []
        for register in written where ended.registers[register] != begun.registers[register] {
            values += [begun.registers[register], ended.registers[register], entryValue(register, runner)]
        }
        for (address, object) in ended.objects
        where object.memory != begun.objects[address]?.memory || !steadyObjects.contains(address) {
            values += runner.store.written(object.memory).map(SymbolicValue.term)
            let first = (runner.isLeft ? entry.left : entry.right).objects[address]
            values += first.map { runner.store.written($0.memory).map(SymbolicValue.term) } ?? []
        }
        for value in values {
            for address in runner.addresses(in: value) where begun.objects[address] != nil {
                strikes.escapedObjects.insert(address)
            }
        }
    }

    private func entryValue(_ register: Int, _ runner: Runner) -> SymbolicValue {
        (runner.isLeft ? entry.left : entry.right).registers[register]
    }

    /// Whether every iteration kept all that was guessed.
    var isKept: Bool { strikes.isEmpty }

    /// What is left to guess.
    func weakened() -> LoopProof {
        var next = self
        next.steady.left.subtract(strikes.left)
        next.steady.right.subtract(strikes.right)
        next.pairs.subtract(strikes.pairs)
        next.lines.subtract(strikes.lines)
        next.bounds.subtract(strikes.bounds)
        if strikes.world { next.isWorldSteady = false }
        next.steadyObjects.subtract(strikes.steadyObjects)
        next.equalObjects.subtract(strikes.equalObjects)
        next.escapedObjects.formUnion(strikes.escapedObjects)
        next.strikes = Strikes()
        return next
    }
}

/// Where a loop begins, in which functions.
struct LoopPlace: Equatable {
    private var frames: [(graph: ObjectIdentifier, pc: Int)]

    init(_ state: ThreadState) { frames = state.frames.map { (ObjectIdentifier($0.graph), $0.pc) } }

    static func == (left: LoopPlace, right: LoopPlace) -> Bool {
        left.frames.elementsEqual(right.frames) { $0 == $1 }
    }
}

extension ThreadState {
    /// The innermost function's registers.
    var registers: [SymbolicValue] {
        get { frames[frames.count - 1].registers }
        set { frames[frames.count - 1].registers = newValue }
    }

    /// The loop that the innermost function is at the beginning of.
    var innermostLoop: CodeGraph.LoopBody {
        guard let frame = frames.last else { return CodeGraph.LoopBody() }
        return frame.graph.loop(at: frame.pc) ?? CodeGraph.LoopBody()
    }

    /// The line that it is at, 1-based.
    package var line: Int {
        guard let frame = frames.first else { return 0 }
        return frame.graph.code.site(at: frame.pc).line
    }
}
