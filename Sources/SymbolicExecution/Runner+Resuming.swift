import CProgram
import Terms

/// Going on behind an event.
extension Runner {
    /// Goes on behind an event: what it gave back is a symbol of its number, and what it may have written is unknown, the
    /// same on both sides.
    package func resume(_ state: inout ThreadState, after reason: StopReason, event: Int) {
        let last = state.frames.count - 1
        func result(_ form: Form, part: Int = 0) -> SymbolicValue {
            switch form.kind {
            case .void: return .void
            case .aggregate:
                return .aggregate(
                    Self.chunks(form.bits / 8).enumerated().map {
                        store.symbol(.result(event: event, part: $0.offset), $0.element.bytes * 8)
                    })
            case .boolean:
                return .term(
                    store.extend(store.symbol(.result(event: event, part: part), 1), to: 64, isSigned: false))
            default:
                let width = min(max(form.bits, 1), 64)
                return .term(
                    held(
                        store.extend(
                            store.symbol(.result(event: event, part: part), width), to: 64, isSigned: false),
                        form))
            }
        }
        switch reason {
        case .call(let name, let arguments):
            state.frames[last].stack.removeLast(arguments.count)
            for argument in arguments { escape(argument, &state) }
            if !ReadingFunctions.names.contains(name) { state.world = store.root(.after(event: event)) }
            let form = side.signature(name).map { Form($0.result) } ?? Form(kind: .signed, bits: 64)
            let value = result(form)
            if case .term(let place) = value {
                let numbers = arguments.map { argument -> UInt64? in
                    if case .term(let term) = argument { store.constant(term) } else { nil }
                }
                if let bytes = ZeroingAllocation.bytes(name, numbers) {
                    for chunk in Self.chunks(bytes) {
                        state.world = store.store(
                            state.world, store.add(place, Int64(chunk.start)),
                            store.constant(0, chunk.bytes * 8))
                    }
                }
            }
            state.frames[last].stack.append(value)
        case .callThrough(let callee, let arguments, let form):
            state.frames[last].stack.removeLast(arguments.count + 1)
            for argument in [callee] + arguments { escape(argument, &state) }
            state.world = store.root(.after(event: event))
            state.frames[last].stack.append(result(form))
        case .volatileLoad:
            state.frames[last].stack.removeLast()
            if case .load(let access) = state.frames[last].graph.code.instructions[state.frames[last].pc] {
                var form = access.form
                form.bits = access.width
                if case .term(let value) = result(form) {
                    state.frames[last].stack.append(.term(held(value, access.form, width: access.width)))
                } else {
                    state.frames[last].stack.append(nothing())
                }
            }
        case .volatileStore(let address, _):
            let value = state.frames[last].stack.removeLast()
            state.frames[last].stack.removeLast()
            if case .store(let access) = state.frames[last].graph.code.instructions[state.frames[last].pc],
                let stored = write(value, address, access, &state)
            {
                state.frames[last].stack.append(stored)
            } else {
                state.frames[last].stack.append(value)
            }
        case .assembly(let assembly, let outputs, let inputs):
            state.frames[last].stack.removeLast(outputs.count + inputs.count)
            if assembly.readsMemory {
                for operand in outputs.map(SymbolicValue.term) + inputs { escape(operand, &state) }
                if assembly.clobbers.contains("memory") { state.world = store.root(.after(event: event)) }
            }
            for (index, output) in assembly.outputs.enumerated() {
                let access = MemoryAccess(output.access)
                var form = access.form
                form.bits = access.width
                _ = write(result(form, part: index + 1), outputs[index], access, &state)
            }
            state.frames[last].stack.append(
                assembly.labels.isEmpty ? .void : result(Form(kind: .signed, bits: 32)))
        case .warning: state.frames[last].stack.append(.void)
        case .returned, .loop, .unsupported, .bound, .unreachable: return
        }
        state.frames[last].pc += 1
    }

    /// What a function's own plain read of an address would give, as so many bytes.
    package func plainly(_ address: Term, _ bytes: Int, _ state: ThreadState) -> Term {
        if let (number, _) = store.base(of: address),
            let object = state.objects[store.symbol(.address(number), 64)]
        {
            return store.load(object.memory, address, bytes: bytes)
        }
        return store.load(state.world, address, bytes: bytes)
    }

    /// Whether an address is the beginning of a local that nobody else knows.
    package func isHidden(_ address: Term, _ state: ThreadState) -> Bool { state.objects[address] != nil }

    /// What inline assembly reads at the addresses that are its operands.
    package func contents(
        _ assembly: Assembly, _ outputs: [Term], _ inputs: [SymbolicValue], _ state: ThreadState
    ) -> [SymbolicValue] {
        var state = state
        var result: [SymbolicValue] = []
        for (output, address) in zip(assembly.outputs, outputs) where output.constraint.hasPrefix("+") {
            result.append(load(address, MemoryAccess(output.access), &state) ?? nothing())
        }
        for (input, address) in zip(assembly.inputs, inputs) {
            guard let access = input.access else { continue }
            result.append(load(term(address), MemoryAccess(access), &state) ?? nothing())
        }
        return result
    }

    /// Whether the address of an object stands in a term.
    package func mentions(_ address: Term, in term: Term) -> Bool { addresses(in: term).contains(address) }
}

/// Library functions that write no memory: what stands there afterwards is what stood there before.
package enum ReadingFunctions {
    package static let names: Set<String> = [
        "strlen", "strnlen", "strcmp", "strncmp", "strcasecmp", "strncasecmp", "strchr", "strrchr", "strnchr",
        "strstr",
        "strnstr", "memcmp", "bcmp", "memchr", "sysfs_streq", "strspn", "strcspn", "strpbrk",
        "csum_partial", "ip_compute_csum", "crc32_le", "crc32_be", "crc16", "crc_ccitt", "crc8",
        "full_name_hash",
        "__msecs_to_jiffies", "__usecs_to_jiffies", "jiffies_to_msecs", "jiffies_to_usecs",
        "nsecs_to_jiffies",
    ]
}

extension Assembly {
    /// Whether it may look at memory that is no operand of its own, or order accesses.
    package var readsMemory: Bool { clobbers.contains("memory") }

    /// Whether another one does the same to the same operands.
    package func isSame(as other: Assembly) -> Bool { self == other }
}

extension StopReason {
    /// The event in a word or two, for cases.
    package var summary: String {
        switch self {
        case .call(let name, _): name
        case .callThrough: "a call through a pointer"
        case .volatileLoad: "a volatile read"
        case .volatileStore: "a volatile write"
        case .assembly: "inline assembly"
        case .warning(let event): event.macro
        case .returned: "return"
        case .loop: "a loop"
        case .unreachable: "a place that is never reached"
        case .unsupported(let reason), .bound(let reason): reason
        }
    }
}
