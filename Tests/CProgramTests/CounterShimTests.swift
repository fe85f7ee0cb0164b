import Testing

@testable import CProgram

@Suite("Shims of counters")
struct CounterShimTests {
    @Test("a refcount_t counts, and says when it was the last")
    func refcount() {
        var bench = Bench()
        let counter = bench.object(4)
        _ = bench.call("refcount_set", counter, 1)
        _ = bench.call("refcount_inc", counter)
        #expect(bench.number("refcount_read", counter) == 2)
        #expect(bench.number("refcount_dec_and_test", counter) == 0)
        #expect(bench.number("refcount_dec_not_one", counter) == 0)
        #expect(bench.number("refcount_dec_and_test", counter) == 1)
        #expect(bench.number("refcount_inc_not_zero", counter) == 0)
        #expect(bench.number("refcount_read", counter) == 0)
        #expect(bench.events.isEmpty)
    }

    @Test(
        "misuse saturates, with a warning in the log",
        arguments: [
            ("refcount_inc", Int64(0)), ("refcount_inc", Int64(Int32.max)), ("refcount_inc", -5),
            ("refcount_dec_and_test", 0), ("refcount_dec", 1), ("refcount_inc_checked", 0),
            ("refcount_inc_not_zero", -5),
        ])
    func saturates(_ name: String, _ number: Int64) {
        var bench = Bench()
        let counter = bench.object(4)
        _ = bench.call("refcount_set", counter, .integer(number))
        _ = bench.call(name, counter)
        #expect(bench.events.map(\.kind) == [.refcountImbalance])
        #expect(bench.events.map(\.isLogged) == [true])
        #expect(bench.number("refcount_read", counter) == Refcounts.saturated)
        _ = bench.call("refcount_inc", counter)
        #expect(bench.number("refcount_read", counter) == Refcounts.saturated)
    }

    @Test("the shim stands for a body of the same name")
    func precedence() {
        let body = define(
            "refcount_inc", parameters: 1, locals: [ptr], .unsupported("inline assembly", line: 1))
        var bench = Bench(program(body))
        let counter = bench.object(4)
        _ = bench.call("refcount_set", counter, 1)
        #expect(bench.call("refcount_inc", counter).value != nil)
        #expect(bench.read(counter) == 2)
        bench = Bench(program(body), shims: ShimCatalog.kernel.removing(["refcount_inc"]))
        #expect(bench.call("refcount_inc", counter).isUnsupported)
    }

    @Test("the last reference takes the lock")
    func andLock() {
        var bench = Bench()
        let counter = bench.object(4)
        let lock = bench.object(32)
        _ = bench.call("refcount_set", counter, 2)
        #expect(bench.number("refcount_dec_and_mutex_lock", counter, lock) == 0)
        #expect(bench.state.heldLocks.isEmpty)
        #expect(bench.number("refcount_dec_and_mutex_lock", counter, lock) == 1)
        #expect(bench.state.heldLocks == [HeldLock(lock.pointer!, .mutex)])
    }

    /// A call on a counter that holds 10.
    struct AtomicCall: Sendable {
        var name: String
        /// What stands before the counter.
        var before: [Int64] = []
        /// What stands after it.
        var after: [Int64] = []
        /// What the counter holds then.
        var new: Int64
        var result: Int64?
    }

    static let atomicCalls: [AtomicCall] = [
        AtomicCall(name: "atomic_add", before: [3], new: 13),
        AtomicCall(name: "atomic_sub_return", before: [3], new: 7, result: 7),
        AtomicCall(name: "atomic_fetch_add", before: [3], new: 13, result: 10),
        AtomicCall(name: "atomic_inc_return", new: 11, result: 11),
        AtomicCall(name: "atomic_dec_and_test", new: 9, result: 0),
        AtomicCall(name: "atomic_sub_and_test", before: [10], new: 0, result: 1),
        AtomicCall(name: "atomic_add_negative", before: [-11], new: -1, result: 1),
        AtomicCall(name: "atomic_fetch_or", before: [5], new: 15, result: 10),
        AtomicCall(name: "atomic_andnot", before: [2], new: 8),
        AtomicCall(name: "atomic_xchg", after: [4], new: 4, result: 10),
        AtomicCall(name: "atomic_cmpxchg_acquire", after: [10, 4], new: 4, result: 10),
        AtomicCall(name: "atomic_cmpxchg", after: [9, 4], new: 10, result: 10),
        AtomicCall(name: "atomic_add_unless", after: [1, 10], new: 10, result: 0),
        AtomicCall(name: "atomic_add_unless", after: [1, 9], new: 11, result: 1),
        AtomicCall(name: "atomic_inc_not_zero", new: 11, result: 1),
        AtomicCall(name: "atomic_dec_if_positive", new: 9, result: 9),
        AtomicCall(name: "raw_atomic_fetch_dec_release", new: 9, result: 10),
    ]

