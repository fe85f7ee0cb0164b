import Testing

@testable import CProgram

@Suite("Shims of kobjects and notifiers")
struct KobjectShimTests {
    /// A type whose release function frees the object and counts in a global.
    private func bench() -> Bench {
        let release = define(
            "release", parameters: 1, locals: [ptr], returns: .void,
            run(call("kfree", get(0, ptr), returns: .void)),
            run(store(global("released"), add(load(global("released"), i32), int(1)))))
        let ktype = GlobalVariable(
            spelling: "struct kobj_type", bytes: 8,
            initializer: [.init(offset: 0, access: Access(ptr), value: function("release"))])
        let released = GlobalVariable(spelling: "int", bytes: 4, initializer: [])
        return Bench(program(release, globals: ["ktype": ktype, "released": released]))
    }

    private func released(_ bench: Bench) throws -> Value {
        try bench.state.read(try #require(bench.machine.global("released")), Access(i32))
    }

    @Test("the last reference runs the type's release as C")
    func release() throws {
        var bench = bench()
        let ktype = Value.pointer(try #require(bench.machine.global("ktype")))
        let object = bench.value("kzalloc", 64, 0) ?? .null
        _ = bench.call("kobject_init_and_add", object, ktype, .null, .null)
        _ = bench.call("kobject_get", object)
        _ = bench.call("kobject_put", object)
        #expect(try released(bench) == 0)
        _ = bench.call("kobject_put", object)
        #expect(try released(bench) == 1)
        #expect(bench.call("kobject_put", object).reason == "kzalloc is used after it was freed")
    }

    @Test("a child keeps its parent alive, and puts it when it goes")
    func parents() throws {
        var bench = bench()
        let ktype = Value.pointer(try #require(bench.machine.global("ktype")))
        let group = bench.value("kzalloc", 64, 0) ?? .null
        _ = bench.call("kobject_init_and_add", group, ktype, .null, .null)
        let child = bench.value("kobject_create_and_add", .null, group) ?? .null
        _ = bench.call("kobject_put", group)
        #expect(try released(bench) == 0)
        _ = bench.call("kobject_get", child)
        _ = bench.call("kobject_put", child)
        #expect(try released(bench) == 0)
        _ = bench.call("kobject_put", child)
        #expect(try released(bench) == 1)
        #expect(bench.state.notes.isEmpty)
        #expect(!bench.state.heap.contains { !$0.isFreed })
    }

    @Test("a kobject of the environment is only counted")
    func foreign() {
        var bench = bench()
        let object = bench.object()
        #expect(bench.value("kobject_get", object) == object)
        _ = bench.call("kobject_put", object)
        #expect(bench.events.isEmpty)
        _ = bench.call("kobject_put", object)
        #expect(bench.events.map(\.kind) == [.refcountImbalance])
    }

    @Test("notifiers are called in the order of their priority until one stops")
    func notifiers() throws {
        func notifier(_ name: String, _ answer: Int64) -> FunctionBody {
            define(
                name, parameters: 3, locals: [ptr, u64, ptr],
                run(
                    store(
                        global("trail"),
                        add(
                            binary(.multiply, load(global("trail"), i32), int(10)),
                            load(at(get(0, ptr), 8), i32)))
                ), give(int(answer)))
        }
        var program = program(notifier("go", 1), notifier("stop", 0x8002))
        program.globals["trail"] = GlobalVariable(spelling: "int", bytes: 4, initializer: [])
        program.records["struct notifier_block"] = RecordShape(
            bytes: 16,
            members: [
                .init(name: "notifier_call", bitOffset: 0, access: Access(ptr), spelling: ""),
                .init(name: "priority", bitOffset: 64, access: Access(i32), spelling: "int"),
            ])
        var bench = Bench(program)
        let chain = bench.object()
        for (function, priority) in [("go", 1), ("stop", 2), ("go", 3)] {
            let block = bench.object(16)
            let pointer = try #require(block.pointer)
            try bench.state.write(pointer, .function(function), Access(ptr))
            try bench.state.write(pointer.advanced(by: 8), .integer(Int64(priority)), Access(i32))
            _ = bench.call("blocking_notifier_chain_register", chain, block)
        }
        #expect(bench.number("blocking_notifier_call_chain", chain, 5, .null) == 0x8002)
        let trail = try #require(bench.machine.global("trail"))
        #expect(try bench.state.read(trail, Access(i32)) == 32)
        #expect(bench.state.heldLocks.isEmpty)
    }

    @Test("a notifier that is gone is not called")
    func unregisters() throws {
        var bench = Bench()
        let (chain, first, second) = (bench.object(), bench.object(), bench.object())
        _ = bench.call("blocking_notifier_chain_register", chain, first)
        _ = bench.call("blocking_notifier_chain_register", chain, second)
        #expect(bench.number("blocking_notifier_chain_unregister", chain, first) == 0)
        #expect(bench.number("blocking_notifier_chain_unregister", chain, first) == -2)
        #expect(bench.state.notes.count == 1)
        #expect(
            bench.call("blocking_notifier_call_chain", chain, 1, .null).reason == "a null pointer is called")
    }
}
