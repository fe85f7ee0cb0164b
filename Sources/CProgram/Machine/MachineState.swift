/// Everything that a run can see and change: memory, the locks that are held, and a ledger. A value:
/// copies share their storage until one of them is written to.
///
/// Compare states that went through ``canonical(roots:)``; others may differ in numbering alone.
public struct MachineState: Hashable, Sendable {
    /// The program whose globals it has, or nil for memory without a program.
    var image: Image?
    /// Globals that were written to, sorted by number; the rest stand in the image.
    var written: ContiguousArray<WrittenGlobal> = []
    /// What the environment laid out to last.
    var lasting: ContiguousArray<MemoryObject> = []
    /// What code allocated, freed objects included.
    var heap: ContiguousArray<MemoryObject> = []
    /// Locals of the calls under way that live in memory.
    var locals: ContiguousArray<MemoryObject> = []
    /// How many locals there have been, so that a dangling pointer never meets a new one.
    var localSerial = 0
    /// The ledger of shims and environment; see ``Note``.
    public var notes: [Note: Value] = [:]
    /// The locks that are held, in the order they were taken.
    public var heldLocks: [HeldLock] = []

    /// A global that no longer holds what the image says.
    struct WrittenGlobal: Hashable, Sendable {
        var index: Int
        var object: MemoryObject
    }

    /// Memory without a program.
    public init() { image = nil }

    init(_ image: Image) { self.image = image }

    /// Equal memory, notes and locks, of the same program.
    public static func == (left: MachineState, right: MachineState) -> Bool {
        left.image === right.image && left.heap == right.heap && left.lasting == right.lasting
            && left.written == right.written && left.locals == right.locals
            && left.localSerial == right.localSerial && left.notes == right.notes
            && left.heldLocks == right.heldLocks
    }

    /// Hashes memory, notes and locks.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(written)
        hasher.combine(lasting)
        hasher.combine(heap)
        hasher.combine(locals)
        hasher.combine(notes)
        hasher.combine(heldLocks)
    }

    /// Lays out a new object; where it is not zeroed, reading it before writing gives
    /// ``Value/uninitialized``. A local made so lasts until the next run ends.
    public mutating func allocate(bytes: Int, label: String, zeroed: Bool, kind: ObjectKind) -> Pointer {
        var object = MemoryObject(
            label: label, bytes: bytes, contents: Contents(zeroed ? .zero : .uninitialized))
        switch kind {
        case .static:
            lasting.append(object)
            return Pointer(object: ObjectID(.lasting, lasting.count - 1))
        case .heap:
            object.isHeap = true
            heap.append(object)
            return Pointer(object: ObjectID(.heap, heap.count - 1))
        case .local:
            return Pointer(object: pushLocal(object))
        }
    }

    mutating func pushLocal(_ object: MemoryObject) -> ObjectID {
        localSerial += 1
        locals.append(object)
        locals[locals.count - 1].serial = localSerial
        return ObjectID(localSlot: locals.count - 1, serial: localSerial)
    }

    /// Ends an object's life: what `kfree` does to memory.
    /// - Throws: ``Fault/undefined(_:)`` for a second time, a pointer into the middle, and what was
    ///   never allocated.
    public mutating func free(_ pointer: Pointer) throws(Fault) {
        let object = try object(pointer.object)
        guard !object.isFreed else { throw .undefined("\(object.label) is freed twice") }
        guard pointer.offset == 0 else {
            throw .undefined("\(object.place(pointer.offset)) is freed, which is not where it begins")
        }
        guard object.isHeap else { throw .undefined("\(object.label) is freed, but was never allocated") }
        heap[pointer.object.index].isFreed = true
        heap[pointer.object.index].contents = Contents(.uninitialized)
    }

    /// How a place is called in messages: `group+24`.
    public func describe(_ pointer: Pointer) -> String {
        guard let object = try? object(pointer.object) else { return "a local of a function that returned" }
        return object.place(pointer.offset)
    }

    /// Whether the object is there and has not been freed.
    public func isLive(_ pointer: Pointer) -> Bool {
        guard let object = try? object(pointer.object) else { return false }
        return !object.isFreed
    }

    /// The size of the object in bytes, or nil if it is gone.
    public func size(of pointer: Pointer) -> Int? { try? object(pointer.object).bytes }

    /// How many objects that code allocated have not been freed.
    public var liveObjectCount: Int { heap.count { !$0.isFreed } }

    /// How many objects were allocated and not yet dropped by ``canonical(roots:)``.
    var objectCount: Int { lasting.count + heap.count + locals.count }
}
