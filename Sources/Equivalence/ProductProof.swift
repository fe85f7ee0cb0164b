import CProgram
import SymbolicExecution
import Terms

/// Runs both sides in lockstep, from event to event, and shows at each that they are the same.
///
/// What an event gives back is the same on both sides, since everything before it was. So a proof is one by induction
/// over the events of a run; it ends where both return the same, and memory that outlives them is the same.
final class ProductProof {
    /// Bounds; reaching one leaves the question open.
    struct Limits {
        var pairs = 3_000
        var depth = 300
        var loopRounds = 8
        var failures = 3
    }

    let store: TermStore
    let left: Runner
    let right: Runner
    /// Asks a solver whether bits can all hold.
    let solve: ([Term], ProductProof) -> Satisfiability
    /// The name on the right side of a function that the left one calls by another name.
    let renames: [String: String]
    var limits = Limits()

    /// Why it is not proved; empty where it is.
    private(set) var failures: [ProofFailure] = []
    /// Whether the sides differ in what they write to the log.
    private(set) var logDiffers = false
    /// Whether a solver was needed.
    private(set) var usedSolver = false
    /// The functions that both sides call and that were taken to be the same.
    private(set) var calledFunctions: Set<String> = []
    /// What was seen at each event, for cases.
    private(set) var eventNames: [Int: String] = [:]

    private var pairCount = 0
    private var eventCount = 0
    /// The events that gave new memory, and whether it may be of no size.
    private var allocations: [Int: Bool] = [:]
    private var freshCount = 0
    private var escapeAges: [Term: Int] = [:]
    private var ages: [Term: Int] = [:]
    private var activeLoops: [LoopProof] = []
    let continuations: Continuations?

    init(
        store: TermStore, left: Runner, right: Runner, renames: [String: String] = [:],
        continuations: Continuations? = nil,
        solve: @escaping ([Term], ProductProof) -> Satisfiability
    ) {
        self.store = store
        self.left = left
        self.right = right
        self.renames = renames
        self.continuations = continuations
        self.solve = solve
        let note = { [unowned self] (address: Term) in
            self.escapeAges[address] = min(self.escapeAges[address] ?? .max, self.eventCount)
        }
        left.onEscape = note
        right.onEscape = note
        store.areApart = { [unowned self] in self.areApart($0, $1) }
    }

    // MARK: Exploring

    /// Proves from a configuration on.
    func explore(_ configuration: Configuration) {
        guard failures.count < limits.failures else { return }
        guard pairCount < limits.pairs, configuration.depth < limits.depth, !store.isFull else {
            return fail(.open("more ways through both than \(limits.pairs)"), configuration)
        }
        if goesOnTheSame(configuration) { return }
        let known = Set(configuration.path)
        let leftOutcomes = outcomes(configuration.left, left, known)
        let rightOutcomes = outcomes(configuration.right, right, known)
        for one in leftOutcomes {
            for other in rightOutcomes {
                guard let path = configuration.path(adding: one.guards + other.guards, in: store) else {
                    continue
                }
                var next = configuration
                next.path = path
                next.depth += 1
                pairCount += 1
                pair(one, other, next)
                if failures.count >= limits.failures { return }
            }
        }
    }

    private func outcomes(_ side: SideState, _ runner: Runner, _ known: Set<Term>) -> [Outcome] {
        switch side {
        case .running(let state, let isPastLoop): runner.advance(state, known: known, isPastHead: isPastLoop)
        case .stopped(let state, let reason): [Outcome(guards: [], state: state, reason: reason)]
        }
    }

    private func goesOnTheSame(_ configuration: Configuration) -> Bool {
        guard let continuations, case .running(let one, _) = configuration.left,
            case .running(let other, _) = configuration.right,
            let demand = continuations.demand(one, other, store, { [left] in left.addresses(in: $0) })
        else { return false }
        compareLogs(one, other)
        return isProved(demand, configuration.path)
    }

