/// What a solver says of a ``SolverQuery``.
public enum SolverAnswer: Hashable, Sendable {
    /// No values make all assertions hold.
    case unsatisfiable
    /// Some do: the value of each term that was asked for, as SMT-LIB writes it (`#x2a`, `#b101`, `(_ bv42 8)`,
    /// `true`, `false`; see ``SolverValue``).
    case satisfiable([String: String])
    /// Not known, with the reason as a part of a sentence.
    case unknown(String)
}

/// Answers queries. It blocks its thread and is called from many.
public protocol Solver: Sendable {
    /// The answer to one query. Whatever happens to the solver is an ``SolverAnswer/unknown(_:)``, in bounded time.
    func answer(_ query: SolverQuery) -> SolverAnswer
    /// The solver's name and version, for reports: `Z3 4.8.12`.
    var name: String { get }
}
