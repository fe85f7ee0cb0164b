/// `atomic_t`, `atomic64_t` and `atomic_long_t`. With one thread of control an atomic operation is
/// a plain one, whatever its ordering.
struct Atomics: Shim {
    private static let operations = [
        "read", "set", "add", "sub", "inc", "dec", "and", "or", "xor", "andnot", "add_return", "sub_return",
        "inc_return", "dec_return", "fetch_add", "fetch_sub", "fetch_inc", "fetch_dec", "fetch_and",
        "fetch_or",
        "fetch_xor", "sub_and_test", "inc_and_test", "dec_and_test", "add_negative", "inc_not_zero",
        "add_unless", "fetch_add_unless", "dec_if_positive", "inc_unless_negative", "xchg", "cmpxchg",
        "try_cmpxchg",
    ]
    private static let prefixes = ["atomic_", "atomic64_", "atomic_long_"]
    private static let orderings = ["_relaxed", "_acquire", "_release"]

    static let names: [String] = {
        var names: [String] = []
        for prefix in prefixes {
            for operation in operations {
                for name in [prefix + operation, "raw_" + prefix + operation] {
                    names.append(name)
                    for ordering in orderings { names.append(name + ordering) }
                }
            }
        }
        return names
    }()

    func call(_ name: String, _ arguments: [Value], in context: inout ShimContext) throws(Stop) -> Value {
        let (operation, type) = Self.parts(of: name, context.pointerType.bits)
        var call = AtomicCall(type: type, arguments: arguments)
        return try call.run(operation, &context)
    }

    private static func parts(of name: String, _ longBits: Int) -> (operation: Substring, type: ValueType) {
        var rest = name[...]
        if rest.hasPrefix("raw_") { rest = rest.dropFirst(4) }
        var bits = 32
        if rest.hasPrefix("atomic64_") {
            bits = 64
            rest = rest.dropFirst("atomic64_".count)
        } else if rest.hasPrefix("atomic_long_") {
            bits = longBits
            rest = rest.dropFirst("atomic_long_".count)
        } else {
            rest = rest.dropFirst("atomic_".count)
        }
        for ordering in orderings where rest.hasSuffix(ordering) { rest = rest.dropLast(ordering.count) }
        return (rest, .integer(bits: bits, signed: true))
    }
}

/// One atomic operation.
private struct AtomicCall {
    let type: ValueType
    let arguments: [Value]
    var old: Int64 = 0

    init(type: ValueType, arguments: [Value]) {
        self.type = type
        self.arguments = arguments
    }

    mutating func run(_ operation: Substring, _ context: inout ShimContext) throws(Stop) -> Value {
        switch operation {
        case "read": return .integer(try load(0, context))
        case "set":
            try context.write(arguments.value(0), .integer(arguments.number(1)), type)
            return .void
        case "xchg":
            old = try load(0, context)
            return try store(arguments.number(1), at: 0, old, &context)
        case "cmpxchg":
            old = try load(0, context)
            return try store(old == arguments.number(1) ? arguments.number(2) : old, at: 0, old, &context)
        case "try_cmpxchg":
            old = try load(0, context)
            if try load(1, context) == old { return try store(arguments.number(2), at: 0, 1, &context) }
            return try store(old, at: 1, 0, &context)
        case "add_unless", "fetch_add_unless", "inc_not_zero", "dec_if_positive", "inc_unless_negative":
            return try conditional(operation, &context)
        default: return try unconditional(operation, &context)
        }
    }

    private func load(_ index: Int, _ context: ShimContext) throws(Stop) -> Int64 {
        switch try context.read(arguments.value(index), type) {
        case .integer(let number): return number
        case .uninitialized: throw .undefined("a counter is used before it was set")
        default: throw .unsupported("a counter that holds an address")
        }
    }

    /// Stores a number; the result of the call is `result`.
    private func store(
        _ number: Int64, at index: Int, _ result: Int64, _ context: inout ShimContext
    ) throws(Stop) -> Value {
        try context.write(arguments.value(index), .integer(Form(type).held(number)), type)
        return .integer(Form(type).held(result))
    }

    private mutating func conditional(
        _ operation: Substring, _ context: inout ShimContext
    ) throws(Stop) -> Value {
        old = try load(0, context)
        switch operation {
        case "inc_not_zero": return try store(old == 0 ? 0 : old &+ 1, at: 0, old == 0 ? 0 : 1, &context)
        case "inc_unless_negative":
            return try store(old < 0 ? old : old &+ 1, at: 0, old < 0 ? 0 : 1, &context)
        case "dec_if_positive": return try store(old > 0 ? old - 1 : old, at: 0, old &- 1, &context)
        default:
            let isMet = try old != arguments.number(2)
            let new = isMet ? old &+ (try arguments.number(1)) : old
            return try store(new, at: 0, operation == "add_unless" ? (isMet ? 1 : 0) : old, &context)
        }
    }

    /// `[fetch_]operation[_return|_and_test|_negative]`
    private mutating func unconditional(
        _ operation: Substring, _ context: inout ShimContext
    ) throws(Stop) -> Value {
        var word = operation
        let isFetch = word.hasPrefix("fetch_")
        if isFetch { word = word.dropFirst("fetch_".count) }
        let base = word.prefix { $0 != "_" }
        let isStep = base == "inc" || base == "dec"
        let place = isStep ? 0 : 1
        old = try load(place, context)
        let number = isStep ? 1 : try arguments.number(0)
        let new: Int64
        switch base {
        case "add", "inc": new = old &+ number
        case "sub", "dec": new = old &- number
        case "and": new = old & number
        case "or": new = old | number
        case "xor": new = old ^ number
        default: new = old & ~number
        }
        let held = Form(type).held(new)
        let result: Int64
        if isFetch {
            result = old
        } else if word.hasSuffix("_and_test") {
            result = held == 0 ? 1 : 0
        } else if word.hasSuffix("_negative") {
            result = held < 0 ? 1 : 0
        } else {
            result = held
        }
        return try store(new, at: place, result, &context)
    }
}
