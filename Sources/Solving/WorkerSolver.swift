import Foundation
import Synchronization

/// Z3 in `kdrift-solve` processes: as many as there are cores at most, each started when it is needed.
///
/// What decides `unknown` is the query's effort, in Z3's own steps; the limits of time and memory are for a solver that
/// does not count, and are met on no machine where things go well.
public final class WorkerSolver: Solver {
    private struct State {
        var idle: [SolverWorker]
        /// Why no process can work; then none is started any more.
        var unavailable: String?
        var name: String?
    }

    private let executable: String
    private let state: Mutex<State>
    private let free: DispatchSemaphore

    /// A solver whose processes are started later.
    ///
    /// - Parameters:
    ///   - executable: the `kdrift-solve` program (``SolverProgram``).
    ///   - workerCount: how many processes run at once; nil for one a core.
    ///   - memoryMebibytes: the most that Z3 may allocate in each, in MiB.
    ///   - timeoutSeconds: how long a query may take, in seconds of wall time.
    public init(
        executable: URL, workerCount: Int? = nil, memoryMebibytes: Int = 800, timeoutSeconds: Double = 60
    ) {
        self.executable = executable.path
        let count = max(1, workerCount ?? ProcessInfo.processInfo.activeProcessorCount)
        // The process has a clock of its own for when we are gone; ours comes first.
        let words = [
            executable.path, "--memory", String(memoryMebibytes),
            "--seconds", String(Int(timeoutSeconds.rounded(.up)) + 1),
        ]
        state = Mutex(
            State(idle: (0..<count).map { _ in SolverWorker(words: words, timeoutSeconds: timeoutSeconds) }))
        free = DispatchSemaphore(value: 0)
        for _ in 0..<count { free.signal() }
    }

    /// Asks a worker; waits for one where all are busy.
    public func answer(_ query: SolverQuery) -> SolverAnswer {
        free.wait()
        defer { free.signal() }
        let (worker, unavailable) = state.withLock { state in
            (state.unavailable == nil ? state.idle.popLast() : nil, state.unavailable)
        }
        guard let worker else { return .unknown(unavailable ?? "no solver is free") }
        defer { state.withLock { $0.idle.append(worker) } }

        let script = query.script(limitsEffort: true)
        while true {
            let wasUsed = worker.isUsed
            switch worker.reply(to: script) {
            case .text(let text):
                let answer = SolverReply.answer(to: query, text, solver: "Z3")
                guard answer == .unknown(SolverReply.outOfMemory("Z3")) else { return answer }
                // What earlier queries left behind must not decide: a new process has all of its memory.
                worker.stop()
                if !wasUsed { return answer }
            case .lost(let reason): return .unknown(reason)
            case .unavailable(let reason):
                state.withLock { $0.unavailable = reason }
                return .unknown(reason)
            }
        }
    }

    /// `Z3 4.8.12`, as the program says; `Z3` where it cannot be asked.
    public var name: String {
        if let known = state.withLock({ $0.name }) { return known }
        let name = (try? SolverProgram.version(of: executable).get()) ?? "Z3"
        state.withLock { $0.name = name }
        return name
    }
}
