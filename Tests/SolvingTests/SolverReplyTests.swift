import Testing

@testable import Solving

/// What solvers print is read strictly.
@Suite struct SolverReplyTests {
    private func read(_ text: String, _ values: [String] = [], effort: Int = 500) -> SolverAnswer {
        SolverReply.answer(
            to: SolverQuery(text: "", modelValues: values, effort: effort), Array(text.utf8), solver: "Z3")
    }

    @Test func verdicts() {
        #expect(read("unsat\n") == .unsatisfiable)
        #expect(read("unsat\n(:reason-unknown \"\")\n") == .unsatisfiable)
        #expect(read("unsat\n(error \"line 9: model is not available\")\n", ["a"]) == .unsatisfiable)
        #expect(read("sat\n(:reason-unknown \"\")\n") == .satisfiable([:]))
        #expect(read("; a comment\nunsat ; another") == .unsatisfiable)
        #expect(
            read("unknown\n(:reason-unknown \"canceled\")")
                == .unknown("Z3 did not decide it within 500 steps"))
        #expect(
            read("unknown\n(:reason-unknown \"max. resource limit exceeded\")")
                == .unknown("Z3 did not decide it within 500 steps"))
        #expect(read("unknown\n(:reason-unknown \"out of memory\")") == .unknown("Z3 ran out of memory"))
        #expect(
            read("unknown\n(:reason-unknown (incomplete theory))")
                == .unknown("Z3 does not know: no reason given"))
        #expect(read("unknown") == .unknown("Z3 does not know"))
    }

    /// An assertion that was not understood is an assertion less: the verdict behind the error is of another question.
    @Test func anErrorBeforeTheVerdictIsUnknown() {
        #expect(
            read("(error \"line 3: unknown constant b\")\nunsat\n")
                == .unknown("Z3 reports an error: line 3: unknown constant b"))
        #expect(read("unsupported\nunsat\n") == .unknown("Z3's answer is unreadable: 'unsupported unsat '"))
    }

    @Test(arguments: [
        "", "UNSAT", "unsatunsat", "unsat\nunsat", "unsat\nsat", "success\nunsat", "\"unsat\"", "|unsat|",
        "(((",
    ])
    func isUnknown(_ text: String) {
        guard case .unknown = read(text) else {
            Issue.record("\(text) is taken for an answer")
            return
        }
    }

    @Test func valuesByTheirOrder() {
        let terms = ["a", "(select A #x01)", "(f |x y|)", "p", "wide"]
        let text = """
            sat
            ((a #x2A)
             ((select A
                #x01) #b101)
             ((f |x y|) (_ bv42 8))
             (p false)
             (wide #x\(String(repeating: "ab", count: 40))))
            (:reason-unknown "")
            """
        #expect(
            read(text, terms)
                == .satisfiable([
                    "a": "#x2A", "(select A #x01)": "#b101", "(f |x y|)": "(_ bv42 8)", "p": "false",
                    "wide": "#x" + String(repeating: "ab", count: 40),
                ]))
    }

    @Test(arguments: [
        "#x", "#b", "#xg1", "#b2", "#b-1", "5", "-5", "(- 5)", "(_ bv 8)", "(_ bv300 8)", "(_ bv5 0)",
        "(_ bv-5 8)",
        "(_ bv5)", "(as const a)", "True", "a", "(let ((x #x01)) x)", "\"true\"", "()", "#x01 #x02",
        "((_ bv1 8))",
        "(_ bv5 +8)", "#x+1",
    ])
    func aValueThatIsNoneIsUnknown(_ value: String) {
        guard case .unknown(let reason) = read("sat\n((a \(value)))", ["a"]) else {
            Issue.record("\(value) is taken for a value")
            return
        }
        #expect(reason.hasPrefix("Z3's values are unreadable"))
        #expect(SolverValue(value) == nil)
    }

    @Test(arguments: [
        "sat", "sat\n()", "sat\n((a true) (b true))", "sat\n(a true)", "sat\n((a))", "sat\n((a true true))",
    ])
    func valuesThatAreMissingAreUnknown(_ text: String) {
        guard case .unknown = read(text, ["a"]) else {
            Issue.record("\(text) is taken for an answer")
            return
        }
    }

    @Test func valuesAsNumbers() {
        #expect(SolverValue("true") == .boolean(true))
        #expect(SolverValue("#x2a") == .bits(42, width: 8))
        #expect(SolverValue("#b00101") == .bits(5, width: 5))
        #expect(SolverValue("(_ bv42 64)") == .bits(42, width: 64))
        #expect(SolverValue("(_ bv255 8)") == .bits(255, width: 8))
        #expect(SolverValue("#x" + String(repeating: "f", count: 32)) == .bits(.max, width: 128))
        #expect(SolverValue("#x" + String(repeating: "f", count: 33)) == nil)
    }

    /// A million parentheses take no stack.
    @Test func depthIsBounded() {
        let open = String(repeating: "(", count: 1_000_000)
        guard case .unknown = read("sat\n" + open + String(repeating: ")", count: 1_000_000), ["a"]) else {
            Issue.record("endless nesting is taken for values")
            return
        }
    }
}
