import Synchronization

/// A system whose states are numbers, and which performs each operation in each state once.
///
/// Where performing is dear, as running C is, several searches share what one of them has learned: a revision is
/// compared with the one before, the one after and its design. Copies of the value share the table. The numbers
/// depend on which search came first; that no search tells states apart by anything but equality keeps results
/// the same.
public struct InternedSystem<System: ObservedSystem>: ObservedSystem {
    /// The number of a state of the system.
    public struct State: Hashable, Sendable {
        fileprivate var number: Int
    }

    private struct Key: Hashable {
        var state: Int
        var operation: System.Operation
    }

    private struct Known {
        var states: [System.State] = []
        var numbers: [System.State: Int] = [:]
        var operations: [Int: [System.Operation]] = [:]
        var performances: [Key: [Performance<State, System.Observation>]] = [:]

        mutating func number(of state: System.State) -> State {
            if let number = numbers[state] { return State(number: number) }
            numbers[state] = states.count
            states.append(state)
            return State(number: states.count - 1)
        }
    }

    private final class Table: Sendable {
        let known: Mutex<Known>

        init(_ known: sending Known) { self.known = Mutex(known) }
    }

    /// The system.
    public let system: System
    /// Where it starts.
    public let initial: State
    private let table: Table

    /// Makes an empty table for a system.
    public init(_ system: System) {
        self.system = system
        var known = Known()
        initial = known.number(of: system.initial)
        table = Table(known)
    }

    /// The system's own state.
    public func state(_ state: State) -> System.State { table.known.withLock { $0.states[state.number] } }

    /// How many states have been seen.
    public var stateCount: Int { table.known.withLock { $0.states.count } }

    /// What can be done in a state.
    public func operations(in state: State) -> [System.Operation] {
        if let known = table.known.withLock({ $0.operations[state.number] }) { return known }
        let operations = system.operations(in: self.state(state))
        table.known.withLock { $0.operations[state.number] = operations }
        return operations
    }

    /// Does it, or remembers what came of it.
    public func perform(
        _ operation: System.Operation, in state: State
    ) -> [Performance<State, System.Observation>] {
        let key = Key(state: state.number, operation: operation)
        if let known = table.known.withLock({ $0.performances[key] }) { return known }
        let performances = system.perform(operation, in: self.state(state))
        return table.known.withLock { known in
            let interned = performances.map { performance in
                let ending: Performance<State, System.Observation>.Ending =
                    switch performance.ending {
                    case .reached(let state, let seen): .reached(known.number(of: state), seen)
                    case .unknown(let reason): .unknown(reason)
                    }
                return Performance(choice: performance.choice, ending)
            }
            known.performances[key] = interned
            return interned
        }
    }
}
