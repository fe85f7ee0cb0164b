/// `struct kref`: a `refcount_t` and who ends the object.
struct Krefs: Shim {
    static let names = [
        "kref_init", "kref_read", "kref_get", "kref_get_unless_zero", "kref_put", "kref_put_mutex",
    ]

    func call(_ name: String, _ arguments: [Value], in context: inout ShimContext) throws(Stop) -> Value {
        let counter = try arguments.value(0)
        let refcounts = Refcounts()
        switch name {
        case "kref_init":
            try context.write(counter, .integer(1), .int)
            return .void
        case "kref_read": return .integer(try refcounts.read(counter, context))
        case "kref_get":
            try refcounts.add(1, counter, &context)
            return .void
        case "kref_get_unless_zero":
            return try refcounts.call("refcount_inc_not_zero", [counter], in: &context)
        case "kref_put_mutex":
            let locked = try refcounts.call(
                "refcount_dec_and_mutex_lock", [counter, arguments.value(2)], in: &context)
            if locked.isZero { return .zero }
        default: if !(try refcounts.subtract(1, counter, &context)) { return .zero }
        }
        _ = try context.callThrough(arguments.value(1), [counter])
        return .integer(1)
    }
}
