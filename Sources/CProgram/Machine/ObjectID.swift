/// Which object a pointer points into. The number says where the object lives and which one it is
/// there; it is no address, and nothing but equality may be concluded from it.
public struct ObjectID: Hashable, Codable, Sendable, Comparable {
    /// Where objects live.
    enum Region: Int64, Sendable {
        /// Globals, static locals and strings of the program; the same in every state.
        case program
        /// What the environment laid out to last; never renumbered.
        case lasting
        /// What code allocated; renumbered by ``MachineState/canonical(roots:)``.
        case heap
        /// A local of a call under way, or of one that has ended.
        case local
    }

    private static let regionShift: Int64 = 60
    private static let slotBits: Int64 = 24

    /// Region and number in one.
    let raw: Int64

    init(_ region: Region, _ index: Int) {
        raw = region.rawValue << Self.regionShift | Int64(index)
    }

    /// A local: its place in the stack of locals, and a serial number that no other local has had.
    init(localSlot: Int, serial: Int) {
        self.init(.local, serial << Int(Self.slotBits) | localSlot)
    }

    var region: Region { Region(rawValue: raw >> Self.regionShift) ?? .program }
    var index: Int { Int(raw & (1 << Self.regionShift - 1)) }
    var localSlot: Int { index & (1 << Int(Self.slotBits) - 1) }

    /// Orders by region, then by number: program, lasting, heap, locals.
    public static func < (left: ObjectID, right: ObjectID) -> Bool { left.raw < right.raw }
}

/// A place in memory: an object and a distance from its start. The distance may lie outside the
/// object; only reading or writing there is undefined.
public struct Pointer: Hashable, Codable, Sendable, Comparable {
    /// The object.
    public var object: ObjectID
    /// Distance from the object's start in bytes.
    public var offset: Int

    /// Makes a pointer.
    public init(object: ObjectID, offset: Int = 0) {
        self.object = object
        self.offset = offset
    }

    /// The pointer moved by that many bytes.
    public func advanced(by bytes: Int) -> Pointer { Pointer(object: object, offset: offset &+ bytes) }

    /// Orders by object, then by offset; for a fixed order only, C knows no such thing.
    public static func < (left: Pointer, right: Pointer) -> Bool {
        (left.object, left.offset) < (right.object, right.offset)
    }
}
