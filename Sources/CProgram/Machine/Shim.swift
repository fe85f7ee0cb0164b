import ABIModel

/// A kernel primitive written in Swift, called in place of the C function of that name.
public protocol Shim: Sendable {
    /// The functions it stands for. A name that ends in `*` stands for all functions without a result
    /// or with a truth value whose name begins so.
    static var names: [String] { get }

    /// Does what the function does.
    /// - Throws: what ends the run: something undefined, something it cannot tell.
    func call(
        _ name: String, _ arguments: [Value], in context: inout ShimContext
    ) throws(Stop) -> Value
}

/// What a shim sees of the run it is called in.
public typealias ShimContext = Execution

extension Execution {
    /// The place in the source of the call.
    public var site: SourceSite { code.site(at: pc - 1) }
    /// The function that calls.
    public var caller: String { code.name }
    /// How wide a pointer is, as a type.
    public var pointerType: ValueType { .pointer(bits: image.pointerBits) }

    /// The layout of a record of the program, or nil.
    public func record(_ name: String) -> RecordShape? { image.records[name] }
    /// An enumeration constant of the program, or nil.
    public func constant(_ name: String) -> Int64? { image.constants[name] }

    /// Leaves something open: the machine tries every way. Index 0 is what happens if nobody asks.
    /// - Throws: ``Stop/unsupported(_:)`` if the run was told to take a way that is not there.
    public mutating func choose(_ label: String, _ count: Int) throws(Stop) -> Int {
        guard count > 1 else { return 0 }
        let place = choices.count
        let index = place < prescribed.count ? prescribed[place] : 0
        guard index >= 0, index < count else {
            throw .unsupported("choice \(index) of \(count) at \(label)")
        }
        choices.append(ChoiceTaken(label: label, index: index, of: count))
        return index
    }

    /// Reports something at the place of the call.
    public mutating func report(
        _ kind: ObservedEvent.Kind, _ text: String, isOnce: Bool = false, isLogged: Bool = false
    ) {
        events.append(
            ObservedEvent(
                kind: kind, text: text, site: site, function: caller, isOnce: isOnce, isLogged: isLogged))
    }

    /// Reads through a value that ought to be a pointer.
    public func read(_ address: Value, at offset: Int = 0, _ type: ValueType) throws(Stop) -> Value {
        let pointer = try target(address).advanced(by: offset)
        do { return try state.read(pointer, Access(type)) } catch { throw Stop(error) }
    }

    /// Writes through a value that ought to be a pointer.
    public mutating func write(
        _ address: Value, at offset: Int = 0, _ value: Value, _ type: ValueType
    ) throws(Stop) {
        let pointer = try target(address).advanced(by: offset)
        do { try state.write(pointer, value, Access(type)) } catch { throw Stop(error) }
    }

    /// The place that an address names.
    /// - Throws: ``Stop/undefined(_:)`` for the null pointer, an `ERR_PTR`, and what nobody has written.
    public func target(_ address: Value) throws(Stop) -> Pointer {
        switch address {
        case .pointer(let pointer): return pointer
        case .integer(0): throw .undefined("\(Termination.nullPointer) is dereferenced")
        case .integer(let number) where address.isErrorPointer:
            throw .undefined("\(Termination.errorPointer) \(number) is dereferenced")
        case .integer(let number) where (-4096..<4096).contains(number):
            throw .undefined("\(Termination.nullPointer) is dereferenced, \(number) bytes from it")
        case .integer(let number): throw .undefined("the number \(number) is dereferenced")
        case .function(let name): throw .undefined("the function \(name) is read or written as data")
        case .uninitialized: throw .undefined("an uninitialised pointer is dereferenced")
        case .aggregate, .void: throw .unsupported("what is no pointer is dereferenced")
        }
    }

    /// Makes an object that lives until it is freed.
    public mutating func allocate(
        bytes: Int, label: String, zeroed: Bool
    ) throws(Stop) -> Pointer {
        guard bytes >= 0, bytes <= MemoryObject.unknownSize else {
            throw .undefined("an allocation of \(bytes) bytes")
        }
        guard state.objectCount < limits.objects else { throw .bound("more than \(limits.objects) objects") }
        return state.allocate(bytes: bytes, label: label, zeroed: zeroed, kind: .heap)
    }

    /// Ends the life of an object that was allocated.
    public mutating func free(_ pointer: Pointer) throws(Stop) {
        do { try state.free(pointer) } catch { throw Stop(error) }
    }
}
