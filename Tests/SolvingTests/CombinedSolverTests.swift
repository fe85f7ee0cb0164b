import Foundation
import Synchronization
import Testing

@testable import Solving

/// Gives the same answer to all, and counts.
final class FixedSolver: Solver {
    let fixed: SolverAnswer
    let name: String
    let asked = Mutex<[SolverQuery]>([])

    init(_ answer: SolverAnswer, name: String = "fixed") {
        fixed = answer
        self.name = name
    }

    func answer(_ query: SolverQuery) -> SolverAnswer {
        asked.withLock { $0.append(query) }
        return fixed
    }

    var count: Int { asked.withLock { $0.count } }
}

/// Solvers made of solvers.
@Suite struct CombinedSolverTests {
    private let query = SolverQuery(text: "(assert false)", modelValues: ["a"], effort: 7)

    @Test func aQueryIsAskedOnce() {
        let inner = FixedSolver(.satisfiable(["a": "true"]))
        let solver = CachingSolver(inner, limitBytes: 40)
        for _ in 0..<3 { #expect(solver.answer(query) == inner.fixed) }
        #expect(inner.count == 1)
        // Another effort or other values are another query.
        var other = query
        other.effort = 8
        _ = solver.answer(other)
        other.modelValues = []
        _ = solver.answer(other)
        #expect(inner.count == 3)
        // Beyond the limit all is forgotten.
        _ = solver.answer(query)
        #expect(inner.count == 4)
        #expect(solver.name == "fixed")
    }

    @Test func unsatIsConfirmed() {
        func checked(_ first: SolverAnswer, _ second: FixedSolver) -> SolverAnswer {
            CheckedSolver(FixedSolver(first, name: "one"), checkedBy: second).answer(query)
        }
        let unsat = FixedSolver(.unsatisfiable, name: "two")
        #expect(checked(.unsatisfiable, unsat) == .unsatisfiable)
        #expect(unsat.asked.withLock { $0 }.map(\.modelValues) == [[]])
        #expect(
            checked(.unsatisfiable, FixedSolver(.satisfiable([:]), name: "two"))
                == .unknown("one says 'unsat' and two says 'sat': one is wrong"))
        #expect(
            checked(.unsatisfiable, FixedSolver(.unknown("two does not know"), name: "two"))
                == .unknown("one's 'unsat' is not confirmed: two does not know"))
        let idle = FixedSolver(.unsatisfiable, name: "two")
        #expect(checked(.satisfiable(["a": "true"]), idle) == .satisfiable(["a": "true"]))
        #expect(checked(.unknown("reason"), idle) == .unknown("reason"))
        #expect(idle.count == 0)
        #expect(
            CheckedSolver(FixedSolver(.unsatisfiable, name: "one"), checkedBy: unsat).name
                == "one, checked by two")
    }

    @Test func queriesAreKept() throws {
        let fake = try FakeSolver("")
        let directory = fake.directory.appendingPathComponent("deep/kept")
        let solver = try KeepingSolver(
            FixedSolver(.satisfiable(["b": "#x01", "a": "true"])), directory: directory)
        _ = solver.answer(query)
        _ = solver.answer(query)
        let names = try FileManager.default.contentsOfDirectory(atPath: directory.path).sorted()
        #expect(names.count == 2)
        #expect(names.map { ($0 as NSString).pathExtension } == ["answer", "smt2"])
        func text(_ name: String) throws -> String {
            try String(contentsOf: directory.appendingPathComponent(name), encoding: .utf8)
        }
        #expect(try text(names[0]) == "fixed: sat\na = true\nb = #x01\n")
        #expect(try text(names[1]) == query.script(limitsEffort: true))
        #expect(solver.firstFailure == nil)
        try FileManager.default.removeItem(at: directory)
        #expect(solver.answer(query) == .satisfiable(["b": "#x01", "a": "true"]))
        #expect(solver.firstFailure?.hasSuffix("could not be written") == true)
        #expect(throws: SolvingError.self) {
            try KeepingSolver(FixedSolver(.unsatisfiable), directory: URL(fileURLWithPath: "/proc/kept"))
        }
    }

    @Test func whereThereIsNoneItSaysWhatToInstall() {
        let solver = MissingSolver()
        guard case .unknown(let reason) = solver.answer(query) else {
            Issue.record("a solver that is missing answers")
            return
        }
        #expect(reason.contains("apt-get install libz3-4"))
        #expect(solver.name == "none")
    }

    @Test func theCommandAnswersAloneWhereThereIsNoZ3() throws {
        let without = try FakeSolver("echo 'kdrift-solve: built without libz3' >&2; exit 2")
        let other = try FakeSolver("echo unsat")
        let environment = ["KDRIFT_SOLVE": without.url.path]
        let solver = try SolverChoice.solver(command: other.url.path, environment: environment)
        #expect(solver.answer(query) == .unsatisfiable)
        #expect(solver.name == "fake")
        let alone = try SolverChoice.solver(environment: environment)
        #expect(alone.answer(query) == .unknown("kdrift-solve: built without libz3"))
        #expect(
            SolverProgram.examination(environment: environment).hasPrefix(
                "solver: none (kdrift-solve: built without"))
    }

    @Test func theCommandChecksZ3() throws {
        let z3 = try FakeSolver(
            """
            [ "$1" != --version ] || { echo Z3 1.2.3; exit; }
            while read count; do head -c "$count" >/dev/null; printf '6\\nunsat\\n'; done
            """)
        let other = try FakeSolver("echo sat")
        let kept = z3.directory.appendingPathComponent("kept")
        let environment = ["KDRIFT_SOLVE": z3.url.path, "KDRIFT_KEEP": kept.path]
        let solver = try SolverChoice.solver(command: other.url.path, environment: environment)
        #expect(solver.name == "Z3 1.2.3, checked by fake")
        #expect(
            solver.answer(query) == .unknown("Z3 1.2.3 says 'unsat' and fake says 'sat': one is wrong"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: kept.path).count == 2)
        #expect(try SolverChoice.solver(environment: environment).answer(query) == .unsatisfiable)
        #expect(SolverProgram.examination(environment: environment) == "solver: Z3 1.2.3")
        #expect(throws: SolvingError.self) {
            try SolverChoice.solver(environment: ["KDRIFT_KEEP": "/proc/kept"])
        }
    }

    @Test func theProgramIsFoundBesideAndInLibexec() throws {
        let fake = try FakeSolver("")
        let files = FileManager.default
        let running = fake.directory.appendingPathComponent("bin/kdrift")
        #expect(SolverProgram.find(environment: [:], running: running) == nil)
        let libexec = fake.directory.appendingPathComponent("libexec/kdrift")
        try files.createDirectory(at: libexec, withIntermediateDirectories: true)
        try files.createDirectory(at: running.deletingLastPathComponent(), withIntermediateDirectories: true)
        try files.copyItem(at: fake.url, to: libexec.appendingPathComponent("kdrift-solve"))
        #expect(
            SolverProgram.find(environment: [:], running: running)?.standardizedFileURL.path
                == libexec.appendingPathComponent("kdrift-solve").path)
        let beside = fake.directory.appendingPathComponent("bin/kdrift-solve")
        try files.copyItem(at: fake.url, to: beside)
        #expect(SolverProgram.find(environment: [:], running: running)?.path == beside.path)
        #expect(
            SolverProgram.find(environment: ["KDRIFT_SOLVE": "/elsewhere"], running: running)?.path
                == "/elsewhere")
    }
}
