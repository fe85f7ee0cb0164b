/// Stands where there is no solver: what needs one is unknown, and the reason says what to install.
public struct MissingSolver: Solver {
    private let reason: String

    /// - Parameter reason: why there is none, as a part of a sentence.
    public init(reason: String = "there is no solver") { self.reason = reason }

    /// Unknown.
    public func answer(_ query: SolverQuery) -> SolverAnswer {
        .unknown("\(reason); \(SolverProgram.installation)")
    }

    /// `none`.
    public var name: String { "none" }
}
