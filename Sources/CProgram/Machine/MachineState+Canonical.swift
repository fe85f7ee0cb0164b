extension MachineState {
    /// The same state without what nobody can reach, its heap numbered in the order in which it is
    /// found from the roots: equal states become equal values.
    ///
    /// Roots are `roots`, objects of the environment that last, globals, held locks, and notes about
    /// anything but heap objects; a note about a heap object lives as long as the object is reached. A
    /// pointer into the heap that the caller keeps is renumbered too: see ``canonical(renaming:)``.
    public func canonical(roots: [Pointer] = []) -> MachineState {
        var roots = roots
        return canonical(renaming: &roots)
    }

    /// As ``canonical(roots:)``, and gives the roots their new numbers.
    public func canonical(renaming roots: inout [Pointer]) -> MachineState {
        var result = self
        result.locals = []
        result.localSerial = 0
        if heap.isEmpty, localSerial == 0 { return result }
        var walk = HeapWalk(self)
        for root in roots { walk.reach(.pointer(root)) }
        walk.run()
        roots = roots.map(walk.renamed)
        result.heap = ContiguousArray(walk.order.map { walk.renamed(heap[$0]) })
        result.lasting = ContiguousArray(lasting.map { walk.renamed($0) })
        for index in result.written.indices {
            result.written[index].object = walk.renamed(written[index].object)
        }
        result.heldLocks = heldLocks.map { HeldLock(walk.renamed($0.lock), $0.mode) }
        result.notes = [:]
        for (note, value) in notes {
            guard let kept = walk.renamed(note) else { continue }
            result.notes[kept] = walk.renamed(value)
        }
        return result
    }
}

/// Finds heap objects in an order that does not depend on how they were numbered.
private struct HeapWalk {
    /// All locals that are gone look alike.
    static let deadLocal = ObjectID(localSlot: 0, serial: 0)

    let state: MachineState
    /// Old numbers in the order of discovery.
    var order: [Int] = []
    /// Old number to new number, -1 if not reached.
    var numbers: [Int]
    /// Notes about each heap object, ordered by topic, offset and index, but not by number.
    var notesOfHeap: [Int: [Note]] = [:]

    init(_ state: MachineState) {
        self.state = state
        numbers = Array(repeating: -1, count: state.heap.count)
    }

    mutating func run() {
        var others: [Note] = []
        for note in state.notes.keys {
            if let object = note.subject?.object, object.region == .heap {
                notesOfHeap[object.index, default: []].append(note)
            } else {
                others.append(note)
            }
        }
        for lock in state.heldLocks { reach(.pointer(lock.lock)) }
        for object in state.lasting { reach(object) }
        for global in state.written { reach(global.object) }
        for note in others.sorted() { reach(state.notes[note] ?? .void) }
        var next = 0
        while next < order.count {
            let old = order[next]
            reach(state.heap[old])
            for note in (notesOfHeap[old] ?? []).sorted() { reach(state.notes[note] ?? .void) }
            next += 1
        }
    }

    mutating func reach(_ object: MemoryObject) {
        for cell in object.contents.cells { reach(cell.value) }
    }

    mutating func reach(_ value: Value) {
        switch value {
        case .pointer(let pointer):
            guard pointer.object.region == .heap else { return }
            let old = pointer.object.index
            guard old < numbers.count, numbers[old] < 0 else { return }
            numbers[old] = order.count
            order.append(old)
        case .aggregate(let contents):
            for cell in contents.cells { reach(cell.value) }
        default: break
        }
    }

    func renamed(_ pointer: Pointer) -> Pointer {
        switch pointer.object.region {
        case .heap:
            let old = pointer.object.index
            guard old < numbers.count, numbers[old] >= 0 else { return pointer }
            return Pointer(object: ObjectID(.heap, numbers[old]), offset: pointer.offset)
        case .local: return Pointer(object: Self.deadLocal, offset: pointer.offset)
        case .program, .lasting: return pointer
        }
    }

    func renamed(_ value: Value) -> Value {
        switch value {
        case .pointer(let pointer): return .pointer(renamed(pointer))
        case .aggregate(let contents): return .aggregate(renamed(contents))
        default: return value
        }
    }

    func renamed(_ contents: Contents) -> Contents {
        var result = contents
        for index in contents.cells.indices {
            let value = renamed(contents.cells[index].value)
            if value != contents.cells[index].value { result.cells[index].value = value }
        }
        return result
    }

    func renamed(_ object: MemoryObject) -> MemoryObject {
        var result = object
        result.contents = renamed(object.contents)
        return result
    }

    /// The note, or nil if its object is not reached.
    func renamed(_ note: Note) -> Note? {
        guard let subject = note.subject else { return note }
        if subject.object.region == .heap, numbers[subject.object.index] < 0 { return nil }
        return Note(note.topic, renamed(subject), index: note.index)
    }
}
