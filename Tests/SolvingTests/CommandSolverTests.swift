import Foundation
import Testing

@testable import Solving

/// Any program as a solver: what it says counts only as far as it is understood.
@Suite struct CommandSolverTests {
    private static let query = SolverQuery(text: "(declare-const a Bool)", modelValues: ["a"], effort: 1000)

    static let misbehaviours: [Misbehaviour] = [
        .init(name: "hangs", script: "sleep 100", reason: "fake did not answer within 0.3 seconds"),
        .init(
            name: "ignores SIGTERM", script: "trap '' TERM INT HUP; while :; do sleep 1; done",
            reason: "fake did not answer within 0.3 seconds"),
        .init(
            name: "ends at once", script: "echo 'unknown option' >&2; exit 3",
            reason: "fake answers nothing (exit status 3): unknown option"),
        .init(name: "is killed", script: "kill -9 $$", reason: "fake died (signal 9)"),
        .init(
            name: "crashes after its answer", script: "echo unsat; kill -SEGV $$",
            reason: "fake died (signal 11)"),
        .init(
            name: "dies within a word", script: "printf uns; exit 0",
            reason: "fake's answer is unreadable: 'uns'"),
        .init(
            name: "answers nonsense", script: "echo maybe", reason: "fake's answer is unreadable: 'maybe '"),
        .init(name: "answers endlessly", script: "yes '(('", reason: "fake's answer is longer than 16 MiB"),
        .init(name: "has no values", script: "echo sat", reason: "fake's values are unreadable"),
        .init(
            name: "has values that are none", script: "echo sat; echo '((a 5))'",
            reason: "fake's values are unreadable"),
        .init(
            name: "closes its output and stays", script: "exec >&-; sleep 100", reason: "fake died (signal 9)"
        ),
        .init(
            name: "reports an error first", script: "echo '(error \"unknown symbol\")'; echo unsat",
            reason: "fake reports an error: unknown symbol"),
    ]

    @Test(arguments: misbehaviours)
    func isUnknownInBoundedTime(_ case: Misbehaviour) throws {
        let fake = try FakeSolver(`case`.script)
        let isQuick = `case`.reason.contains("0.3")
        let solver = try CommandSolver(command: fake.url.path, timeoutSeconds: isQuick ? 0.3 : 20)
        let start = ContinuousClock.now
        let answer = solver.answer(Self.query)
        #expect(ContinuousClock.now - start < .seconds(isQuick ? 5 : 20))
        guard case .unknown(let reason) = answer else {
            Issue.record("\(answer)")
            return
        }
        #expect(reason.contains(`case`.reason), "\(reason)")
    }

    @Test func isAskedInStandardTerms() throws {
        let fake = try FakeSolver("cat >script; echo \"$*\" >arguments; echo sat; echo '((a true))'")
        let solver = try CommandSolver(command: "\(fake.url.path)  --lang smt2 ", timeoutSeconds: 20)
        #expect(solver.answer(Self.query) == .satisfiable(["a": "true"]))
        func kept(_ name: String) throws -> String {
            try String(contentsOf: fake.directory.appendingPathComponent(name), encoding: .utf8)
        }
        #expect(try kept("arguments") == "--lang smt2\n")
        #expect(
            try kept("script") == """
                (set-option :print-success false)
                (set-option :produce-models true)
                (declare-const a Bool)
                (check-sat)
                (get-value (a))
                (get-info :reason-unknown)

                """)
        #expect(solver.name == "fake")
    }

    /// cvc5 ends with 1 for `get-value` after `unsat`.
    @Test func anErrorBehindUnsatChangesNothing() throws {
        let fake = try FakeSolver("echo unsat; echo '(error \"cannot get value\")'; exit 1")
        let solver = try CommandSolver(command: fake.url.path, timeoutSeconds: 20)
        #expect(solver.answer(Self.query) == .unsatisfiable)
    }

    @Test func aScriptThatIsNotReadStopsNobody() throws {
        let fake = try FakeSolver("exec <&-; echo unsat")
        let solver = try CommandSolver(command: fake.url.path, timeoutSeconds: 20)
        let text = String(repeating: "; a line that says nothing\n", count: 100_000)
        #expect(solver.answer(SolverQuery(text: text, effort: 0)) == .unsatisfiable)
    }

    @Test func aCommandThatIsNotThereIsUnknown() throws {
        let solver = try CommandSolver(command: "kdrift-has-no-such-solver --lang smt2")
        guard case .unknown(let reason) = solver.answer(Self.query) else {
            Issue.record("a command that is not there answers")
            return
        }
        #expect(reason.hasPrefix("kdrift-has-no-such-solver answers nothing (exit status 127)"), "\(reason)")
        #expect(reason.contains("not found"))
    }

    private static let hasCVC5 = ["/usr/bin/cvc5", "/usr/local/bin/cvc5"].contains {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    /// Where it is installed; it ends neither with the status nor with the errors that Z3 has.
    @Test(.enabled(if: hasCVC5)) func cvc5Answers() throws {
        let solver = try CommandSolver(command: "cvc5 --lang smt2")
        func ask(_ assertion: String) -> SolverAnswer {
            solver.answer(
                SolverQuery(
                    text: "(set-logic QF_BV)\n(declare-const a (_ BitVec 8))\n(assert \(assertion))",
                    modelValues: ["a", "((_ extract 2 0) a)"], effort: 1000))
        }
        #expect(
            ask("(= (bvadd a #x01) #x00)")
                == .satisfiable(["a": "#b11111111", "((_ extract 2 0) a)": "#b111"]))
        #expect(ask("(= a (bvadd a #x01))") == .unsatisfiable)
        guard case .unknown(let reason) = ask("(= a b)") else {
            Issue.record("a text with an error is answered")
            return
        }
        #expect(reason.hasPrefix("cvc5 reports an error"), "\(reason)")
    }

    @Test func anEmptyCommandIsAnError() {
        #expect(throws: SolvingError.self) { try CommandSolver(command: "  ") }
    }
}
