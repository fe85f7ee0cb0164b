import CProgram
import Terms

/// What an instruction's operand or a register holds while terms stand for numbers.
package enum SymbolicValue: Hashable {
    /// A number or address, held in 64 bits as its type says: sign- or zero-extended.
    case term(Term)
    /// A struct, union or array: its bytes in parts of 8, the last one what is left.
    case aggregate([Term])
    /// No value.
    case void
}

/// A message to the kernel log, and when it is written.
package struct LoggedMessage: Hashable {
    /// When, as bits that all hold.
    package var guards: [Term]
    /// The function that writes it.
    package var function: String
    package var arguments: [SymbolicValue]
    /// What stands where its pointers may lead.
    package var memories: [Memory]
}

/// A function under way.
package struct SymbolicFrame {
    package let graph: CodeGraph
    package var pc = 0
    package var stack: [SymbolicValue] = []
    package var registers: [SymbolicValue]
    /// Where its locals in memory lie: each the address of an object.
    package var locals: [Term] = []
}

/// A local in memory.
package struct LocalObject: Hashable {
    package var memory: Memory
    package var bytes: Int
}

/// One side of a comparison at some place: what it holds, and where it goes on.
package struct ThreadState {
    /// Innermost last.
    package var frames: [SymbolicFrame]
    /// What outlives the function, and locals whose addresses others may know.
    package var world: Memory
    /// Locals that nobody else can know of, by their address.
    package var objects: [Term: LocalObject] = [:]
    /// What was written to the log since the last event.
    package var log: [LoggedMessage] = []
    /// How many locals of a name and size there have been.
    package var localCounts: [String: Int] = [:]
    /// How often the run came to a loop's beginning, by place.
    package var visits: [[Int]: Visits] = [:]
    /// How often it came to a branch that nothing known decided.
    package var forks = 0

    /// Visits of a loop's beginning.
    package struct Visits: Hashable {
        /// All of them.
        package var count = 0
        /// Those since whose last one something was decided that was not known.
        package var open = 0
        /// ``ThreadState/forks`` at the last one.
        package var forks = 0

        package init() {}
    }

    /// Addresses of the caller's memory that were read or written on every way here. Where one of them is no address, the
    /// processor has trapped.
    package var accessed: Set<Term> = []
    /// Why it cannot go on, where something could not be kept.
    package var lost: String?
    /// Numbers that were divided by on every way here. Where one of them is zero, the processor has trapped.
    package var divisors: Set<Term> = []

    /// Counts a visit of the beginning of the loop that it stands at; whether a bound is passed.
    package mutating func visit(limits: Runner.Limits) -> Bool {
        var visits = visits[place] ?? Visits()
        visits.count += 1
        if visits.forks != forks { visits.open += 1 }
        visits.forks = forks
        self.visits[place] = visits
        return visits.count > limits.visits || visits.open > limits.openVisits
    }

    package init(frames: [SymbolicFrame], world: Memory) {
        self.frames = frames
        self.world = world
    }

    /// The frames' places, outermost first; equal places of equal functions are where two ways meet.
    package var place: [Int] { frames.map(\.pc) }

    /// Whether another state is in the same functions at the same instructions.
    package func isAtSamePlace(as other: ThreadState) -> Bool {
        guard frames.count == other.frames.count else { return false }
        for (left, right) in zip(frames, other.frames) {
            guard left.graph === right.graph, left.pc == right.pc, left.stack.count == right.stack.count,
                left.locals == right.locals
            else { return false }
        }
        return true
    }
}

/// Why a side has stopped: an event that the other side must have as well.
package enum StopReason {
    /// A call of a function by name.
    case call(String, [SymbolicValue])
    /// A call through a pointer.
    case callThrough(SymbolicValue, [SymbolicValue], result: Form)
    /// A volatile read of so many bytes.
    case volatileLoad(Term, bytes: Int)
    /// A volatile write.
    case volatileStore(Term, value: Term)
    /// Inline assembly: what it is, the addresses of its outputs, its inputs.
    case assembly(Assembly, outputs: [Term], inputs: [SymbolicValue])
    /// `WARN` or `BUG`.
    case warning(Event)
    /// The function has come to its end.
    case returned(SymbolicValue)
    /// The beginning of a loop.
    case loop
    /// A place that the program says is never reached.
    case unreachable
    /// Something that was not lowered or cannot be followed.
    case unsupported(String)
    /// A bound was reached.
    case bound(String)
}

/// Where one way through a side ends for now.
package struct Outcome {
    /// When it goes this way: bits that all hold, beyond what the caller knew.
    package var guards: [Term]
    package var state: ThreadState
    package var reason: StopReason

    package init(guards: [Term], state: ThreadState, reason: StopReason) {
        self.guards = guards
        self.state = state
        self.reason = reason
    }
}
