import CProgram
import SymbolicExecution
import Terms

/// Runs one side in a case, on numbers: memory is bytes at addresses. It shares nothing with the proof but the
/// instructions, so that what both find is found twice.
struct CaseRun {
    /// Why a run ends early.
    enum Stop: Error {
        case trap(String)
        case unclear(String)
        case bug(String)
    }

    /// Instructions at most.
    var stepLimit = 60_000

    struct Frame {
        let graph: CodeGraph
        var pc = 0
        var stack: [Held] = []
        var registers: [Held]
        var locals: [UInt64]
    }

    /// A number held as its type says, or a struct's parts.
    enum Held: Hashable {
        case number(Int64)
        case parts([UInt64])
        case void
    }

    let side: SideCode
    let layout: AddressLayout
    let input: CaseInput
    let treatment: (String) -> Runner.CallTreatment
    let constants: ConstantBytes

    var memory: [UInt64: UInt8]
    var written: Set<UInt64> = []
    var frames: [Frame] = []
    var localCounts: [String: Int] = [:]
    var trace = CaseTrace()
    var answerCount = 0
    /// What events answer by their names; nil where they answer in order.
    var answersByName: NamedAnswers?
    /// How each byte of the caller's memory was accessed first: from where, how wide, whether as a pointer.
    var shapes: [UInt64: Shape] = [:]

    struct Shape: Hashable {
        var start: UInt64
        var bytes: Int
        var isPointer: Bool
    }
    /// What chooses what the case says nothing of; nil where that is zero.
    var lazy: LazyWorld?
    /// What was read or written plainly since the last call.
    var plain: Set<UInt64> = []
    /// Where memory begins that was allocated.
    var fresh: [UInt64] = []
    var steps = 0

    init(
        side: SideCode, layout: AddressLayout, input: CaseInput,
        treatment: @escaping (String) -> Runner.CallTreatment
    ) {
        self.side = side
        self.layout = layout
        self.input = input
        self.treatment = treatment
        memory = input.memory
        constants = ConstantBytes(side: side, layout: layout)
    }

    /// Runs a function.
    mutating func run(_ graph: CodeGraph, result: Form) -> CaseTrace {
        do throws(Stop) {
            let arguments = input.arguments.map {
                $0.count == 1 ? Held.number(Int64(bitPattern: $0[0])) : .parts($0)
            }
            try enter(graph, arguments)
            let value = try loop()
            switch value {
            case .number(let number):
                trace.ending = .returned(
                    result.kind == .void ? [] : [UInt64(bitPattern: result.held(number))])
            case .parts(let parts): trace.ending = .returned(parts)
            case .void: trace.ending = .returned([])
            }
        } catch {
            switch error {
            case .trap(let reason): trace.ending = .trapped(reason)
            case .unclear(let reason): trace.ending = .unclear(reason)
            case .bug(let macro): trace.ending = .bug(macro)
            }
        }
        if case .trapped = trace.ending {} else { (trace.openPointers, trace.openAnswers) = ([], []) }
        trace.line = line
        trace.memory = visible([])
        if trace.events.contains(where: { $0.kind == .assembly }) || lazy == nil { trace.written = written }
        return trace
    }

    var line: Int {
        guard let frame = frames.first else { return trace.line }
        return frame.graph.code.site(at: frame.pc).line
    }

    // MARK: Frames

    mutating func enter(_ graph: CodeGraph, _ arguments: [Held]) throws(Stop) {
        guard frames.count < 60 else { throw .unclear("calls deeper than 60") }
        let code = graph.code
        var frame = Frame(
            graph: graph, registers: Array(repeating: .number(Self.garbage), count: code.registerCount),
            locals: [])
        for local in code.memoryLocals {
            let kind = "\(local.label):\(local.bytes)"
            let number = localCounts[kind, default: 0]
            localCounts[kind] = number + 1
            let address = layout.address(of: .local(local.label, bytes: local.bytes, number: number))
            forget(address)
            frame.locals.append(address)
        }
        for (place, value) in zip(code.parameters, arguments) {
            switch place {
            case .register(let register): frame.registers[register] = value
            case .memory(let local, let access): _ = try store(value, frame.locals[local], access)
            }
        }
        frames.append(frame)
    }

    static let garbage = Int64(bitPattern: 0xa5a5_a5a5_a5a5_a5a5)

    /// A local's life begins anew.
    mutating func forget(_ start: UInt64) {
        for address in written where address >= start && address < start + 0x10_0000 {
            memory[address] = nil
            written.remove(address)
        }
    }

    // MARK: Instructions

