import CProgram
import Equivalence

extension VerdictRun.Answer {
    /// The answer, unknown where its case rests on a call of a function that the two sides do not have in common.
    ///
    /// - Parameter isMentioned: whether a name stands anywhere in what a side is compiled from.
    package func settled(
        on pair: ProgramPair, isMentioned: (_ name: String, _ isOld: Bool) -> Bool
    ) -> VerdictRun.Answer {
        guard case .drifted(let found) = verdict.outcome,
            case .event(let place, let aspect) = found.difference
        else { return self }
        if case .memory = aspect { return self }
        let reason: String
        if let callee = pair.changedCallee(found, place) {
            reason = "\(callee)(), which it calls, takes other parameters"
        } else if case .kind = aspect, let callee = pair.calleeOfOneSide(found, place, isMentioned) {
            reason = "\(callee)(), which one side alone knows, may do what the other does"
        } else {
            return self
        }
        var result = self
        result.verdict.outcome = .unknown(reason: reason, line: 0)
        result.verdict.method = .none
        return result
    }
}

extension ProgramPair {
    /// The function that both sides call where a case parts, if it is declared with other parameters on the two sides and has no body here.
    fileprivate func changedCallee(_ found: FunctionCase, _ place: Int) -> String? {
        let (one, other) = (found.old.countedEvents, found.new.countedEvents)
        guard one.indices.contains(place), other.indices.contains(place), one[place].kind == .call,
            one[place].name == other[place].name
        else { return nil }
        let name = one[place].name
        guard old.functions[name] == nil, new.functions[name] == nil, let before = old.declarations[name],
            let after = new.declarations[name]
        else { return nil }
        let isSame =
            before.parameters.map(\.type) == after.parameters.map(\.type)
            && before.parameters.map(\.spelling) == after.parameters.map(\.spelling)
        return isSame ? nil : name
    }

    /// The function that one side calls where a case parts, and of which the other side knows nothing: it may do what the other side does by
    /// itself, or be the same function by another name. Nil where there is none, and where the rest of both sides is the same, so
    /// that the call is one more or one less.
    fileprivate func calleeOfOneSide(
        _ found: FunctionCase, _ place: Int, _ isMentioned: (_ name: String, _ isOld: Bool) -> Bool
    ) -> String? {
        let events = [found.old, found.new].map { $0.countedEvents.dropFirst(place) }
        for (own, (program, isOld)) in [(old, true), (new, false)].enumerated() {
            let (here, there) = (events[own], events[1 - own])
            guard let event = here.first, event.kind == .call, program.functions[event.name] == nil,
                !isMentioned(event.name, !isOld)
            else { continue }
            let rest = here.dropFirst().map(\.name)
            if rest == there.map(\.name) { continue }
            return event.name
        }
        return nil
    }
}
