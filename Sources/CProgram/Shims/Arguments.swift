/// The arguments of a call, by place and with the type that the shim expects.
extension [Value] {
    /// Any value.
    func value(_ index: Int) throws(Stop) -> Value {
        guard index < count else { throw .undefined("a call with \(count) arguments, not \(index + 1)") }
        return self[index]
    }

    /// A number.
    func number(_ index: Int) throws(Stop) -> Int64 {
        switch try value(index) {
        case .integer(let number): return number
        case .uninitialized: throw .undefined("argument \(index + 1) is uninitialised")
        default: throw .unsupported("argument \(index + 1) is an address, whose number is not known")
        }
    }

    /// A size in bytes; `size_t` has no negative values, and nothing is as large as those would be.
    func size(_ index: Int) throws(Stop) -> Int {
        let number = try number(index)
        guard number >= 0, number <= MemoryObject.unknownSize else {
            throw .undefined("a size of \(UInt64(bitPattern: number)) bytes")
        }
        return Int(number)
    }
}

extension Execution {
    /// The place that an argument points to, in an object that is alive.
    func place(_ arguments: [Value], _ index: Int) throws(Stop) -> Pointer {
        let pointer = try target(try arguments.value(index))
        do {
            _ = try state.object(pointer.object).start(pointer.offset, 0, 0)
        } catch { throw Stop(error) }
        return pointer
    }

    /// A count kept in the ledger; what is not noted is 0.
    func count(_ note: Note) -> Int64 { state.notes[note]?.integer ?? 0 }

    /// Keeps a count in the ledger. A count of 0 is not noted, so that equal ledgers are equal.
    mutating func setCount(_ note: Note, _ count: Int64) {
        state.notes[note] = count == 0 ? nil : .integer(count)
    }
}
