import CProgram
import Terms

/// Runs one side, on terms, up to the next thing that an observer sees.
///
/// Ways that part and meet again before that are one way again, with choices for values: the instruction that comes
/// first in the text is run first, so that whatever can meet, meets.
package final class Runner {
    /// What happens at a call.
    package enum CallTreatment {
        /// The callee's body is run in place. `isSame` says that it is the same on both sides, and so may be left a call.
        case inline(CodeGraph, isSame: Bool)
        /// What it does cannot be said, for that reason.
        case refused(String)
        /// The other side has to call as well.
        case event
        /// A message to the log; gives back the argument of that place, or what nobody knows.
        case log(answer: Int?)
        /// A function of its arguments alone; nothing is seen of it.
        case pure
    }

    /// Bounds of a run; reaching one ends a way as ``StopReason/bound(_:)``.
    package struct Limits {
        /// Instructions in all.
        package var steps = 400_000
        /// Ways under way at once.
        package var ways = 400
        /// How often a way comes to the beginning of one loop where loops are run through.
        package var visits = 300
        /// Likewise where each time was decided by what is not known.
        package var openVisits = 6
        /// Functions within functions.
        package var depth = 12

        package init() {}
    }

    package let store: TermStore
    package let side: SideCode
    package let isLeft: Bool
    /// Whether ways part where a function is called that does nothing with null.
    package var forksOnNull = false
    /// Whether a number was shifted by one that is not known, which was taken to be in range.
    package var hasShiftsOfUnknownCount = false
    /// Whether a way stops where a loop begins.
    package var stopsAtLoops = false
    package var limits = Limits()
    /// What is done with a call of a function by name, in a state.
    package var treatment: (String, ThreadState) -> CallTreatment = { _, _ in .event }
    /// Instructions so far.
    package private(set) var steps = 0
    /// Called when a local's address becomes known to others.
    package var onEscape: (Term) -> Void = { _ in }

    /// Whether a way has come to a loop.
    package private(set) var metLoops = false

    /// Arrays that were got at by an index that is not known, by name.
    package private(set) var indexed: Set<String> = []

    private var uninitialized = 0
    private var addressesInside: [Term: Set<Term>] = [:]

    package init(store: TermStore, side: SideCode, isLeft: Bool) {
        self.store = store
        self.side = side
        self.isLeft = isLeft
    }

    /// Notes that an index that is not known reached into an array.
    func note(indexed name: String) { indexed.insert(name) }

    // MARK: Ways

    /// A way that is not at an end yet.
    private struct Way {
        var guards: [Term]
        var state: ThreadState
        /// Whether it may stand at a loop's beginning without stopping there.
        var isPastHead: Bool
    }

    /// Runs a state until each of its ways has come to an event.
    ///
    /// - Parameter known: bits that are known to hold.
    package func advance(_ state: ThreadState, known: Set<Term>, isPastHead: Bool = false) -> [Outcome] {
        var ways = [Way(guards: [], state: state, isPastHead: isPastHead)]
        var outcomes: [Outcome] = []
        while !ways.isEmpty {
            let index = ways.indices.min { precedes(ways[$0].state, ways[$1].state) } ?? 0
            var way = ways.remove(at: index)
            if !way.isPastHead { absorb(&ways, into: &way) }
            if store.isFull || steps > limits.steps {
                let reason =
                    store.isFull ? "more than \(store.limit) terms" : "more than \(limits.steps) instructions"
                outcomes.append(Outcome(guards: way.guards, state: way.state, reason: .bound(reason)))
                continue
            }
            switch run(&way, known) {
            case .stop(let reason):
                add(Outcome(guards: way.guards, state: way.state, reason: reason), to: &outcomes)
            case .fork(let branches):
                for (condition, target) in branches {
                    guard store.constant(condition) != 0 else { continue }
                    var next = way
                    if branches.count > 1 { next.state.forks += 1 }
                    if store.constant(condition) == nil { next.guards.append(condition) }
                    next.state.frames[next.state.frames.count - 1].pc = target
                    next.isPastHead = false
                    ways.append(next)
                }
            case .pause: ways.append(way)
            case .part(let reason, let condition, let beyond):
                add(
                    Outcome(guards: way.guards + [store.not(condition)], state: way.state, reason: reason),
                    to: &outcomes)
                ways.append(Way(guards: way.guards + [condition], state: beyond, isPastHead: false))
            }
            if ways.count > limits.ways {
                for way in ways {
                    outcomes.append(
                        Outcome(
                            guards: way.guards, state: way.state,
                            reason: .bound("more than \(limits.ways) ways at once")))
                }
                ways = []
            }
        }
        return outcomes
    }

    private func precedes(_ left: ThreadState, _ right: ThreadState) -> Bool {
        for (first, second) in zip(left.frames, right.frames) {
            if first.graph !== second.graph { return false }
            if first.pc != second.pc { return first.pc < second.pc }
        }
        return left.frames.count > right.frames.count
    }

    /// Takes the ways that stand where one stands into it.
    private func absorb(_ ways: inout [Way], into way: inout Way) {
        var index = 0
        while index < ways.count {
            if ways[index].state.isAtSamePlace(as: way.state), !ways[index].isPastHead,
                let merged = merged((way.guards, way.state), (ways[index].guards, ways[index].state))
            {
                way.guards = merged.guards
                way.state = merged.state
                ways.remove(at: index)
            } else {
                index += 1
            }
        }
    }

    private func add(_ outcome: Outcome, to outcomes: inout [Outcome]) {
        if case .loop = outcome.reason {
            for index in outcomes.indices {
                guard case .loop = outcomes[index].reason,
                    outcomes[index].state.isAtSamePlace(as: outcome.state),
                    let merged = merged(
                        (outcomes[index].guards, outcomes[index].state), (outcome.guards, outcome.state))
                else { continue }
                outcomes[index] = Outcome(guards: merged.guards, state: merged.state, reason: .loop)
                return
            }
        }
        outcomes.append(outcome)
    }

    // MARK: Running

    enum Step {
        case stop(StopReason)
        /// One of these conditions holds; control goes on there.
        case fork([(Term, Int)])
        /// Another way may have to go first.
        case pause
        /// It stops, unless a condition holds; then control goes on in another state.
        case part(StopReason, unless: Term, ThreadState)
    }

    /// Runs a way until it stops, parts, or comes to where another way may meet it.
    private func run(_ way: inout Way, _ known: Set<Term>) -> Step {
        while true {
            let last = way.state.frames.count - 1
            let graph = way.state.frames[last].graph
            let pc = way.state.frames[last].pc
            if graph.loop(at: pc) != nil, !way.isPastHead {
                metLoops = true
                if stopsAtLoops { return .stop(.loop) }
                if way.state.visit(limits: limits) {
                    return .stop(.bound("a loop that runs more than \(limits.openVisits) times"))
                }
            }
            way.isPastHead = false
            if let reason = way.state.lost { return .stop(.bound(reason)) }
            steps += 1
            if let step = execute(graph.code.instructions[pc], &way.state, guards: way.guards, known) {
                if case .pause = step, steps <= limits.steps, !store.isFull { return .pause }
                return step
            }
        }
    }

    // MARK: Uninitialised

    /// A value that nobody has written.
    func nothing() -> SymbolicValue {
        uninitialized += 1
        return .term(store.symbol(.uninitialized(isLeft: isLeft, uninitialized), 64))
    }

    /// Memory that nobody has written.
    func blankMemory() -> Memory {
        uninitialized += 1
        return store.root(.uninitialized(isLeft: isLeft, uninitialized))
    }

    // MARK: Addresses

    /// The objects whose addresses stand in a term.
    func addresses(in term: Term) -> Set<Term> {
        if let known = addressesInside[term] { return known }
        var open = [term]
        while let top = open.last {
            if addressesInside[top] != nil {
                open.removeLast()
                continue
            }
            let operands = store.operands(top)
            let missing = operands.filter { addressesInside[$0] == nil }
            if missing.isEmpty {
                if case .symbol(.address) = store.node(top) {
                    addressesInside[top] = [top]
                } else {
                    addressesInside[top] = operands.reduce(into: []) {
                        $0.formUnion(addressesInside[$1] ?? [])
                    }
                }
                open.removeLast()
            } else {
                open += missing
            }
        }
        return addressesInside[term] ?? []
    }

    package func addresses(in value: SymbolicValue) -> Set<Term> {
        switch value {
        case .term(let term): addresses(in: term)
        case .aggregate(let parts): parts.reduce(into: []) { $0.formUnion(addresses(in: $1)) }
        case .void: []
        }
    }

    /// Makes locals part of the world whose addresses stand in a value that others get to know.
    package func escape(_ value: SymbolicValue, _ state: inout ThreadState) {
        for address in addresses(in: value).sorted() { escape(object: address, &state) }
    }

    private func escape(object address: Term, _ state: inout ThreadState) {
        guard let object = state.objects.removeValue(forKey: address) else { return }
        onEscape(address)
        guard object.bytes <= 4096 || !isFilled(object.memory) else {
            state.lost = "a variable of \(object.bytes) bytes that others get to know"
            return
        }
        var stores: [(address: Term, value: Term)] = []
        var memory = object.memory
        while case .store(let before, let place, let value) = store.node(memory) {
            stores.append((place, value))
            memory = before
        }
        if isFilled(memory) {
            // What a loop left there is known by the memory that it lies in.
            for chunk in Self.chunks(object.bytes) {
                let place = store.add(address, Int64(chunk.start))
                state.world = store.store(state.world, place, store.load(memory, place, bytes: chunk.bytes))
            }
        }
        for (place, value) in stores.reversed() {
            state.world = store.store(state.world, place, value)
            escape(.term(value), &state)
        }
    }

    /// Whether all of a local was given some content, and not only what was stored since.
    private func isFilled(_ memory: Memory) -> Bool {
        var memory = memory
        while case .store(let before, _, _) = store.node(memory) { memory = before }
        if case .root(.uninitialized) = store.node(memory) { return false }
        return true
    }

    /// How many bits of at most 64 are written: in parts of 8, 4, 2 and 1 bytes.
    static func pieces(_ bits: Int) -> [(start: Int, bytes: Int)] {
        var result: [(start: Int, bytes: Int)] = []
        var start = 0
        var rest = bits / 8
        for size in [8, 4, 2, 1] where rest >= size {
            result.append((start, size))
            start += size
            rest -= size
        }
        return result
    }
}
