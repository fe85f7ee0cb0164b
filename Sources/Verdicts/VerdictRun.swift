import Drift
import Equivalence
import Parallel
import Solving

/// Gives verdicts on the functions of pairs of programs, on all cores.
///
/// The same pairs get the same verdicts on every machine: which functions share a comparer, and in which order it is asked, does
/// not depend on how many cores there are.
package struct VerdictRun: Sendable {
    /// The verdict on a function in one pair.
    package struct Answer: Sendable {
        /// The pair's place among those that were given.
        package var pair: Int
        /// The verdict.
        package var verdict: FunctionVerdict

        /// Makes an answer; see the properties.
        package init(pair: Int, verdict: FunctionVerdict) {
            self.pair = pair
            self.verdict = verdict
        }
    }

    /// Proofs walk expressions and paths as deep as the code goes.
    private static let stackBytes = 256 << 20
    /// How many functions one comparer is asked about: it knows what their callees are then, and others wait for no core.
    private static let groupSize = 8

    private let solver: any Solver
    private let effort: FunctionComparer.Effort
    let isWanted: @Sendable (String) -> Bool

    /// Takes a solver.
    ///
    /// - Parameters:
    ///   - solverSteps: the most that it may spend on one question, in Z3's resource steps; nil for the usual.
    ///   - isWanted: which functions are asked for, by name.
    package init(
        solver: any Solver, solverSteps: Int? = nil,
        isWanted: @escaping @Sendable (String) -> Bool = { _ in true }
    ) {
        self.solver = solver
        var effort = FunctionComparer.Effort()
        if let solverSteps { effort.solverSteps = solverSteps }
        self.effort = effort
        self.isWanted = isWanted
    }

    /// The verdicts on all functions that differ, by pair, then by name.
    package func verdicts(on pairs: [ProgramPair]) -> [Answer] {
        let names = pairs.concurrentMap(stackBytes: Self.stackBytes) { pair in
            comparer(pair).changedFunctions(in: pair.files.contains).filter(isWanted)
        }
        let groups = names.enumerated().flatMap { index, names in
            stride(from: 0, to: names.count, by: Self.groupSize).map { start in
                (pair: index, names: Array(names[start..<min(start + Self.groupSize, names.count)]))
            }
        }
        let answers = groups.concurrentMap(stackBytes: Self.stackBytes) { group in
            let comparer = comparer(pairs[group.pair])
            return group.names.map { Answer(pair: group.pair, verdict: comparer.verdict(on: $0)) }
        }
        return answers.flatMap { $0 }
    }

    private func comparer(_ pair: ProgramPair) -> FunctionComparer {
        FunctionComparer(pair.layout, effort: effort) { [solver] text, values, steps in
            let query = SolverQuery(text: text, modelValues: values, effort: steps)
            return Equivalence.SolverReply(solver.answer(query))
        }
    }
}

extension Equivalence.SolverReply {
    /// What a solver said, with its values as numbers.
    init(_ answer: SolverAnswer) {
        switch answer {
        case .unsatisfiable: self = .unsatisfiable
        case .unknown(let reason): self = .unknown(reason)
        case .satisfiable(let texts):
            var values: [String: UInt64] = [:]
            for (name, text) in texts {
                switch SolverValue(text) {
                case .boolean(let value): values[name] = value ? 1 : 0
                case .bits(let value, let width) where width <= 64: values[name] = UInt64(value)
                default:
                    self = .unknown("the solver gave \(text) as a value")
                    return
                }
            }
            self = .satisfiable(values)
        }
    }
}