    // MARK: Pairs of events

    /// What both sides have accessed lies at an address: otherwise both have trapped.
    private func validity(_ one: ThreadState, _ other: ThreadState) -> [Term] {
        one.accessed.intersection(other.accessed).sorted().flatMap { address -> [Term] in
            let page = store.constant(4096, 64)
            var result = [
                store.not(store.less(address, page, isSigned: false)),
                store.less(address, store.constant(0 &- 4095, 64), isSigned: false),
            ]
            let (offset, _) = store.summands(address)
            if offset < 4096 {
                result.append(store.notEqual(store.add(address, 0 &- Int64(offset)), store.constant(0, 64)))
            }
            return result
        }
    }

    /// An outcome in which the address that its event follows counts as accessed.
    private func following(_ outcome: Outcome) -> Outcome {
        var result = outcome
        switch outcome.reason {
        case .callThrough(.term(let address), _, _), .volatileLoad(let address, _),
            .volatileStore(let address, _):
            if store.base(of: address) == nil { result.state.accessed.insert(address) }
        default: break
        }
        return result
    }

    /// Whether a side has surely trapped on a way: what it accessed is null there, or an error pointer, or it divided by zero.
    private func faults(_ state: ThreadState, _ path: [Term]) -> Bool {
        guard !path.isEmpty else { return false }
        for address in state.accessed.sorted() {
            if let value = store.constant(simplified(address, path)), value < 4096 || value >= 0 &- 4095 {
                return true
            }
        }
        return state.divisors.sorted().contains { store.constant(simplified($0, path)) == 0 }
    }

    private func pair(_ first: Outcome, _ second: Outcome, _ before: Configuration) {
        let (one, other) = (following(first), following(second))
        guard let path = before.path(adding: validity(one.state, other.state), in: store) else { return }
        var configuration = before
        configuration.path = path
        switch (one.reason, other.reason) {
        case (.unreachable, _): return
        case (_, .unreachable): differ(store.bit(false), one, other, configuration)
        case (.unsupported(let reason), _), (_, .unsupported(let reason)), (.bound(let reason), _),
            (_, .bound(let reason)):
            if isPossible(configuration.path) { fail(.open(reason), configuration, one, other) }
        case (.loop, .loop):
            compareLogs(one.state, other.state)
            prove(loop: one.state, other.state, configuration)
        case (.loop, _): unroll(one, other, isLeft: true, configuration)
        case (_, .loop): unroll(other, one, isLeft: false, configuration)
        default:
            compareLogs(one.state, other.state)
            let faults = (faults(one.state, path), faults(other.state, path))
            if faults.0 && faults.1 { return }
            if faults.0 || faults.1 { return differ(store.bit(false), one, other, configuration) }
            guard let demand = demand(one, other) else {
                return differ(store.bit(false), one, other, configuration)
            }
            guard isProvedOrReported(demand, one, other, configuration) else { return }
            proceed(one, other, configuration)
        }
    }

    /// Lets the side go on that stands at a loop which the other side has not.
    private func unroll(_ outcome: Outcome, _ waiting: Outcome, isLeft: Bool, _ configuration: Configuration)
    {
        var state = outcome.state
        guard !state.visit(limits: left.limits) else {
            if isPossible(configuration.path) {
                fail(.open("a loop that the other side does not have"), configuration)
            }
            return
        }
        var next = configuration
        let running = SideState.running(state, isPastLoop: true)
        let stopped = SideState.stopped(waiting.state, waiting.reason)
        (next.left, next.right) = isLeft ? (running, stopped) : (stopped, running)
        explore(next)
    }

