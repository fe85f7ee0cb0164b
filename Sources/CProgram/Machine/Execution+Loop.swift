extension Execution {
    /// Runs until the function that Swift called returns.
    mutating func loop() throws(Stop) -> Value {
        while true {
            let instruction = code.instructions[pc]
            pc += 1
            steps += 1
            if steps > limits.steps { throw .bound("more than \(limits.steps) steps") }
            switch instruction {
            case .integer(let number): stack.append(.integer(number))
            case .nothing(let isVoid): stack.append(isVoid ? .void : .uninitialized)
            case .global(let index): stack.append(.pointer(Pointer(object: ObjectID(.program, index))))
            case .function(let callee): stack.append(.function(image.names.calleeNames[Int(callee)]))
            case .local(let local): stack.append(.pointer(Pointer(object: localID(Int(local)))))
            case .readRegister(let register): stack.append(registers[registerBase + Int(register)])
            case .writeRegister(let register):
                registers[registerBase + Int(register)] = stack[stack.count - 1]
            case .clearRegister(let register, let zeroed):
                registers[registerBase + Int(register)] = zeroed ? .integer(0) : .uninitialized
            case .clearLocal(let local, let zeroed): clear(Int(local), zeroed)
            case .load(let access):
                let top = stack.count - 1
                stack[top] = try load(stack[top], access)
            case .store(let access): try store(access)
            case .stepMemory(let access, let bytes, let isPostfix):
                try stepMemory(access, bytes, isPostfix)
            case .stepRegister(let register, let form, let bytes, let isPostfix):
                let place = registerBase + Int(register)
                let old = registers[place]
                let new = try stepped(old, form, bytes)
                registers[place] = new
                stack.append(isPostfix ? old : new)
            case .drop: stack.removeLast()
            case .duplicate: stack.append(stack[stack.count - 1])
            case .binary(let operation, let form):
                let right = stack.removeLast()
                let top = stack.count - 1
                stack[top] = try Arithmetic.binary(operation, stack[top], right, form)
            case .offset:
                let bytes = stack.removeLast()
                let top = stack.count - 1
                stack[top] = try Arithmetic.offset(stack[top], by: bytes)
            case .offsetBy(let bytes):
                let top = stack.count - 1
                if case .pointer(let pointer) = stack[top] {
                    stack[top] = .pointer(pointer.advanced(by: bytes))
                } else {
                    stack[top] = try Arithmetic.offset(stack[top], by: .integer(Int64(bytes)))
                }
            case .distance(let elementBytes): try distance(elementBytes)
            case .unary(let operation, let form):
                let top = stack.count - 1
                stack[top] = try Arithmetic.unary(operation, stack[top], form)
            case .convert(let from, let form):
                let top = stack.count - 1
                stack[top] = try Arithmetic.convert(stack[top], from: from, to: form)
            case .truth:
                let top = stack.count - 1
                if stack[top] != .uninitialized { stack[top] = .boolean(try truth(stack[top])) }
            case .jump(let target): pc = Int(target)
            case .jumpIf(let target): if try truth(stack.removeLast()) { pc = Int(target) }
            case .jumpUnless(let target): if !(try truth(stack.removeLast())) { pc = Int(target) }
            case .unwind(let depth, let target):
                stack.removeLast(stack.count - stackBase - Int(depth))
                pc = Int(target)
            case .switch(let index): try takeCase(of: code.selections[Int(index)])
            case .call(let callee, let count): try call(Int(callee), argumentCount: Int(count))
            case .callThrough(let count, _): try callThrough(argumentCount: Int(count))
            case .event(let index): try observe(code.events[Int(index)])
            case .assembly(let index, let operands):
                try assemble(code.assemblies[Int(index)], operands: Int(operands))
            case .unsupported(let index): throw .unsupported(code.texts[Int(index)])
            case .return:
                let result = stack.removeLast()
                if logsReturns { noteReturn(of: result) }
                if leave() { return result }
                stack.append(result)
            }
        }
    }

    private func truth(_ value: Value) throws(Stop) -> Bool {
        if let truth = value.truth { return truth }
        if value == .uninitialized { throw .undefined("an uninitialised value decides a branch") }
        throw .unsupported("what is no number decides a branch")
    }

    private func load(_ address: Value, _ access: MemoryAccess) throws(Stop) -> Value {
        let pointer = try target(address)
        do { return try state.read(pointer, access) } catch { throw Stop(error) }
    }

    private mutating func store(_ access: MemoryAccess) throws(Stop) {
        let value = stack.removeLast()
        let top = stack.count - 1
        let pointer = try target(stack[top])
        do { try state.write(pointer, value, access) } catch { throw Stop(error) }
        stack[top] = access.loaded(value)
    }

    private mutating func stepMemory(
        _ access: MemoryAccess, _ bytes: Int64, _ isPostfix: Bool
    ) throws(Stop) {
        let top = stack.count - 1
        let pointer = try target(stack[top])
        let old = try load(stack[top], access)
        let new = access.loaded(try stepped(old, access.form, bytes))
        do { try state.write(pointer, new, access) } catch { throw Stop(error) }
        stack[top] = isPostfix ? old : new
    }

    private func stepped(_ old: Value, _ form: Form, _ bytes: Int64) throws(Stop) -> Value {
        if form.kind == .pointer { return try Arithmetic.offset(old, by: .integer(bytes)) }
        let sum = try Arithmetic.binary(
            .add, old, .integer(bytes), form.kind == .boolean ? .int : form)
        return form.kind == .boolean ? try Arithmetic.convert(sum, from: .int, to: form) : sum
    }

    private mutating func distance(_ elementBytes: Int) throws(Stop) {
        let right = stack.removeLast()
        let top = stack.count - 1
        switch (stack[top], right) {
        case (.pointer(let first), .pointer(let second)):
            let bytes = try Arithmetic.distance(first, second)
            guard elementBytes > 0, bytes % elementBytes == 0 else {
                throw .undefined("a difference of \(bytes) bytes in elements of \(elementBytes)")
            }
            stack[top] = .integer(Int64(bytes / elementBytes))
        case (.integer(let first), .integer(let second)) where elementBytes > 0:
            stack[top] = .integer((first &- second) / Int64(elementBytes))
        case (.uninitialized, _), (_, .uninitialized): stack[top] = .uninitialized
        default: throw .unsupported("the difference of an address and a number")
        }
    }

    private mutating func clear(_ local: Int, _ zeroed: Bool) {
        state.locals[localBase + local].contents = Contents(zeroed ? .zero : .uninitialized)
    }

    private mutating func takeCase(of selection: Code.Selection) throws(Stop) {
        switch stack.removeLast() {
        case .integer(let number):
            let found = selection.cases.first { $0.range.contains(number) }
            pc = found?.target ?? selection.otherwise
        case .uninitialized: throw .undefined("an uninitialised value decides a switch")
        default: throw .unsupported("a switch on what is no number")
        }
    }

    private mutating func observe(_ event: Event) throws(Stop) {
        events.append(
            ObservedEvent(
                kind: event.kind == .bug ? .bug : .warn, text: event.macro, site: event.site,
                function: code.name, isOnce: event.isOnce, isLogged: true))
        if event.kind == .bug { throw .bug(event) }
        stack.append(.void)
    }
}
