extension MachineState {
    /// Reads what stands at a place.
    /// - Throws: ``Fault`` outside the object, after its life, or where the contents are not known.
    public func read(_ pointer: Pointer, _ access: Access) throws(Fault) -> Value {
        try read(pointer, MemoryAccess(access))
    }

    /// Writes a value at a place, cut to the width of the access.
    /// - Throws: ``Fault`` outside the object, after its life, or into a string.
    public mutating func write(_ pointer: Pointer, _ value: Value, _ access: Access) throws(Fault) {
        try write(pointer, value, MemoryAccess(access))
    }

    func read(_ pointer: Pointer, _ access: MemoryAccess) throws(Fault) -> Value {
        let object = try object(pointer.object)
        let start = try object.start(pointer.offset, access.bitOffset, access.width)
        do {
            if access.form.kind == .aggregate {
                return .aggregate(try object.contents.slice(start, access.width))
            }
            return access.loaded(try object.contents.read(start, access.width))
        } catch {
            throw error.at(object.place(pointer.offset))
        }
    }

    mutating func write(_ pointer: Pointer, _ value: Value, _ access: MemoryAccess) throws(Fault) {
        let object = try object(pointer.object)
        let start = try object.start(pointer.offset, access.bitOffset, access.width)
        guard !object.isConstant else { throw .undefined("a string is written to") }
        switch value {
        case .pointer, .function:
            guard access.width >= 32 else {
                throw .unsupported("a pointer is stored in \(access.width) bits at \(describe(pointer))")
            }
            change(pointer.object) { $0.write(value, start, access.width) }
        case .aggregate(let contents):
            change(pointer.object) { $0.paste(contents, start, access.width) }
        case .void:
            change(pointer.object) { $0.write(.uninitialized, start, access.width) }
        case .integer, .uninitialized:
            change(pointer.object) { $0.write(value, start, access.width) }
        }
    }

    /// Fills bytes with zero or with nothing.
    mutating func fill(_ pointer: Pointer, bytes: Int, zeroed: Bool) throws(Fault) {
        let object = try object(pointer.object)
        guard bytes >= 0, bytes <= object.bytes else {
            throw .undefined("\(bytes) bytes are out of bounds: \(object.label) has \(object.bytes)")
        }
        let start = try object.start(pointer.offset, 0, bytes * 8)
        guard !object.isConstant else { throw .undefined("a string is written to") }
        change(pointer.object) { $0.write(zeroed ? .integer(0) : .uninitialized, start, bytes * 8) }
    }

    /// The object of that number.
    func object(_ id: ObjectID) throws(Fault) -> MemoryObject {
        let index = id.index
        switch id.region {
        case .heap:
            guard index < heap.count else { throw Self.foreign }
            return heap[index]
        case .lasting:
            guard index < lasting.count else { throw Self.foreign }
            return lasting[index]
        case .program:
            for global in written where global.index == index { return global.object }
            guard let image, index < image.objects.count else { throw Self.foreign }
            return image.objects[index]
        case .local:
            let slot = id.localSlot
            guard slot < locals.count, ObjectID(localSlot: slot, serial: locals[slot].serial) == id else {
                throw .undefined("a local is used after its function returned")
            }
            return locals[slot]
        }
    }

    private static let foreign = Fault.undefined("a pointer of another state is used")

    private mutating func change(_ id: ObjectID, _ body: (inout Contents) -> Void) {
        switch id.region {
        case .heap: body(&heap[id.index].contents)
        case .lasting: body(&lasting[id.index].contents)
        case .local: body(&locals[id.localSlot].contents)
        case .program:
            let place = written.firstIndex { $0.index >= id.index } ?? written.count
            if place == written.count || written[place].index != id.index, let image {
                written.insert(
                    WrittenGlobal(index: id.index, object: image.objects[id.index]), at: place)
            }
            body(&written[place].object.contents)
        }
    }
}

extension Fault {
    /// The fault with the place it happened at.
    func at(_ place: String) -> Fault {
        switch self {
        case .undefined(let reason): .undefined("\(reason), at \(place)")
        case .unsupported(let reason): .unsupported("\(reason): \(place)")
        }
    }
}

extension MachineState {
    /// Makes an object's size and contents unknown: it can be kept and freed, but not read.
    mutating func forget(_ pointer: Pointer) {
        guard pointer.object.region == .heap, pointer.object.index < heap.count else { return }
        heap[pointer.object.index].bytes = MemoryObject.unknownSize
        heap[pointer.object.index].contents = Contents(.unknown)
    }
}
