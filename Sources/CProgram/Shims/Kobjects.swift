/// `struct kobject`: counted in the ledger; with the last reference its type's `release` runs as C,
/// and then its parent is put.
///
/// A kobject that the environment laid out without `kobject_init` is never released: there, only
/// what the code takes and puts is counted.
struct Kobjects: Shim {
    static let names = [
        "kobject_init", "kobject_add", "kobject_init_and_add", "kobject_create_and_add", "kobject_create",
        "kobject_get", "kobject_get_unless_zero", "kobject_put", "kobject_del", "kobject_set_name",
        "kobject_rename",
    ]

    func call(_ name: String, _ arguments: [Value], in context: inout ShimContext) throws(Stop) -> Value {
        let first = try arguments.value(0)
        switch name {
        case "kobject_init": try initialize(first, arguments.value(1), &context)
        case "kobject_add": try join(first, arguments.value(1), &context)
        case "kobject_init_and_add":
            try initialize(first, arguments.value(1), &context)
            try join(first, arguments.value(2), &context)
        case "kobject_create": return try create(&context)
        case "kobject_create_and_add":
            let object = try create(&context)
            if !object.isZero { try join(object, arguments.value(1), &context) }
            return object
        case "kobject_get":
            if !first.isZero { try get(context.target(first), &context) }
            return first
        case "kobject_get_unless_zero":
            if first.isZero { return .null }
            let object = try context.target(first)
            let isGone = isOurs(object, context) && context.count(.references(object)) == 0
            if !isGone { try get(object, &context) }
            return isGone ? .null : first
        case "kobject_put": if !first.isZero { try put(context.target(first), &context) }
        case "kobject_del":
            if !first.isZero { try leave(context.target(first), &context) }
        default: break
        }
        return .zero
    }

    private func type(_ object: Pointer) -> Note { Note("kobject type", object) }
    private func parent(_ object: Pointer) -> Note { Note("kobject parent", object) }

    /// Whether the code initialised it, so that its last reference ends it.
    private func isOurs(_ object: Pointer, _ context: ShimContext) -> Bool {
        context.state.notes[type(object)] != nil
    }

    private func initialize(_ object: Value, _ ktype: Value, _ context: inout ShimContext) throws(Stop) {
        let pointer = try context.place([object], 0)
        context.setCount(.references(pointer), 1)
        context.state.notes[type(pointer)] = ktype
    }

    /// A kobject of its own, which `kfree` ends.
    private func create(_ context: inout ShimContext) throws(Stop) -> Value {
        if try context.allocationFails("kobject_create") { return .null }
        let bytes = context.record("struct kobject")?.bytes ?? 64
        let pointer = try context.allocate(bytes: bytes, label: "kobject", zeroed: true)
        context.setCount(.references(pointer), 1)
        context.state.notes[type(pointer)] = .function("kfree")
        return .pointer(pointer)
    }

    /// Adds it under a parent, which it keeps alive.
    private func join(_ object: Value, _ above: Value, _ context: inout ShimContext) throws(Stop) {
        let pointer = try context.place([object], 0)
        guard !above.isZero else { return }
        try get(context.target(above), &context)
        context.state.notes[parent(pointer)] = above
    }

    private func leave(_ object: Pointer, _ context: inout ShimContext) throws(Stop) {
        if let above = context.state.notes.removeValue(forKey: parent(object)) {
            try put(context.target(above), &context)
        }
    }

    private func get(_ object: Pointer, _ context: inout ShimContext) throws(Stop) {
        let count = context.count(.references(object))
        if count == 0, isOurs(object, context) {
            context.report(
                .refcountImbalance, "a reference to \(context.state.describe(object)) is taken from 0",
                isLogged: true)
        }
        _ = try context.place([.pointer(object)], 0)
        context.setCount(.references(object), count + 1)
    }

    private func put(_ object: Pointer, _ context: inout ShimContext) throws(Stop) {
        var next: Pointer? = object
        while let object = next {
            next = nil
            _ = try context.place([.pointer(object)], 0)
            let count = context.count(.references(object))
            guard count > 0 else {
                context.report(
                    .refcountImbalance,
                    "kobject_put: no reference to \(context.state.describe(object)) was taken",
                    isLogged: isOurs(object, context))
                return
            }
            context.setCount(.references(object), count - 1)
            guard count == 1, let ktype = context.state.notes[type(object)] else { return }
            context.state.notes[type(object)] = nil
            let above = context.state.notes.removeValue(forKey: parent(object))
            try release(object, ktype, &context)
            next = try above.map { above throws(Stop) in try context.target(above) }
        }
    }

    private func release(_ object: Pointer, _ ktype: Value, _ context: inout ShimContext) throws(Stop) {
        if case .function = ktype {
            _ = try context.callThrough(ktype, [.pointer(object)])
            return
        }
        guard !ktype.isZero else { return }
        let offset = (context.record("struct kobj_type")?.member("release")?.bitOffset ?? 0) / 8
        let release = try context.read(ktype, at: offset, context.pointerType)
        if !release.isZero { _ = try context.callThrough(release, [.pointer(object)]) }
    }
}
