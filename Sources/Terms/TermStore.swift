/// Makes terms and keeps each once. Every term is simplified as it is made (`Rules/`), so that most equalities of two
/// runs are the same place.
///
/// A store belongs to one comparison on one thread.
public final class TermStore {
    private struct Key: Hashable {
        var node: TermNode
        var width: Int
    }

    private var nodes: ContiguousArray<TermNode> = []
    private var widths: ContiguousArray<Int16> = []
    private var places: [Key: Term] = [:]
    private var memoryNodes: ContiguousArray<MemoryNode> = []
    private var memoryPlaces: [MemoryNode: Memory] = [:]
    private var objects: [AddressedObject] = []
    private var objectPlaces: [AddressedObject: Int] = [:]

    /// The largest number of terms; beyond it ``isFull`` is true and the comparison has to end.
    public let limit: Int

    /// Says of two addresses that what the callers access there has no byte in common, where types or times tell.
    public var areApart: ((Term, Term) -> Bool)?

    /// Addresses of accesses that need not be aligned as their widths ask for.
    public var looseAddresses: Set<Term> = []

    /// Makes a store without terms.
    public init(limit: Int = 2_000_000) {
        self.limit = limit
    }

    /// How many terms there are.
    public var count: Int { nodes.count }
    /// How often a term or memory was asked for, made anew or not.
    public private(set) var work = 0
    /// Whether there are more terms than a comparison may have, or more than ten times as many were asked for.
    public var isFull: Bool { nodes.count + memoryNodes.count > limit || work > 10 * limit }

    // MARK: Looking

    /// What a term is made of.
    public func node(_ term: Term) -> TermNode { nodes[Int(term.index)] }
    /// A term's width in bits.
    public func width(_ term: Term) -> Int { Int(widths[Int(term.index)]) }
    /// What memory is made of.
    public func node(_ memory: Memory) -> MemoryNode { memoryNodes[Int(memory.index)] }

    /// A constant's value, zero-extended; nil for other terms.
    public func constant(_ term: Term) -> UInt64? {
        if case .constant(let value) = node(term) { value } else { nil }
    }

    /// A constant's value, sign-extended; nil for other terms.
    public func signedConstant(_ term: Term) -> Int64? {
        constant(term).map { Self.signed($0, width(term)) }
    }

    // MARK: Leaves

    /// A constant of that width; the bits above it are dropped.
    public func constant(_ value: UInt64, _ width: Int) -> Term {
        intern(.constant(value & Self.mask(width)), width)
    }

    /// A bit.
    public func bit(_ isTrue: Bool) -> Term { constant(isTrue ? 1 : 0, 1) }

    /// A symbol.
    public func symbol(_ symbol: Symbol, _ width: Int) -> Term { intern(.symbol(symbol), width) }

    /// Where an object lies: 64 bits, a symbol that no other object has.
    public func address(of object: AddressedObject) -> Term {
        symbol(.address(number(of: object)), 64)
    }

    /// How many objects are known; they are numbered from 0.
    public var objectCount: Int { objects.count }

    /// The object of a ``Symbol/address(_:)``.
    public func object(_ number: Int) -> AddressedObject { objects[number] }

    /// The text of the string that has that number, or nil where it is no string's.
    public func stringObject(_ number: Int) -> String? {
        guard objects.indices.contains(number), case .string(let text) = objects[number] else { return nil }
        return text
    }

    /// The name of the function that has that number, or nil where it is no function's.
    public func functionObject(_ number: Int) -> String? {
        guard objects.indices.contains(number), case .function(let name) = objects[number] else { return nil }
        return name
    }

    /// The name of the global that has that number, or nil where it is no global's.
    public func globalObject(_ number: Int) -> String? {
        guard objects.indices.contains(number) else { return nil }
        switch objects[number] {
        case .global(let name), .ownGlobal(let name, _): return name
        default: return nil
        }
    }

    private func number(of object: AddressedObject) -> Int {
        if let known = objectPlaces[object] { return known }
        objects.append(object)
        objectPlaces[object] = objects.count - 1
        return objects.count - 1
    }

    /// Memory that no store has made.
    public func root(_ root: MemoryRoot) -> Memory { intern(.root(root)) }

    // MARK: Keeping

    func intern(_ node: TermNode, _ width: Int) -> Term {
        work += 1
        let key = Key(node: node, width: width)
        if let known = places[key] { return known }
        let term = Term(index: Int32(nodes.count))
        nodes.append(node)
        widths.append(Int16(width))
        places[key] = term
        return term
    }

    func intern(_ node: MemoryNode) -> Memory {
        work += 1
        if let known = memoryPlaces[node] { return known }
        let memory = Memory(index: Int32(memoryNodes.count))
        memoryNodes.append(node)
        memoryPlaces[node] = memory
        return memory
    }

    // MARK: Numbers

    /// The low bits of that width.
    static func mask(_ width: Int) -> UInt64 { width >= 64 ? .max : (1 << UInt64(width)) - 1 }

    /// A number of that width, sign-extended.
    static func signed(_ value: UInt64, _ width: Int) -> Int64 {
        guard width < 64 else { return Int64(bitPattern: value) }
        let shift = Int64(64 - width)
        return Int64(bitPattern: value << UInt64(shift)) >> shift
    }
}
