import CProgram
import Terms

/// Reading and writing memory.
extension Runner {
    /// The memory that an address lies in.
    private func memory(at address: Term, _ state: inout ThreadState) -> (memory: Memory, object: Term?) {
        if let (number, rest) = store.base(of: address) {
            let object = store.symbol(.address(number), 64)
            if store.constant(rest) == nil { noteIndex(into: number) }
            // A local that nobody else knows, and an index that holds no other address.
            if let local = state.objects[object] { return (local.memory, object) }
        }
        // The address of one of several locals: they are memory like any other then.
        escape(.term(address), &state)
        if state.accessed.count < 64, store.base(of: address) == nil { state.accessed.insert(address) }
        return (state.world, nil)
    }

    private func noteIndex(into number: Int) {
        switch store.object(number) {
        case .local(let name, _, _): note(indexed: name)
        case .global(let name), .ownGlobal(let name, _): note(indexed: name)
        default: break
        }
    }

    /// The largest struct that is held as a value, in bytes.
    static var aggregateLimit: Int { 1024 }

    /// What an access gives; nil where it is too large to be held.
    func load(_ address: Term, _ access: MemoryAccess, _ state: inout ThreadState) -> SymbolicValue? {
        if access.form.kind == .aggregate {
            let bytes = access.width / 8
            guard bytes <= Self.aggregateLimit else { return nil }
            let memory = memory(at: address, &state).memory
            return .aggregate(
                Self.chunks(bytes).map {
                    store.load(memory, loose(store.add(address, Int64($0.start))), bytes: $0.bytes)
                })
        }
        guard access.width <= 64, access.form.kind != .floating else { return nil }
        if let constant = constant(address, access) { return .term(constant) }
        if access.isPacked { _ = loose(address) }
        let memory = memory(at: address, &state).memory
        let raw = bits(memory, address, access)
        if access.form.kind == .boolean {
            return .term(
                store.extend(store.notEqual(raw, store.constant(0, access.width)), to: 64, isSigned: false))
        }
        return .term(held(store.extend(raw, to: 64, isSigned: false), access.form, width: access.width))
    }

    /// A value as it lies in memory once it was written; nil where it is too large.
    func write(
        _ value: SymbolicValue, _ address: Term, _ access: MemoryAccess, _ state: inout ThreadState
    ) -> SymbolicValue? {
        var (memory, object) = memory(at: address, &state)
        if object == nil { escape(value, &state) }
        if object == nil { memory = state.world }
        let result: SymbolicValue
        switch value {
        case .aggregate(let parts):
            let chunks = Self.chunks(access.width / 8)
            guard parts.count == chunks.count else { return nil }
            for (part, chunk) in zip(parts, chunks) {
                memory = store.store(memory, loose(store.add(address, Int64(chunk.start))), part)
            }
            result = value
        case .term(let number):
            guard access.form.kind != .aggregate, access.form.kind != .floating, access.width <= 64 else {
                return nil
            }
            let stored =
                access.form.kind == .boolean ? store.extend(truth(number), to: 64, isSigned: false) : number
            if access.isPacked { _ = loose(address) }
            guard let written = written(memory, address, access, stored) else { return nil }
            memory = written
            result = .term(held(stored, access.form, width: access.width))
        case .void: return nil
        }
        if let object {
            state.objects[object]?.memory = memory
        } else {
            state.world = memory
        }
        return result
    }

    /// An address that need not be aligned as the width of an access asks for.
    private func loose(_ address: Term) -> Term {
        if store.base(of: address) == nil { store.looseAddresses.insert(address) }
        return address
    }

    /// Where the parts of a struct lie that is held as a value: 8 bytes each, the rest in parts of 4, 2 and 1.
    package static func chunks(_ bytes: Int) -> [(start: Int, bytes: Int)] {
        stride(from: 0, to: bytes, by: 8).flatMap { start in
            pieces(min(8, bytes - start) * 8).map { (start + $0.start, $0.bytes) }
        }
    }

