import CProgram
import Terms

/// A global that nobody writes to and whose initialiser is known: `static const int gains[] = { 1, 2, 4 }`.
package struct ConstantTable: Hashable {
    /// A part of it.
    package struct Part: Hashable {
        /// What stands in a part.
        package enum Content: Hashable {
            case number(UInt64)
            /// The address of an object, and a distance from it in bytes.
            case object(AddressedObject, Int64)
        }

        /// Distance from the start, in bytes.
        package var offset: Int
        /// Its size, in bytes.
        package var bytes: Int
        package var content: Content
    }

    /// Its size, in bytes.
    package var bytes: Int
    /// What is not zero, in order.
    package var parts: [Part]

    /// Reads a global; nil where it is not constant, or where a part of it is no number and no address.
    package init?(_ global: GlobalVariable) {
        guard let list = global.initializer, global.bytes > 0, Self.isConstant(global.spelling),
            !global.attributes.contains(where: { $0.hasPrefix("weak") || $0.hasPrefix("alias") })
        else {
            return nil
        }
        bytes = global.bytes
        parts = []
        for part in list {
            guard part.access.bitField == nil, part.access.type.bits % 8 == 0, part.access.type.bits <= 64,
                let content = Self.content(part.value)
            else { return nil }
            let size = part.access.type.bits / 8
            parts.removeAll { $0.offset < part.offset + size && part.offset < $0.offset + $0.bytes }
            parts.append(Part(offset: part.offset, bytes: size, content: content))
        }
        parts.sort { $0.offset < $1.offset }
    }

    /// The part that a byte lies in, or nil where it is zero.
    package func part(at offset: Int) -> Part? {
        var low = 0
        var high = parts.count
        while low < high {
            let middle = (low + high) / 2
            if parts[middle].offset + parts[middle].bytes <= offset {
                low = middle + 1
            } else {
                high = middle
            }
        }
        guard low < parts.count, parts[low].offset <= offset else { return nil }
        return parts[low]
    }

    /// Whether the outermost type, or what an array is of, is `const`.
    package static func isConstant(_ spelling: String) -> Bool {
        // A pointer to a function names its own qualifiers in the first parentheses: `int (*const)(char *)`.
        let own = spelling.range(of: "(*").map { start in
            "*" + spelling[start.upperBound...].prefix { $0 != ")" }
        }
        let text = own ?? spelling
        func words(_ text: Substring) -> [Substring] {
            text.split { !($0.isLetter || $0.isNumber || $0 == "_") }
        }
        guard let star = text.lastIndex(of: "*") else {
            return text.hasPrefix("const ") && !words(text[...]).contains("volatile")
        }
        let qualifiers = words(text[star...])
        return qualifiers.contains("const") && !qualifiers.contains("volatile")
    }

    private static func content(_ value: Expression) -> Part.Content? {
        switch value.kind {
        case .integer(let number): return .number(UInt64(bitPattern: number))
        case .string(let text): return .object(.string(text), 0)
        case .global(let name): return .object(.global(name), 0)
        case .function(let name): return .object(.function(name), 0)
        case .offset(let base, let bytes):
            guard case .object(let object, let distance)? = content(base),
                case .integer(let more) = bytes.kind
            else {
                return nil
            }
            return .object(object, distance + more)
        case .convert(let inner):
            guard value.type.bits >= inner.type.bits || value.type.bits == 64 else { return nil }
            if case .number(let number)? = content(inner) {
                return .number(UInt64(bitPattern: Form(value.type).held(Int64(bitPattern: number))))
            }
            return content(inner)
        default: return nil
        }
    }
}

/// Functions that give back memory that nobody has: its address is none that was known before.
package enum FreshMemory {
    private static let names: Set<String> = [
        "kmalloc", "__kmalloc", "kzalloc", "kcalloc", "kmalloc_array", "kmalloc_trace", "kmem_cache_alloc",
        "kmem_cache_zalloc", "kmem_cache_alloc_trace", "__kmalloc_node", "kzalloc_node", "kvmalloc",
        "kvzalloc",
        "kvmalloc_node", "kvcalloc", "vmalloc", "vzalloc", "kmemdup", "kstrdup", "kstrndup", "kasprintf",
        "devm_kmalloc", "devm_kzalloc", "devm_kcalloc", "devm_kmemdup", "devm_kstrdup", "devm_kasprintf",
        "__kmalloc_noprof", "__kmalloc_cache_noprof", "kmem_cache_alloc_noprof", "devm_kmalloc_noprof",
        "kmemdup_noprof", "kvmalloc_node_noprof", "vmalloc_noprof", "vzalloc_noprof", "dma_alloc_coherent",
    ]

    /// Whether a function of that name gives such memory.
    package static func gives(_ name: String) -> Bool { names.contains(name) }
}

/// Functions that give back memory full of zeroes.
package enum ZeroingAllocation {
    /// The place of the size among the arguments, and, for arrays, that of the number of elements.
    private static let sizes: [String: (size: Int, count: Int?)] = [
        "kzalloc": (0, nil), "vzalloc": (0, nil), "kvzalloc": (0, nil), "kzalloc_node": (0, nil),
        "devm_kzalloc": (1, nil), "kcalloc": (1, 0), "kvcalloc": (1, 0), "devm_kcalloc": (2, 1),
    ]
    /// Those whose flags say so: the places of size and flags.
    private static let flagged: [String: (size: Int, flags: Int)] = [
        "kmalloc": (0, 1), "__kmalloc": (0, 1), "kmalloc_trace": (2, 1), "kmem_cache_alloc_trace": (2, 1),
        "__kmalloc_node": (0, 1), "devm_kmalloc": (1, 2), "kvmalloc_node": (0, 1), "__kmalloc_noprof": (0, 1),
        "__kmalloc_cache_noprof": (2, 1), "devm_kmalloc_noprof": (1, 2),
    ]
    /// `__GFP_ZERO`.
    private static let zeroFlag: UInt64 = 0x100
    private static let limit: UInt64 = 1024

    /// How many bytes are zero behind the pointer that such a call gives back; nil for other calls, and where that is not
    /// known or more than 1,024 bytes.
    package static func bytes(_ name: String, _ arguments: [UInt64?]) -> Int? {
        func argument(_ index: Int) -> UInt64? { index < arguments.count ? arguments[index] : nil }
        var bytes: UInt64?
        if let (size, count) = sizes[name] {
            bytes = argument(size)
            if let count {
                bytes = argument(count).flatMap { number in
                    bytes.map { $0.multipliedReportingOverflow(by: number).partialValue }
                }
            }
        } else if let (size, flags) = flagged[name], let word = argument(flags), word & zeroFlag != 0 {
            bytes = argument(size)
        }
        guard let bytes, bytes <= limit else { return nil }
        return Int(bytes)
    }
}
