import CProgram
import SymbolicExecution

/// Which callees are run in place.
extension FunctionComparer {
    /// Which callees are run in place, and what is done about loops.
    struct Policy {
        /// Whether all callees are run that have a body.
        var runsAll: Bool
        /// Whether loops are cut open; else they are run through.
        var cutsLoops: Bool
        /// Whether ways part where `kfree` and its like get what may be null.
        var forksOnNull = false
        var name: String
    }

    func policies(_ left: CodeGraph, _ right: CodeGraph) -> [Policy] {
        [
            Policy(runsAll: false, cutsLoops: true, name: "calls as events"),
            Policy(runsAll: true, cutsLoops: true, forksOnNull: true, name: "calls run"),
            Policy(runsAll: true, cutsLoops: false, forksOnNull: true, name: "calls run, loops run through"),
            Policy(
                runsAll: false, cutsLoops: false, forksOnNull: true,
                name: "calls as events, loops run through"),
        ]
    }

    /// What is done with a call of a function on one side.
    ///
    /// - Parameter differing: functions that the two sides call a different number of times.
    func treatment(
        _ name: String, isLeft: Bool, _ policy: Policy, differing: Set<String>
    ) -> Runner.CallTreatment {
        let side = isLeft ? old : new
        if LogFunctions.contains(name), LogFunctions.areEmpty.contains(name) || side.graph(name) == nil {
            return .log(answer: LogFunctions.answers[name])
        }
        guard let graph = side.graph(name) else { return .event }
        let common = isLeft ? newName(name) : name
        let other = isLeft ? new.graph(common) : old.graph(oldName(common))
        if side.isWeak(name) {
            // Another unit may have one that takes its place.
            return other == nil || hasSameBody(common) ? .event : .refused("\(name) is weak, and changed")
        }
        guard other != nil else { return .inline(graph, isSame: false) }
        if !hasSameBody(common) {
            if open.contains(common) {
                if takesOthers(common) { return .refused("\(name) calls itself with other parameters") }
                reliesOnOpen = true
                return .event
            }
            // A function that is the same by its own proof need not be run.
            if !policy.runsAll, hasSameSignature(common) {
                let verdict = verdict(on: common)
                if verdict.outcome == .same { return .event }
            }
            return .inline(graph, isSame: false)
        }
        if reachesDrift(common) { return .inline(graph, isSame: false) }
        if policy.runsAll || differing.contains(common) || isSmall(graph) {
            return .inline(graph, isSame: true)
        }
        return .event
    }

    /// Whether a function with the same body on both sides calls, directly or not, one that is not the same.
    func reachesDrift(_ name: String) -> Bool {
        if let known = driftReached[name] { return known }
        var seen: Set<String> = [name]
        var callees = new.namedFunctions(name).filter { hasBody($0) }.sorted()
        var (result, restsOnOpen) = (false, false)
        while let next = callees.popLast(), !result {
            guard seen.insert(next).inserted else { continue }
            if open.contains(next) {
                restsOnOpen = true
                continue
            }
            guard new.program.functions[next] != nil, old.program.functions[oldName(next)] != nil else {
                continue
            }
            if hasSameBody(next) {
                callees += new.namedFunctions(next).filter { hasBody($0) }.sorted()
            } else {
                result = !hasSameSignature(next) || verdict(on: next).outcome != .same
            }
        }
        if restsOnOpen && !result { reliesOnOpen = true } else { driftReached[name] = result }
        return result
    }

    /// Whether running a function in place costs no more than a call.
    func isSmall(_ graph: CodeGraph) -> Bool {
        graph.code.instructions.count <= 60 && !graph.hasLoops
    }

    /// Functions that are called a different number of times on both sides, by their new names.
    func differingCalls(_ left: CodeGraph, _ right: CodeGraph) -> Set<String> {
        func counts(_ graph: CodeGraph, _ name: (String) -> String) -> [String: Int] {
            var result: [String: Int] = [:]
            for instruction in graph.code.instructions {
                if case .call(let callee, _) = instruction, callee >= 0 {
                    result[name(graph.names.calleeNames[Int(callee)]), default: 0] += 1
                }
            }
            return result
        }
        let (first, second) = (counts(left, newName), counts(right) { $0 })
        return Set(first.keys).union(second.keys).filter { first[$0] != second[$0] }
    }
}