    /// What has to hold for two events to be the same; nil where they are not of one kind.
    private func demand(_ one: Outcome, _ other: Outcome) -> Term? {
        switch (one.reason, other.reason) {
        case (.call(let name, let first), .call(let second, let rest)):
            guard renames[name] ?? name == second, first.count == rest.count else { return nil }
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

    /// The bits of the functions' results that a caller sees.
    var resultForm = Form(kind: .void, bits: 0)

    private func equalResults(_ first: SymbolicValue, _ second: SymbolicValue) -> Term {
        if resultForm.kind == .void { return store.bit(true) }
        switch (first, second) {
        case (.term(let left), .term(let right)):
            return store.equal(visibleBits(left), visibleBits(right))
        default: return equal(first, second) ?? store.bit(false)
        }
    }

    private func visibleBits(_ term: Term) -> Term {
        resultForm.kind == .aggregate
            ? term : store.extract(term, low: 0, width: min(max(resultForm.bits, 1), 64))
    }

    private func equal(_ first: SymbolicValue, _ second: SymbolicValue) -> Term? {
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

    private func conjunction(_ first: [SymbolicValue], _ second: [SymbolicValue], _ start: Term) -> Term? {
        var result = start
        for (left, right) in zip(first, second) {
            guard let bit = equal(left, right) else { return nil }
            result = store.and(result, bit)
        }
        return result
    }

    /// Locals whose addresses the callee gets are memory that it may see.
    private func withMemory(
        _ one: Outcome, _ first: [SymbolicValue], _ other: Outcome, _ second: [SymbolicValue]
    ) -> Term {
        var (here, there) = (one.state, other.state)
        for argument in first { left.escape(argument, &here) }
        for argument in second { right.escape(argument, &there) }
        if here.lost != nil || there.lost != nil { return store.bit(false) }
        return store.equal(here.world, there.world) ?? store.bit(false)
    }

    // MARK: Going on

    private func proceed(_ one: Outcome, _ other: Outcome, _ configuration: Configuration) {
        if case .returned = one.reason { return }
        if case .warning(let event) = one.reason, event.kind == .bug { return }
        if case .call(let name, _) = one.reason, left.side.isEndless(name) { return }
        if case .call(let name, let arguments) = one.reason, FreshMemory.gives(name) {
            allocations[eventCount + 1] = !arguments.contains { argument in
                if case .term(let term) = argument {
                    store.constant(term).map { $0 != 0 } == true
                } else {
                    false
                }
            }
        }
        eventCount += 1
        let number = eventCount
        var next = configuration
        next.events.append(number)
        var (here, there) = (one.state, other.state)
        left.resume(&here, after: one.reason, event: number)
        right.resume(&there, after: other.reason, event: number)
        here.log = []
        there.log = []
        eventNames[number] = one.reason.summary
        next.left = .running(here, isPastLoop: false)
        next.right = .running(there, isPastLoop: false)
        explore(next)
    }

    private func compareLogs(_ one: ThreadState, _ other: ThreadState) {
        if one.log != other.log { logDiffers = true }
    }

    // MARK: Asking

    private func isPossible(_ path: [Term]) -> Bool {
        if path.isEmpty { return true }
        usedSolver = true
        if case .unsatisfiable = solve(path, self) { return false }
        return true
    }

    /// Whether a bit holds on every way with this path.
    func isProved(_ demand: Term, _ path: [Term]) -> Bool {
        let rest = simplified(demand, path)
        if let value = store.constant(rest) { return value == 1 }
        usedSolver = true
        if case .unsatisfiable = solve(path + [store.not(rest)], self) { return true }
        return false
    }

    private func isProvedOrReported(
        _ demand: Term, _ one: Outcome, _ other: Outcome, _ configuration: Configuration
    ) -> Bool {
        let rest = simplified(demand, configuration.path)
        if store.constant(rest) == 1 { return true }
        return !differs(rest, one, other, configuration)
    }

    private func differ(_ demand: Term, _ one: Outcome, _ other: Outcome, _ configuration: Configuration) {
        _ = differs(demand, one, other, configuration)
    }

    /// Asks whether a way exists on which a bit does not hold, and reports it.
    private func differs(
        _ demand: Term, _ one: Outcome, _ other: Outcome, _ configuration: Configuration
    ) -> Bool {
        let path = configuration.path + (store.constant(demand) == 0 ? [] : [store.not(demand)])
        usedSolver = true
        switch solve(path, self) {
        case .unsatisfiable: return false
        case .satisfiable(let model): fail(.difference, configuration, one, other, path: path, model: model)
        case .unknown(let reason): fail(.open(reason), configuration, one, other, path: path)
        }
        return true
    }

    /// A bit where what the path says is put into it.
    private func simplified(_ bit: Term, _ path: [Term]) -> Term {
        guard store.constant(bit) == nil, !path.isEmpty else { return bit }
        var known: [Term: Term] = [:]
        for literal in path {
            known[literal] = store.bit(true)
            known[store.not(literal)] = store.bit(false)
            if case .compare(.equal, let term, let value) = store.node(literal), store.constant(value) != nil,
                store.constant(term) == nil
            {
                known[term] = value
            }
        }
        return store.substitute(&known, in: bit)
    }

    private func fail(
        _ kind: ProofFailure.Kind, _ configuration: Configuration, _ one: Outcome? = nil,
        _ other: Outcome? = nil,
        path: [Term]? = nil, model: [Term: UInt64]? = nil
    ) {
        var sites: (left: Int, right: Int)?
        if let one, let other { sites = (one.state.line, other.state.line) }
        failures.append(
            ProofFailure(
                kind: kind, path: path ?? configuration.path, model: model, sites: sites,
                isExact: configuration.isExact, events: configuration.events))
    }
}

// MARK: - Ages

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

    private func ownAge(_ term: Term) -> Int {
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
    private func areApart(_ first: Term, _ second: Term) -> Bool {
        isApart(local: first, from: second) || isApart(local: second, from: first)
            || isApart(new: first, from: second) || isApart(new: second, from: first)
    }

    private func isApart(local: Term, from other: Term) -> Bool {
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
    private func isApart(new first: Term, from other: Term) -> Bool {
        let (_, summands) = store.summands(first)
        for summand in summands where summand.factor == 1 {
            guard let event = origin(summand.term), allocations[event] != nil else { continue }
            let (_, rest) = store.summands(store.subtract(first, summand.term))
            return rest.isEmpty && age(other) < event
        }
        return false
    }

    /// The event whose result a term is, widened or not.
    private func origin(_ term: Term) -> Int? {
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

// MARK: - Loops

extension ProductProof {
    /// Proves a loop that both sides have come to the beginning of: what each iteration keeps is looked for, beginning with
    /// the strongest guess; an iteration strikes out what it does not keep, until the rest is kept.
    func prove(loop one: ThreadState, _ other: ThreadState, _ configuration: Configuration) {
        if let index = activeLoops.lastIndex(where: { $0.isAt(one, other) }) {
            guard activeLoops[index].isInside(one, other) else {
                return fail(.open("a loop that is entered again from outside of it"), configuration)
            }
            activeLoops[index].strike(one, other, configuration.path, self)
            return
        }
        var proof = LoopProof(one, other, store)
        let before = failures.count
        for _ in 0..<limits.loopRounds {
            var next = configuration
            guard let start = proof.start(self) else {
                return fail(.open("a loop before which memory differs"), configuration)
            }
            next.left = .running(start.left, isPastLoop: true)
            next.right = .running(start.right, isPastLoop: true)
            next.isExact = false
            activeLoops.append(proof)
            explore(next)
            guard let round = activeLoops.popLast() else { return }
            if failures.count > before { return }
            if round.isKept {
                if round.failed { fail(.open("a loop after which memory differs"), configuration) }
                return
            }
            proof = round.weakened()
        }
        fail(.open("a loop whose invariant was not found in \(limits.loopRounds) rounds"), configuration)
    }
}
