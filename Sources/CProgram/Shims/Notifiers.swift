/// Notifier chains: who registered is kept in the ledger under the chain's address and called as C,
/// highest priority first.
struct Notifiers: Shim {
    static let names = [
        "BLOCKING_INIT_NOTIFIER_HEAD", "blocking_notifier_call_chain", "blocking_notifier_chain_register",
        "blocking_notifier_chain_unregister",
    ]
    /// `NOTIFY_STOP_MASK` (include/linux/notifier.h): nobody after this one is called.
    private static let stop: Int64 = 0x8000
    private static let noEntry: Int64 = -2

    func call(_ name: String, _ arguments: [Value], in context: inout ShimContext) throws(Stop) -> Value {
        let chain = try context.place(arguments, 0)
        var members = members(of: chain, context)
        switch name {
        case "blocking_notifier_chain_register":
            let member = try arguments.value(1)
            let priority = try priority(member, context)
            var index = 0
            while index < members.count, try self.priority(members[index], context) >= priority { index += 1 }
            members.insert(member, at: index)
        case "blocking_notifier_chain_unregister":
            let member = try arguments.value(1)
            guard let index = members.firstIndex(of: member) else { return .integer(Self.noEntry) }
            members.remove(at: index)
        case "blocking_notifier_call_chain": return try notify(chain, members, arguments, &context)
        default: members = []
        }
        set(members, of: chain, &context)
        return .zero
    }

    private func members(of chain: Pointer, _ context: ShimContext) -> [Value] {
        var members: [Value] = []
        while let member = context.state.notes[Note("notifier", chain, index: Int64(members.count))] {
            members.append(member)
        }
        return members
    }

    private func set(_ members: [Value], of chain: Pointer, _ context: inout ShimContext) {
        for (index, member) in members.enumerated() {
            context.state.notes[Note("notifier", chain, index: Int64(index))] = member
        }
        var rest = Note("notifier", chain, index: Int64(members.count))
        while context.state.notes.removeValue(forKey: rest) != nil { rest.index += 1 }
    }

    private func priority(_ member: Value, _ context: ShimContext) throws(Stop) -> Int64 {
        guard let shape = context.record("struct notifier_block"), let place = shape.member("priority") else {
            return 0
        }
        guard case .integer(let number) = try context.read(member, at: place.bitOffset / 8, .int) else {
            throw .undefined("a notifier without a priority is registered")
        }
        return number
    }

    private func notify(
        _ chain: Pointer, _ members: [Value], _ arguments: [Value], _ context: inout ShimContext
    ) throws(Stop) -> Value {
        guard !members.isEmpty else { return .zero }
        try context.acquire(chain, .read)
        var last = Value.zero
        for member in members {
            let place = context.record("struct notifier_block")?.member("notifier_call")?.bitOffset ?? 0
            let function = try context.read(member, at: place / 8, context.pointerType)
            last = try context.callThrough(
                function, [member, arguments.value(1), arguments.value(2)])
            if case .integer(let answer) = last, answer & Self.stop != 0 { break }
        }
        context.release(chain, .read)
        return last
    }
}
