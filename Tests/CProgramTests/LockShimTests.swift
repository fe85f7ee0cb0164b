import Testing

@testable import CProgram

@Suite("Shims of locks")
struct LockShimTests {
    @Test(
        "taking twice is a deadlock, releasing twice a finding",
        arguments: [
            ("mutex_lock", "mutex_unlock"), ("mutex_lock_nested", "mutex_unlock"),
            ("mutex_lock_interruptible", "mutex_unlock"), ("spin_lock", "spin_unlock"),
            ("_raw_spin_lock_irqsave", "_raw_spin_unlock_irqrestore"), ("write_lock", "write_unlock"),
            ("down_write", "up_write"), ("device_lock", "device_unlock"),
        ])
    func balance(_ lock: String, _ unlock: String) {
        var bench = Bench()
        let object = bench.object()
        _ = bench.call(lock, object, 0)
        #expect(bench.state.heldLocks.count == 1)
        guard case .deadlock(let reason, _) = bench.call(lock, object, 0) else {
            Issue.record("no deadlock")
            return
        }
        #expect(reason == "o is taken again by its holder")
        _ = bench.call(unlock, object, 0)
        #expect(bench.state.heldLocks.isEmpty)
        _ = bench.call(unlock, object, 0)
        #expect(bench.events.map(\.kind) == [.lockImbalance])
        #expect(bench.events[0].text == "o is released, but not held")
    }

    @Test("a function that returns with a lock held, or releases its caller's")
    func imbalance() {
        let take = define(
            "take", parameters: 1, locals: [ptr], run(call("mutex_lock", get(0, ptr))), give(int(0)))
        let drop = define(
            "drop", parameters: 1, locals: [ptr], run(call("mutex_unlock", get(0, ptr))), give(int(0)))
        let both = define(
            "both", parameters: 1, locals: [ptr], run(call("take", get(0, ptr))),
            run(call("drop", get(0, ptr))), give(int(0)))
        var bench = Bench(program(take, drop, both))
        let lock = bench.object()
        _ = bench.call("both", lock)
        #expect(bench.events.isEmpty)
        _ = bench.call("take", lock)
        #expect(bench.events.map(\.text) == ["take returns with o held"])
        _ = bench.call("drop", lock)
        #expect(bench.events.map(\.text) == ["drop releases o, which its caller holds"])
    }

    @Test("trylock says no instead of waiting")
    func tryLock() {
        var bench = Bench()
        let lock = bench.object()
        #expect(bench.number("mutex_trylock", lock) == 1)
        #expect(bench.number("mutex_trylock", lock) == 0)
        #expect(bench.number("mutex_is_locked", lock) == 1)
        #expect(bench.state.heldLocks.count == 1)
    }

    @Test("many readers or one writer")
    func semaphores() {
        var bench = Bench()
        let lock = bench.object()
        #expect(bench.call("down_read", lock).value != nil)
        #expect(bench.call("down_read", lock).value != nil)
        #expect(bench.number("down_write_trylock", lock) == 0)
        #expect(bench.call("down_write", lock).reason == "o is taken again by its holder")
        _ = bench.call("up_read", lock)
        _ = bench.call("up_read", lock)
        #expect(bench.call("down_write", lock).value != nil)
        _ = bench.call("downgrade_write", lock)
        #expect(bench.state.heldLocks.map(\.mode) == [.read])
    }

    @Test("waiting may be interrupted only where that is asked for")
    func interruptible() {
        var bench = Bench()
        let lock = bench.object()
        #expect(bench.machine.runs("mutex_lock_interruptible", [lock], in: bench.state).count == 1)
        bench = Bench(limits: Limits(waitingMayBeInterrupted: true))
        let other = bench.object()
        let runs = bench.machine.runs("mutex_lock_interruptible", [other], in: bench.state)
        #expect(runs.map(\.termination) == [.returned(0), .returned(-4)])
        #expect(runs.map(\.state.heldLocks.count) == [1, 0])
    }

    @Test("assertions of locks are findings where they fail")
    func assertions() {
        var bench = Bench()
        let lock = bench.object()
        _ = bench.call("lockdep_assert_held", lock)
        #expect(bench.events.map(\.text) == ["lockdep_assert_held: o is not held"])
        _ = bench.call("mutex_lock", lock)
        _ = bench.call("lockdep_assert_held", lock)
        #expect(bench.events.isEmpty)
        _ = bench.call("lockdep_assert_not_held", lock)
        #expect(bench.events.map(\.kind) == [.lockImbalance])
    }

    @Test("freeing what is locked is a finding; locking what is freed is undefined")
    func freed() {
        var bench = Bench()
        let object = bench.value("kzalloc", 32, 0) ?? .null
        _ = bench.call("mutex_lock", object)
        _ = bench.call("kfree", object)
        #expect(bench.events.map(\.text) == ["kzalloc is freed while kzalloc is held"])
        #expect(bench.call("mutex_lock", object).reason == "kzalloc is used after it was freed")
    }
}
