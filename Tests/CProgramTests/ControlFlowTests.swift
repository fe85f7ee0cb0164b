import ABIModel
import Testing

@testable import CProgram

@Suite("Statements of C")
struct ControlFlowTests {
    @Test("a for loop with continue and break")
    func forLoop() {
        // for (i = 0; i < 10; i++) { if (i == 2) continue; if (i == 5) break; sum += i; }
        let body = define(
            "f", locals: [i32, i32],
            .declare(local: 1, [.init(offset: 0, access: Access(i32), value: int(0))], zeroed: false),
            .for(
                initial: run(set(0, int(0))), condition: less(get(0), int(10)), step: step(0),
                body: block(
                    .if(equal(get(0), int(2)), then: .continue, otherwise: nil),
                    .if(equal(get(0), int(5)), then: .break, otherwise: nil),
                    run(set(1, add(get(1), get(0)))))),
            give(add(binary(.multiply, get(1), int(100)), get(0))))
        #expect(result(of: body) == .returned(.integer(805)))
    }

    @Test("do runs once before it asks; continue goes to the question")
    func doLoop() {
        let body = define(
            "f", locals: [i32], run(set(0, int(5))),
            .doWhile(body: block(run(step(0)), .continue, run(set(0, int(99)))), less(get(0), int(0))),
            give(get(0)))
        #expect(result(of: body) == .returned(.integer(6)))
    }

    @Test(
        "switch falls through, has ranges, and a default in the middle",
        arguments: [
            (Int64(1), Int64(11)), (2, 10), (5, 1_000), (7, 1_000), (-1, 100), (99, 100),
        ])
    func select(_ number: Int64, _ expected: Int64) {
        let body = define(
            "f", parameters: 1, locals: [i32, i32], run(set(1, int(0))),
            .switch(
                get(0),
                body: block(
                    .caseLabel(1...1, run(set(1, add(get(1), int(1))))),
                    .caseLabel(2...2, run(set(1, add(get(1), int(10))))), .break,
                    .defaultLabel(run(set(1, add(get(1), int(100))))), .break,
                    .caseLabel(5...7, run(set(1, add(get(1), int(1_000))))))),
            give(get(1)))
        #expect(result(of: body, [.integer(number)]) == .returned(.integer(expected)))
    }

    @Test("goto leaves loops, enters loops, and goes back")
    func jumps() {
        // goto in; while (i < 3) { i++; in: n++; } if (n < 10) goto in; return n * 10 + i;
        let body = define(
            "f", locals: [i32, i32], run(set(0, int(0))), run(set(1, int(0))), .goto("in"),
            .while(
                less(get(0), int(3)),
                body: block(run(step(0)), .label("in", run(step(1))))),
            .if(less(get(1), int(6)), then: .goto("in"), otherwise: nil),
            give(add(binary(.multiply, get(1), int(10)), get(0))))
        #expect(result(of: body) == .returned(.integer(63)))
    }

    @Test("goto out of a statement expression in the middle of a sum")
    func jumpOutOfStatementExpression() {
        let inner = Expression(.statements([.goto("out")], value: int(1)), i32)
        let body = define(
            "f", locals: [i32], run(set(0, add(int(40), inner))), give(int(1)),
            .label("out", give(int(2))))
        #expect(result(of: body) == .returned(.integer(2)))
    }

    @Test("a jump into a statement expression is not run")
    func jumpIntoStatementExpression() {
        let inner = Expression(.statements([.label("in", .empty)], value: int(1)), i32)
        let body = define("f", .goto("in"), run(add(int(40), inner)), give(int(2)))
        #expect(result(of: body).reason == "a jump into a statement expression")
    }

    @Test("return from within a statement expression leaves nothing behind")
    func returnWithin() {
        let inner = Expression(.statements([give(int(7))], value: int(1)), i32)
        let callee = define("g", give(add(int(1), add(int(2), inner))))
        let caller = define("f", give(add(int(100), call("g"))))
        let machine = Machine(program: program(callee, caller))
        let run = machine.run("f", [], in: machine.start())
        #expect(run.termination == .returned(.integer(107)))
        #expect(run.functions == ["f", "g"])
    }

    @Test("short circuits, conditionals, commas")
    func operators() {
        let broken = binary(.divide, int(1), int(0))
        #expect(value(of: Expression(.and(int(0), broken), i32)) == .returned(.integer(0)))
        #expect(value(of: Expression(.and(int(2), int(4)), i32)) == .returned(.integer(1)))
        #expect(value(of: Expression(.or(int(3), broken), i32)) == .returned(.integer(1)))
        #expect(value(of: Expression(.or(int(0), int(0)), i32)) == .returned(.integer(0)))
        #expect(
            value(of: Expression(.conditional(int(1), then: int(5), otherwise: broken), i32))
                == .returned(.integer(5)))
        #expect(
            value(of: Expression(.conditional(int(8), then: nil, otherwise: broken), i32))
                == .returned(.integer(8)))
        #expect(
            value(of: Expression(.conditional(int(0), then: nil, otherwise: int(9)), i32))
                == .returned(.integer(9)))
        #expect(value(of: Expression(.comma(int(1), int(2)), i32)) == .returned(.integer(2)))
    }

    @Test("an endless loop, deep recursion and deep nesting end with a reason")
    func bounds() {
        #expect(result(of: define("f", .while(int(1), body: .empty))).reason == "more than 200000 steps")
        #expect(result(of: define("f", give(call("f")))).reason == "calls deeper than 100")
        var deep = int(1)
        for _ in 0..<2_000 { deep = add(deep, int(1)) }
        #expect(value(of: deep).reason == "expressions nested deeper than 300 levels")
    }

    @Test("what was not lowered ends the run at its line, but only where it is reached")
    func unsupported() {
        let body = define(
            "f", parameters: 1, locals: [i32],
            .if(get(0), then: .unsupported("inline assembly", line: 12), otherwise: nil), give(int(3)))
        #expect(result(of: body, [.integer(0)]) == .returned(.integer(3)))
        #expect(
            result(of: body, [.integer(1)])
                == .unsupported("inline assembly", SourceSite(file: "test.c", line: 12)))
    }

    @Test("a call of nothing is unsupported, at the call")
    func missing() {
        let body = define("f", give(call("g", line: 7)))
        #expect(
            result(of: body)
                == .unsupported("no body and no shim for g", SourceSite(file: "test.c", line: 7)))
    }
}
