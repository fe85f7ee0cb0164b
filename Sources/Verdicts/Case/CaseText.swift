import CProgram
import Drift
import Equivalence

/// A case in C's words: what both sides do in it, step by step, and under what circumstances.
struct CaseText {
    private let found: FunctionCase
    private let function: String
    private let old: Program
    private let new: Program
    private let names: CaseNames

    init(_ found: FunctionCase, function: String, old: Program, new: Program) {
        self.found = found
        self.function = function
        self.old = old
        self.new = new
        names = CaseNames(found, function: function, in: new)
    }

    // MARK: Values

    /// A number as its type has it.
    ///
    /// - Parameter mayBeError: whether a negative number is an error code: it is what a function gave, or goes by the name of an
    ///   error. An argument of -1 is not `-EPERM`.
    func value(_ value: UInt64, _ spelling: String?, mayBeError: Bool = false) -> String {
        let spelling = spelling ?? ""
        let number = Int64(bitPattern: value)
        if CType.isPointer(spelling) {
            if value == 0 { return "NULL" }
            if let name = names.pointer(value, spelling) { return name }
            if value >= 0 &- 4095 {
                return "ERR_PTR(\(Errno.spelling(of: number, returnType: "int")))"
            }
            return Self.hexadecimal(value)
        }
        if spelling.hasSuffix("bool") || spelling.hasSuffix("_Bool") { return value == 0 ? "false" : "true" }
        if spelling.isEmpty, let name = names.pointer(value) { return name }
        if number < 0, number >= -4095, spelling.isEmpty || CType.isSigned(spelling) {
            return mayBeError ? Errno.spelling(of: number, returnType: "int") : String(number)
        }
        if spelling.contains("unsigned") || spelling.isEmpty {
            return value > 0xffff ? Self.hexadecimal(value) : String(value)
        }
        return number.magnitude > 1 << 40 ? Self.hexadecimal(value) : String(number)
    }

    /// Whether what goes by a name is an error code: `err`, `l->error`, `*ret`.
    private static func isError(_ name: String) -> Bool {
        let last = name.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.last.map(String.init) ?? ""
        return ["err", "error", "errno", "ret", "rc", "retval"].contains(last)
    }

    private static func hexadecimal(_ value: UInt64) -> String { "0x" + String(value, radix: 16) }

    private func signature(_ name: String, in program: Program) -> FunctionSignature? {
        program.functions[name]?.signature ?? program.declarations[name]
    }

    // MARK: Steps

    /// What an event is in one side, with what it gave.
    func words(_ event: CaseTrace.Event, isOld: Bool) -> String {
        asked(event, isOld: isOld) + answered(event, isOld: isOld)
    }

    /// What an event gave: ` = -ENOMEM`; "" where that is nothing.
    private func answered(_ event: CaseTrace.Event, isOld: Bool) -> String {
        switch event.kind {
        case .call, .log: answer(event, signature(event.name, in: isOld ? old : new))
        case .callThrough, .volatileRead: answer(event, nil)
        case .volatileWrite, .assembly, .warning: ""
        }
    }

    /// What an event is in one side, without what it gave.
    func asked(_ event: CaseTrace.Event, isOld: Bool) -> String {
        let program = isOld ? old : new
        switch event.kind {
        case .call, .log:
            let signature = signature(event.name, in: program)
            return "\(event.name)(\(operands(event.operands, signature)))"
        case .callThrough:
            let pointer = event.operands.first ?? 0
            let name = place(holding: pointer) ?? "(\(value(pointer, "void *")))"
            return "\(name)(\(operands(Array(event.operands.dropFirst()), nil)))"
        case .volatileRead:
            let place = event.operands.first.map(lvalue) ?? "?"
            return "read \(place)"
        case .volatileWrite:
            let place = event.operands.first.map(lvalue) ?? "?"
            return "write \(place) = \(value(event.operands.last ?? 0, nil))"
        case .assembly:
            let template = event.name.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            return "asm \"\(template.prefix(60))\" (\(operands(event.operands, nil)))"
        case .warning: return "\(event.name)()"
        }
    }

    private func operands(_ operands: [UInt64], _ signature: FunctionSignature?) -> String {
        let parameters = signature?.parameters ?? []
        let fits = parameters.count <= operands.count
        return operands.enumerated().map { index, operand in
            guard fits, index < parameters.count else { return value(operand, nil) }
            let parameter = parameters[index]
            return value(operand, parameter.spelling, mayBeError: Self.isError(parameter.name))
        }.joined(separator: ", ")
    }

    private func answer(_ event: CaseTrace.Event, _ signature: FunctionSignature?) -> String {
        guard let answer = event.answer, answer.count == 1 else { return "" }
        if let spelling = signature?.resultSpelling {
            guard spelling != "void" else { return "" }
            // The name of what it gave would be the call's own.
            let words =
                CType.isPointer(spelling) && answer[0] != 0 && answer[0] < 0 &- 4095
                ? "a pointer" : value(answer[0], spelling, mayBeError: true)
            return " = \(words)"
        }
        return " = \(value(answer[0], nil, mayBeError: event.kind == .callThrough || event.kind == .call))"
    }

