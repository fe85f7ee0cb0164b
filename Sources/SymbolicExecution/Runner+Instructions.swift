import CProgram
import Terms

/// One instruction at a time.
extension Runner {
    /// Runs an instruction; nil where the next one is to follow.
    func execute(
        _ instruction: Instruction, _ state: inout ThreadState, guards: [Term], _ known: Set<Term>
    ) -> Step? {
        let last = state.frames.count - 1
        let graph = state.frames[last].graph
        let pc = state.frames[last].pc
        var next = pc + 1

        func push(_ value: SymbolicValue) { state.frames[last].stack.append(value) }
        func push(_ term: Term) { push(.term(term)) }
        func pop() -> SymbolicValue { state.frames[last].stack.popLast() ?? .void }
        /// The topmost value as a term; one that is none (a function without a result that gives one) is unknown.
        func popTerm() -> Term { term(pop()) }

        switch instruction {
        case .integer(let number): push(store.constant(UInt64(bitPattern: number), 64))
        case .nothing(let isVoid): push(isVoid ? .void : nothing())
        case .global(let index):
            let names = graph.names
            if index < names.globalNames.count {
                push(address(ofGlobal: names.globalNames[index]))
            } else {
                push(store.address(of: .string(names.texts[index - names.globalNames.count])))
            }
        case .function(let callee):
            guard callee >= 0 else { return .stop(.unsupported("the address of an unknown function")) }
            let name = graph.names.calleeNames[Int(callee)]
            push(side.isUnplaced(name) ? unplaced(name) : store.address(of: .function(name)))
        case .local(let local): push(state.frames[last].locals[Int(local)])
        case .readRegister(let register): push(state.frames[last].registers[Int(register)])
        case .writeRegister(let register):
            state.frames[last].registers[Int(register)] = state.frames[last].stack.last ?? .void
        case .clearRegister(let register, let zeroed):
            state.frames[last].registers[Int(register)] = zeroed ? .term(store.constant(0, 64)) : nothing()
        case .clearLocal(let local, let zeroed): clear(Int(local), zeroed, &state)
        case .load(let access):
            let address = popTerm()
            if access.isVolatile {
                guard access.bitOffset == 0, access.width % 8 == 0 else {
                    return .stop(.unsupported("a volatile bit-field is read"))
                }
                push(.term(address))
                return .stop(.volatileLoad(address, bytes: access.width / 8))
            }
            guard let value = load(address, access, &state) else {
                return .stop(.unsupported("a value of \(access.width / 8) bytes is read"))
            }
            push(value)
        case .store(let access):
            let value = pop()
            let address = popTerm()
            if access.isVolatile {
                push(.term(address))
                push(value)
                guard case .term(let number) = value, access.width % 8 == 0, access.width <= 64,
                    access.bitOffset == 0
                else { return .stop(.unsupported("a volatile struct or bit-field is written")) }
                return .stop(
                    .volatileStore(address, value: store.extract(number, low: 0, width: access.width)))
            }
            guard let stored = write(value, address, access, &state) else {
                return .stop(.unsupported("a value of \(access.width / 8) bytes is written"))
            }
            push(stored)
        case .stepMemory(let access, let bytes, let isPostfix):
            let address = popTerm()
            if access.isVolatile { return .stop(.unsupported("a step of a volatile variable")) }
            guard case .term(let old)? = load(address, access, &state) else {
                return .stop(.unsupported("a step of what is no number"))
            }
            let new = stepped(old, access.form, by: bytes, width: access.width)
            guard let stored = write(.term(new), address, access, &state) else {
                return .stop(.unsupported("a step of what is no number"))
            }
            push(isPostfix ? .term(old) : stored)
        case .stepRegister(let register, let form, let bytes, let isPostfix):
            let old = term(state.frames[last].registers[Int(register)])
            let new = stepped(old, form, by: bytes, width: form.bits)
            state.frames[last].registers[Int(register)] = .term(new)
            push(isPostfix ? old : new)
        case .drop: _ = pop()
        case .duplicate: push(state.frames[last].stack.last ?? .void)
        case .binary(let operation, let form):
            let right = popTerm()
            let left = popTerm()
            if operation == .divide || operation == .remainder, store.constant(right) == nil {
                state.divisors.insert(store.extract(right, low: 0, width: min(form.bits, 64)))
            }
            push(binary(operation, left, right, form))
            if let isInRange = range(operation, right, form), decided(isInRange, guards, known) != true {
                hasShiftsOfUnknownCount = true
                return .fork([(isInRange, next)])
            }
        case .offset:
            let bytes = popTerm()
            let base = popTerm()
            push(store.add(base, bytes))
        case .offsetBy(let bytes): push(store.add(popTerm(), Int64(bytes)))
        case .distance(let elementBytes):
            let right = popTerm()
            let left = popTerm()
            let size = store.constant(UInt64(max(elementBytes, 1)), 64)
            push(store.partial(.divideSigned, store.subtract(left, right), size))
        case .unary(let operation, let form): push(unary(operation, popTerm(), form))
        case .convert(let from, let to):
            let value = pop()
            guard let converted = convert(value, from, to) else {
                return .stop(.unsupported("a conversion that terms do not have"))
            }
            push(converted)
        case .truth: push(store.extend(truth(popTerm()), to: 64, isSigned: false))
        case .jump(let target):
            next = Int(target)
            state.frames[last].pc = next
            return .pause
        case .jumpIf(let target):
            return fork(truth(popTerm()), then: Int(target), otherwise: next, guards, known, &state)
        case .jumpUnless(let target):
            return fork(truth(popTerm()), then: next, otherwise: Int(target), guards, known, &state)
        case .unwind(let depth, let target):
            state.frames[last].stack.removeLast(max(0, state.frames[last].stack.count - Int(depth)))
            state.frames[last].pc = Int(target)
            return .pause
        case .switch(let index):
            let step = select(popTerm(), graph.code.selections[Int(index)], guards, known)
            if case .fork(let branches) = step, branches.count == 1 {
                state.frames[last].pc = branches[0].1
                return .pause
            }
            return step
        case .call(let callee, let count):
            guard callee >= 0 else { return .stop(.unsupported("a call of an unknown function")) }
            return call(graph.names.calleeNames[Int(callee)], Int(count), &state, guards, known)
        case .callThrough(let count, let result):
            let stack = state.frames[last].stack
            let arguments = Array(stack.suffix(Int(count)))
            let callee = stack[stack.count - Int(count) - 1]
            // A pointer to a function that is known is a call of that function.
            if case .term(let pointer) = callee, case .symbol(.address(let number)) = store.node(pointer),
                case .function(let name) = store.object(number)
            {
                state.frames[last].stack.remove(at: stack.count - Int(count) - 1)
                return call(name, Int(count), &state, guards, known)
            }
            return .stop(.callThrough(callee, arguments, result: result))
        case .assembly(let index, let operands):
            return assembly(graph.code.assemblies[Int(index)], Int(operands), &state)
        case .event(let index): return .stop(.warning(graph.code.events[Int(index)]))
        case .unsupported(let index): return .stop(.unsupported(graph.code.texts[Int(index)]))
        case .return:
            let result = pop()
            if state.frames.count == 1 { return .stop(.returned(result)) }
            for address in state.frames[last].locals { state.objects[address] = nil }
            state.frames.removeLast()
            state.frames[last - 1].stack.append(result)
            state.frames[last - 1].pc += 1
            return .pause
        }
        state.frames[last].pc = next
        return nil
    }

