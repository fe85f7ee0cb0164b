import CProgram
import SymbolicExecution

/// Memory: bytes at addresses, and what a case takes to lie there.
extension CaseRun {
    func check(_ address: UInt64) throws(Stop) {
        if address < 4096 { throw .trap("a null pointer is dereferenced") }
        if address >= 0 &- 4095 { throw .trap("an error pointer is dereferenced") }
    }

    func byte(_ address: UInt64) -> UInt8 {
        if let constant = constants.byte(address) { return constant }
        if let known = memory[address] { return known }
        if AddressLayout.isLocal(address) { return 0xa5 }
        return literal(address) ?? lazy?.memory[address] ?? 0
    }

    func literal(_ address: UInt64) -> UInt8? {
        guard address >= AddressLayout.globalBase else { return nil }
        let number = Int((address - AddressLayout.globalBase) / AddressLayout.spacing)
        let offset = Int((address - AddressLayout.globalBase) % AddressLayout.spacing)
        guard let text = layout.store.stringObject(number) else { return nil }
        let bytes = Array(text.utf8)
        return offset < bytes.count ? bytes[offset] : 0
    }

    /// Whether the case says what stands at an address, or the side itself does.
    func isKnown(_ address: UInt64) -> Bool {
        memory[address] != nil || AddressLayout.isLocal(address) || constants.byte(address) != nil
            || literal(address) != nil
    }

    /// The number that stands at an address, or nil where a byte of it is not known.
    func present(_ address: UInt64, _ form: Form) -> UInt64? {
        let places = (0..<max(form.bits / 8, 1)).map { address &+ UInt64($0) }
        guard places.count <= 8, places.allSatisfy({ memory[$0] != nil || lazy?.memory[$0] != nil }) else {
            return nil
        }
        return places.reversed().reduce(0) { $0 << 8 | UInt64(byte($1)) }
    }

    /// A byte of a text.
    ///
    /// - Parameter other: where the byte stands that it is compared with.
    func letter(_ address: UInt64, near other: UInt64? = nil) throws(Stop) -> UInt64 {
        if address >= 4096, address < 0 &- 4095, !isKnown(address), let lazy {
            let isOtherKnown = other.map { isKnown($0) || lazy.memory[$0] != nil } == true
            lazy.fill(address, other: isOtherKnown ? other.map(byte) : nil)
        }
        return try read(address, bytes: 1)
    }

    func read(_ address: UInt64, bytes: Int) throws(Stop) -> UInt64 {
        try check(address)
        return (0..<bytes).reduce(0) { $0 | UInt64(byte(address &+ UInt64($1))) << UInt64(8 * $1) }
    }

    mutating func write(_ address: UInt64, bytes: Int, _ value: UInt64) throws(Stop) {
        try check(address)
        for index in 0..<bytes {
            memory[address &+ UInt64(index)] = UInt8(truncatingIfNeeded: value >> UInt64(8 * index))
            written.insert(address &+ UInt64(index))
        }
    }

    /// Notes that what follows shows nothing.
    mutating func doubt() {
        if trace.credibleEvents == nil { trace.credibleEvents = trace.events.count { $0.kind != .log } }
    }

    /// No pointer leads into the first page, but for the one to nothing that `kmalloc(0)` gives.
    mutating func doubtPointer(_ value: Int64) {
        if (1..<4096).contains(value), value != 16 { doubt() }
    }

    /// What a volatile access read is what a plain one would: where a case has both differ with nothing in between, it shows nothing that a
    /// reader believes.
    mutating func agree(_ address: UInt64, _ access: MemoryAccess, _ number: Int64) {
        guard access.bitOffset == 0, access.width % 8 == 0, access.width <= 64 else { return }
        for offset in 0..<access.width / 8 {
            let place = address &+ UInt64(offset)
            let value = UInt8(truncatingIfNeeded: number >> Int64(8 * offset))
            if plain.contains(place), byte(place) != value { doubt() }
            if constants.byte(place) == nil { memory[place] = value }
        }
    }

    /// Notes how memory is accessed. Where one byte is a part of two different things, the case takes objects of
    /// different types to lie over each other, which no caller does.
    mutating func note(_ address: UInt64, _ access: MemoryAccess) {
        guard access.form.kind != .aggregate, access.bitOffset == 0, access.width % 8 == 0,
            !AddressLayout.isLocal(address)
        else { return }
        let shape = Shape(start: address, bytes: access.width / 8, isPointer: access.form.kind == .pointer)
        for offset in 0..<shape.bytes {
            let place = address &+ UInt64(offset)
            if let known = shapes[place], known != shape { doubt() }
            shapes[place] = shape
        }
    }

    /// No object lies across the beginning of what counts as error pointers.
    private mutating func doubtPlace(_ address: UInt64) {
        if address >= 0 &- 8192, address < 0 &- 4095 { doubt() }
    }

