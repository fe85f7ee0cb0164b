import Testing

@testable import CProgram

@Suite("Memory")
struct MemoryTests {
    /// A machine state with one object of 16 bytes.
    private func object(zeroed: Bool = true, bytes: Int = 16) -> (MachineState, Pointer) {
        var state = MachineState()
        let pointer = state.allocate(bytes: bytes, label: "group", zeroed: zeroed, kind: .heap)
        return (state, pointer)
    }

    private func reason(_ body: () throws(Fault) -> Void) -> String {
        do { try body() } catch {
            switch error {
            case .undefined(let reason): return "undefined: \(reason)"
            case .unsupported(let reason): return "unsupported: \(reason)"
            }
        }
        return ""
    }

    @Test("bytes of an integer are read and written on their own, lowest first")
    func bytes() throws {
        var (state, pointer) = object()
        try state.write(pointer, .integer(0x1122_3344), Access(u32))
        #expect(try state.read(pointer, Access(u8)) == .integer(0x44))
        #expect(try state.read(pointer.advanced(by: 3), Access(u8)) == .integer(0x11))
        try state.write(pointer.advanced(by: 1), .integer(0xaa), Access(u8))
        #expect(try state.read(pointer, Access(u32)) == .integer(0x1122_aa44))
        #expect(try state.read(pointer.advanced(by: 2), Access(u64)) == .integer(0x1122))
    }

    @Test("the access says how an integer is extended")
    func extends() throws {
        var (state, pointer) = object()
        try state.write(pointer, .integer(-1), Access(i32))
        #expect(try state.read(pointer, Access(u32)) == .integer(0xffff_ffff))
        #expect(try state.read(pointer, Access(i8)) == .integer(-1))
        #expect(try state.read(pointer, Access(u64)) == .integer(0xffff_ffff))
    }

    @Test("bit-fields share a word")
    func bitFields() throws {
        var (state, pointer) = object()
        func field(_ offset: Int, _ width: Int, _ type: ValueType = u32) -> Access {
            Access(type, bitField: .init(offset: offset, width: width))
        }
        try state.write(pointer, .integer(1), field(0, 1))
        try state.write(pointer, .integer(0b101), field(1, 3))
        try state.write(pointer, .integer(7), field(4, 2, i32))
        #expect(try state.read(pointer, Access(u32)) == .integer(0b111011))
        #expect(try state.read(pointer, field(4, 2, i32)) == .integer(-1))
        #expect(try state.read(pointer, field(1, 3)) == .integer(5))
        try state.write(pointer, .integer(0), field(1, 3))
        #expect(try state.read(pointer, Access(u8)) == .integer(0b110001))
    }

    @Test("a pointer is read whole or not at all")
    func pointers() throws {
        var (state, pointer) = object()
        try state.write(pointer, .pointer(pointer), Access(ptr))
        #expect(try state.read(pointer, Access(u64)) == .pointer(pointer))
        #expect(
            reason { () throws(Fault) in _ = try state.read(pointer, Access(u32)) }
                == "undefined: a part of a pointer is read as an integer, at group")
        try state.write(pointer, .integer(1), Access(u8))
        #expect(try state.read(pointer, Access(u8)) == .integer(1))
        #expect(try state.read(pointer, Access(u64)) == .uninitialized)
    }

    @Test("outside, after its life, twice freed, in the middle")
    func faults() throws {
        var (state, pointer) = object()
        let beyond = pointer.advanced(by: 13)
        #expect(
            reason { () throws(Fault) in _ = try state.read(beyond, Access(u32)) }
                == "undefined: group+13 is out of bounds: group has 16 bytes")
        #expect(
            reason { () throws(Fault) in _ = try state.read(pointer.advanced(by: -1), Access(u8)) }
                == "undefined: group-1 is out of bounds: group has 16 bytes")
        #expect(
            reason { () throws(Fault) in try state.free(beyond) }
                == "undefined: group+13 is freed, which is not where it begins")
        try state.free(pointer)
        #expect(
            reason { () throws(Fault) in try state.write(pointer, .zero, Access(u8)) }
                == "undefined: group is used after it was freed")
        #expect(reason { () throws(Fault) in try state.free(pointer) } == "undefined: group is freed twice")
        let lasting = state.allocate(bytes: 4, label: "d0", zeroed: true, kind: .static)
        #expect(
            reason { () throws(Fault) in try state.free(lasting) }
                == "undefined: d0 is freed, but was never allocated")
    }

    @Test("structures are copied with what is not written in them")
    func aggregates() throws {
        var (state, source) = object(zeroed: false)
        try state.write(source, .integer(5), Access(i32))
        try state.write(source.advanced(by: 8), .pointer(source), Access(ptr))
        let copy = state.allocate(bytes: 16, label: "copy", zeroed: true, kind: .heap)
        let whole = Access(.aggregate(bytes: 16))
        try state.write(copy, state.read(source, whole), whole)
        #expect(try state.read(copy, Access(i32)) == .integer(5))
        #expect(try state.read(copy.advanced(by: 4), Access(i32)) == .uninitialized)
        #expect(try state.read(copy.advanced(by: 8), Access(ptr)) == .pointer(source))
        let inner = Access(.aggregate(bytes: 4))
        try state.write(copy.advanced(by: 4), state.read(copy, inner), inner)
        #expect(try state.read(copy.advanced(by: 4), Access(i32)) == .integer(5))
    }

    @Test("zeroes written over zeroes leave no trace; equal memory is equal")
    func normalForm() throws {
        let (fresh, _) = object()
        var (state, pointer) = object()
        try state.write(pointer, .integer(7), Access(u64))
        #expect(state != fresh)
        try state.write(pointer, .integer(0), Access(u64))
        #expect(state == fresh)
        #expect(state.hashValue == fresh.hashValue)
    }

    @Test("random writes read back as from plain bytes")
    func againstBytes() throws {
        var random = SplitMix(state: 7)
        for _ in 0..<200 {
            var (state, pointer) = object(zeroed: random.next() % 2 == 0)
            try state.write(pointer, .aggregate(Contents(.zero)), Access(.aggregate(bytes: 16)))
            var plain = [UInt8](repeating: 0, count: 16)
            for _ in 0..<20 {
                let bytes = [1, 2, 4, 8][Int(random.next() % 4)]
                let offset = Int(random.next() % UInt64(17 - bytes))
                let number = Int64(bitPattern: random.next())
                let type = ValueType.integer(bits: bytes * 8, signed: random.next() % 2 == 0)
                try state.write(pointer.advanced(by: offset), .integer(number), Access(type))
                for index in 0..<bytes {
                    plain[offset + index] = UInt8(truncatingIfNeeded: number >> (8 * index))
                }
            }
            for (offset, byte) in plain.enumerated() {
                #expect(try state.read(pointer.advanced(by: offset), Access(u8)) == .integer(Int64(byte)))
            }
        }
    }
}

/// A generator of numbers that are the same in every run.
struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
