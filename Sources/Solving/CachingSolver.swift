import Synchronization

/// Asks another solver each query once, for as long as it lives. Unknowns are kept too: within one run a query has one
/// answer.
public final class CachingSolver: Solver {
    private struct State {
        var answers: [SolverQuery: SolverAnswer] = [:]
        var bytes = 0
    }

    private let solver: any Solver
    private let limitBytes: Int
    private let state = Mutex(State())

    /// - Parameters:
    ///   - solver: who is asked.
    ///   - limitBytes: how many bytes of queries are kept; beyond it all are forgotten.
    public init(_ solver: any Solver, limitBytes: Int = 256 << 20) {
        self.solver = solver
        self.limitBytes = limitBytes
    }

    /// The answer that is known, else the solver's.
    public func answer(_ query: SolverQuery) -> SolverAnswer {
        if let known = state.withLock({ $0.answers[query] }) { return known }
        let answer = solver.answer(query)
        // Another thread may have asked the same meanwhile: the first answer stands.
        return state.withLock { state in
            if let known = state.answers[query] { return known }
            let bytes = query.text.utf8.count + query.modelValues.reduce(0) { $0 + $1.utf8.count }
            if state.bytes + bytes > limitBytes { state = State() }
            state.answers[query] = answer
            state.bytes += bytes
            return answer
        }
    }

    /// The other solver's name.
    public var name: String { solver.name }
}
