@testable import CProgram

/// Calls shims one after the other, as C would.
struct Bench {
    let machine: Machine
    var state: MachineState
    /// What the last call reported.
    var events: [ObservedEvent] = []

    init(_ program: Program = Program(), shims: ShimCatalog = .kernel, limits: Limits = Limits()) {
        machine = Machine(program: program, shims: shims, limits: limits)
        state = machine.start()
    }

    /// Calls a function; the state goes on from there.
    mutating func call(_ name: String, _ arguments: Value..., choices: [Int] = []) -> Termination {
        let run = machine.run(name, arguments, in: state, choices: choices)
        state = run.state
        events = run.events
        return run.termination
    }

    /// Calls a function that returns a value.
    mutating func value(_ name: String, _ arguments: Value...) -> Value? {
        let run = machine.run(name, arguments, in: state)
        state = run.state
        events = run.events
        return run.termination.value
    }

    /// Calls a function that returns an integer.
    mutating func number(_ name: String, _ arguments: Value...) -> Int64? {
        let run = machine.run(name, arguments, in: state)
        state = run.state
        events = run.events
        return run.termination.value?.integer
    }

    mutating func object(_ bytes: Int = 64, _ label: String = "o") -> Value {
        .pointer(state.allocate(bytes: bytes, label: label, zeroed: true, kind: .static))
    }

    /// A C string that the program may write to.
    mutating func text(_ text: String) throws -> Value {
        let pointer = state.allocate(bytes: text.utf8.count + 1, label: "text", zeroed: true, kind: .static)
        for (index, byte) in text.utf8.enumerated() {
            try state.write(pointer.advanced(by: index), .integer(Int64(byte)), Access(u8))
        }
        return .pointer(pointer)
    }

    func read(_ pointer: Value, at offset: Int = 0, _ type: ValueType = i32) -> Value? {
        pointer.pointer.flatMap { try? state.read($0.advanced(by: offset), Access(type)) }
    }
}

extension Value: ExpressibleByIntegerLiteral {
    /// A number.
    public init(integerLiteral value: Int64) { self = .integer(value) }
}
