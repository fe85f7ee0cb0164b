import CProgram
import SymbolicExecution

/// What an observer sees, and what it answers.
extension CaseRun {
    mutating func record(
        _ kind: CaseTrace.Event.Kind, _ name: String, _ operands: [UInt64], memory seesMemory: Bool
    ) throws(Stop) {
        guard trace.events.count < 400 else { throw .unclear("more than 400 events") }
        if kind == .call || kind == .callThrough || kind == .assembly { plain = [] }
        trace.events.append(
            .init(
                kind: kind, name: name, operands: operands, answer: kind == .log ? nil : [], line: line,
                memory: seesMemory ? visible(operands) : [:]))
    }

    /// The next event's answer; what it writes is written.
    ///
    /// - Parameter isOfEvent: whether the last event of the trace is what answers; else it is something that the proof alone takes for one.
    mutating func answer(isOfEvent: Bool = true) -> [UInt64] {
        let answer: CaseInput.Answer
        if let last = trace.events.last, isOfEvent, answersByName != nil {
            answer = answersByName?.next(last.kind, last.name) ?? .init()
        } else if answersByName != nil {
            answer = .init()
        } else {
            answer =
                answerCount < input.answers.count
                ? input.answers[answerCount] : lazy == nil ? .init() : .init(parts: [])
            if isOfEvent, !trace.events.isEmpty {
                trace.events[trace.events.count - 1].answerPlace = answerCount
            }
        }
        answerCount += 1
        for (address, value) in answer.writes {
            memory[address] = value
            written.insert(address)
        }
        return answer.parts
    }

