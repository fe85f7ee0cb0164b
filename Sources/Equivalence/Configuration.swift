import CProgram
import SymbolicExecution
import Terms

/// Where one side of a comparison is.
enum SideState {
    /// It goes on from here. `isPastLoop` says that it stands at a loop's beginning and need not stop there.
    case running(ThreadState, isPastLoop: Bool)
    /// It waits at an event for the other side to come to the same one.
    case stopped(ThreadState, StopReason)
}

/// Both sides at events that they have in common so far.
struct Configuration {
    var left: SideState
    var right: SideState
    /// What holds on this way: bits.
    var path: [Term] = []
    /// Whether every run that comes here is a run of the functions; false behind a loop that was cut open.
    var isExact = true
    /// The events so far, for a case: by number.
    var events: [Int] = []
    /// How many steps led here.
    var depth = 0

    /// The path with more bits, or nil where they contradict each other.
    func path(adding guards: [Term], in store: TermStore) -> [Term]? {
        var known = Set(path)
        var result = path
        var open = guards
        while !open.isEmpty {
            let bit = open.removeFirst()
            if let value = store.constant(bit) {
                if value == 0 { return nil }
                continue
            }
            if case .bits(.and, let parts) = store.node(bit) {
                open = parts + open
                continue
            }
            if known.contains(store.not(bit)) { return nil }
            if known.insert(bit).inserted { result.append(bit) }
        }
        return result
    }
}

/// Why two functions were not shown to be the same.
struct ProofFailure {
    enum Kind {
        /// On this way they differ, as far as the proof can tell.
        case difference
        /// A question that was not answered: a bound, a construct that is not followed, a solver that gave up.
        case open(String)
    }

    var kind: Kind
    /// What holds on the way: bits. With a model of them both sides can be run.
    var path: [Term]
    /// The model that the solver gave, by leaf.
    var model: [Term: UInt64]?
    /// The function's line on the left side and the right side where they part.
    var sites: (left: Int, right: Int)?
    /// Whether the way is one that the functions can go.
    var isExact: Bool
    /// The events on the way, by number.
    var events: [Int]
}

/// What a solver says of formulas.
enum Satisfiability {
    case unsatisfiable
    /// A model: what each leaf is worth.
    case satisfiable([Term: UInt64])
    case unknown(String)
}