    /// A pointer some bytes further. No object lies across the end of the address space, or begins in the first page.
    mutating func moved(_ pointer: Int64, _ bytes: Int64) -> Int64 {
        let result = pointer &+ bytes
        if pointer < 0, pointer >= -0x8000_0000_0000, result >= 0, bytes > 0 { doubt() }
        if bytes < 0, pointer > 0, pointer < 4096 { doubt() }
        return result
    }

    /// Whether a number is not zero, on which the way depends.
    func isTrue(_ number: Int64) -> Bool {
        lazy?.decisions.decide(number)
        return number != 0
    }

    /// Whether to jump.
    private func jumps(_ isMet: Bool, _ graph: CodeGraph, _ pc: Int, _ target: Int32) -> Bool {
        lazy?.decisions.cover(graph, pc, isMet ? Int(target) : pc + 1)
        return isMet
    }

    mutating func loop() throws(Stop) -> Held {
        while true {
            steps += 1
            if steps > stepLimit { throw .unclear("more than \(stepLimit) instructions") }
            if let result = try step() { return result }
        }
    }

    mutating func push(_ value: Held) { frames[frames.count - 1].stack.append(value) }
    mutating func push(_ number: Int64) { push(.number(number)) }
    mutating func pop() -> Held { frames[frames.count - 1].stack.popLast() ?? .void }

    mutating func popNumber() -> Int64 {
        if case .number(let number) = pop() { return number }
        return Self.garbage
    }

    mutating func popAddress() -> UInt64 { UInt64(bitPattern: popNumber()) }

