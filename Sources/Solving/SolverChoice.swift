import Foundation

/// The solver of a run.
public enum SolverChoice {
    /// Puts together what this machine has and what the user wants.
    ///
    /// Z3 answers, and the command confirms each `unsat`; without Z3 the command answers alone; without either what
    /// needs a solver is unknown. Each query is asked once, and kept where `KDRIFT_KEEP` names a directory.
    ///
    /// - Parameters:
    ///   - command: another solver (`--solver`), as ``CommandSolver`` takes it.
    ///   - environment: the variables to look at: `KDRIFT_SOLVE`, `KDRIFT_KEEP`.
    ///   - timeoutSeconds: how long each solver may take for a query, in seconds of wall time.
    /// - Throws: ``SolvingError`` for an empty command and a directory that cannot be written to.
    public static func solver(
        command: String? = nil, environment: [String: String] = ProcessInfo.processInfo.environment,
        timeoutSeconds: Double = 60
    ) throws(SolvingError) -> any Solver {
        let program = SolverProgram.find(environment: environment)
        var chosen: any Solver = MissingSolver(reason: "kdrift-solve is not beside kdrift")
        if let program { chosen = WorkerSolver(executable: program, timeoutSeconds: timeoutSeconds) }
        if let command {
            let other = try CommandSolver(command: command, timeoutSeconds: timeoutSeconds)
            // A program without libz3 answers nothing that could be checked.
            let hasZ3 = program.map { (try? SolverProgram.version(of: $0.path).get()) != nil } ?? false
            chosen = hasZ3 ? CheckedSolver(chosen, checkedBy: other) : other
        }
        if let path = environment["KDRIFT_KEEP"], !path.isEmpty {
            chosen = try KeepingSolver(chosen, directory: URL(fileURLWithPath: path))
        }
        return CachingSolver(chosen)
    }
}
