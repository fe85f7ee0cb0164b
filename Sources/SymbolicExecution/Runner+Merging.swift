import Terms

/// Two ways that meet.
extension Runner {
    /// Two ways at one place as one, or nil where their memories have nothing in common.
    func merged(
        _ first: (guards: [Term], state: ThreadState), _ second: (guards: [Term], state: ThreadState)
    ) -> (guards: [Term], state: ThreadState)? {
        let common = Set(first.guards).intersection(second.guards)
        let own = conjunction(first.guards.filter { !common.contains($0) })
        let other = conjunction(second.guards.filter { !common.contains($0) })
        var guards = first.guards.filter { common.contains($0) }
        let either = store.or(own, other)
        if store.constant(either) == nil { guards.append(either) }

        let (left, right) = (first.state, second.state)
        var state = left
        guard let world = store.choose(own, left.world, right.world) else { return nil }
        state.world = world
        guard left.objects.keys == right.objects.keys else { return nil }
        for (address, object) in left.objects {
            guard let there = right.objects[address],
                let memory = store.choose(own, object.memory, there.memory)
            else { return nil }
            state.objects[address]?.memory = memory
        }
        for frame in state.frames.indices {
            let (one, two) = (left.frames[frame], right.frames[frame])
            for index in one.stack.indices {
                guard let value = merged(own, one.stack[index], two.stack[index]) else { return nil }
                state.frames[frame].stack[index] = value
            }
            for index in one.registers.indices
            where one.registers[index] != two.registers[index] && one.graph.isLive(index, at: one.pc) {
                // A register that cannot be told on both ways is of no use to the one way: nobody may read it.
                state.frames[frame].registers[index] =
                    merged(own, one.registers[index], two.registers[index]) ?? nothing()
            }
        }
        state.log = mergedLog(left.log, own, right.log, store.not(own))
        state.localCounts = left.localCounts.merging(right.localCounts, uniquingKeysWith: max)
        state.accessed = left.accessed.intersection(right.accessed)
        state.lost = left.lost ?? right.lost
        state.divisors = left.divisors.intersection(right.divisors)
        state.forks = max(left.forks, right.forks) + 1
        state.visits = left.visits.merging(right.visits) { $0.count >= $1.count ? $0 : $1 }
        return (guards, state)
    }

    private func conjunction(_ guards: [Term]) -> Term {
        guards.isEmpty ? store.bit(true) : store.bits(.and, guards)
    }

    private func merged(_ condition: Term, _ first: SymbolicValue, _ second: SymbolicValue) -> SymbolicValue?
    {
        if first == second { return first }
        switch (first, second) {
        case (.term(let left), .term(let right)): return .term(store.choose(condition, left, right))
        case (.aggregate(let left), .aggregate(let right)) where left.count == right.count:
            return .aggregate(zip(left, right).map { store.choose(condition, $0, $1) })
        default: return nil
        }
    }

    private func mergedLog(
        _ first: [LoggedMessage], _ condition: Term, _ second: [LoggedMessage], _ contrary: Term
    ) -> [LoggedMessage] {
        var result: [LoggedMessage] = []
        while result.count < min(first.count, second.count), first[result.count] == second[result.count] {
            result.append(first[result.count])
        }
        let shared = result.count
        for (rest, guardBit) in [(first.dropFirst(shared), condition), (second.dropFirst(shared), contrary)] {
            for var message in rest {
                message.guards.append(guardBit)
                result.append(message)
            }
        }
        return result
    }
}