    /// The member that holds a pointer to a function.
    private func place(holding pointer: UInt64) -> String? {
        let holders = names.places.filter { entry in
            CType.isPointer(entry.value.spelling)
                && names.number(at: entry.key, bytes: 8, in: found.input.memory) == pointer
        }
        return holders.min { $0.key < $1.key }?.value.words
    }

    /// An address as C names what lies there.
    func lvalue(_ address: UInt64) -> String {
        guard let (start, place) = names.place(of: address) else {
            if let name = names.pointer(address) {
                if name.contains(" + ") { return "*(\(name))" }
                return name.hasPrefix("&") ? String(name.dropFirst()) : "*\(name)"
            }
            return "*\(Self.hexadecimal(address))"
        }
        return start == address ? place.words : "\(place.words) (byte \(address &- start))"
    }

    /// What the first operand of a call points to: `l->lock`.
    func object(_ address: UInt64, of callee: String) -> String {
        let spelling = signature(callee, in: new)?.parameters.first?.spelling ?? "void *"
        let words = value(address, spelling)
        return words.hasPrefix("&") ? String(words.dropFirst()) : words
    }

    /// How a side ends.
    func words(_ trace: CaseTrace, isOld: Bool) -> String {
        let spelling = signature(function, in: isOld ? old : new)?.resultSpelling
        switch trace.ending {
        case .returned(let parts):
            if parts.count == 1 { return "return \(value(parts[0], spelling, mayBeError: true))" }
            return parts.isEmpty
                ? "return" : "return {\(parts.map { value($0, nil) }.joined(separator: ", "))}"
        case .bug(let macro): return "\(macro)()"
        case .trapped(let reason): return "faults: \(reason)"
        case .unclear(let reason): return "was not followed further: \(reason)"
        }
    }

    /// What lies at an address, after what was written there: `l->state = 3`.
    func content(at address: UInt64, _ written: [UInt64: UInt8]) -> String {
        let memory = found.input.memory.merging(written) { _, new in new }
        guard let (start, place) = names.place(of: address), !place.isBitField else {
            return "\(lvalue(address)) = \(memory[address] ?? 0)"
        }
        var number = names.number(at: start, bytes: place.bytes, in: memory)
        if CType.isSigned(place.spelling), place.bytes < 8, number >> UInt64(8 * place.bytes - 1) == 1 {
            number |= .max << UInt64(8 * place.bytes)
        }
        return "\(place.words) = \(value(number, place.spelling, mayBeError: Self.isError(place.words)))"
    }

    // MARK: Circumstances

    /// The arguments and memory that decide, in words: `` `l->room` is NULL ``; at most three.
    func circumstances(before event: Int?) -> [String] {
        var words: [String] = []
        let parameters = new.functions[function]?.signature.parameters ?? []
        for (place, (parameter, argument)) in zip(parameters, found.input.arguments).enumerated() {
            guard argument.count == 1, !parameter.name.isEmpty, !found.idle.arguments.contains(place) else {
                continue
            }
            let isPointer = CType.isPointer(parameter.spelling)
            guard !isPointer || argument[0] < 4096 || argument[0] >= 0 &- 4095 else { continue }
            let given = value(argument[0], parameter.spelling, mayBeError: Self.isError(parameter.name))
            words.append("`\(parameter.name)` is \(given)")
        }
        // A case that was drawn at random fills all memory.
        if found.input.memory.count <= 64 {
            let starts = Set(found.input.memory.keys.compactMap { names.place(of: $0)?.start }).sorted()
            for start in starts {
                guard let place = names.places[start], !place.isBitField else { continue }
                let bytes = (0..<place.bytes).map { start &+ UInt64($0) }
                guard !bytes.allSatisfy({ found.idle.memory.contains($0) || found.input.memory[$0] == nil })
                else { continue }
                let number = names.number(at: start, bytes: place.bytes, in: found.input.memory)
                guard !CType.isPointer(place.spelling) || number < 4096 else { continue }
                words.append(
                    "`\(place.words)` is " + String(content(at: start, [:]).dropFirst(place.words.count + 3)))
            }
        }
        words = Array(words.prefix(3))
        let calls = found.new.countedEvents.prefix(event ?? .max)
        if let last = calls.last(where: {
            $0.kind == .call && $0.answer?.count == 1 && !found.idle.coversAnswer(of: $0)
        }),
            let answer = last.answer?.first, let signature = signature(last.name, in: new),
            signature.resultSpelling != "void"
        {
            let given = value(answer, signature.resultSpelling, mayBeError: true)
            if !CType.isPointer(signature.resultSpelling) || answer == 0 || answer >= 0 &- 4095 {
                words.append("`\(last.name)()` gives \(given)")
            }
        }
        return words
    }
}
