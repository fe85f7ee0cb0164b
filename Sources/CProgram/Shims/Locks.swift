extension Execution {
    /// Takes a lock.
    /// - Throws: ``Stop/deadlock(_:)`` if it is held in a way that would make the run wait for itself.
    mutating func acquire(_ lock: Pointer, _ mode: HeldLock.Mode) throws(Stop) {
        if isContended(lock, mode) {
            throw .deadlock("\(state.describe(lock)) is taken again by its holder")
        }
        state.heldLocks.append(HeldLock(lock, mode))
    }

    /// Takes a lock if it is free.
    mutating func tryAcquire(_ lock: Pointer, _ mode: HeldLock.Mode) -> Bool {
        if isContended(lock, mode) { return false }
        state.heldLocks.append(HeldLock(lock, mode))
        return true
    }

    /// Releases a lock; what is not held is a finding.
    mutating func release(_ lock: Pointer, _ mode: HeldLock.Mode) {
        if let index = state.heldLocks.lastIndex(of: HeldLock(lock, mode)) {
            state.heldLocks.remove(at: index)
        } else {
            report(.lockImbalance, "\(state.describe(lock)) is released, but not held")
        }
    }

    /// Whether anybody holds it. There is one thread of control, so that is always the run itself.
    func isHeld(_ lock: Pointer) -> Bool { state.heldLocks.contains { $0.lock == lock } }

    private func isContended(_ lock: Pointer, _ mode: HeldLock.Mode) -> Bool {
        state.heldLocks.contains { $0.lock == lock && !($0.mode == .read && mode == .read) }
    }

    /// Takes a lock in a way that a signal may interrupt; -EINTR then.
    mutating func acquireInterruptibly(_ lock: Pointer, _ mode: HeldLock.Mode) throws(Stop) -> Value {
        let interrupted: Int64 = -4
        if limits.waitingMayBeInterrupted, try choose("waiting for \(state.describe(lock))", 2) == 1 {
            return .integer(interrupted)
        }
        try acquire(lock, mode)
        return .zero
    }
}

/// `struct mutex`: held or not; its memory is opaque.
struct Mutexes: Shim {
    static let names = [
        "mutex_lock", "mutex_lock_nested", "_mutex_lock_nest_lock", "mutex_lock_io", "mutex_lock_io_nested",
        "mutex_lock_interruptible", "mutex_lock_interruptible_nested", "mutex_lock_killable",
        "mutex_lock_killable_nested", "mutex_trylock", "mutex_unlock", "mutex_is_locked", "mutex_init",
        "__mutex_init", "mutex_destroy", "device_lock", "device_unlock", "device_trylock",
    ]

    func call(_ name: String, _ arguments: [Value], in context: inout ShimContext) throws(Stop) -> Value {
        var lock = try context.place(arguments, 0)
        if name.hasPrefix("device_") {
            lock.offset += (context.record("struct device")?.member("mutex")?.bitOffset ?? 0) / 8
        }
        switch name {
        case "mutex_unlock", "device_unlock": context.release(lock, .mutex)
        case "mutex_trylock", "device_trylock": return .boolean(context.tryAcquire(lock, .mutex))
        case "mutex_is_locked": return .boolean(context.isHeld(lock))
        case "mutex_init", "__mutex_init", "mutex_destroy":
            if context.isHeld(lock) {
                context.report(.lockImbalance, "\(context.state.describe(lock)) is \(name) while held")
            }
        case _ where name.contains("interruptible") || name.contains("killable"):
            return try context.acquireInterruptibly(lock, .mutex)
        default: try context.acquire(lock, .mutex)
        }
        return .zero
    }
}

/// Spinlocks and reader-writer spinlocks, with or without interrupts.
struct Spinlocks: Shim {
    static let names: [String] = {
        let ways = ["", "_bh", "_irq", "_irqsave", "_nested"]
        let ends = ["", "_bh", "_irq", "_irqrestore"]
        var names = ["spin_trylock", "_raw_spin_trylock", "spin_is_locked", "spin_lock_init", "rwlock_init"]
        names += ["__raw_spin_lock_init", "__rwlock_init"]
        for kind in ["spin", "read", "write"] {
            for prefix in ["", "_raw_"] {
                names += ways.map { "\(prefix)\(kind)_lock\($0)" }
                names += ends.map { "\(prefix)\(kind)_unlock\($0)" }
            }
        }
        return names
    }()

    func call(_ name: String, _ arguments: [Value], in context: inout ShimContext) throws(Stop) -> Value {
        let lock = try context.place(arguments, 0)
        if name.hasSuffix("_init") { return .zero }
        let mode: HeldLock.Mode =
            name.contains("spin") ? .spin : name.contains("read") ? .read : .write
        if name.hasSuffix("is_locked") { return .boolean(context.isHeld(lock)) }
        if name.hasSuffix("trylock") { return .boolean(context.tryAcquire(lock, mode)) }
        if name.contains("unlock") { context.release(lock, mode) } else { try context.acquire(lock, mode) }
        return .zero
    }
}

/// `struct rw_semaphore`: many readers or one writer.
struct ReadWriteSemaphores: Shim {
    static let names = [
        "down_read", "down_read_nested", "down_read_interruptible", "down_read_killable", "down_read_trylock",
        "down_write", "down_write_nested", "down_write_killable", "down_write_trylock", "up_read", "up_write",
        "downgrade_write", "rwsem_is_locked", "init_rwsem", "__init_rwsem",
    ]

    func call(_ name: String, _ arguments: [Value], in context: inout ShimContext) throws(Stop) -> Value {
        let lock = try context.place(arguments, 0)
        let mode: HeldLock.Mode = name.contains("read") ? .read : .write
        switch name {
        case "init_rwsem", "__init_rwsem": break
        case "rwsem_is_locked": return .boolean(context.isHeld(lock))
        case "up_read", "up_write": context.release(lock, mode)
        case "downgrade_write":
            context.release(lock, .write)
            try context.acquire(lock, .read)
        case _ where name.hasSuffix("_trylock"): return .boolean(context.tryAcquire(lock, mode))
        case _ where name.hasSuffix("ible") || name.hasSuffix("able"):
            return try context.acquireInterruptibly(lock, mode)
        default: try context.acquire(lock, mode)
        }
        return .zero
    }
}

/// What code says about the locks it expects to hold.
struct LockAssertions: Shim {
    static let names = [
        "lockdep_assert_held", "lockdep_assert_held_write", "lockdep_assert_held_read",
        "lockdep_assert_not_held", "assert_spin_locked", "device_lock_assert", "lockdep_is_held",
    ]

    func call(_ name: String, _ arguments: [Value], in context: inout ShimContext) throws(Stop) -> Value {
        let lock = try context.place(arguments, 0)
        let isHeld = context.isHeld(lock)
        if name == "lockdep_is_held" { return .boolean(isHeld) }
        if isHeld == (name == "lockdep_assert_not_held") {
            context.report(
                .lockImbalance, "\(name): \(context.state.describe(lock)) is \(isHeld ? "" : "not ")held")
        }
        return .zero
    }
}
