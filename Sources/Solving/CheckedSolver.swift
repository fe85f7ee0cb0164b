/// Has a second solver confirm each `unsat` of the first one, since a wrong one would prove what is not so: Z3 4.12.2
/// had such a fault. A case that the first one finds needs no second: the machine runs it.
public struct CheckedSolver: Solver {
    private let first: any Solver
    private let second: any Solver

    /// - Parameters:
    ///   - first: who is asked each query.
    ///   - second: who is asked again where the first says `unsat`.
    public init(_ first: any Solver, checkedBy second: any Solver) {
        self.first = first
        self.second = second
    }

    /// The first solver's answer; an `unsat` that the second does not confirm is unknown.
    public func answer(_ query: SolverQuery) -> SolverAnswer {
        let answer = first.answer(query)
        guard answer == .unsatisfiable else { return answer }
        var again = query
        again.modelValues = []
        switch second.answer(again) {
        case .unsatisfiable: return .unsatisfiable
        case .satisfiable:
            return .unknown("\(first.name) says 'unsat' and \(second.name) says 'sat': one is wrong")
        case .unknown(let reason): return .unknown("\(first.name)'s 'unsat' is not confirmed: \(reason)")
        }
    }

    /// Both names.
    public var name: String { "\(first.name), checked by \(second.name)" }
}
