import Drift
import Foundation
import Solving
import Verdicts

/// Which functions are compared, and how much is done for one.
public struct FunctionChoice: Sendable {
    /// Globs of functions; empty for all.
    public var patterns: [String]
    /// Whether functions are compared at all.
    public var isOn: Bool
    /// Another solver that confirms what the first one proves, as a command (`--solver`); nil for none.
    public var solverCommand: String?
    /// The most that a solver may spend on one question, in Z3's resource steps; nil for the usual.
    public var effort: Int?

    /// Makes a choice; without arguments all functions are compared.
    public init(
        patterns: [String] = [], isOn: Bool = true, solverCommand: String? = nil, effort: Int? = nil
    ) {
        self.patterns = patterns
        self.isOn = isOn
        self.solverCommand = solverCommand
        self.effort = effort
    }

    /// What besides the command line decides on verdicts: which solver there is, and where queries are kept. Two runs
    /// with other words here need not say the same.
    public var identity: [String] {
        guard isOn else { return [] }
        let solver = (try? SolverChoice.solver(command: solverCommand).name) ?? ""
        return ["solver: \(solver)", ProcessInfo.processInfo.environment["KDRIFT_KEEP"] ?? ""]
    }

    /// What gives the verdicts.
    ///
    /// - Throws: ``SolvingError`` for a solver's command that cannot be used.
    func run() throws -> VerdictRun {
        let filter = SymbolFilter(patterns: patterns)
        return VerdictRun(
            solver: try SolverChoice.solver(command: solverCommand), solverSteps: effort,
            isWanted: { filter.matches($0) })
    }
}
