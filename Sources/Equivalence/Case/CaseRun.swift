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

    private struct Frame {
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
    private let constants: ConstantBytes

    private var memory: [UInt64: UInt8]
    private var written: Set<UInt64> = []
    private var frames: [Frame] = []
    private var localCounts: [String: Int] = [:]
    private var trace = CaseTrace()
    private var answerCount = 0
    /// How each byte of the caller's memory was accessed first: from where, how wide, whether as a pointer.
    private var shapes: [UInt64: Shape] = [:]

    private struct Shape: Hashable {
        var start: UInt64
        var bytes: Int
        var isPointer: Bool
    }
    /// Where memory begins that was allocated.
    private var fresh: [UInt64] = []
    private var steps = 0

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
        trace.line = line
        trace.memory = visible([])
        return trace
    }

    private var line: Int {
        guard let frame = frames.first else { return trace.line }
        return frame.graph.code.site(at: frame.pc).line
    }

    // MARK: Memory

    private func check(_ address: UInt64) throws(Stop) {
        if address < 4096 { throw .trap("a null pointer is dereferenced") }
        if address >= 0 &- 4095 { throw .trap("an error pointer is dereferenced") }
    }

    private func byte(_ address: UInt64) -> UInt8 {
        if let constant = constants.byte(address) { return constant }
        if let known = memory[address] { return known }
        if AddressLayout.isLocal(address) { return 0xa5 }
        return literal(address) ?? 0
    }

    private func literal(_ address: UInt64) -> UInt8? {
        guard address >= AddressLayout.globalBase else { return nil }
        let number = Int((address - AddressLayout.globalBase) / AddressLayout.spacing)
        let offset = Int((address - AddressLayout.globalBase) % AddressLayout.spacing)
        guard let text = layout.store.stringObject(number) else { return nil }
        let bytes = Array(text.utf8)
        return offset < bytes.count ? bytes[offset] : 0
    }

    private func read(_ address: UInt64, bytes: Int) throws(Stop) -> UInt64 {
        try check(address)
        return (0..<bytes).reduce(0) { $0 | UInt64(byte(address &+ UInt64($1))) << UInt64(8 * $1) }
    }

    private mutating func write(_ address: UInt64, bytes: Int, _ value: UInt64) throws(Stop) {
        try check(address)
        for index in 0..<bytes {
            memory[address &+ UInt64(index)] = UInt8(truncatingIfNeeded: value >> UInt64(8 * index))
            written.insert(address &+ UInt64(index))
        }
    }

    /// Notes that what follows shows nothing.
    private mutating func doubt() {
        if trace.credibleEvents == nil { trace.credibleEvents = trace.events.count { $0.kind != .log } }
    }

    /// Notes how memory is accessed. Where one byte is a part of two different things, the case takes objects of
    /// different types to lie over each other, which no caller does.
    private mutating func note(_ address: UInt64, _ access: MemoryAccess) {
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

    private mutating func load(_ address: UInt64, _ access: MemoryAccess) throws(Stop) -> Held {
        note(address, access)
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
        return .number(access.form.held(Int64(bitPattern: shifted & mask), width: access.width))
    }

    private mutating func store(_ value: Held, _ address: UInt64, _ access: MemoryAccess) throws(Stop) -> Held
    {
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
    private func visible(_ values: [UInt64]) -> [UInt64: UInt8] {
        var result: [UInt64: UInt8] = [:]
        var objects: Set<UInt64> = []
        var open = values
        for address in written where !AddressLayout.isLocal(address) {
            let value = byte(address)
            if value != (input.memory[address] ?? literal(address) ?? constants.byte(address) ?? 0) {
                result[address] = value
            }
            if address % 8 == 0 { open.append((try? read(address, bytes: 8)) ?? 0) }
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

    // MARK: Frames

    private mutating func enter(_ graph: CodeGraph, _ arguments: [Held]) throws(Stop) {
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

    private static let garbage = Int64(bitPattern: 0xa5a5_a5a5_a5a5_a5a5)

    /// A local's life begins anew.
    private mutating func forget(_ start: UInt64) {
        for address in written where address >= start && address < start + 0x10_0000 {
            memory[address] = nil
            written.remove(address)
        }
    }

    // MARK: Instructions

    private mutating func loop() throws(Stop) -> Held {
        while true {
            steps += 1
            if steps > stepLimit { throw .unclear("more than \(stepLimit) instructions") }
            if let result = try step() { return result }
        }
    }

    private mutating func push(_ value: Held) { frames[frames.count - 1].stack.append(value) }
    private mutating func push(_ number: Int64) { push(.number(number)) }
    private mutating func pop() -> Held { frames[frames.count - 1].stack.popLast() ?? .void }

    private mutating func popNumber() -> Int64 {
        if case .number(let number) = pop() { return number }
        return Self.garbage
    }

    private mutating func popAddress() -> UInt64 { UInt64(bitPattern: popNumber()) }

    /// Runs one instruction; the function's result where it was the last one.
    private mutating func step() throws(Stop) -> Held? {
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
            let right = popNumber()
            let left = popNumber()
            push(try binary(operation, form.held(left), right, form))
        case .offset:
            let bytes = popNumber()
            push(popNumber() &+ bytes)
        case .offsetBy(let bytes): push(popNumber() &+ Int64(bytes))
        case .distance(let elementBytes):
            let right = popNumber()
            push((popNumber() &- right) / Int64(max(elementBytes, 1)))
        case .unary(let operation, let form):
            let value = popNumber()
            switch operation {
            case .negate: push(form.held(0 &- value))
            case .not: push(form.held(~value))
            case .logicalNot: push(value == 0 ? 1 : 0)
            }
        case .convert(let from, let to): push(try convert(pop(), from, to))
        case .truth: push(popNumber() == 0 ? 0 : 1)
        case .jump(let target): next = Int(target)
        case .jumpIf(let target): if popNumber() != 0 { next = Int(target) }
        case .jumpUnless(let target): if popNumber() == 0 { next = Int(target) }
        case .unwind(let depth, let target):
            frames[last].stack.removeLast(max(0, frames[last].stack.count - Int(depth)))
            next = Int(target)
        case .switch(let index):
            let selection = graph.code.selections[Int(index)]
            let number = selection.form.held(popNumber())
            next = selection.cases.first { $0.range.contains(number) }?.target ?? selection.otherwise
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

    private func stepped(_ old: Int64, _ form: Form, _ bytes: Int64, width: Int) -> Int64 {
        form.kind == .boolean ? (old &+ bytes == 0 ? 0 : 1) : form.held(old &+ bytes, width: width)
    }

    private func binary(
        _ operation: CProgram.BinaryOperation, _ left: Int64, _ right: Int64, _ form: Form
    ) throws(Stop) -> Int64 {
        let isShift = operation == .shiftLeft || operation == .shiftRight
        let second = isShift ? right : form.held(right)
        if operation == .divide || operation == .remainder, second == 0 { throw .trap("a division by zero") }
        do { return try Arithmetic.integers(operation, left, second, form) } catch {
            throw .unclear("\(operation.rawValue) of \(left) and \(second)")
        }
    }

    private func convert(_ value: Held, _ from: Form, _ to: Form) throws(Stop) -> Held {
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

    // MARK: Events

    private mutating func record(
        _ kind: CaseTrace.Event.Kind, _ name: String, _ operands: [UInt64], memory seesMemory: Bool
    ) throws(Stop) {
        guard trace.events.count < 400 else { throw .unclear("more than 400 events") }
        trace.events.append(
            .init(
                kind: kind, name: name, operands: operands, answer: kind == .log ? nil : [], line: line,
                memory: seesMemory ? visible(operands) : [:]))
    }

    /// The next event's answer; what it writes is written.
    private mutating func answer() -> [UInt64] {
        let answer = answerCount < input.answers.count ? input.answers[answerCount] : .init()
        answerCount += 1
        for (address, value) in answer.writes {
            memory[address] = value
            written.insert(address)
        }
        return answer.parts
    }

    private mutating func answered(_ parts: [UInt64], _ form: Form, width: Int? = nil) -> Held {
        let value: Held
        switch form.kind {
        case .void: value = .void
        case .aggregate:
            let count = Runner.chunks(form.bits / 8).count
            value = .parts((0..<count).map { $0 < parts.count ? parts[$0] : 0 })
        case .boolean: value = .number((parts.first ?? 0) == 0 ? 0 : 1)
        default: value = .number(form.held(Int64(bitPattern: parts.first ?? 0), width: width ?? form.bits))
        }
        if !trace.events.isEmpty {
            if case .number(let number) = value {
                trace.events[trace.events.count - 1].answer = [UInt64(bitPattern: number)]
            } else {
                trace.events[trace.events.count - 1].answer = parts
            }
        }
        return value
    }

    /// Calls a function; true where its body goes on now.
    private mutating func call(_ name: String, _ count: Int, through: (UInt64, Form)?) throws(Stop) -> Bool {
        let last = frames.count - 1
        let arguments = Array(frames[last].stack.suffix(count))
        frames[last].stack.removeLast(count)
        let numbers = arguments.flatMap { argument -> [UInt64] in
            switch argument {
            case .number(let number): [UInt64(bitPattern: number)]
            case .parts(let parts): parts
            case .void: []
            }
        }
        if let (address, form) = through {
            frames[last].stack.removeLast()
            try record(.callThrough, "", [address] + numbers, memory: true)
            let parts = answer()
            push(answered(parts, form))
            return false
        }
        if let width = BitCounting.width(of: name), numbers.count == 1 {
            let mask: UInt64 = width >= 64 ? .max : 1 << UInt64(width) - 1
            guard let value = BitCounting.value(of: name, numbers[0] & mask, width: width) else {
                throw .unclear("\(name) of zero")
            }
            push(value)
            return false
        }
        if let copy = MemoryCopy(name, numbers, limit: 0x1_0000) {
            if numbers[2] > UInt64(MemoryCopy.limit) { _ = answer() }
            for (offset, byte) in try copied(copy).enumerated() {
                try write(copy.destination &+ UInt64(offset), bytes: 1, UInt64(byte))
            }
            push(Int64(bitPattern: copy.destination))
            return false
        }
        if NullTolerance.covers(name), numbers.first == 0, side.graph(name) == nil {
            push(0)
            return false
        }
        if let value = try stringFunction(name, numbers) {
            // The proof has an event here, with an answer of its own.
            _ = answer()
            push(value)
            return false
        }
        if name == Builtins.trap {
            try record(.warning, name, [], memory: false)
            throw .bug(name)
        }
        if Builtins.endless.contains(name) { throw .unclear("a place that is never reached") }
        switch treatment(name) {
        case .refused(let reason): throw .unclear(reason)
        case .inline(let graph, _)
        where count == graph.code.parameters.count && frames.count < 60
            && !frames.contains(where: { $0.graph === graph }):
            try enter(graph, arguments)
            return true
        case .log:
            try record(.log, name, numbers, memory: false)
            push(0)
        case .pure: throw .unclear("\(name) is not run")
        case .inline, .event:
            try record(.call, name, numbers, memory: true)
            if side.isEndless(name) { throw .bug(name) }
            let parts = answer()
            let form = side.signature(name).map { Form($0.result) } ?? Form(kind: .signed, bits: 64)
            let value = answered(parts, form)
            if let bytes = ZeroingAllocation.bytes(name, numbers), case .number(let place) = value, place != 0
            {
                for offset in 0..<bytes { memory[UInt64(bitPattern: place) &+ UInt64(offset)] = 0 }
            }
            if FreshMemory.gives(name), case .number(let place) = value { own(UInt64(bitPattern: place)) }
            push(value)
        }
        return false
    }

    /// Notes that new memory lies somewhere; a case in which something lies there already is none, nor one in which it is an error
    /// pointer.
    private mutating func own(_ start: UInt64) {
        if start >= 0 &- 4095 || start < 4096 && start != 0 && start != 16 { doubt() }
        guard start >= 4096, start < 0 &- 4095 else { return }
        let end = start &+ 0x1000
        if input.memory.keys.contains(where: { $0 >= start && $0 < end })
            || shapes.keys.contains(where: { $0 >= start && $0 < end })
            || input.arguments.contains(where: { $0.contains { $0 >= start && $0 < end } })
            || AddressLayout.isLocal(start) || fresh.contains(where: { $0 &+ 0x1000 > start && $0 < end })
        {
            doubt()
        }
        fresh.append(start)
    }

    /// What library functions give that only read; nil for others.
    private func stringFunction(_ name: String, _ numbers: [UInt64]) throws(Stop) -> Int64? {
        guard ReadingFunctions.names.contains(name), side.graph(name) == nil else { return nil }
        let limit = 0x1000
        func length(_ start: UInt64, _ most: UInt64) throws(Stop) -> Int64 {
            for index in 0..<min(most, UInt64(limit)) {
                if try read(start &+ index, bytes: 1) == 0 { return Int64(index) }
            }
            if most <= UInt64(limit) { return Int64(most) }
            throw .unclear("a string of more than \(limit) bytes")
        }
        func order(_ most: UInt64, endsAtZero: Bool) throws(Stop) -> Int64 {
            for index in 0..<min(most, UInt64(limit)) {
                let (one, other) = (
                    try read(numbers[0] &+ index, bytes: 1), try read(numbers[1] &+ index, bytes: 1)
                )
                if one != other { return one < other ? -1 : 1 }
                if endsAtZero, one == 0 { return 0 }
            }
            if most <= UInt64(limit) { return 0 }
            throw .unclear("texts of more than \(limit) bytes")
        }
        switch (name, numbers.count) {
        case ("strlen", 1): return try length(numbers[0], .max)
        case ("strnlen", 2): return try length(numbers[0], numbers[1])
        case ("strcmp", 2): return try order(.max, endsAtZero: true)
        case ("strncmp", 3): return try order(numbers[2], endsAtZero: true)
        case ("memcmp", 3), ("bcmp", 3): return try order(numbers[2], endsAtZero: false)
        default: throw .unclear("\(name) is not run")
        }
    }

    private func copied(_ copy: MemoryCopy) throws(Stop) -> [UInt8] {
        var bytes: [UInt8] = []
        for offset in 0..<copy.count {
            switch copy.source {
            case .fill(let byte): bytes.append(byte)
            case .copy(let address): bytes.append(UInt8(try read(address &+ UInt64(offset), bytes: 1)))
            }
        }
        return bytes
    }

    private mutating func assembly(_ assembly: Assembly, _ count: Int) throws(Stop) {
        let last = frames.count - 1
        let operands = Array(frames[last].stack.suffix(count))
        frames[last].stack.removeLast(count)
        var numbers: [UInt64] = []
        for operand in operands {
            if case .number(let number) = operand { numbers.append(UInt64(bitPattern: number)) }
        }
        guard numbers.count == count else { throw .unclear("assembly with an operand that is no number") }
        var seen = numbers
        for (index, output) in assembly.outputs.enumerated() where output.constraint.hasPrefix("+") {
            if case .number(let number) = try load(numbers[index], MemoryAccess(output.access)) {
                seen.append(UInt64(bitPattern: number))
            }
        }
        for (index, input) in assembly.inputs.enumerated() {
            guard let access = input.access else { continue }
            if case .number(let number) = try load(
                numbers[assembly.outputs.count + index], MemoryAccess(access))
            {
                seen.append(UInt64(bitPattern: number))
            }
        }
        try record(.assembly, assembly.description, seen, memory: assembly.readsMemory)
        let parts = answer()
        for (index, output) in assembly.outputs.enumerated() {
            let part = index + 1 < parts.count ? parts[index + 1] : 0
            _ = try store(.number(Int64(bitPattern: part)), numbers[index], MemoryAccess(output.access))
        }
        push(assembly.labels.isEmpty ? .void : .number(Int64(Int32(truncatingIfNeeded: parts.first ?? 0))))
    }
}

extension Assembly {
    /// Template, outputs, inputs and clobbers in a line, as they are written.
    fileprivate var description: String {
        [
            template, outputs.map(\.constraint).joined(separator: ", "),
            inputs.map(\.constraint).joined(separator: ", "),
            clobbers.joined(separator: ", "),
        ].joined(separator: " : ")
    }
}
