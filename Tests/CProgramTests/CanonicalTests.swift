import Testing

@testable import CProgram

@Suite("Canonical states")
struct CanonicalTests {
    /// Two nodes on the heap, hanging on an object of the environment, allocated in either order.
    private func pair(swapped: Bool, garbage: Int = 0) throws -> MachineState {
        var state = MachineState()
        let root = state.allocate(bytes: 16, label: "root", zeroed: true, kind: .static)
        for _ in 0..<garbage { _ = state.allocate(bytes: 8, label: "node", zeroed: true, kind: .heap) }
        var nodes = (0..<2).map { _ in state.allocate(bytes: 8, label: "node", zeroed: true, kind: .heap) }
        if swapped { nodes.reverse() }
        for (index, node) in nodes.enumerated() {
            try state.write(node, .integer(Int64(index)), Access(i32))
            try state.write(root.advanced(by: index * 8), .pointer(node), Access(ptr))
            state.notes[.references(node)] = .integer(Int64(index) + 1)
        }
        return state
    }

    @Test("the order of allocation and what is unreachable make no difference")
    func merges() throws {
        let plain = try pair(swapped: false)
        let other = try pair(swapped: true, garbage: 3)
        #expect(plain != other)
        #expect(plain.canonical() == other.canonical())
        #expect(plain.canonical().hashValue == other.canonical().hashValue)
        #expect(other.canonical().heap.count == 2)
        #expect(other.canonical().canonical() == other.canonical())
    }

    @Test("what differs stays different")
    func keepsDifferences() throws {
        var other = try pair(swapped: true)
        other.notes[Note("attached", nil)] = .integer(1)
        #expect(other.canonical() != (try pair(swapped: false)).canonical())
    }

    @Test("a cycle on the heap, reached by a root that the caller keeps")
    func cycle() throws {
        var state = MachineState()
        _ = state.allocate(bytes: 8, label: "lost", zeroed: true, kind: .heap)
        let first = state.allocate(bytes: 8, label: "a", zeroed: true, kind: .heap)
        let second = state.allocate(bytes: 8, label: "b", zeroed: true, kind: .heap)
        try state.write(first, .pointer(second.advanced(by: 4)), Access(ptr))
        try state.write(second, .pointer(first), Access(ptr))
        var roots = [second]
        let canonical = state.canonical(renaming: &roots)
        #expect(canonical.heap.count == 2)
        #expect(canonical.describe(roots[0]) == "b")
        let next = try #require(try canonical.read(roots[0], Access(ptr)).pointer)
        #expect(canonical.describe(next) == "a")
        #expect(try canonical.read(next, Access(ptr)).pointer == roots[0].advanced(by: 4))
    }

    @Test("notes keep alive what they hold, not what they are about; locks keep alive")
    func notesAndLocks() {
        var state = MachineState()
        let nodes = (0..<4).map { index in
            state.allocate(bytes: 8, label: "n\(index)", zeroed: true, kind: .heap)
        }
        state.notes[Note("about", nodes[0])] = .pointer(nodes[1])
        state.notes[Note("holds")] = .pointer(nodes[2])
        state.heldLocks = [HeldLock(nodes[3].advanced(by: 4), .mutex)]
        let canonical = state.canonical()
        #expect(canonical.heap.map(\.label) == ["n3", "n2"])
        #expect(canonical.notes.count == 1)
        #expect(canonical.describe(canonical.heldLocks[0].lock) == "n3+4")
    }

    @Test("a freed object that is still pointed to stays freed")
    func dangling() throws {
        var state = MachineState()
        let root = state.allocate(bytes: 8, label: "root", zeroed: true, kind: .static)
        let node = state.allocate(bytes: 8, label: "node", zeroed: true, kind: .heap)
        try state.write(root, .pointer(node), Access(ptr))
        try state.free(node)
        let canonical = state.canonical()
        let pointer = try #require(try canonical.read(root, Access(ptr)).pointer)
        #expect(!canonical.isLive(pointer))
    }
}
