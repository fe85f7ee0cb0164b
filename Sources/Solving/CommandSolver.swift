import Foundation

/// Any solver that reads SMT-LIB 2 on standard input: one process a query, such as `cvc5 --lang smt2`.
///
/// A query's effort is counted in steps of Z3's, which other solvers do not have: this one is bounded by time.
public final class CommandSolver: Solver {
    private let words: [String]
    private let timeoutSeconds: Double

    /// A solver that is started for each query.
    ///
    /// - Parameters:
    ///   - command: the program, looked for in `PATH`, and its arguments, divided by blanks. No shell reads it.
    ///   - timeoutSeconds: how long a query may take, in seconds of wall time.
    /// - Throws: ``SolvingError`` where the command has no word.
    public init(command: String, timeoutSeconds: Double = 60) throws(SolvingError) {
        words = command.split(whereSeparator: \.isWhitespace).map(String.init)
        self.timeoutSeconds = timeoutSeconds
        guard !words.isEmpty else {
            throw SolvingError(
                message: "the command of the solver is empty",
                hint: "name one, for instance 'cvc5 --lang smt2'")
        }
    }

    /// Starts the command, and ends it when it has answered or its time is over.
    public func answer(_ query: SolverQuery) -> SolverAnswer {
        let process: SolverProcess
        do throws(SolverProcess.Unstartable) {
            process = try SolverProcess(Self.limited(words, seconds: Int(timeoutSeconds.rounded(.up)) + 1))
        } catch {
            return .unknown(error.reason)
        }
        let outcome = process.exchange(
            Array(query.script(limitsEffort: false).utf8), closesInput: true,
            deadline: .now + .seconds(timeoutSeconds), limit: Self.answerLimit, isComplete: { _ in false })
        switch outcome {
        case .complete, .closed: break
        case .silent:
            process.end()
            return .unknown("\(name) did not answer within \(seconds(timeoutSeconds))")
        case .flooded:
            process.end()
            return .unknown("\(name)'s answer is longer than \(Self.answerLimit >> 20) MiB")
        }
        // An exit status tells nothing: solvers end with 1 for having no values to give after `unsat`.
        let end = process.awaitEnd()
        let complaint = process.lastWords.map { ": \($0.prefix(200))" } ?? ""
        if case .killed = end { return .unknown("\(name) died (\(end.words))\(complaint)") }
        if process.received.allSatisfy({ $0 == 32 || (9...13).contains($0) }) {
            return .unknown("\(name) answers nothing (\(end.words))\(complaint)")
        }
        return SolverReply.answer(to: query, process.received, solver: name)
    }

    /// The command under a limit of processor time, which ends it also when we are gone.
    private static func limited(_ words: [String], seconds: Int) -> [String] {
        ["/bin/sh", "-c", "ulimit -t \(seconds); exec \"$@\"", "sh"] + words
    }

    /// The program without its directory.
    public var name: String { (words[0] as NSString).lastPathComponent }

    /// The longest answer that is read, in bytes.
    private static let answerLimit = 16 << 20
}
