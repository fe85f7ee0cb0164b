/// `refcount_t`, which saturates instead of wrapping around, and warns when it does.
struct Refcounts: Shim {
    /// Half of the smallest `int`, far from both ends (include/linux/refcount.h).
    static let saturated: Int64 = -0x4000_0000

    static let names: [String] = {
        let plain = [
            "refcount_set", "refcount_read", "refcount_add", "refcount_inc", "refcount_dec",
            "refcount_add_not_zero", "refcount_inc_not_zero", "refcount_sub_and_test",
            "refcount_dec_and_test", "refcount_dec_not_one", "refcount_dec_if_one",
            "refcount_dec_and_mutex_lock", "refcount_dec_and_lock",
        ]
        let checked = ["add", "inc", "dec", "add_not_zero", "inc_not_zero", "sub_and_test", "dec_and_test"]
        return plain + checked.map { "refcount_\($0)_checked" } + ["refcount_warn_saturate"]
    }()

    func call(_ name: String, _ arguments: [Value], in context: inout ShimContext) throws(Stop) -> Value {
        switch name.hasSuffix("_checked") ? String(name.dropLast("_checked".count)) : name {
        case "refcount_set":
            try context.write(arguments.value(0), .integer(arguments.number(1)), .int)
            return .void
        case "refcount_read": return .integer(try read(arguments.value(0), context))
        case "refcount_add": try add(arguments.number(0), arguments.value(1), &context)
        case "refcount_inc": try add(1, arguments.value(0), &context)
        case "refcount_dec": try drop(arguments.value(0), &context)
        case "refcount_add_not_zero":
            return try addUnlessZero(arguments.number(0), arguments.value(1), &context)
        case "refcount_inc_not_zero": return try addUnlessZero(1, arguments.value(0), &context)
        case "refcount_sub_and_test":
            return .boolean(try subtract(arguments.number(0), arguments.value(1), &context))
        case "refcount_dec_and_test": return .boolean(try subtract(1, arguments.value(0), &context))
        case "refcount_dec_not_one": return try dropUnlessOne(arguments.value(0), &context)
        case "refcount_dec_if_one": return try dropIfOne(arguments.value(0), &context)
        case "refcount_dec_and_mutex_lock": return try dropAndLock(arguments, .mutex, &context)
        case "refcount_dec_and_lock": return try dropAndLock(arguments, .spin, &context)
        default: try saturate(arguments.value(0), "a refcount_t saturates", &context)
        }
        return .void
    }

    func read(_ counter: Value, _ context: ShimContext) throws(Stop) -> Int64 {
        switch try context.read(counter, .int) {
        case .integer(let number): return number
        case .uninitialized: throw .undefined("a counter is used before it was set")
        default: throw .unsupported("a counter that holds an address")
        }
    }

    private func set(_ counter: Value, _ number: Int64, _ context: inout ShimContext) throws(Stop) {
        try context.write(counter, .integer(Form.int.held(number)), .int)
    }

    private func saturate(_ counter: Value, _ what: String, _ context: inout ShimContext) throws(Stop) {
        try set(counter, Self.saturated, &context)
        let place = context.state.describe(try context.target(counter))
        context.report(.refcountImbalance, "\(what): \(place)", isOnce: true, isLogged: true)
    }

    /// Takes references.
    func add(_ number: Int64, _ counter: Value, _ context: inout ShimContext) throws(Stop) {
        let old = try read(counter, context)
        try set(counter, old &+ number, &context)
        if old == 0 {
            try saturate(counter, "a reference is taken from 0", &context)
        } else if old < 0 || old &+ number > Int64(Int32.max) {
            try saturate(counter, "a reference count overflows", &context)
        }
    }

    private func addUnlessZero(
        _ number: Int64, _ counter: Value, _ context: inout ShimContext
    ) throws(Stop) -> Value {
        if try read(counter, context) == 0 { return .boolean(false) }
        try add(number, counter, &context)
        return .boolean(true)
    }

    /// Puts references; true if they were the last.
    func subtract(_ number: Int64, _ counter: Value, _ context: inout ShimContext) throws(Stop) -> Bool {
        let old = try read(counter, context)
        try set(counter, old &- number, &context)
        if old > 0, old == number { return true }
        if old < 0 || old < number {
            try saturate(counter, "a reference is put that nobody holds", &context)
        }
        return false
    }

    private func drop(_ counter: Value, _ context: inout ShimContext) throws(Stop) {
        let old = try read(counter, context)
        try set(counter, old &- 1, &context)
        if old <= 1 { try saturate(counter, "the last reference is put without a test", &context) }
    }

    private func dropUnlessOne(_ counter: Value, _ context: inout ShimContext) throws(Stop) -> Value {
        let old = try read(counter, context)
        if old == Self.saturated { return .boolean(true) }
        if old == 1 { return .boolean(false) }
        if old <= 0 {
            context.report(
                .refcountImbalance, "a reference is put that nobody holds", isOnce: true, isLogged: true)
            return .boolean(true)
        }
        try set(counter, old - 1, &context)
        return .boolean(true)
    }

    private func dropIfOne(_ counter: Value, _ context: inout ShimContext) throws(Stop) -> Value {
        guard try read(counter, context) == 1 else { return .boolean(false) }
        try set(counter, 0, &context)
        return .boolean(true)
    }

    /// Puts a reference; with the last one, returns with the lock held.
    private func dropAndLock(
        _ arguments: [Value], _ mode: HeldLock.Mode, _ context: inout ShimContext
    ) throws(Stop) -> Value {
        let counter = try arguments.value(0)
        if try dropUnlessOne(counter, &context) == .boolean(true) { return .boolean(false) }
        let lock = try context.place(arguments, 1)
        try context.acquire(lock, mode)
        if try subtract(1, counter, &context) { return .boolean(true) }
        context.release(lock, mode)
        return .boolean(false)
    }
}
