extension Execution {
    /// How many shims may wait for C that they called, each of which takes Swift stack.
    static var shimDepthLimit: Int { 40 }

    /// Calls a function of the program, or another shim, and waits for its result.
    /// - Throws: what ends the run meanwhile.
    public mutating func callC(_ function: String, _ arguments: [Value]) throws(Stop) -> Value {
        guard let callee = image.names.callees[function] else {
            throw .unsupported("no body and no shim for \(function)")
        }
        switch image.callees[Int(callee)] {
        case .missing: throw .unsupported("no body and no shim for \(function)")
        case .shim(let place): return try callShim(place, Int(callee), arguments)
        case .code(let index):
            guard shimDepth < Self.shimDepthLimit else {
                throw .bound("shims and C call each other deeper than \(Self.shimDepthLimit) levels")
            }
            stack.append(contentsOf: arguments)
            try enter(image.codes[index], index, argumentCount: arguments.count, isShimWaiting: true)
            shimDepth += 1
            let result = try loop()
            shimDepth -= 1
            return result
        }
    }

    /// Calls through a function pointer and waits for the result.
    /// - Throws: what ends the run meanwhile.
    public mutating func callThrough(_ function: Value, _ arguments: [Value]) throws(Stop) -> Value {
        try callC(try functionName(function), arguments)
    }

    func functionName(_ value: Value) throws(Stop) -> String {
        switch value {
        case .function(let name): return name
        case .integer(0): throw .undefined("\(Termination.nullPointer) is called")
        case .integer(let number): throw .undefined("the number \(number) is called")
        case .pointer(let pointer): throw .undefined("\(state.describe(pointer)) is called: it is data")
        case .uninitialized: throw .undefined("an uninitialised pointer is called")
        case .aggregate, .void: throw .unsupported("what is no function is called")
        }
    }

    mutating func callShim(_ place: Int, _ callee: Int, _ arguments: [Value]) throws(Stop) -> Value {
        shimmed.insert(callee)
        guard shimDepth < Self.shimDepthLimit else {
            throw .bound("shims and C call each other deeper than \(Self.shimDepthLimit) levels")
        }
        shimDepth += 1
        let result = try image.shims[place].call(image.names.calleeNames[callee], arguments, in: &self)
        shimDepth -= 1
        return result
    }

    /// A call by number; its arguments are on the stack.
    mutating func call(_ callee: Int, argumentCount: Int) throws(Stop) {
        guard callee >= 0 else { throw .unsupported("a call of an unknown function") }
        switch image.callees[callee] {
        case .code(let index):
            try enter(image.codes[index], index, argumentCount: argumentCount, isShimWaiting: false)
        case .shim(let place):
            let first = stack.count - argumentCount
            let arguments = Array(stack[first...])
            stack.removeLast(argumentCount)
            stack.append(try callShim(place, callee, arguments))
        case .missing: throw .unsupported("no body and no shim for \(image.names.calleeNames[callee])")
        }
    }

    /// A call through a pointer, which lies below the arguments.
    mutating func callThrough(argumentCount: Int) throws(Stop) {
        let name = try functionName(stack[stack.count - argumentCount - 1])
        guard let callee = image.names.callees[name] else {
            throw .unsupported("no body and no shim for \(name)")
        }
        stack.remove(at: stack.count - argumentCount - 1)
        try call(Int(callee), argumentCount: argumentCount)
    }

    /// Begins a function; its arguments are on the stack.
    mutating func enter(
        _ next: Code, _ index: Int, argumentCount: Int, isShimWaiting: Bool
    ) throws(Stop) {
        guard frames.count < limits.depth else { throw .bound("calls deeper than \(limits.depth)") }
        guard argumentCount >= next.parameters.count else {
            throw .undefined(
                "\(next.name) is called with \(argumentCount) arguments, not \(next.parameters.count)")
        }
        frames.append(
            Frame(
                code: code, codeIndex: codeIndex, pc: pc, stackBase: stackBase, registerBase: registerBase,
                localBase: localBase, isShimWaiting: isShimWaiting))
        let first = stack.count - argumentCount
        registerBase = registers.count
        localBase = state.locals.count
        for _ in 0..<next.registerCount { registers.append(.uninitialized) }
        if !next.memoryLocals.isEmpty { try layOut(next.memoryLocals) }
        var position = first
        for place in next.parameters {
            switch place {
            case .register(let register): registers[registerBase + register] = stack[position]
            case .memory(let local, let access):
                let pointer = Pointer(object: localID(local))
                do { try state.write(pointer, stack[position], access) } catch { throw Stop(error) }
            }
            position += 1
        }
        stack.removeLast(argumentCount)
        code = next
        codeIndex = index
        pc = 0
        stackBase = first
        if index >= 0 { interpreted.insert(index) }
    }

    private mutating func layOut(_ locals: ContiguousArray<Code.MemoryLocal>) throws(Stop) {
        guard state.objectCount + locals.count <= limits.objects else {
            throw .bound("more than \(limits.objects) objects")
        }
        for local in locals {
            _ = state.pushLocal(
                MemoryObject(label: local.label, bytes: local.bytes, contents: Contents(.uninitialized)))
        }
    }

    /// Ends a function; true if a shim waits for the result.
    mutating func leave() -> Bool {
        guard let frame = frames.popLast() else { return true }
        if stack.count > stackBase { stack.removeLast(stack.count - stackBase) }
        registers.removeLast(registers.count - registerBase)
        if state.locals.count > localBase { state.locals.removeLast(state.locals.count - localBase) }
        code = frame.code
        codeIndex = frame.codeIndex
        pc = frame.pc
        stackBase = frame.stackBase
        registerBase = frame.registerBase
        localBase = frame.localBase
        return frame.isShimWaiting
    }

    func localID(_ local: Int) -> ObjectID {
        let slot = localBase + local
        return ObjectID(localSlot: slot, serial: state.locals[slot].serial)
    }
}
