/// How long an object lives, and who ends it.
public enum ObjectKind: String, Hashable, Codable, Sendable {
    /// As long as the program; its ``ObjectID`` is never renumbered.
    case `static`
    /// Until it is freed.
    case heap
    /// Until its function returns.
    case local
}

/// An object in memory.
struct MemoryObject: Hashable, Sendable {
    /// The size of an object whose type is incomplete here: large enough for any offset.
    static let unknownSize = 1 << 40

    /// What it is called in messages: a variable's name, `kmalloc`, …
    var label: String
    /// Its size in bytes.
    var bytes: Int
    var contents: Contents
    /// Whether `kfree` may end it.
    var isHeap = false
    /// Whether it is a string that nobody may write to.
    var isConstant = false
    /// Whether it has been freed: a tombstone, so that using it afterwards is seen.
    var isFreed = false
    /// For a local, its serial number; else 0.
    var serial = 0

    /// Where an access begins in bits, once it is known to lie inside.
    func start(_ offset: Int, _ bitOffset: Int, _ width: Int) throws(Fault) -> Int {
        guard !isFreed else { throw .undefined("\(place(offset)) is used after it was freed") }
        guard offset >= 0, offset <= bytes, offset * 8 + bitOffset + width <= bytes * 8 else {
            throw .undefined("\(place(offset)) is out of bounds: \(label) has \(bytes) bytes")
        }
        return offset * 8 + bitOffset
    }

    func place(_ offset: Int) -> String {
        if offset == 0 { return label }
        return offset > 0 ? "\(label)+\(offset)" : "\(label)\(offset)"
    }
}
