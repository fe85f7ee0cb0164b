import Testing

@testable import CProgram

@Suite("Shims of memory, strings, xarrays")
struct AllocationShimTests {
    @Test(
        "allocations have their size, zeroed or not",
        arguments: [
            ("kmalloc", [Value.integer(24), 0], false), ("kmalloc", [24, 0x100], true),
            ("kzalloc", [24, 0], true),
            ("kcalloc", [6, 4, 0], true), ("kmalloc_array", [6, 4, 0], false),
            ("kmalloc_trace", [.null, 0x100, 24], true), ("__kmalloc_cache_noprof", [.null, 0, 24], false),
            ("kzalloc_noprof", [24, 0], true), ("devm_kzalloc", [.null, 24, 0x100], true),
        ])
    func allocate(_ name: String, _ arguments: [Value], _ isZeroed: Bool) throws {
        let bench = Bench()
        let run = bench.machine.run(name, arguments, in: bench.state)
        let pointer = try #require(run.termination.value?.pointer)
        #expect(run.state.size(of: pointer) == 24)
        #expect(try run.state.read(pointer, Access(i32)) == (isZeroed ? 0 : .uninitialized))
    }

    @Test("nothing, too much, and overflow")
    func sizes() {
        var bench = Bench()
        #expect(bench.number("kmalloc", 0, 0) == 16)
        #expect(bench.number("kmalloc", -1, 0) == 0)
        #expect(bench.number("kcalloc", .integer(1 << 40), .integer(1 << 40), 0) == 0)
        #expect(bench.call("kfree", 16).value != nil)
        #expect(bench.call("kfree", .null).value != nil)
        #expect(bench.call("kfree", -12).reason == "an error pointer is freed")
    }

    @Test("freeing twice, and what is a global")
    func free() {
        var bench = Bench()
        let object = bench.value("kmalloc", 8, 0) ?? .null
        #expect(bench.call("kfree", object).value != nil)
        #expect(bench.call("kfree", object).reason == "kmalloc is freed twice")
    }

    @Test("allocations fail only where that is asked for, each on its own")
    func failures() {
        let body = define(
            "f", locals: [ptr, ptr], run(set(0, call("kzalloc", int(8), int(0), returns: ptr))),
            .if(get(0, ptr), then: .empty, otherwise: give(int(-12))),
            run(set(1, call("kzalloc", int(8), int(0), returns: ptr))),
            .if(get(1, ptr), then: give(int(0)), otherwise: give(int(-1))))
        var bench = Bench(program(body))
        #expect(bench.machine.runs("f", [], in: bench.state).map(\.termination) == [.returned(0)])
        bench = Bench(program(body), limits: Limits(allocationMayFail: true))
        let runs = bench.machine.runs("f", [], in: bench.state)
        #expect(runs.map(\.termination) == [.returned(0), .returned(-1), .returned(-12)])
        #expect(runs.map { $0.choices.map(\.index) } == [[0, 0], [0, 1], [1]])
        #expect(runs[0].choices[0].label == "kzalloc fails in f")
        #expect(bench.call("f", choices: [0, 1]) == .returned(-1))
        #expect(bench.call("f", choices: [2]).isUnsupported)
    }

    @Test("caches make objects of one size")
    func caches() {
        var bench = Bench()
        let cache = bench.value("kmem_cache_create", .null, 40, 0, 0, .null) ?? .null
        let object = bench.value("kmem_cache_zalloc", cache, 0) ?? .null
        #expect(object.pointer.flatMap { bench.state.size(of: $0) } == 40)
        #expect(bench.call("kmem_cache_free", cache, object).value != nil)
        #expect(bench.call("kmem_cache_alloc", bench.object(8), 0).isUnsupported)
    }

