extension Execution {
    /// `__GFP_ZERO` (include/linux/gfp_types.h).
    static var zeroFlag: Int64 { 0x100 }
    /// Larger requests fail in every configuration of the kernel.
    static var largestAllocation: Int { 1 << 30 }

    /// Whether an allocation fails: a choice, if ``Limits/allocationMayFail`` says so.
    mutating func allocationFails(_ name: String) throws(Stop) -> Bool {
        guard limits.allocationMayFail else { return false }
        return try choose("\(name) fails in \(caller)", 2) == 1
    }

    /// Allocates or returns NULL.
    mutating func allocation(_ name: String, _ bytes: Int64, zeroed: Bool) throws(Stop) -> Value {
        // ZERO_SIZE_PTR (include/linux/slab.h): freeing it is fine, using it is not.
        if bytes == 0 { return .integer(16) }
        if bytes < 0 || bytes > Int64(Self.largestAllocation) { return .null }
        if try allocationFails(name) { return .null }
        return .pointer(try allocate(bytes: Int(bytes), label: name, zeroed: zeroed))
    }

    /// What `kfree` does: nothing for NULL and the empty allocation.
    mutating func deallocate(_ address: Value) throws(Stop) {
        if address == .integer(0) || address == .integer(16) { return }
        if address.isErrorPointer { throw .undefined("an error pointer is freed") }
        let pointer = try target(address)
        for held in state.heldLocks where held.lock.object == pointer.object {
            report(
                .lockImbalance,
                "\(state.describe(pointer)) is freed while \(state.describe(held.lock)) is held")
        }
        try free(pointer)
    }
}

/// `kmalloc` and its many names.
struct Allocations: Shim {
    /// Where the size stands, where the number of elements stands, where the flags stand.
    private struct Order {
        var size: Int
        var count: Int?
        var flags: Int
    }

    private static let orders: [String: Order] = {
        let plain = Order(size: 0, flags: 1)
        let array = Order(size: 1, count: 0, flags: 2)
        let ofCache = Order(size: 2, flags: 1)
        let managed = Order(size: 1, flags: 2)
        let table: [(Order, [String])] = [
            (
                plain,
                [
                    "kmalloc", "kzalloc", "kmalloc_node", "kzalloc_node", "kvmalloc", "kvzalloc",
                    "kvmalloc_node",
                    "kvzalloc_node", "__kmalloc", "__kmalloc_node", "kmalloc_large", "__kmalloc_large",
                ]
            ),
            (
                array,
                [
                    "kmalloc_array", "kcalloc", "kvmalloc_array", "kvcalloc", "kmalloc_array_node",
                    "kcalloc_node",
                ]
            ),
            (ofCache, ["kmalloc_trace", "kmem_cache_alloc_trace", "__kmalloc_cache"]),
            (managed, ["devm_kmalloc", "devm_kzalloc"]),
        ]
        var orders: [String: Order] = [:]
        for (order, names) in table {
            for name in names {
                orders[name] = order
                orders[name + "_noprof"] = order
            }
        }
        return orders
    }()

    static let names: [String] =
        orders.keys.sorted() + ["kfree", "kfree_sensitive", "kvfree", "kfree_const", "kmemdup"]

    func call(_ name: String, _ arguments: [Value], in context: inout ShimContext) throws(Stop) -> Value {
        if let order = Self.orders[name] { return try allocate(name, order, arguments, &context) }
        let address = try arguments.value(0)
        switch name {
        case "kmemdup":
            let bytes = try arguments.size(1)
            let copy = try context.allocation(name, Int64(bytes), zeroed: false)
            guard case .pointer = copy else { return copy }
            let contents = try context.read(address, .aggregate(bytes: bytes))
            try context.write(copy, contents, .aggregate(bytes: bytes))
            return copy
        case "kfree_const":
            if let pointer = address.pointer, pointer.object.region == .program { return .void }
            try context.deallocate(address)
        default: try context.deallocate(address)
        }
        return .void
    }

    private func allocate(
        _ name: String, _ order: Order, _ arguments: [Value], _ context: inout ShimContext
    ) throws(Stop) -> Value {
        var bytes = try arguments.number(order.size)
        if let count = order.count {
            let product = bytes.multipliedReportingOverflow(by: try arguments.number(count))
            if product.overflow { return .null }
            bytes = product.partialValue
        }
        let flags = try arguments.number(order.flags)
        let isZeroed =
            name.contains("zalloc") || name.contains("calloc") || flags & Execution.zeroFlag != 0
        let plainName = name.hasSuffix("_noprof") ? String(name.dropLast("_noprof".count)) : name
        return try context.allocation(plainName, bytes, zeroed: isZeroed)
    }
}

/// `struct kmem_cache`: objects of one size.
struct Caches: Shim {
    static let names = [
        "kmem_cache_create", "kmem_cache_destroy", "kmem_cache_alloc", "kmem_cache_alloc_noprof",
        "kmem_cache_zalloc", "kmem_cache_free",
    ]

    func call(_ name: String, _ arguments: [Value], in context: inout ShimContext) throws(Stop) -> Value {
        let first = try arguments.value(0)
        switch name {
        case "kmem_cache_create":
            let size = try arguments.size(1)
            let cache = try context.allocation(name, 8, zeroed: true)
            if let pointer = cache.pointer { context.setCount(Note("object size", pointer), Int64(size)) }
            return cache
        case "kmem_cache_destroy": if !first.isZero { try context.deallocate(first) }
        case "kmem_cache_free": try context.deallocate(try arguments.value(1))
        default:
            guard
                case .integer(let size) = context.state.notes[Note("object size", try context.target(first))]
            else { throw .unsupported("a kmem_cache that another unit made") }
            let flags = name == "kmem_cache_zalloc" ? Execution.zeroFlag : try arguments.number(1)
            return try context.allocation(
                "kmem_cache_alloc", size, zeroed: flags & Execution.zeroFlag != 0)
        }
        return .void
    }
}
