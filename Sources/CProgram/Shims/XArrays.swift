/// `struct xarray`: entries by index, kept in the ledger under the xarray's address.
struct XArrays: Shim {
    static let names = [
        "xa_init", "xa_init_flags", "xa_empty", "xa_load", "xa_store", "__xa_store", "xa_erase", "__xa_erase",
        "xa_insert", "__xa_insert", "xa_cmpxchg", "__xa_cmpxchg", "xa_find", "xa_find_after", "xa_destroy",
    ]
    private static let busy: Int64 = -16

    func call(_ name: String, _ arguments: [Value], in context: inout ShimContext) throws(Stop) -> Value {
        let array = try context.place(arguments, 0)
        switch name {
        case "xa_init", "xa_init_flags", "xa_destroy":
            for note in entries(array, context) { context.state.notes[note] = nil }
            return .void
        case "xa_empty": return .boolean(entries(array, context).isEmpty)
        case "xa_find": return try find(array, arguments, isAfter: false, &context)
        case "xa_find_after": return try find(array, arguments, isAfter: true, &context)
        default: break
        }
        let note = Note("xarray", array, index: try arguments.number(1))
        let old = context.state.notes[note] ?? .null
        switch name.hasPrefix("__") ? String(name.dropFirst(2)) : name {
        case "xa_load": break
        case "xa_erase": context.state.notes[note] = nil
        case "xa_insert":
            guard old.isZero else { return .integer(Self.busy) }
            try store(arguments.value(2), note, &context)
            return .zero
        case "xa_cmpxchg":
            if old == (try arguments.value(2)) { try store(arguments.value(3), note, &context) }
        default: try store(arguments.value(2), note, &context)
        }
        return old
    }

    private func store(_ entry: Value, _ note: Note, _ context: inout ShimContext) throws(Stop) {
        context.state.notes[note] = entry.isZero ? nil : entry
    }

    /// The entries in the order of their indices, which are unsigned.
    private func entries(_ array: Pointer, _ context: ShimContext) -> [Note] {
        context.state.notes.keys.filter { $0.topic == "xarray" && $0.subject == array }
            .sorted { UInt64(bitPattern: $0.index) < UInt64(bitPattern: $1.index) }
    }

    /// `xa_find(array, &index, last, filter)`: the entry at or after the index; marks are not kept.
    private func find(
        _ array: Pointer, _ arguments: [Value], isAfter: Bool, _ context: inout ShimContext
    ) throws(Stop) -> Value {
        // XA_PRESENT (include/linux/xarray.h).
        guard try arguments.number(3) == 8 else { throw .unsupported("a search for marked entries") }
        let long = ValueType.integer(bits: context.pointerType.bits, signed: false)
        guard case .integer(let first) = try context.read(arguments.value(1), long) else {
            throw .undefined("a search from an uninitialised index")
        }
        let last = UInt64(bitPattern: try arguments.number(2))
        let low = UInt64(bitPattern: first)
        let found = entries(array, context).first {
            let index = UInt64(bitPattern: $0.index)
            return (isAfter ? index > low : index >= low) && index <= last
        }
        guard let found else { return .null }
        try context.write(arguments.value(1), .integer(found.index), long)
        return context.state.notes[found] ?? .null
    }
}

/// `struct ida`: the lowest number that is free.
struct IDs: Shim {
    static let names = [
        "ida_alloc", "ida_alloc_min", "ida_alloc_max", "ida_alloc_range", "ida_simple_get",
        "ida_simple_remove", "ida_free", "ida_destroy", "ida_init",
    ]
    private static let noSpace: Int64 = -28

    func call(_ name: String, _ arguments: [Value], in context: inout ShimContext) throws(Stop) -> Value {
        let ids = try context.place(arguments, 0)
        let largest = Int64(Int32.max)
        switch name {
        case "ida_alloc": return allocate(ids, 0, largest, &context)
        case "ida_alloc_min": return allocate(ids, try arguments.number(1), largest, &context)
        case "ida_alloc_max": return allocate(ids, 0, try arguments.number(1), &context)
        case "ida_alloc_range":
            return allocate(ids, try arguments.number(1), try arguments.number(2), &context)
        case "ida_simple_get":
            // The end is excluded, and 0 means none.
            let end = try arguments.number(2)
            return allocate(ids, try arguments.number(1), end == 0 ? largest : end - 1, &context)
        case "ida_free", "ida_simple_remove":
            let note = Note("id", ids, index: try arguments.number(1))
            if context.state.notes.removeValue(forKey: note) == nil {
                context.report(
                    .refcountImbalance, "\(name): \(note.index) is freed, but was not allocated",
                    isLogged: true)
            }
        default:
            for note in context.state.notes.keys where note.topic == "id" && note.subject == ids {
                context.state.notes[note] = nil
            }
        }
        return .void
    }

    private func allocate(
        _ ids: Pointer, _ low: Int64, _ high: Int64, _ context: inout ShimContext
    ) -> Value {
        var number = low
        while number <= high, context.state.notes[Note("id", ids, index: number)] != nil { number += 1 }
        guard number <= high else { return .integer(Self.noSpace) }
        context.state.notes[Note("id", ids, index: number)] = .integer(1)
        return .integer(number)
    }
}
