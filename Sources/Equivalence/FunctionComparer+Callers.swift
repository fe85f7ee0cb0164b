import CProgram
import SymbolicExecution

/// Functions whose parameters or results changed. Of a static one only its callers, all in this unit, can tell the two apart; of others
/// it can be shown that they do the same whatever is passed for what only one side has.
extension FunctionComparer {
    static let otherSignature = "its parameters or its result changed"

    /// The verdict on such a function from those on its callers, into which it is run; nil where there are others than these.
    ///
    /// - Parameter name: a function with another signature on each side.
    func verdictByCallers(_ name: String) -> FunctionVerdict? {
        // It must not count as a premise of its own verdict: its callers run it.
        guard !judgedByCallers.contains(name), isOnlyCalled(name), changedStatic(name) == nil,
            gap(name) == nil
        else { return nil }
        let callers = Self.callers(of: name, new)
        let before = Set(Self.callers(of: oldName(name), old).map(newName))
        // A caller with the same instructions is taken to be the same without a look at what it calls.
        guard !callers.isEmpty, callers.count <= 16, before == Set(callers),
            !callers.contains(where: hasSameBody)
        else { return nil }
        judgedByCallers.insert(name)
        defer { judgedByCallers.remove(name) }
        var premises: Set<String> = []
        var (logDiffers, shiftsInRange) = (false, false)
        for caller in callers {
            let verdict = verdict(on: caller)
            switch verdict.outcome {
            case .same: break
            case .sameButLog: logDiffers = true
            case .drifted:
                return self.verdict(
                    name,
                    .unknown(reason: "\(Self.otherSignature); \(caller)() calls it and drifted", line: 0),
                    .none)
            case .unknown(let reason, let line):
                return self.verdict(
                    name, .unknown(reason: "\(Self.otherSignature); \(caller)(): \(reason)", line: line),
                    .none)
            }
            premises.formUnion(verdict.premises)
            if verdict.takesShiftsInRange { shiftsInRange = true }
        }
        return verdict(
            name, logDiffers ? .sameButLog : .same, .callers, premises.sorted(),
            takesShiftsInRange: shiftsInRange)
    }

    /// The verdict on a function that gives back what it gave, where it does the same with the parameters that both sides have, whatever
    /// the others are; nil where that was not shown.
    func verdictOnCommonParameters(_ name: String) -> FunctionVerdict? {
        guard let here = old.signature(oldName(name)), let there = new.signature(name),
            here.result == there.result, !here.isVariadic, !there.isVariadic,
            let left = old.graph(oldName(name)), let right = new.graph(name),
            obstacle(name) == nil, changedStatic(name) == nil, gap(name) == nil,
            !new.namedFunctions(name).contains(name),
            !old.namedFunctions(oldName(name)).contains(oldName(name))
        else { return nil }
        let numbers = here.parameters.enumerated().map { place, parameter in
            there.parameters.firstIndex { Self.isAlike($0, parameter) } ?? there.parameters.count + place
        }
        open.insert(name)
        defer { open.remove(name) }
        for policy in policies(left, right).prefix(2) {
            let attempt = Attempt(self, name, left, right, policy)
            attempt.parameterNumbers = numbers
            attempt.run()
            guard attempt.isProved, resized(attempt.indexed, left, right) == nil else { continue }
            return verdict(
                name, attempt.logDiffers ? .sameButLog : .same, attempt.method, attempt.premises,
                takesShiftsInRange: attempt.takesShiftsInRange)
        }
        return nil
    }

    /// Whether a function takes other parameters, or the same in another order: what a caller passes by place means something else.
    func takesOthers(_ name: String) -> Bool {
        guard let here = old.signature(oldName(name)), let there = new.signature(name) else { return false }
        if !hasSameSignature(name) { return true }
        let (first, second) = (here.parameters.map(\.name), there.parameters.map(\.name))
        return first.indices.contains { place in
            first[place] != second[place] && !first[place].isEmpty && second.contains(first[place])
        }
    }

    /// Whether a parameter has another name and leads to another record: what a case passes for it is not one thing.
    func takesOtherRecords(_ name: String) -> Bool {
        guard let here = old.signature(oldName(name)), let there = new.signature(name) else { return false }
        return zip(here.parameters, there.parameters).contains { one, other in
            one.name != other.name && one.spelling != other.spelling
                && [one.spelling, other.spelling].allSatisfy {
                    $0.contains("struct ") || $0.contains("union ")
                }
                && one.spelling.replacing("const ", with: "") != other.spelling.replacing("const ", with: "")
        }
    }

    /// Whether two parameters are one: the same name, and the same bits for the same value.
    private static func isAlike(
        _ one: FunctionSignature.Parameter, _ other: FunctionSignature.Parameter
    ) -> Bool {
        guard one.name == other.name, !one.name.isEmpty else { return false }
        switch (one.type, other.type) {
        case (.integer(let bits, _), .integer(let count, _)):
            // Two enumerations of one size number other things.
            let enumerations = [one.spelling, other.spelling].filter { $0.contains("enum ") }
            return bits == count && (enumerations.isEmpty || one.spelling == other.spelling)
        default:
            return one.type == other.type
                && one.spelling.replacing("const ", with: "") == other.spelling.replacing("const ", with: "")
        }
    }

    /// Whether nobody but the unit's functions can reach a function, and these only call it.
    private func isOnlyCalled(_ name: String) -> Bool {
        [(old, oldName(name)), (new, name)].allSatisfy { side, name in
            // A header's function has callers in other units.
            guard let body = side.program.functions[name], body.signature.isStatic, !side.isUnplaced(name),
                body.site.file.hasSuffix(".c"), !side.hasAlias(name)
            else {
                return false
            }
            let word = "function \(name) "
            return !side.program.functions.values.contains { function in
                side.namedFunctions(function.name).contains(name)
                    && function.words().contains { $0.hasPrefix(word) }
            }
                && !side.program.globals.values.contains { global in
                    Self.words(global)?.contains { $0.hasPrefix(word) } == true
                }
        }
    }

    /// The functions that call one, but itself, sorted.
    private static func callers(of name: String, _ side: SideCode) -> [String] {
        side.program.functions.keys.filter { $0 != name && side.namedFunctions($0).contains(name) }.sorted()
    }
}