    @Test("memset, memcpy, memmove, memcmp")
    func memory() {
        var bench = Bench()
        let (left, right) = (bench.object(16), bench.object(16))
        _ = bench.call("memset", left, 0x1ff, 16)
        #expect(bench.read(left, at: 4, u32) == 0xffff_ffff)
        #expect(bench.number("memcmp", left, right, 16) == 1)
        _ = bench.call("memcpy", right, left, 16)
        #expect(bench.number("memcmp", left, right, 16) == 0)
        _ = bench.call("memset", right, 0, 8)
        #expect(bench.read(right, at: 4, u64) == .integer(Int64(bitPattern: 0xffff_ffff_0000_0000)))
        #expect(bench.call("memset", left, 0, 17).isUndefined)
        #expect(bench.call("memcpy", left, right, -1).isUndefined)
    }

    @Test("strings")
    func strings() throws {
        var bench = Bench()
        let (dma, identity) = (try bench.text("DMA"), try bench.text("DMA-FQ\n"))
        #expect(bench.number("strlen", identity) == 7)
        #expect(bench.number("strcmp", dma, identity) == -1)
        #expect(bench.number("strncmp", dma, identity, 3) == 0)
        #expect(bench.number("sysfs_streq", identity, try bench.text("DMA-FQ")) == 1)
        #expect(bench.value("strchr", identity, 45)?.pointer?.offset == 3)
        #expect(bench.value("strchr", identity, 120) == .null)
        #expect(bench.value("strstr", identity, try bench.text("FQ"))?.pointer?.offset == 4)
        let copy = bench.value("kstrdup", identity, 0) ?? .null
        #expect(bench.number("strcmp", copy, identity) == 0)
        #expect(bench.number("strscpy", copy, identity, 4) == -7)
        #expect(bench.number("strcmp", copy, dma) == 0)
    }

    @Test("kasprintf formats what it can, and what it cannot is not known")
    func formats() throws {
        var bench = Bench()
        let name = bench.value("kasprintf", 0, try bench.text("%s%d-%lx%%"), try bench.text("group"), -7, 255)
        #expect(bench.number("strcmp", name ?? .null, try bench.text("group-7-ff%")) == 0)
        let odd = bench.value("kasprintf", 0, try bench.text("%pOF"), .null) ?? .null
        #expect(bench.call("strlen", odd).isUnsupported)
        #expect(bench.call("kfree", odd).value != nil)
    }

    @Test("xarrays keep entries by index")
    func xarrays() {
        var bench = Bench()
        let array = bench.object(16)
        let (first, second) = (bench.object(8), bench.object(8))
        #expect(bench.number("xa_empty", array) == 1)
        #expect(bench.value("xa_store", array, 5, first, 0) == .null)
        #expect(bench.value("xa_store", array, 5, second, 0) == first)
        #expect(bench.number("xa_insert", array, 5, first, 0) == -16)
        #expect(bench.number("xa_insert", array, 2, first, 0) == 0)
        #expect(bench.value("xa_load", array, 5) == second)
        #expect(bench.number("xa_empty", array) == 0)
        let index = bench.object(8)
        #expect(bench.value("xa_find", array, index, -1, 8) == first)
        #expect(bench.read(index, u64) == 2)
        #expect(bench.value("xa_find_after", array, index, -1, 8) == second)
        #expect(bench.value("xa_find_after", array, index, -1, 8) == .null)
        #expect(bench.value("xa_erase", array, 5) == second)
        #expect(bench.value("xa_cmpxchg", array, 2, first, .null, 0) == first)
        #expect(bench.number("xa_empty", array) == 1)
    }

    @Test("an ida gives the lowest free number")
    func ids() {
        var bench = Bench()
        let ids = bench.object(16)
        #expect((0..<3).map { _ in bench.number("ida_alloc", ids, 0) } == [0, 1, 2])
        _ = bench.call("ida_free", ids, 1)
        #expect(bench.number("ida_simple_get", ids, 0, 0, 0) == 1)
        #expect(bench.number("ida_alloc_range", ids, 0, 2, 0) == -28)
        _ = bench.call("ida_free", ids, 9)
        #expect(bench.events.map(\.kind) == [.refcountImbalance])
    }
}
