import CProgram
import SymbolicExecution

/// What stands in this unit on one side and in another unit on the other: its body or contents there are not read.
extension FunctionComparer {
    /// Why a case shows nothing: it calls a function, or names a constant, that only one side has in this unit. Nil where it does not.
    ///
    /// - Parameter name: the function that the case is one of.
    func movedAway(_ found: FunctionCase, _ name: String) -> String? {
        let (here, there) = (reached(oldName(name), old), reached(name, new))
        for (trace, side, other, isLeft) in [
            (found.old, old, new, true), (found.new, new, old, false),
        ] {
            var events = trace.countedEvents[...]
            if case .event(let last, _) = found.difference { events = events.prefix(last + 1) }
            for event in events where event.kind == .call && side.program.functions[event.name] == nil {
                let counterpart = isLeft ? newName(event.name) : oldName(event.name)
                if other.program.functions[counterpart] != nil,
                    (isLeft ? there : here).contains(counterpart)
                {
                    return "\(event.name)() has its body in this unit on one side only"
                }
            }
        }
        let constants = Set(here.flatMap { old.namedGlobals($0) })
            .intersection(there.flatMap { new.namedGlobals($0) })
        return constants.sorted().first(where: isDefinedOnce).map {
            "the constant \($0) is defined in this unit on one side only"
        }
    }

    /// Whether a constant has its contents in this unit on one side only.
    private func isDefinedOnce(_ global: String) -> Bool {
        guard let one = old.program.globals[global], let other = new.program.globals[global] else {
            return false
        }
        return ConstantTable.isConstant(one.spelling) && ConstantTable.isConstant(other.spelling)
            && (one.initializer == nil) != (other.initializer == nil)
    }

    /// A function and what it calls or names, directly or not.
    private func reached(_ name: String, _ side: SideCode) -> Set<String> {
        var result: Set<String> = []
        var open = [name]
        while let next = open.popLast() {
            guard result.insert(next).inserted else { continue }
            open += side.namedFunctions(next)
        }
        return result
    }
}
