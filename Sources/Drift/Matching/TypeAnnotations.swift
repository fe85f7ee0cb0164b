import ABIModel

/// What types say beside what the compiler knows: in which address space a pointer points, in which order the bytes of a
/// number lie (`__le32`). Layout and calls are the same without it; sparse reads it, and whoever uses the value.
enum TypeAnnotations {
    /// How two types differ that are the same to the compiler.
    enum Change: Hashable {
        /// The bytes lie the other way round.
        case byteOrder
        /// Something is no longer said, or something else.
        case lost
        /// Something is said that was not.
        case gained
    }

    private static let marks: Set = [
        "__user", "__kernel", "__iomem", "__percpu", "__rcu", "__bitwise", "__nocast",
    ]

    private enum Order { case little, big }

    /// nil where nothing differs, or where the types do without these words as well.
    static func change(from old: String, to new: String, _ types: TypeText) -> Change? {
        guard old != new else { return nil }
        let before = words(TypeText.tokens(of: old).map { types.renames[$0] ?? $0 })
        let after = words(TypeText.tokens(of: new))
        guard before.bare == after.bare else { return nil }
        var kinds: Set<Change> = []
        for (first, second) in zip(before.orders, after.orders) where first != second {
            kinds.insert(second == nil ? .lost : first == nil ? .gained : .byteOrder)
        }
        for (first, second) in zip(before.marks, after.marks) where first != second {
            kinds.insert(first.isSubset(of: second) ? .gained : .lost)
        }
        return [.byteOrder, .lost, .gained].first { kinds.contains($0) }
    }

    /// What a type says beside what the compiler knows, in order: `__user`, `__le32`.
    static func words(in type: String) -> [String] {
        TypeText.tokens(of: type).filter { marks.contains($0) || ordered($0) != nil }
    }

    /// The type without these words.
    static func without(_ type: String) -> String {
        TypeText.tokens(of: type).filter { !marks.contains($0) }.joined(separator: " ")
    }

    /// The words of a type that the compiler knows, and before each of them, and behind the last, what else is said.
    private static func words(_ tokens: [String]) -> (bare: [String], marks: [Set<String>], orders: [Order?])
    {
        var bare: [String] = []
        var found: [Set<String>] = [[]]
        var orders: [Order?] = []
        for token in tokens {
            if marks.contains(token) {
                found[found.count - 1].insert(token)
                continue
            }
            let number = ordered(token)
            bare.append(number?.width ?? plain[token] ?? token)
            orders.append(number?.order)
            found.append([])
        }
        return (bare, found, orders)
    }

    /// `__le32`, `__be16` (`include/uapi/linux/types.h`).
    private static func ordered(_ token: String) -> (order: Order, width: String)? {
        guard let width = plain["__u" + token.dropFirst(4)], width != "8" else { return nil }
        if token.hasPrefix("__le") { return (.little, width) }
        return token.hasPrefix("__be") ? (.big, width) : nil
    }

    /// The width of unsigned numbers in bits, by their names.
    private static let plain: [String: String] = {
        var names: [String: String] = [:]
        for width in ["16", "32", "64"] {
            for name in ["__u\(width)", "u\(width)", "uint\(width)_t", "u_int\(width)_t"] {
                names[name] = width
            }
        }
        return names
    }()
}
