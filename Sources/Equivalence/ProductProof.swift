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
    /// Whether a function takes other parameters than the one of that name on the left side.
    var takesOthers: (String) -> Bool = { _ in false }

    /// Why it is not proved; empty where it is.
    var failures: [ProofFailure] = []
    /// Whether the sides differ in what they write to the log.
    var logDiffers = false
    /// Whether a solver was needed.
    var usedSolver = false
    /// The functions that both sides call and that were taken to be the same.
    var calledFunctions: Set<String> = []
    /// What was seen at each event, for cases.
    var eventNames: [Int: String] = [:]

    var pairCount = 0
    var eventCount = 0
    /// The events that gave new memory, and whether it may be of no size.
    var allocations: [Int: Bool] = [:]
    var freshCount = 0
    var escapeAges: [Term: Int] = [:]
    var ages: [Term: Int] = [:]
    var activeLoops: [LoopProof] = []
    let continuations: Continuations?

    /// The bits of the functions' results that a caller sees.
    var resultForm = Form(kind: .void, bits: 0)

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

    func outcomes(_ side: SideState, _ runner: Runner, _ known: Set<Term>) -> [Outcome] {
        switch side {
        case .running(let state, let isPastLoop): runner.advance(state, known: known, isPastHead: isPastLoop)
        case .stopped(let state, let reason): [Outcome(guards: [], state: state, reason: reason)]
        }
    }

    func goesOnTheSame(_ configuration: Configuration) -> Bool {
        guard let continuations, case .running(let one, _) = configuration.left,
            case .running(let other, _) = configuration.right,
            let demand = continuations.demand(one, other, store, { [left] in left.addresses(in: $0) })
        else { return false }
        compareLogs(one, other)
        return isProved(demand, configuration.path)
    }

    // MARK: Pairs of events

    /// What both sides have accessed lies at an address: otherwise both have trapped. Nothing lies right before what counts as error pointers.
    func validity(_ one: ThreadState, _ other: ThreadState) -> [Term] {
        one.accessed.intersection(other.accessed).sorted().flatMap { address -> [Term] in
            let page = store.constant(4096, 64)
            var result = [
                store.not(store.less(address, page, isSigned: false)),
                store.less(address, store.constant(0 &- 8192, 64), isSigned: false),
            ]
            let (offset, _) = store.summands(address)
            if offset < 4096 {
                result.append(store.notEqual(store.add(address, 0 &- Int64(offset)), store.constant(0, 64)))
            }
            return result
        }
    }

    /// An outcome in which the address that its event follows counts as accessed.
    func following(_ outcome: Outcome) -> Outcome {
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
    func faults(_ state: ThreadState, _ path: [Term]) -> Bool {
        guard !path.isEmpty else { return false }
        for address in state.accessed.sorted() {
            if let value = store.constant(simplified(address, path)), value < 4096 || value >= 0 &- 4095 {
                return true
            }
        }
        return state.divisors.sorted().contains { store.constant(simplified($0, path)) == 0 }
    }

    func pair(_ first: Outcome, _ second: Outcome, _ before: Configuration) {
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
    func unroll(_ outcome: Outcome, _ waiting: Outcome, isLeft: Bool, _ configuration: Configuration) {
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

    // MARK: Going on

    func proceed(_ one: Outcome, _ other: Outcome, _ configuration: Configuration) {
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

    func compareLogs(_ one: ThreadState, _ other: ThreadState) {
        if one.log != other.log { logDiffers = true }
    }

    // MARK: Asking

    func isPossible(_ path: [Term]) -> Bool {
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

    func isProvedOrReported(
        _ demand: Term, _ one: Outcome, _ other: Outcome, _ configuration: Configuration
    ) -> Bool {
        let rest = simplified(demand, configuration.path)
        if store.constant(rest) == 1 { return true }
        return !differs(rest, one, other, configuration)
    }

    func differ(_ demand: Term, _ one: Outcome, _ other: Outcome, _ configuration: Configuration) {
        _ = differs(demand, one, other, configuration)
    }

    /// Asks whether a way exists on which a bit does not hold, and reports it.
    func differs(
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
    func simplified(_ bit: Term, _ path: [Term]) -> Term {
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

    func fail(
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