    /// What stands in a constant at an address, as a choice between its elements where the index is not known.
    private func constant(_ address: Term, _ access: MemoryAccess) -> Term? {
        guard access.bitOffset == 0, [8, 16, 32, 64].contains(access.width), access.form.kind != .boolean,
            let (number, rest) = store.base(of: address), let name = store.globalObject(number),
            let table = side.constants(name)
        else { return nil }
        let bytes = access.width / 8
        func element(_ offset: Int) -> Term? {
            guard let part = table.part(at: offset) else {
                return table.part(at: offset + bytes - 1) == nil ? store.constant(0, 64) : nil
            }
            guard part.offset == offset, part.bytes == bytes else { return nil }
            switch part.content {
            case .number(let value): return held(store.constant(value, 64), access.form, width: access.width)
            case .object(let object, let distance):
                return store.add(store.address(of: side.object(object)), distance)
            }
        }
        if let offset = store.signedConstant(rest) {
            guard offset >= 0, offset + Int64(bytes) <= Int64(table.bytes) else { return nil }
            return element(Int(offset))
        }
        // An index times a stride; outside of the table nothing is known.
        let (start, summands) = store.summands(rest)
        guard summands.count == 1, summands[0].factor > 0, summands[0].factor <= 4096,
            start < UInt64(table.bytes)
        else {
            return nil
        }
        let stride = Int(summands[0].factor)
        let offsets = Swift.stride(from: Int(start), through: table.bytes - bytes, by: stride)
        guard Array(offsets).count <= 64 else { return nil }
        var result = held(
            store.extend(
                store.apply("outside of \(name)", [rest], width: access.width), to: 64, isSigned: false),
            access.form,
            width: access.width)
        for offset in offsets.reversed() {
            guard let value = element(offset) else { return nil }
            let index = store.constant(UInt64((offset - Int(start)) / stride), 64)
            result = store.choose(store.equal(summands[0].term, index), value, result)
        }
        return result
    }

    private func bits(_ memory: Memory, _ address: Term, _ access: MemoryAccess) -> Term {
        if access.bitOffset == 0, [8, 16, 32, 64].contains(access.width) {
            return store.load(memory, address, bytes: access.width / 8)
        }
        let last = (access.bitOffset + access.width + 7) / 8
        let first = access.bitOffset / 8
        var result: Term?
        for index in first..<last {
            let byte = store.load(memory, store.add(address, Int64(index)), bytes: 1)
            let low = max(access.bitOffset - index * 8, 0)
            let high = min(access.bitOffset + access.width - index * 8, 8)
            let part = store.extract(byte, low: low, width: high - low)
            result = result.map { store.concatenate(part, $0) } ?? part
        }
        return result ?? store.constant(0, 8)
    }

    private func written(_ memory: Memory, _ address: Term, _ access: MemoryAccess, _ value: Term) -> Memory?
    {
        if access.bitOffset == 0, [8, 16, 32, 64].contains(access.width) {
            return store.store(memory, address, store.extract(value, low: 0, width: access.width))
        }
        var memory = memory
        let last = (access.bitOffset + access.width + 7) / 8
        var taken = 0
        for index in access.bitOffset / 8..<last {
            let place = store.add(address, Int64(index))
            let low = max(access.bitOffset - index * 8, 0)
            let high = min(access.bitOffset + access.width - index * 8, 8)
            var byte = store.extract(value, low: taken, width: high - low)
            taken += high - low
            if high - low < 8 {
                let old = store.load(memory, place, bytes: 1)
                if low > 0 { byte = store.concatenate(byte, store.extract(old, low: 0, width: low)) }
                if high < 8 { byte = store.concatenate(store.extract(old, low: high, width: 8 - high), byte) }
            }
            memory = store.store(memory, place, byte)
        }
        return memory
    }

    /// Does what `memcpy` and its kin do, where the size is known; the destination, or nil where it has to be a call.
    func copy(_ name: String, _ arguments: [SymbolicValue], _ state: inout ThreadState) -> Term? {
        guard arguments.count == 3, case .term(let destination) = arguments[0],
            case .term(let source) = arguments[1],
            case .term(let size) = arguments[2], let count = store.constant(size),
            count <= UInt64(MemoryCopy.limit)
        else { return nil }
        let isFill = MemoryCopy.fills.contains(name)
        guard isFill || MemoryCopy.copies.contains(name) else { return nil }
        let byte = store.extract(source, low: 0, width: 8)
        var values: [(start: Int, value: Term)] = []
        for chunk in Self.chunks(Int(count)) {
            if isFill {
                let value = (1..<chunk.bytes).reduce(byte) { result, _ in store.concatenate(byte, result) }
                values.append((chunk.start, value))
            } else {
                let place = loose(store.add(source, Int64(chunk.start)))
                values.append(
                    (chunk.start, store.load(memory(at: place, &state).memory, place, bytes: chunk.bytes)))
            }
        }
        for (start, value) in values {
            let place = loose(store.add(destination, Int64(start)))
            let (memory, object) = memory(at: place, &state)
            if let object {
                state.objects[object]?.memory = store.store(memory, place, value)
            } else {
                escape(.term(value), &state)
                state.world = store.store(state.world, place, value)
            }
        }
        return destination
    }
}