    /// Runs one instruction; the function's result where it was the last one.
    mutating func step() throws(Stop) -> Held? {
        let last = frames.count - 1
        let graph = frames[last].graph
        let pc = frames[last].pc
        var next = pc + 1
        switch graph.code.instructions[pc] {
        case .integer(let number): push(number)
        case .nothing(let isVoid): push(isVoid ? .void : .number(Self.garbage))
        case .global(let index):
            let names = graph.names
            push(
                Int64(
                    bitPattern: layout.address(
                        of: index < names.globalNames.count
                            ? side.object(ofGlobal: names.globalNames[index])
                            : .string(names.texts[index - names.globalNames.count]))))
        case .function(let callee):
            guard callee >= 0 else { throw .unclear("the address of an unknown function") }
            push(Int64(bitPattern: layout.address(of: .function(graph.names.calleeNames[Int(callee)]))))
        case .local(let local): push(Int64(bitPattern: frames[last].locals[Int(local)]))
        case .readRegister(let register): push(frames[last].registers[Int(register)])
        case .writeRegister(let register):
            frames[last].registers[Int(register)] = frames[last].stack.last ?? .void
        case .clearRegister(let register, let zeroed):
            frames[last].registers[Int(register)] = .number(zeroed ? 0 : Self.garbage)
        case .clearLocal(let local, let zeroed):
            let start = frames[last].locals[Int(local)]
            forget(start)
            if zeroed {
                for offset in 0..<min(graph.code.memoryLocals[Int(local)].bytes, 0x10_0000) {
                    try write(start + UInt64(offset), bytes: 1, 0)
                }
            }
        case .load(let access):
            let address = popAddress()
            if access.isVolatile {
                try check(address)
                note(address, access)
                try record(.volatileRead, "", [address], memory: false)
                let answer = answer()
                guard case .number(let number) = answered(answer, access.form, width: access.width) else {
                    throw .unclear("a volatile struct is read")
                }
                agree(address, access, number)
                if access.form.kind == .pointer { doubtPointer(number) }
                push(number)
            } else {
                push(try load(address, access))
            }
        case .store(let access):
            let value = pop()
            let address = popAddress()
            if access.isVolatile {
                guard case .number(let number) = value else { throw .unclear("a volatile struct is written") }
                try check(address)
                let mask: UInt64 = access.width >= 64 ? .max : 1 << UInt64(access.width) - 1
                try record(.volatileWrite, "", [address, UInt64(bitPattern: number) & mask], memory: false)
                _ = answer()
            }
            push(try store(value, address, access))
        case .stepMemory(let access, let bytes, let isPostfix):
            let address = popAddress()
            guard !access.isVolatile, case .number(let old) = try load(address, access) else {
                throw .unclear("a step of a volatile variable")
            }
            let new = try store(
                .number(stepped(old, access.form, bytes, width: access.width)), address, access)
            push(isPostfix ? .number(old) : new)
        case .stepRegister(let register, let form, let bytes, let isPostfix):
            guard case .number(let old) = frames[last].registers[Int(register)] else {
                throw .unclear("a step of what is no number")
            }
            let new = stepped(old, form, bytes, width: form.bits)
            frames[last].registers[Int(register)] = .number(new)
            push(isPostfix ? old : new)
        case .drop: _ = pop()
        case .duplicate: push(frames[last].stack.last ?? .void)
        case .binary(let operation, let form):
            var right = popNumber()
            let left = popNumber()
            if let lazy { right = lazy.decisions.mended(operation, right, form) }
            let result = try binary(operation, form.held(left), right, form)
            lazy?.decisions.note(operation, form.held(left), right, result: result)
            push(result)
        case .offset:
            let bytes = popNumber()
            push(moved(popNumber(), bytes))
        case .offsetBy(let bytes): push(moved(popNumber(), Int64(bytes)))
        case .distance(let elementBytes):
            let right = popNumber()
            let bytes = popNumber() &- right
            // No two elements of an array are that far apart (C11 6.5.6).
            if bytes % Int64(max(elementBytes, 1)) != 0 { doubt() }
            push(bytes / Int64(max(elementBytes, 1)))
        case .unary(let operation, let form):
            let value = popNumber()
            switch operation {
            case .negate: push(form.held(0 &- value))
            case .not: push(form.held(~value))
            case .logicalNot:
                lazy?.decisions.decide(value)
                push(value == 0 ? 1 : 0)
            }
        case .convert(let from, let to): push(try convert(pop(), from, to))
        case .truth: push(isTrue(popNumber()) ? 1 : 0)
        case .jump(let target): next = Int(target)
        case .jumpIf(let target):
            if jumps(isTrue(popNumber()), graph, pc, target) { next = Int(target) }
        case .jumpUnless(let target):
            if jumps(!isTrue(popNumber()), graph, pc, target) { next = Int(target) }
        case .unwind(let depth, let target):
            frames[last].stack.removeLast(max(0, frames[last].stack.count - Int(depth)))
            next = Int(target)
        case .switch(let index):
            let selection = graph.code.selections[Int(index)]
            let number = selection.form.held(popNumber())
            next = selection.cases.first { $0.range.contains(number) }?.target ?? selection.otherwise
            lazy?.decisions.choose(number, among: selection.cases.map(\.range.lowerBound))
            lazy?.decisions.cover(graph, pc, next)
        case .call(let callee, let count):
            guard callee >= 0 else { throw .unclear("a call of an unknown function") }
            if try call(graph.names.calleeNames[Int(callee)], Int(count), through: nil) { return nil }
        case .callThrough(let count, let form):
            let stack = frames[last].stack
            guard case .number(let pointer) = stack[stack.count - Int(count) - 1] else {
                throw .unclear("a call of what is no function")
            }
            let address = UInt64(bitPattern: pointer)
            if let name = layout.store.functionObject(Int((address &- AddressLayout.functionBase) / 16)),
                address >= AddressLayout.functionBase, address < AddressLayout.globalBase
            {
                frames[last].stack.remove(at: stack.count - Int(count) - 1)
                if try call(name, Int(count), through: nil) { return nil }
            } else {
                if address < 4096 { throw .trap("a null pointer is called") }
                _ = try call("", Int(count), through: (address, form))
            }
        case .assembly(let index, let operands):
            try assembly(graph.code.assemblies[Int(index)], Int(operands))
        case .event(let index):
            let event = graph.code.events[Int(index)]
            try record(.warning, event.macro, [], memory: false)
            if event.kind == .bug { throw .bug(event.macro) }
            _ = answer()
            push(.void)
        case .unsupported(let index): throw .unclear(graph.code.texts[Int(index)])
        case .return:
            let result = pop()
            if frames.count == 1 { return result }
            frames.removeLast()
            push(result)
            frames[last - 1].pc += 1
            return nil
        }
        frames[last].pc = next
        return nil
    }

    func stepped(_ old: Int64, _ form: Form, _ bytes: Int64, width: Int) -> Int64 {
        form.kind == .boolean ? (old &+ bytes == 0 ? 0 : 1) : form.held(old &+ bytes, width: width)
    }

    func binary(
        _ operation: CProgram.BinaryOperation, _ left: Int64, _ right: Int64, _ form: Form
    ) throws(Stop) -> Int64 {
        let isShift = operation == .shiftLeft || operation == .shiftRight
        let second = isShift ? right : form.held(right)
        if operation == .divide || operation == .remainder, second == 0 { throw .trap("a division by zero") }
        do { return try Arithmetic.integers(operation, left, second, form) } catch {
            throw .unclear("\(operation.rawValue) of \(left) and \(second)")
        }
    }

    func convert(_ value: Held, _ from: Form, _ to: Form) throws(Stop) -> Held {
        switch (to.kind, value) {
        case (.void, _): return .void
        case (.aggregate, _): return value
        case (.boolean, .number(let number)): return .number(number == 0 ? 0 : 1)
        case (.floating, _): throw .unclear("floating point")
        case (_, .number(let number)):
            return .number(to.held(from.kind == .void ? number : from.held(number)))
        default: throw .unclear("a conversion of what is no number")
        }
    }

}