    /// Where a global lies.
    private func address(ofGlobal name: String) -> Term {
        side.isUnplaced(name) ? unplaced(name) : store.address(of: side.object(ofGlobal: name))
    }

    /// An address of which nothing is known but that it is the same on both sides.
    private func unplaced(_ name: String) -> Term { store.apply("the address of \(name)", [], width: 64) }

    /// That the old side shifts by less than a number's width, where it is not known by how much: what else it does C does not say (C11
    /// 6.5.7), and the new side may do that or anything else. What the new side shifts by has to be in range by itself.
    private func range(_ operation: CProgram.BinaryOperation, _ count: Term, _ form: Form) -> Term? {
        guard isLeft, operation == .shiftLeft || operation == .shiftRight, store.constant(count) == nil else {
            return nil
        }
        let bits = min(form.bits, 64)
        let number = store.extract(count, low: 0, width: bits)
        return store.less(number, store.constant(UInt64(bits), bits), isSigned: false)
    }

    // MARK: Control

    /// What decides a branch is asked of what is known before both ways are taken.
    private func fork(
        _ condition: Term, then: Int, otherwise: Int, _ guards: [Term], _ known: Set<Term>,
        _ state: inout ThreadState
    ) -> Step {
        if let value = decided(condition, guards, known) {
            state.frames[state.frames.count - 1].pc = value ? then : otherwise
            return .pause
        }
        return .fork([(condition, then), (store.not(condition), otherwise)])
    }

