import Foundation

/// One `kdrift-solve` process, which is sent a script and gives back what Z3 prints.
///
/// Unchecked: ``WorkerSolver`` gives a worker to one thread at a time. When the process dies or goes silent, the query
/// that it was on fails with the reason, and the next one starts a new process.
final class SolverWorker: @unchecked Sendable {
    /// What came of a script.
    enum Reply {
        /// What Z3 printed.
        case text([UInt8])
        /// The process was lost on it; a part of a sentence.
        case lost(String)
        /// The process cannot work at all, and a new one will not either.
        case unavailable(String)
    }

    private let words: [String]
    private let timeoutSeconds: Double
    private var process: SolverProcess?
    private var hasAnswered = false

    /// - Parameters:
    ///   - words: the program and its arguments.
    ///   - timeoutSeconds: how long a query may take.
    init(words: [String], timeoutSeconds: Double) {
        self.words = words
        self.timeoutSeconds = timeoutSeconds
    }

    /// Whether the process has answered a query before.
    var isUsed: Bool { hasAnswered && process?.isRunning == true }

    /// Sends a script and waits for its answer.
    func reply(to script: String) -> Reply {
        if process?.isRunning != true {
            stop()
            do throws(SolverProcess.Unstartable) {
                process = try SolverProcess(words)
            } catch {
                return .unavailable("\(error.reason); \(SolverProgram.installation)")
            }
        }
        guard let process else { return .unavailable("there is no process") }
        process.received = []
        let text = Array(script.utf8)
        let deadline = ContinuousClock.now + .seconds(timeoutSeconds)
        let outcome = process.exchange(
            Array("\(text.count)\n".utf8) + text, closesInput: false, deadline: deadline,
            limit: Self.answerLimit,
            isComplete: { Frame($0) != .incomplete })
        switch outcome {
        case .complete:
            guard case .text(let range) = Frame(process.received), range.upperBound == process.received.count
            else {
                stop()
                return .lost("the solver's process does not answer in frames")
            }
            hasAnswered = true
            return .text(Array(process.received[range]))
        case .closed: return closed(process)
        case .silent:
            stop()
            return .lost("the solver did not answer within \(seconds(timeoutSeconds))")
        case .flooded:
            stop()
            return .lost("the solver's answer is longer than \(Self.answerLimit >> 20) MiB")
        }
    }

    /// Ends the process, if there is one; the next script starts another.
    func stop() {
        process?.end()
        process = nil
        hasAnswered = false
    }

    /// The longest answer that is read, in bytes.
    private static let answerLimit = 16 << 20

    private func closed(_ process: SolverProcess) -> Reply {
        let end = process.awaitEnd()
        let words = process.lastWords
        let answered = hasAnswered
        stop()
        // 2: it says why it cannot work. 127: the loader does, about a library that is missing.
        if !answered, end == .exited(2) || end == .exited(127) {
            return .unavailable(SolverProgram.complaint(of: self.words[0], end, words).reason)
        }
        return .lost("the solver died (\(end.words))")
    }
}

/// The beginning of what a worker printed: a line with a count, then that many bytes.
enum Frame: Equatable {
    case incomplete
    case text(Range<Int>)
    case nonsense

    /// Looks at all that has come.
    init(_ bytes: [UInt8]) {
        guard let end = bytes.prefix(11).firstIndex(of: 10) else {
            self = bytes.count <= 10 && bytes.allSatisfy(Self.isDigit) ? .incomplete : .nonsense
            return
        }
        guard end > 0, bytes[..<end].allSatisfy(Self.isDigit),
            let count = Int(String(decoding: bytes[..<end], as: UTF8.self))
        else {
            self = .nonsense
            return
        }
        self = bytes.count > end + count ? .text(end + 1..<end + 1 + count) : .incomplete
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
}

extension SolverProcess.End {
    /// For a reason.
    var words: String {
        switch self {
        case .exited(let status): "exit status \(status)"
        case .killed(let signal): "signal \(signal)"
        }
    }
}

/// A time for a reason: whole seconds without a point.
func seconds(_ value: Double) -> String {
    let text = value == value.rounded() ? String(Int(value)) : String(value)
    return "\(text) \(value == 1 ? "second" : "seconds")"
}
