import Testing

@testable import CProgram

@Suite("Pointers of C")
struct PointerTests {
    private func trial(
        _ body: FunctionBody, objects: Int = 1, bytes: Int = 16
    ) -> (termination: Termination, state: MachineState) {
        let machine = Machine(program: program(body))
        var state = machine.start()
        let arguments = (0..<objects).map { index in
            Value.pointer(state.allocate(bytes: bytes, label: "o\(index)", zeroed: false, kind: .heap))
        }
        let run = machine.run(body.name, arguments, in: state)
        return (run.termination, run.state)
    }

    @Test("equality of different objects is false, order and difference undefined")
    func comparisons() {
        func compare(_ operation: BinaryOperation) -> Termination {
            trial(
                define(
                    "f", parameters: 2, locals: [ptr, ptr], give(binary(operation, get(0, ptr), get(1, ptr)))),
                objects: 2
            ).termination
        }
        #expect(compare(.equal) == .returned(.integer(0)))
        #expect(compare(.notEqual) == .returned(.integer(1)))
        #expect(compare(.less).isUndefined)
        #expect(compare(.subtract).isUndefined)
        #expect(compare(.and).isUnsupported)
    }

    @Test("within one object order and distance are known")
    func distance() {
        let moved = at(get(0, ptr), 12)
        func f(_ result: Expression) -> Termination {
            trial(define("f", parameters: 1, locals: [ptr], give(result))).termination
        }
        #expect(f(Expression(.distance(moved, get(0, ptr), elementBytes: 4), i64)) == .returned(.integer(3)))
        #expect(f(Expression(.distance(moved, get(0, ptr), elementBytes: 8), i64)).isUndefined)
        #expect(f(binary(.greater, moved, get(0, ptr))) == .returned(.integer(1)))
    }

    @Test("IS_ERR of a real pointer is false, of an error pointer true, of NULL false")
    func errorPointers() {
        func isError(_ pointer: Expression) -> Expression {
            binary(.greaterOrEqual, convert(pointer, u64), int(-4095, u64))
        }
        let body = define("f", parameters: 1, locals: [ptr], give(isError(get(0, ptr))))
        #expect(trial(body).termination == .returned(.integer(0)))
        #expect(result(of: body, [.integer(-12)]) == .returned(.integer(1)))
        #expect(result(of: body, [.null]) == .returned(.integer(0)))
        let zeroOrNull = define(
            "f", parameters: 1, locals: [ptr],
            give(binary(.lessOrEqual, convert(get(0, ptr), u64), int(16, u64))))
        #expect(trial(zeroOrNull).termination == .returned(.integer(0)))
    }

    @Test("container_of goes back by the offset")
    func containerOf() {
        // *(int *)((void *)member - 8) where member is at 8
        let member = at(get(0, ptr), 8)
        let body = define(
            "f", parameters: 1, locals: [ptr, ptr], .expression(store(get(0, ptr), int(42))),
            .expression(set(1, member)), give(load(at(get(1, ptr), -8), i32)))
        #expect(trial(body).termination == .returned(.integer(42)))
    }

    @Test(
        "what cannot be dereferenced",
        arguments: [
            (Value.null, "a null pointer is dereferenced"),
            (.integer(24), "a null pointer is dereferenced, 24 bytes from it"),
            (.integer(-12), "the error pointer -12 is dereferenced"),
            (.uninitialized, "an uninitialised pointer is dereferenced"),
            (.function("g"), "the function g is read or written as data"),
        ])
    func dereference(_ pointer: Value, _ reason: String) {
        let body = define("f", parameters: 1, locals: [ptr], give(load(get(0, ptr), i32)))
        let end = result(of: body, [pointer])
        #expect(end.isUndefined)
        #expect(end.reason == reason)
    }

    @Test("uninitialised values may be copied and added up, not decided on")
    func uninitialized() {
        let copied = define(
            "f", parameters: 1, locals: [ptr, i32], .expression(set(1, load(get(0, ptr), i32))),
            give(add(get(1), int(1))))
        #expect(trial(copied).termination == .returned(.uninitialized))
        let decided = define(
            "f", parameters: 1, locals: [ptr], .if(load(get(0, ptr), i32), then: .empty, otherwise: nil),
            give(int(0)))
        #expect(trial(decided).termination.reason == "an uninitialised value decides a branch")
        let selected = define(
            "f", locals: [i32], .switch(get(0), body: .defaultLabel(.empty)), give(int(0)))
        #expect(result(of: selected).reason == "an uninitialised value decides a switch")
    }

    @Test("a local ends with its function")
    func danglingLocal() {
        let callee = define("g", locals: [i32], returns: ptr, run(set(0, int(1))), give(local(0)))
        let caller = define("f", give(load(call("g", returns: ptr), i32)))
        let machine = Machine(program: program(callee, caller))
        #expect(
            machine.run("f", [], in: machine.start()).termination.reason
                == "a local is used after its function returned")
    }

    @Test("a function may write to its caller's local, recursion has locals of its own")
    func addresses() {
        let set7 = define(
            "set7", parameters: 1, locals: [ptr], returns: .void, run(store(get(0, ptr), int(7))))
        let f = define("f", locals: [i32], run(call("set7", local(0), returns: .void)), give(get(0)))
        // int sum(int n) { int *p = &n; return n ? sum(n - 1) + *p : 0; }
        let inner = call("sum", binary(.subtract, get(0), int(1)))
        let sum = define(
            "sum", parameters: 1, locals: [i32, ptr], run(set(1, local(0))),
            give(
                Expression(
                    .conditional(get(0), then: add(inner, load(get(1, ptr), i32)), otherwise: int(0)), i32)))
        let machine = Machine(program: program(set7, f, sum))
        #expect(machine.run("f", [], in: machine.start()).termination == .returned(.integer(7)))
        #expect(
            machine.run("sum", [.integer(10)], in: machine.start()).termination == .returned(.integer(55)))
    }

    @Test("cutting an address to 32 bits is not known; as a truth value it is true")
    func cut() {
        let cut = define("f", parameters: 1, locals: [ptr], give(convert(get(0, ptr), i32)))
        #expect(trial(cut).termination.reason == "an address is cut to 32 bits")
        let truth = define("f", parameters: 1, locals: [ptr], give(convert(get(0, ptr), .boolean)))
        #expect(trial(truth).termination == .returned(.integer(1)))
    }
}
