import Testing

@testable import CProgram

@Suite struct AssemblyTests {
    private func assembly(
        _ template: String, outputs: [String] = [], inputs: [String] = [], labels: [String] = []
    ) -> Assembly {
        Assembly(
            template: template, outputs: outputs.map { .init(constraint: $0, access: Access(i32)) },
            inputs: inputs.map { .init(constraint: $0) }, clobbers: ["memory"], isVolatile: true,
            labels: labels)
    }

    private func result(of assembly: Assembly, _ operands: CProgram.Expression...) -> Termination {
        CProgramTests.result(
            of: define(
                "f", locals: [i32, i32], run(set(0, int(7))), run(set(1, int(5))),
                run(Expression(.assembly(assembly, operands), .void)), give(get(0))))
    }

    @Test(arguments: [
        "", " \n\t", "nop", "1: nop; nop",
        "912:\n\t.pushsection .discard.note\n.long 912b - .\n.popsection\n",
        "nop # a comment",
    ])
    func withoutInstructionsItIsIdle(template: String) {
        #expect(assembly(template).isIdle)
        #expect(result(of: assembly(template)) == .returned(.integer(7)))
    }

    @Test(arguments: [
        "ud2", "1: jmp 2f", "rep; nop", ".byte 0x90", ".pushsection __bug_table\n.popsection",
        ".pushsection .discard.note\nmfence", "nop; hlt",
    ])
    func instructionsAreUnknown(template: String) {
        #expect(!assembly(template).isIdle)
        #expect(result(of: assembly(template)).reason == "inline assembly")
    }

    @Test func aSharedRegisterMovesTheInput() {
        let hidden = assembly("", outputs: ["=r"], inputs: ["0"])
        #expect(result(of: hidden, local(0), get(1)) == .returned(.integer(5)))
        #expect(result(of: assembly("", outputs: ["+r"]), local(0)) == .returned(.integer(7)))
        #expect(result(of: assembly("", outputs: ["=r"]), local(0)).isUndefined)
    }

    @Test func aGotoIsUnknown() {
        let body = define(
            "f",
            .switch(
                Expression(.assembly(assembly("", labels: ["out"]), []), i32),
                body: block(.caseLabel(1...1, .goto("out")))),
            give(int(1)), .label("out", give(int(2))))
        #expect(CProgramTests.result(of: body).reason == "inline assembly")
    }

    @Test func theWordsTellOneFromAnother() {
        let first = define("f", run(Expression(.assembly(assembly("a"), []), .void)))
        let second = define("f", run(Expression(.assembly(assembly("b"), []), .void)))
        #expect(first.words() != second.words())
    }
}
