import Foundation
import Testing

@testable import Solving

/// Whatever a worker does: an `unknown` with its reason in bounded time, and the next query is answered.
@Suite struct HostileWorkerTests {
    private static let query = SolverQuery(text: "(declare-const a Bool)", effort: 1000)

    static let misbehaviours: [Misbehaviour] = [
        .init(name: "hangs", script: "sleep 100", reason: "did not answer within 0.3 seconds"),
        .init(
            name: "ignores SIGTERM", script: "trap '' TERM INT HUP; while :; do sleep 1; done",
            reason: "did not answer within 0.3 seconds"),
        .init(name: "ends at once", script: "exit 3", reason: "the solver died (exit status 3)"),
        .init(
            name: "ends well without an answer", script: "exit 0", reason: "the solver died (exit status 0)"),
        .init(name: "is killed", script: "kill -9 $$", reason: "the solver died (signal 9)"),
        .init(name: "crashes", script: "read count; kill -SEGV $$", reason: "the solver died (signal 11)"),
        .init(
            name: "dies in the middle of an answer", script: "read count; printf '100\\nunsat'; kill -9 $$",
            reason: "the solver died (signal 9)"),
        .init(name: "closes its output and stays", script: "exec >&-; sleep 100", reason: "the solver died"),
        .init(
            name: "answers without a frame", script: "echo unsat; sleep 100",
            reason: "does not answer in frames"),
        .init(
            name: "answers more than its frame", script: "printf '6\\nunsat\\nunsat\\n'; sleep 100",
            reason: "does not answer in frames"),
        .init(
            name: "claims an endless frame", script: "echo 99999999999999999999; yes",
            reason: "does not answer in frames"),
        .init(
            name: "answers a negative frame", script: "echo -5; sleep 100",
            reason: "does not answer in frames"),
        .init(name: "answers endlessly", script: "echo 999999999; yes unsat", reason: "longer than 16 MiB"),
        .init(
            name: "complains endlessly", script: "yes nonsense >&2",
            reason: "did not answer within 0.3 seconds"),
        .init(name: "leaves a child with its pipes", script: "sleep 100 & exit 4", reason: "did not answer"),
    ]

    @Test(arguments: misbehaviours)
    func oneQueryIsUnknownAndTheNextIsAnswered(_ case: Misbehaviour) throws {
        let fake = try FakeSolver.worker(first: `case`.script)
        let isEndless = `case`.name == "answers endlessly"
        let solver = WorkerSolver(
            executable: fake.url, workerCount: 1, timeoutSeconds: isEndless ? 20 : 0.3)
        let start = ContinuousClock.now
        let first = solver.answer(Self.query)
        #expect(ContinuousClock.now - start < .seconds(isEndless ? 20 : 5))
        guard case .unknown(let reason) = first else {
            Issue.record("\(first)")
            return
        }
        #expect(reason.contains(`case`.reason), "\(reason)")
        // A new process may take longer than those 0.3 seconds on a busy machine; it is not what is tested.
        var second = solver.answer(Self.query)
        for _ in 0..<20 where second != .unsatisfiable { second = solver.answer(Self.query) }
        #expect(second == .unsatisfiable)
    }

    @Test(arguments: [
        "maybe", "", "()", "sat", "unsat)", "unsat unsat", "(unsat)", "\u{1}\u{2}", "(error \"x\") unsat",
    ])
    func nonsenseInAFrameIsUnknown(_ words: String) throws {
        let fake = try FakeSolver(
            """
            while read count; do head -c "$count" >/dev/null; printf '%s\\n%s' \(words.utf8.count) '\(words)'; done
            """)
        let solver = WorkerSolver(executable: fake.url, workerCount: 1, timeoutSeconds: 20)
        let answer = solver.answer(SolverQuery(text: "", modelValues: ["a"], effort: 0))
        guard case .unknown(let reason) = answer else {
            Issue.record("\(answer)")
            return
        }
        #expect(reason.contains("unreadable") || reason.contains("error") || reason.contains("more than"))
    }