    mutating func load(_ address: UInt64, _ access: MemoryAccess) throws(Stop) -> Held {
        doubtPlace(address)
        note(address, access)
        for offset in 0..<min(access.width / 8, 8) { plain.insert(address &+ UInt64(offset)) }
        if let lazy, address >= 4096, address < 0 &- 4095 {
            let first = access.bitOffset / 8
            let last = (access.bitOffset + access.width + 7) / 8
            lazy.fill(address &+ UInt64(first), bytes: last - first, access.form, isKnown: isKnown)
        }
        if access.form.kind == .aggregate {
            var parts: [UInt64] = []
            for chunk in Runner.chunks(access.width / 8) {
                parts.append(try read(address &+ UInt64(chunk.start), bytes: chunk.bytes))
            }
            return .parts(parts)
        }
        let first = access.bitOffset / 8
        let last = (access.bitOffset + access.width + 7) / 8
        guard last - first <= 8 else { throw .unclear("a value of \(access.width) bits") }
        let raw = try read(address &+ UInt64(first), bytes: last - first)
        let shifted = raw >> UInt64(access.bitOffset - first * 8)
        let mask: UInt64 = access.width >= 64 ? .max : 1 << UInt64(access.width) - 1
        if access.form.kind == .boolean { return .number(shifted & mask == 0 ? 0 : 1) }
        if access.form.kind == .pointer, raw == 0, memory[address] == nil, !AddressLayout.isLocal(address),
            constants.byte(address) == nil
        {
            trace.openPointers.insert(address)
        }
        let value = access.form.held(Int64(bitPattern: shifted & mask), width: access.width)
        if access.form.kind == .pointer, !AddressLayout.isLocal(address) { doubtPointer(value) }
        noteChoice(value, raw, address &+ UInt64(first), bytes: last - first, access)
        return .number(value)
    }

    /// Notes that a number was read which somebody chose: of memory, or of a local that a callee wrote to.
    private func noteChoice(
        _ value: Int64, _ raw: UInt64, _ start: UInt64, bytes: Int, _ access: MemoryAccess
    ) {
        guard let lazy else { return }
        let choice: LazyWorld.Choice
        if lazy.memory[start] != nil, memory[start] == nil {
            choice = .memory(start, bytes: bytes)
        } else if let written = lazy.written(start, bytes: bytes, raw) {
            choice = written
        } else {
            return
        }
        let shift = UInt64(access.bitOffset % 8)
        if shift == 0, access.width == bytes * 8 {
            lazy.decisions.note(value, choice)
        } else {
            let mask: UInt64 = access.width >= 64 ? .max : 1 << UInt64(access.width) - 1
            lazy.decisions.note(value, choice, of: raw, shift: shift, mask: mask)
        }
    }

    mutating func store(_ value: Held, _ address: UInt64, _ access: MemoryAccess) throws(Stop) -> Held {
        doubtPlace(address)
        note(address, access)
        switch value {
        case .parts(let parts):
            for (part, chunk) in zip(parts, Runner.chunks(access.width / 8)) {
                try write(address &+ UInt64(chunk.start), bytes: chunk.bytes, part)
            }
            return value
        case .number(var number):
            if access.form.kind == .boolean { number = number == 0 ? 0 : 1 }
            let first = access.bitOffset / 8
            let last = (access.bitOffset + access.width + 7) / 8
            guard last - first <= 8 else { throw .unclear("a value of \(access.width) bits") }
            lazy?.fill(
                address &+ UInt64(first), bytes: last - first, before: number, access.form, isKnown: isKnown)
            let mask: UInt64 = access.width >= 64 ? .max : 1 << UInt64(access.width) - 1
            let shift = UInt64(access.bitOffset - first * 8)
            var bits = UInt64(bitPattern: number) & mask
            if access.width % 8 != 0 || shift != 0 {
                let old = try read(address &+ UInt64(first), bytes: last - first)
                bits = old & ~(mask << shift) | bits << shift
            }
            try write(address &+ UInt64(first), bytes: last - first, bits)
            return .number(access.form.held(number, width: access.width))
        case .void: throw .unclear("no value is stored")
        }
    }

    /// What others see of memory: what differs from the beginning, and locals that values point to.
    func visible(_ values: [UInt64]) -> [UInt64: UInt8] {
        var result: [UInt64: UInt8] = [:]
        var objects: Set<UInt64> = []
        var open = values
        for address in written where !AddressLayout.isLocal(address) {
            let value = byte(address)
            let first =
                input.memory[address] ?? literal(address) ?? constants.byte(address) ?? lazy?.memory[address]
            if value != first ?? 0 {
                result[address] = value
            }
            if address % 8 == 0 {
                let whole = (try? read(address, bytes: 8)) ?? 0
                open.append(whole)
                // Where a local lies is compared as a whole.
                if AddressLayout.isLocal(whole) {
                    for place in address..<address + 8 { result[place] = byte(place) }
                }
            }
        }
        while let value = open.popLast() {
            guard AddressLayout.isLocal(value), objects.insert(AddressLayout.localStart(value)).inserted
            else { continue }
            let start = AddressLayout.localStart(value)
            for address in written where address >= start && address < start + 0x10_0000 {
                result[address] = byte(address)
                if address % 8 == 0 { open.append((try? read(address, bytes: 8)) ?? 0) }
            }
        }
        return result
    }
}
