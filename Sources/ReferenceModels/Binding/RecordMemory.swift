import CProgram

/// The memory of a machine, laid out by the records that its program declares: members are read and written by
/// their names.
public struct RecordMemory: Sendable {
    /// The memory.
    public var state: MachineState
    private let machine: Machine
    private let records: [String: RecordShape]

    /// The memory of a program at a state.
    init(_ machine: Machine, records: [String: RecordShape], state: MachineState) {
        self.machine = machine
        self.records = records
        self.state = state
    }

    /// Where a global or a static local (`function.name`) is.
    ///
    /// - Throws: ``ReferenceModelError/unbound(_:)`` where the program has none.
    public func global(_ name: String) throws(ReferenceModelError) -> Pointer {
        guard let pointer = machine.global(name) else { throw .unbound("there is no variable \(name)") }
        return pointer
    }

    /// Lays out an object of zeroes that lasts.
    ///
    /// - Parameters:
    ///   - record: what it is, as C writes it: `struct file`.
    ///   - label: what it is called in messages.
    /// - Throws: ``ReferenceModelError/unbound(_:)`` where the program does not declare the record.
    public mutating func make(_ record: String, label: String) throws(ReferenceModelError) -> Pointer {
        state.allocate(bytes: try shape(record).bytes, label: label, zeroed: true, kind: .static)
    }

    /// Writes a member.
    ///
    /// - Throws: ``ReferenceModelError/unbound(_:)`` where the record has no such member, or it cannot be written.
    public mutating func set(
        _ member: String, of record: String, at object: Pointer, to value: Value
    ) throws(ReferenceModelError) {
        let found = try find(member, of: record)
        do {
            try state.write(object.advanced(by: found.bitOffset / 8), value, found.access)
        } catch {
            throw .unbound("\(member) of \(record) cannot be written: \(error)")
        }
    }

    /// Reads a member.
    ///
    /// - Throws: ``ReferenceModelError/unbound(_:)`` where the record has no such member, or it cannot be read.
    public func get(
        _ member: String, of record: String, at object: Pointer
    ) throws(ReferenceModelError) -> Value {
        let found = try find(member, of: record)
        do {
            return try state.read(object.advanced(by: found.bitOffset / 8), found.access)
        } catch {
            throw .unbound("\(member) of \(record) cannot be read: \(error)")
        }
    }

    private func shape(_ record: String) throws(ReferenceModelError) -> RecordShape {
        guard let shape = records[record] else { throw .unbound("\(record) is not declared") }
        return shape
    }

    private func find(
        _ member: String, of record: String
    ) throws(ReferenceModelError) -> RecordShape.Member {
        guard let found = try shape(record).member(member) else {
            throw .unbound("\(record) has no member \(member)")
        }
        return found
    }
}
