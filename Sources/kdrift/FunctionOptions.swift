import ArgumentParser
import Sessions

/// What every command takes that compares functions.
struct FunctionOptions: ParsableArguments {
    @Option(
        name: .customLong("function"),
        help: ArgumentHelp("Compare only these functions (a glob; repeatable).", valueName: "glob"))
    var patterns: [String] = []

    @Flag(name: .customLong("no-functions"), help: "Give no verdicts on functions whose bodies differ.")
    var skipsFunctions = false

    @Option(
        help: ArgumentHelp(
            "Another solver that confirms each proof, a command that reads SMT-LIB 2: 'cvc5 --lang smt2'.",
            valueName: "command"))
    var solver: String?

    @Option(
        help: ArgumentHelp(
            "The most that the solver may spend on one question, in its own steps (3000000 without it).",
            valueName: "steps"))
    var effort: Int?

    /// What the options say.
    var choice: FunctionChoice {
        FunctionChoice(
            patterns: patterns, isOn: !skipsFunctions, solverCommand: solver, effort: effort)
    }

    mutating func validate() throws {
        if let effort, effort <= 0 {
            throw ValidationError("'--effort' is a number of steps above 0, not \(effort).")
        }
    }
}
