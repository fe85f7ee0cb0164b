extension CodeWriter {
    /// Writes an expression, which leaves exactly one value on the stack.
    mutating func write(_ expression: Expression) {
        guard nesting < Self.nestingLimit else {
            return emitUnsupported("expressions nested deeper than \(Self.nestingLimit) levels")
        }
        nesting += 1
        let outer = line
        if expression.line > 0 { line = Int32(clamping: expression.line) }
        writeKind(expression)
        line = outer
        nesting -= 1
    }

    private mutating func writeKind(_ expression: Expression) {
        switch expression.kind {
        case .integer(let number): emit(.integer(number), pushing: 1)
        case .string(let text): emit(.global(index: names.string(text)), pushing: 1)
        case .local(let local): address(of: local)
        case .global(let name):
            if let index = names.global(name) {
                emit(.global(index: index), pushing: 1)
            } else {
                emitUnsupported("the global \(name) is not in the program")
            }
        case .function(let name): emit(.function(callee: names.callee(name)), pushing: 1)
        case .load(let place, let access): load(place, access)
        case .store(let place, let value, let access): store(place, value, access)
        case .update(let operation, let place, let value, let type, let access):
            update(operation, place, value, type, access)
        case .step(let place, let bytes, let isPostfix, let access): step(place, bytes, isPostfix, access)
        case .binary(let operation, let left, let right):
            guard require(left.type) else { return }
            write(left)
            write(right)
            emit(.binary(operation, Form(left.type)), pushing: -1)
        case .offset(let base, let bytes): offset(base, bytes)
        case .distance(let left, let right, let elementBytes):
            write(left)
            write(right)
            emit(.distance(elementBytes: elementBytes), pushing: -1)
        case .unary(let operation, let operand):
            guard require(operand.type) else { return }
            write(operand)
            emit(.unary(operation, Form(expression.type)), pushing: 0)
        case .convert(let operand):
            write(operand)
            convert(operand.type, expression.type)
        case .and(let left, let right): shortCircuit(left, right, endsIf: false)
        case .or(let left, let right): shortCircuit(left, right, endsIf: true)
        case .conditional(let condition, let then, let otherwise):
            conditional(condition, then, otherwise, expression.type)
        case .comma(let first, let second):
            write(first)
            emit(.drop, pushing: -1)
            write(second)
        case .call(let name, let arguments):
            for argument in arguments { write(argument) }
            emit(
                .call(callee: names.callee(name), arguments: Int32(arguments.count)),
                pushing: 1 - arguments.count)
        case .callThrough(let function, let arguments):
            write(function)
            for argument in arguments { write(argument) }
            emit(
                .callThrough(arguments: Int32(arguments.count), result: Form(expression.type)),
                pushing: -arguments.count)
        case .statements(let statements, let value): self.statements(statements, value)
        case .compound(let local, let parts): compound(local, parts)
        case .event(let event):
            events.append(event)
            emit(.event(Int32(events.count - 1)), pushing: 1)
        case .assembly(let assembly, let operands):
            for operand in operands { write(operand) }
            assemblies.append(assembly)
            emit(
                .assembly(Int32(assemblies.count - 1), operands: Int32(operands.count)),
                pushing: 1 - operands.count)
        case .unsupported(let reason): emitUnsupported(reason)
        }
    }

    /// Refuses what the machine does not compute with.
    private mutating func require(_ type: ValueType) -> Bool {
        if Form(type).isComputable { return true }
        if case .floating = type {
            emitUnsupported("floating point")
        } else {
            emitUnsupported("an integer of \(type.bits) bits")
        }
        return false
    }

    private mutating func address(of local: Int) {
        guard memory.indices.contains(local), memory[local] >= 0 else {
            return emitUnsupported("the address of a local that the function does not have")
        }
        emit(.local(Int32(memory[local])), pushing: 1)
    }

    /// The register that an address names, if it is one.
    private func register(_ place: Expression) -> Int32? {
        guard case .local(let local) = place.kind, registers.indices.contains(local), registers[local] >= 0
        else { return nil }
        return Int32(registers[local])
    }

    private mutating func load(_ place: Expression, _ access: Access) {
        if let register = register(place) { return emit(.readRegister(register), pushing: 1) }
        guard access.type.bits <= 64 || Form(access.type).kind == .aggregate else {
            return emitUnsupported("a scalar of \(access.type.bits) bits")
        }
        write(place)
        emit(.load(MemoryAccess(access)), pushing: 0)
    }

    private mutating func store(_ place: Expression, _ value: Expression, _ access: Access) {
        if let register = register(place) {
            write(value)
            return emit(.writeRegister(register), pushing: 0)
        }
        write(place)
        write(value)
        emit(.store(MemoryAccess(access)), pushing: -1)
    }

    private mutating func update(
        _ operation: BinaryOperation, _ place: Expression, _ value: Expression, _ type: ValueType,
        _ access: Access
    ) {
        guard require(type), require(access.type) else { return }
        let register = register(place)
        if let register {
            emit(.readRegister(register), pushing: 1)
        } else {
            write(place)
            emit(.duplicate, pushing: 1)
            emit(.load(MemoryAccess(access)), pushing: 0)
        }
        convert(access.type, type)
        write(value)
        emit(.binary(operation, Form(type)), pushing: -1)
        convert(type, access.type)
        if let register {
            emit(.writeRegister(register), pushing: 0)
        } else {
            emit(.store(MemoryAccess(access)), pushing: -1)
        }
    }

    private mutating func step(_ place: Expression, _ bytes: Int64, _ isPostfix: Bool, _ access: Access) {
        guard require(access.type) else { return }
        if let register = register(place) {
            let form = Form(access.type)
            return emit(.stepRegister(register, form, by: bytes, isPostfix: isPostfix), pushing: 1)
        }
        write(place)
        emit(.stepMemory(MemoryAccess(access), by: bytes, isPostfix: isPostfix), pushing: 0)
    }

    private mutating func offset(_ base: Expression, _ bytes: Expression) {
        if case .integer(let number) = bytes.kind {
            // Members of members are one distance.
            var (start, distance) = (base, number)
            while case .offset(let inner, let more) = start.kind, case .integer(let next) = more.kind {
                start = inner
                distance &+= next
            }
            write(start)
            if distance != 0 { emit(.offsetBy(Int(distance)), pushing: 0) }
        } else {
            write(base)
            write(bytes)
            emit(.offset, pushing: -1)
        }
    }

    private mutating func convert(_ from: ValueType, _ to: ValueType) {
        if from == to { return }
        if case .floating = from, to != .void { return replaceByUnsupported("floating point") }
        if case .floating = to { return replaceByUnsupported("floating point") }
        guard to.bits <= 64 || from == to || Form(to).kind == .aggregate else {
            return replaceByUnsupported("an integer of \(to.bits) bits")
        }
        emit(.convert(from: Form(from), to: Form(to)), pushing: 0)
    }

    private mutating func replaceByUnsupported(_ reason: String) {
        emit(.drop, pushing: -1)
        emitUnsupported(reason)
    }

    private mutating func shortCircuit(_ left: Expression, _ right: Expression, endsIf: Bool) {
        write(left)
        let short = emitJump(endsIf ? .jumpIf(0) : .jumpUnless(0), pushing: -1)
        write(right)
        emit(.truth, pushing: 0)
        let end = emitJump()
        land(short)
        depth -= 1
        emit(.integer(endsIf ? 1 : 0), pushing: 1)
        land(end)
    }

    private mutating func conditional(
        _ condition: Expression, _ then: Expression?, _ otherwise: Expression, _ type: ValueType
    ) {
        write(condition)
        if then == nil { emit(.duplicate, pushing: 1) }
        let over = emitJump(.jumpUnless(0), pushing: -1)
        if let then { write(then) } else { convert(condition.type, type) }
        let end = emitJump()
        land(over)
        if then == nil {
            emit(.drop, pushing: -1)
        } else {
            depth -= 1
        }
        write(otherwise)
        land(end)
    }

    private mutating func statements(_ statements: [Statement], _ value: Expression?) {
        pathCount += 1
        path.append(pathCount)
        for statement in statements { write(statement) }
        if let value { write(value) } else { emit(.nothing(isVoid: true), pushing: 1) }
        path.removeLast()
    }

    private mutating func compound(_ local: Int, _ parts: [Initialization]) {
        guard memory.indices.contains(local), memory[local] >= 0 else {
            return emitUnsupported("a compound literal without an object")
        }
        emit(.clearLocal(Int32(memory[local]), zeroed: true), pushing: 0)
        initialize(local, parts)
        emit(.local(Int32(memory[local])), pushing: 1)
    }
}