    @Test func aQueryThatNobodyReadsEnds() throws {
        let fake = try FakeSolver("sleep 100")
        let solver = WorkerSolver(executable: fake.url, workerCount: 1, timeoutSeconds: 0.3)
        // More than a pipe holds: writing it would block.
        let text = String(repeating: "; a line that says nothing\n", count: 100_000)
        #expect(
            solver.answer(SolverQuery(text: text, effort: 0))
                == .unknown("the solver did not answer within 0.3 seconds"))
    }

    @Test func whatCannotWorkIsNotStartedAgain() throws {
        let fake = try FakeSolver("echo >>starts; echo \"$0: there is no libz3\" >&2; exit 127")
        let solver = WorkerSolver(executable: fake.url, workerCount: 2, timeoutSeconds: 20)
        for _ in 0..<3 {
            #expect(
                solver.answer(Self.query)
                    == .unknown("kdrift-solve: there is no libz3; \(SolverProgram.installation)"))
        }
        #expect(fake.starts == 1)
    }

    @Test func aProgramThatIsNotThereIsUnknown() throws {
        let absent = WorkerSolver(executable: URL(fileURLWithPath: "/nowhere/kdrift-solve"), workerCount: 1)
        #expect(
            absent.answer(Self.query)
                == .unknown(
                    "kdrift-solve could not be started: No such file or directory; \(SolverProgram.installation)"
                ))
        let fake = try FakeSolver("", isExecutable: false)
        let text = WorkerSolver(executable: fake.url, workerCount: 1)
        guard case .unknown(let reason) = text.answer(Self.query) else {
            Issue.record("a file that is no program answers")
            return
        }
        #expect(reason.hasPrefix("fake could not be started: Permission denied"), "\(reason)")
        #expect(text.name == "Z3")
    }

    @Test func aWorkerThatDiedWhileNothingWasAskedIsReplaced() throws {
        let fake = try FakeSolver(
            "echo >>starts; read count; head -c \"$count\" >/dev/null; printf '6\\nunsat\\n'")
        let solver = WorkerSolver(executable: fake.url, workerCount: 1, timeoutSeconds: 20)
        #expect(solver.answer(Self.query) == .unsatisfiable)
        // The script ends after its answer; when, is the machine's affair.
        usleep(300_000)
        #expect(solver.answer(Self.query) == .unsatisfiable)
        #expect(fake.starts == 2)
    }

    /// What a worker has started goes with it, and both go with the solver.
    @Test func noProcessIsLeftBehind() throws {
        let fake = try FakeSolver(
            """
            sleep 100 & echo $! >child; echo $$ >worker
            while read count; do head -c "$count" >/dev/null; printf '6\\nunsat\\n'; done
            """)
        func isRunning(_ name: String) throws -> Bool {
            let file = fake.directory.appendingPathComponent(name)
            let number = try String(contentsOf: file, encoding: .utf8).trimmingCharacters(
                in: .whitespacesAndNewlines)
            let state = try? String(contentsOfFile: "/proc/\(number)/stat", encoding: .utf8).split(
                separator: ")"
            ).last
            return state.map { !$0.hasPrefix(" Z") && !$0.hasPrefix(" X") } ?? false
        }
        var solver: WorkerSolver? = WorkerSolver(executable: fake.url, workerCount: 1, timeoutSeconds: 20)
        #expect(solver?.answer(Self.query) == .unsatisfiable)
        #expect(try isRunning("worker") && isRunning("child"))
        solver = nil
        // The kernel ends the child in its own time.
        for _ in 0..<2000 where try isRunning("child") { usleep(1000) }
        #expect(try !isRunning("worker") && !isRunning("child"))
    }

    @Test func memoryThatEarlierQueriesTookDoesNotDecide() throws {
        // Each process answers its first query, and then says that it is out of memory.
        let fake = try FakeSolver(
            """
            echo >>starts
            read count; head -c "$count" >/dev/null; printf '6\\nunsat\\n'
            while read count; do
                head -c "$count" >/dev/null; printf '41\\nunknown\\n(:reason-unknown "out of memory")'
            done
            """)
        let solver = WorkerSolver(executable: fake.url, workerCount: 1, timeoutSeconds: 20)
        #expect(solver.answer(Self.query) == .unsatisfiable)
        #expect(solver.answer(Self.query) == .unsatisfiable)
        #expect(fake.starts == 2)
    }

    @Test func aNewProcessWithoutEnoughMemoryIsUnknown() throws {
        let fake = try FakeSolver(
            """
            echo >>starts
            while read count; do
                head -c "$count" >/dev/null; printf '41\\nunknown\\n(:reason-unknown "out of memory")'
            done
            """)
        let solver = WorkerSolver(executable: fake.url, workerCount: 1, timeoutSeconds: 20)
        #expect(solver.answer(Self.query) == .unknown("Z3 ran out of memory"))
        #expect(fake.starts == 1)
    }
}