    private func decided(_ condition: Term, _ guards: [Term], _ known: Set<Term>) -> Bool? {
        if let value = store.constant(condition) { return value == 1 }
        if known.contains(condition) || guards.contains(condition) { return true }
        let contrary = store.not(condition)
        if known.contains(contrary) || guards.contains(contrary) { return false }
        return nil
    }

    private func select(
        _ value: Term, _ selection: Code.Selection, _ guards: [Term], _ known: Set<Term>
    ) -> Step {
        let bits = selection.form.bits
        let isSigned = selection.form.kind == .signed
        let number = store.extract(value, low: 0, width: min(bits, 64))
        // No two cases of a switch have a value in common (C11 6.8.4.2), so that each stands for itself.
        var conditions: [Int: [Term]] = [:]
        var order: [Int] = []
        func add(_ condition: Term, _ target: Int) {
            if conditions[target] == nil { order.append(target) }
            conditions[target, default: []].append(condition)
        }
        var others: [Term] = []
        for (range, target) in selection.cases {
            let low = store.constant(UInt64(bitPattern: range.lowerBound), min(bits, 64))
            let high = store.constant(UInt64(bitPattern: range.upperBound), min(bits, 64))
            let matches =
                low == high
                ? store.equal(number, low)
                : store.and(
                    store.lessOrEqual(low, number, isSigned: isSigned),
                    store.lessOrEqual(number, high, isSigned: isSigned))
            add(matches, target)
            others.append(store.not(matches))
        }
        add(others.isEmpty ? store.bit(true) : store.bits(.and, others), selection.otherwise)
        let targets = order.map { target in
            let condition = conditions[target] ?? []
            return (
                target: target, condition: condition.count == 1 ? condition[0] : store.bits(.or, condition)
            )
        }
        let open = targets.filter { decided($0.condition, guards, known) != false }
        if let certain = open.first(where: { decided($0.condition, guards, known) == true }) {
            return .fork([(store.bit(true), certain.target)])
        }
        return .fork(open.map { ($0.condition, $0.target) })
    }

    private func call(
        _ name: String, _ count: Int, _ state: inout ThreadState, _ guards: [Term], _ known: Set<Term>
    ) -> Step? {
        let last = state.frames.count - 1
        let arguments = Array(state.frames[last].stack.suffix(count))
        if let value = builtin(name, arguments) {
            state.frames[last].stack.removeLast(count)
            state.frames[last].stack.append(value)
            state.frames[last].pc += 1
            return nil
        }
        if let destination = copy(name, arguments, &state) {
            state.frames[last].stack.removeLast(count)
            state.frames[last].stack.append(.term(destination))
            state.frames[last].pc += 1
            return nil
        }
        if Builtins.endless.contains(name) {
            if name == Builtins.trap { return .stop(.warning(Builtins.trapEvent)) }
            return .stop(.unreachable)
        }
        switch treatment(name, state) {
        case .inline(let graph, let isSame):
            let isNested = state.frames.contains { $0.graph === graph }
            guard state.frames.count < limits.depth, count == graph.code.parameters.count, !isNested else {
                // The function under proof may call itself: what it does then is what is being proved.
                if isSame || state.frames[0].graph === graph { return .stop(.call(name, arguments)) }
                return .stop(
                    .bound(
                        isNested
                            ? "the recursion of \(name), which changed"
                            : "a call of \(name), with more arguments than it names or nested too deep"))
            }
            state.frames[last].stack.removeLast(count)
            enter(graph, arguments, &state)
            return .pause
        case .event:
            guard forksOnNull, NullTolerance.covers(name), case .term(let pointer)? = arguments.first else {
                return .stop(.call(name, arguments))
            }
            let isNull = store.equal(pointer, store.constant(0, 64))
            switch decided(isNull, guards, known) {
            case false?: return .stop(.call(name, arguments))
            case let known:
                var beyond = state
                beyond.frames[last].stack.removeLast(count)
                beyond.frames[last].stack.append(.term(store.constant(0, 64)))
                beyond.frames[last].pc += 1
                guard known == nil else {
                    state = beyond
                    return nil
                }
                beyond.forks += 1
                return .part(.call(name, arguments), unless: isNull, beyond)
            }
        case .refused(let reason): return .stop(.unsupported(reason))
        case .log(let answer):
            state.log.append(
                LoggedMessage(
                    guards: [], function: name, arguments: arguments, memories: logged(arguments, state)))
            state.frames[last].stack.removeLast(count)
            if let answer, answer < arguments.count, case .term(let given) = arguments[answer] {
                state.frames[last].stack.append(.term(given))
                state.frames[last].pc += 1
                return nil
            }
            // How many characters it wrote is known to nobody.
            let operands = arguments.compactMap { if case .term(let term) = $0 { term } else { nil } }
            state.frames[last].stack.append(
                .term(store.apply("the result of \(name) \(state.log.count)", operands, width: 64)))
            state.frames[last].pc += 1
            return nil
        case .pure:
            let operands = arguments.compactMap { if case .term(let term) = $0 { term } else { nil } }
            state.frames[last].stack.removeLast(count)
            state.frames[last].stack.append(.term(store.apply(name, operands, width: 64)))
            state.frames[last].pc += 1
            return nil
        }
    }