    @Test("atomics do what their names say", arguments: atomicCalls)
    func atomics(_ call: AtomicCall) {
        var bench = Bench()
        let counter = bench.object(4)
        _ = bench.call("atomic_set", counter, 10)
        let arguments = call.before.map(Value.integer) + [counter] + call.after.map(Value.integer)
        let run = bench.machine.run(call.name, arguments, in: bench.state)
        bench.state = run.state
        #expect(bench.number("atomic_read", counter) == call.new)
        if let result = call.result { #expect(run.termination.value == .integer(result)) }
    }

    @Test("try_cmpxchg gives back what it found; 64-bit counters do not wrap at 32")
    func wideAtomics() {
        var bench = Bench()
        let counter = bench.object(8)
        let expected = bench.object(8)
        _ = bench.call("atomic64_set", counter, 0xffff_ffff)
        #expect(bench.number("atomic64_inc_return", counter) == 0x1_0000_0000)
        #expect(bench.number("atomic64_try_cmpxchg", counter, expected, 5) == 0)
        #expect(bench.number("atomic_long_read", expected) == 0x1_0000_0000)
        #expect(bench.number("atomic64_try_cmpxchg", counter, expected, 5) == 1)
        #expect(bench.number("atomic_long_read", counter) == 5)
    }

    @Test("bits of words")
    func bits() {
        var bench = Bench()
        let words = bench.object(16)
        #expect(bench.number("test_and_set_bit", 70, words) == 0)
        #expect(bench.number("test_bit", 70, words) == 1)
        #expect(bench.read(words, at: 8, u64) == 64)
        #expect(bench.number("test_and_clear_bit", 70, words) == 1)
        #expect(bench.read(words, at: 8, u64) == 0)
    }

    @Test("a kref calls the release function with the last reference")
    func kref() {
        let release = define(
            "release", parameters: 1, locals: [ptr], returns: .void,
            run(store(at(get(0, ptr), 8), int(77))))
        var bench = Bench(program(release))
        let counter = bench.object(16)
        _ = bench.call("kref_init", counter)
        _ = bench.call("kref_get", counter)
        #expect(bench.number("kref_put", counter, .function("release")) == 0)
        #expect(bench.read(counter, at: 8) == 0)
        #expect(bench.number("kref_put", counter, .function("release")) == 1)
        #expect(bench.read(counter, at: 8) == 77)
    }

    @Test(
        "devices, files and modules: what was not taken cannot be put",
        arguments: [("get_device", "put_device"), ("get_file", "fput"), ("try_module_get", "module_put")])
    func counted(_ get: String, _ put: String) throws {
        var bench = Bench()
        let object = bench.object(8, "d0")
        _ = bench.call(get, object)
        #expect(bench.state.notes[.references(try #require(object.pointer))] == 1)
        _ = bench.call(put, object)
        #expect(bench.state.notes.isEmpty)
        #expect(bench.events.isEmpty)
        _ = bench.call(put, object)
        #expect(bench.events.map(\.text) == ["\(put): no reference to d0 was taken"])
    }

    @Test("fget takes the file that the environment noted")
    func descriptors() throws {
        var bench = Bench()
        let file = bench.object(8, "file")
        bench.state.notes[Note("file", index: 3)] = file
        #expect(bench.value("fget", 3) == file)
        #expect(bench.value("fget", 4) == .null)
        #expect(bench.state.notes[.references(try #require(file.pointer))] == 1)
    }

    @Test(
        "bits are found from either end",
        arguments: [
            ("__ffs", Int64(8), Int64(3)), ("ffs", 0, 0), ("ffs", 1 << 32, 0), ("ffs", 6, 2), ("fls", 0, 0),
            ("fls", 6, 3), ("fls64", 1 << 40, 41), ("__fls", 6, 2), ("ffz", 7, 3), ("__ffs64", -1, 0),
        ])
    func bitSearches(_ name: String, _ word: Int64, _ result: Int64) {
        var bench = Bench()
        #expect(bench.number(name, .integer(word)) == result)
    }

    @Test("a link in sysfs is made once, and again after it was removed")
    func sysfsLinks() throws {
        var bench = Bench()
        let object = bench.object()
        let name = try bench.text("iommu_group")
        #expect(bench.number("sysfs_create_link", object, object, name) == 0)
        #expect(bench.number("sysfs_create_link", object, object, name) == -17)
        #expect(bench.events.map(\.kind) == [.warn])
        _ = bench.call("sysfs_remove_link", object, name)
        #expect(bench.number("sysfs_create_link", object, object, name) == 0)
    }
}