    mutating func answered(_ given: [UInt64], _ form: Form, width: Int? = nil) -> Held {
        var parts = given
        if parts.isEmpty, let lazy, form.kind != .void, form.kind != .aggregate,
            let event = trace.events.last, let place = event.answerPlace
        {
            parts = [
                event.kind == .volatileRead
                    ? lazy.volatile(
                        place, at: event.operands[0], form, known: present(event.operands[0], form))
                    : lazy.answer(place, form)
            ]
        }
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
            if form.kind == .pointer, parts.isEmpty,
                let place = trace.events[trace.events.count - 1].answerPlace
            {
                trace.openAnswers.insert(place)
            }
            if case .number(let number) = value {
                if let lazy, given.isEmpty, let place = trace.events[trace.events.count - 1].answerPlace {
                    lazy.decisions.note(number, .answer(place))
                }
                trace.events[trace.events.count - 1].answer = [UInt64(bitPattern: number)]
            } else {
                trace.events[trace.events.count - 1].answer = parts
            }
        }
        return value
    }

    /// Calls a function; true where its body goes on now.
    mutating func call(_ name: String, _ count: Int, through: (UInt64, Form)?) throws(Stop) -> Bool {
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
            if numbers[2] > UInt64(MemoryCopy.limit) { _ = answer(isOfEvent: false) }
            for (offset, byte) in try copied(copy).enumerated() {
                try write(copy.destination &+ UInt64(offset), bytes: 1, UInt64(byte))
            }
            push(Int64(bitPattern: copy.destination))
            return false
        }
        if count == 3, MemoryCopy.copies.contains(name) || MemoryCopy.fills.contains(name) {
            throw .unclear("\(name) of \(numbers.last ?? 0) bytes")
        }
        if NullTolerance.covers(name), numbers.first == 0, side.graph(name) == nil {
            push(0)
            return false
        }
        if let value = try stringFunction(name, numbers) {
            // The proof has an event here, with an answer of its own.
            _ = answer(isOfEvent: false)
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
        case .log(let answer):
            try record(.log, name, numbers, memory: false)
            push(answer.flatMap { $0 < numbers.count ? Int64(bitPattern: numbers[$0]) : nil } ?? 0)
        case .pure: throw .unclear("\(name) is not run")
        case .inline, .event:
            if FreeingFunctions.names.contains(name), let place = numbers.first { forget(freed: place) }
            try record(.call, name, numbers, memory: true)
            if side.isEndless(name) { throw .bug(name) }
            let parts = answer()
            fillLocals(numbers, side.signature(name)?.parameters ?? [])
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

    /// Nobody looks at what an object held that is freed. How large it was is not known: a page is what most are smaller than.
    private mutating func forget(freed start: UInt64) {
        written = written.filter { $0 &- start >= 4096 || AddressLayout.isLocal($0) }
    }

    /// What a callee leaves in locals that it is given and may write to.
    private mutating func fillLocals(_ operands: [UInt64], _ parameters: [FunctionSignature.Parameter]) {
        guard let lazy, let place = trace.events.last?.answerPlace else { return }
        for (operand, start) in operands.enumerated()
        where AddressLayout.isLocal(start)
            && !(parameters.indices.contains(operand) && parameters[operand].spelling.hasPrefix("const "))
        {
            let number = Int((start - AddressLayout.localBase) / 0x10_0000)
            guard number < layout.store.objectCount,
                case .local(_, let bytes, _) = layout.store.object(number)
            else { continue }
            let rest = bytes - Int(start - AddressLayout.localStart(start))
            for (address, byte) in lazy.write(place, operand: operand, at: start, bytes: max(rest, 1)) {
                memory[address] = byte
                written.insert(address)
            }
        }
    }

    /// Notes that new memory lies somewhere; a case in which something lies there already is none, nor one in which it is an error
    /// pointer.
    mutating func own(_ start: UInt64) {
        if start >= 0 &- 4095 || start < 4096 && start != 0 && start != 16 || start & 7 != 0 { doubt() }
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
    func stringFunction(_ name: String, _ numbers: [UInt64]) throws(Stop) -> Int64? {
        guard ReadingFunctions.names.contains(name), side.graph(name) == nil else { return nil }
        let limit = 0x1000
        func length(_ start: UInt64, _ most: UInt64) throws(Stop) -> Int64 {
            for index in 0..<min(most, UInt64(limit)) {
                if try letter(start &+ index) == 0 { return Int64(index) }
            }
            if most <= UInt64(limit) { return Int64(most) }
            throw .unclear("a string of more than \(limit) bytes")
        }
        func order(_ most: UInt64, endsAtZero: Bool) throws(Stop) -> Int64 {
            for index in 0..<min(most, UInt64(limit)) {
                let (one, other) = (
                    try letter(numbers[0] &+ index, near: numbers[1] &+ index),
                    try letter(numbers[1] &+ index, near: numbers[0] &+ index)
                )
                if one != other { return one < other ? -1 : 1 }
                if endsAtZero, one == 0 { return 0 }
            }
            if most <= UInt64(limit) { return 0 }
            throw .unclear("texts of more than \(limit) bytes")
        }
        /// As lib/string.c has it: the difference of the first bytes that differ but for their case.
        func orderWithoutCase(_ most: UInt64) throws(Stop) -> Int64 {
            for index in 0..<min(most, UInt64(limit)) {
                let (one, other) = (
                    try letter(numbers[0] &+ index, near: numbers[1] &+ index),
                    try letter(numbers[1] &+ index, near: numbers[0] &+ index)
                )
                if one == 0 || other == 0 { return Int64(one) - Int64(other) }
                let (first, second) = (Self.lowered(one), Self.lowered(other))
                if first != second { return Int64(first) - Int64(second) }
            }
            if most <= UInt64(limit) { return 0 }
            throw .unclear("texts of more than \(limit) bytes")
        }
        func place(of byte: UInt64, _ most: UInt64, endsAtZero: Bool, last: Bool = false) throws(Stop)
            -> Int64
        {
            var found: Int64 = 0
            for index in 0..<min(most, UInt64(limit)) {
                let one = try letter(numbers[0] &+ index)
                if one == byte & 0xff {
                    found = Int64(bitPattern: numbers[0] &+ index)
                    if !last { return found }
                }
                if endsAtZero, one == 0 { return found }
            }
            if most <= UInt64(limit) { return found }
            throw .unclear("a string of more than \(limit) bytes")
        }
        switch (name, numbers.count) {
        case ("strcasecmp", 2): return try orderWithoutCase(.max)
        case ("strncasecmp", 3): return try orderWithoutCase(numbers[2])
        case ("strchr", 2): return try place(of: numbers[1], .max, endsAtZero: true)
        case ("strrchr", 2): return try place(of: numbers[1], .max, endsAtZero: true, last: true)
        case ("strnchr", 3): return try place(of: numbers[2], numbers[1], endsAtZero: true)
        case ("memchr", 3): return try place(of: numbers[1], numbers[2], endsAtZero: false)
        case ("strlen", 1): return try length(numbers[0], .max)
        case ("strnlen", 2): return try length(numbers[0], numbers[1])
        case ("strcmp", 2): return try order(.max, endsAtZero: true)
        case ("strncmp", 3): return try order(numbers[2], endsAtZero: true)
        case ("memcmp", 3), ("bcmp", 3): return try order(numbers[2], endsAtZero: false)
        default: throw .unclear("\(name) is not run")
        }
    }

    private static func lowered(_ byte: UInt64) -> UInt64 {
        byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte
    }

    func copied(_ copy: MemoryCopy) throws(Stop) -> [UInt8] {
        var bytes: [UInt8] = []
        for offset in 0..<copy.count {
            switch copy.source {
            case .fill(let byte): bytes.append(byte)
            case .copy(let address): bytes.append(UInt8(try read(address &+ UInt64(offset), bytes: 1)))
            }
        }
        return bytes
    }

    mutating func assembly(_ assembly: Assembly, _ count: Int) throws(Stop) {
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
        let inMemory = assembly.inputs.indices.filter { assembly.inputs[$0].access != nil }
        trace.events[trace.events.count - 1].assembly = AssemblyTrace(
            template: assembly.template,
            places: Array(numbers.prefix(assembly.outputs.count))
                + inMemory.map { numbers[assembly.outputs.count + $0] })
        var parts = answer()
        if parts.isEmpty, let lazy, let place = trace.events.last?.answerPlace {
            parts = lazy.outputs(place, assembly.outputs.count)
        }
        for (index, output) in assembly.outputs.enumerated() {
            let part = index + 1 < parts.count ? parts[index + 1] : 0
            _ = try store(.number(Int64(bitPattern: part)), numbers[index], MemoryAccess(output.access))
        }
        push(assembly.labels.isEmpty ? .void : .number(Int64(Int32(truncatingIfNeeded: parts.first ?? 0))))
    }
}

/// Functions that free the object which their first argument leads to, and do not look at it.
enum FreeingFunctions {
    static let names: Set<String> = ["kfree", "kvfree", "vfree", "kfree_const"]
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