    /// The memory that a message's pointers may lead into: none where all that is written are numbers and texts.
    private func logged(_ arguments: [SymbolicValue], _ state: ThreadState) -> [Memory] {
        var result: [Memory] = []
        for case .term(let term) in arguments where store.constant(term) == nil {
            if let (number, _) = store.base(of: term) {
                if store.stringObject(number) != nil { continue }
                if let object = state.objects[store.symbol(.address(number), 64)] {
                    result.append(object.memory)
                    continue
                }
            }
            if case .extend = store.node(term) { continue }
            result.append(state.world)
        }
        return result
    }

    /// Begins a function; its frame is the innermost one then.
    package func enter(_ graph: CodeGraph, _ arguments: [SymbolicValue], _ state: inout ThreadState) {
        let code = graph.code
        var frame = SymbolicFrame(graph: graph, registers: (0..<code.registerCount).map { _ in nothing() })
        for local in code.memoryLocals {
            let kind = "\(local.label):\(local.bytes)"
            let number = state.localCounts[kind, default: 0]
            state.localCounts[kind] = number + 1
            let address = store.address(of: .local(local.label, bytes: local.bytes, number: number))
            frame.locals.append(address)
            state.objects[address] = LocalObject(memory: blankMemory(), bytes: local.bytes)
        }
        for (place, value) in zip(code.parameters, arguments) {
            switch place {
            case .register(let register): frame.registers[register] = value
            case .memory(let local, let access): _ = write(value, frame.locals[local], access, &state)
            }
        }
        state.frames.append(frame)
    }

    private func clear(_ local: Int, _ zeroed: Bool, _ state: inout ThreadState) {
        let address = state.frames[state.frames.count - 1].locals[local]
        let bytes = state.frames[state.frames.count - 1].graph.code.memoryLocals[local].bytes
        let fresh = LocalObject(memory: zeroed ? store.root(.zero) : blankMemory(), bytes: bytes)
        guard state.objects[address] == nil else {
            state.objects[address] = fresh
            return
        }
        // Who knows the address may go on to use it: control can come here again without leaving the block.
        guard bytes <= 4096 else {
            state.lost = "a variable of \(bytes) bytes that others know"
            return
        }
        for chunk in Self.chunks(bytes) {
            let place = store.add(address, Int64(chunk.start))
            state.world = store.store(state.world, place, store.load(fresh.memory, place, bytes: chunk.bytes))
        }
    }

    private func assembly(_ assembly: Assembly, _ count: Int, _ state: inout ThreadState) -> Step? {
        let last = state.frames.count - 1
        let operands = Array(state.frames[last].stack.suffix(count))
        let outputs = operands.prefix(assembly.outputs.count).map(term)
        let inputs = Array(operands.dropFirst(assembly.outputs.count))
        return .stop(.assembly(assembly, outputs: Array(outputs), inputs: inputs))
    }
}
