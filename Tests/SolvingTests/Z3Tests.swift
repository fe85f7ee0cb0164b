import Foundation
import Synchronization
import Testing

@testable import Solving

/// The real worker, as it was built beside these tests; without libz3 it says so, and that is all there is to see.
@Suite struct Z3Tests {
    private static let program =
        URL(
            fileURLWithPath: (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
                ?? ""
        ).deletingLastPathComponent().appendingPathComponent("kdrift-solve")

    /// Why there is no Z3; nil where there is one.
    private static let absence: SolvingError? = {
        if case .failure(let error) = SolverProgram.version(of: program.path) { return error }
        return nil
    }()

    static var hasZ3: Bool { absence == nil }

    private func solver(workers: Int = 1, memory: Int = 800, seconds: Double = 60) -> WorkerSolver {
        WorkerSolver(
            executable: Self.program, workerCount: workers, memoryMebibytes: memory, timeoutSeconds: seconds)
    }

    /// A product of two primes of 31 bits: no solver finds them in a moment.
    private static let hard = """
        (set-logic QF_BV)
        (declare-const a (_ BitVec 64))
        (declare-const b (_ BitVec 64))
        (assert (= (bvmul a b) #x3fffffec00000063))
        (assert (bvult #x0000000000000001 a))
        (assert (bvult a b))
        (assert (bvult b #x0000000080000000))
        """

    @Test func isThereOrSaysWhyNot() {
        guard let absence = Self.absence else { return }
        #expect(absence.message.contains("built without libz3"), "\(absence)")
    }

    @Test(.enabled(if: hasZ3)) func proves() {
        let text = """
            (set-logic QF_BV)
            (declare-const a (_ BitVec 32))
            (declare-const b (_ BitVec 32))
            (assert (not (= (bvsub a b) (bvadd a (bvneg b)))))
            """
        #expect(
            solver().answer(SolverQuery(text: text, modelValues: ["a", "b"], effort: 1_000_000))
                == .unsatisfiable)
    }

    @Test(.enabled(if: hasZ3)) func givesValues() {
        let text = """
            (declare-const a (_ BitVec 8))
            (declare-const |l->room [0]| Bool)
            (declare-const m (Array (_ BitVec 64) (_ BitVec 8)))
            (assert (= (bvadd a #x01) #x00))
            (assert |l->room [0]|)
            (assert (= (select m #x0000000000000001) ((_ extract 8 1) (concat #b0 a))))
            """
        let terms = ["a", "|l->room [0]|", "(select m #x0000000000000001)", "((_ extract 2 0) a)"]
        #expect(
            solver().answer(SolverQuery(text: text, modelValues: terms, effort: 1_000_000))
                == .satisfiable([
                    "a": "#xff", "|l->room [0]|": "true", "(select m #x0000000000000001)": "#x7f",
                    "((_ extract 2 0) a)": "#b111",
                ]))
    }

    /// The same count of steps on every machine, and none of it for the next query.
    @Test(.enabled(if: hasZ3)) func effortIsCounted() {
        let solver = solver()
        let query = SolverQuery(text: Self.hard, modelValues: ["a"], effort: 50_000)
        for _ in 0..<2 {
            #expect(solver.answer(query) == .unknown("Z3 did not decide it within 50000 steps"))
            // No limit of its own: that of the query before would not suffice.
            let easy = """
                (set-logic QF_BV)
                (declare-const a (_ BitVec 24))
                (declare-const b (_ BitVec 24))
                (assert (not (= (bvmul a (bvadd b #x000003)) (bvadd (bvmul b a) (bvmul a #x000002)))))
                (assert (bvult #x000100 a))
                """
            guard case .satisfiable = solver.answer(SolverQuery(text: easy, modelValues: ["a"], effort: 0))
            else {
                Issue.record("the limit of a query is that of the next")
                return
            }
        }
    }

    /// The factors of a number of 121 bits: nothing that a solver finds in a while.
    private static let endless = """
        (set-logic QF_BV)
        (declare-const a (_ BitVec 128))
        (declare-const b (_ BitVec 128))
        (assert (= (bvmul a b) (_ bv2658455991569831530211292759080304733 128)))
        (assert (bvult #x00000000000000000000000000000001 a))
        (assert (bvult a b))
        (assert (bvult b #x00000000000000004000000000000000))
        """

    @Test(.enabled(if: hasZ3)) func timeIsTheLastResort() {
        let solver = solver(seconds: 0.5)
        let start = ContinuousClock.now
        #expect(
            solver.answer(SolverQuery(text: Self.endless, effort: 0))
                == .unknown("the solver did not answer within 0.5 seconds"))
        #expect(ContinuousClock.now - start < .seconds(5))
        #expect(solver.answer(SolverQuery(text: "(assert false)", effort: 1000)) == .unsatisfiable)
    }

    @Test(.enabled(if: hasZ3)) func memoryIsBounded() {
        let text = """
            (set-logic QF_BV)
            (declare-const a (_ BitVec 2048))
            (declare-const b (_ BitVec 2048))
            (assert (= (bvurem a b) (bvudiv b (bvmul a b))))
            """
        let solver = solver(memory: 64)
        #expect(solver.answer(SolverQuery(text: text, effort: 0)) == .unknown("Z3 ran out of memory"))
        #expect(solver.answer(SolverQuery(text: "(assert false)", effort: 1000)) == .unsatisfiable)
    }

    @Test(.enabled(if: hasZ3)) func aTextThatIsNoneIsUnknown() {
        let solver = solver()
        for text in [
            "(assert", "(assert b)", "(declare-const a (_ BitVec 8))(assert (= a #x001))", "(nonsense)", ")",
        ] {
            guard case .unknown = solver.answer(SolverQuery(text: text, effort: 1000)) else {
                Issue.record("\(text) is taken for a query")
                return
            }
        }
        guard case .unknown = solver.answer(SolverQuery(text: "(assert false)\0", effort: 1000)) else {
            Issue.record("half of a text is taken for a query")
            return
        }
    }

    /// Two processes serve eight threads.
    @Test(.enabled(if: hasZ3)) func manyAskAtOnce() {
        let solver = solver(workers: 2)
        let wrong = Mutex<[Int]>([])
        DispatchQueue.concurrentPerform(iterations: 8) { number in
            for round in 0..<10 {
                let value = number * 16 + round
                let digits = String(value, radix: 16)
                let text =
                    "(declare-const a (_ BitVec 8))(assert (= (bvxor a #x55) #x\(value < 16 ? "0" : "")\(digits)))"
                let answer = solver.answer(SolverQuery(text: text, modelValues: ["a"], effort: 100_000))
                guard case .satisfiable(let values) = answer, let text = values["a"],
                    SolverValue(text) == .bits(UInt128(value ^ 0x55), width: 8)
                else {
                    wrong.withLock { $0.append(value) }
                    continue
                }
            }
        }
        #expect(wrong.withLock { $0 } == [])
    }

    @Test(.enabled(if: hasZ3)) func saysItsName() {
        let name = solver().name
        #expect(name.hasPrefix("Z3 "), "\(name)")
        #expect(
            SolverProgram.examination(environment: ["KDRIFT_SOLVE": Self.program.path]) == "solver: \(name)")
    }

    @Test func wrongUsageIsTold() throws {
        let process = try SolverProcess([Self.program.path, "--memory", "much"])
        _ = process.exchange(
            [], closesInput: true, deadline: .now + .seconds(20), limit: 4096, isComplete: { _ in false })
        #expect(process.awaitEnd() == .exited(2))
        #expect(process.lastWords?.contains("usage") == true)
    }
}
