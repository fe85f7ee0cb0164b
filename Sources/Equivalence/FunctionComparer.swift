import ABIModel
import CProgram
import SymbolicExecution
import Terms

/// Gives verdicts on the functions that two programs have in common.
///
/// One comparer belongs to one thread; several may look at the same programs.
public final class FunctionComparer {
    /// How much is done for one function.
    public struct Effort: Hashable, Sendable {
        /// Steps of the solver for one question (Z3's `rlimit`).
        public var solverSteps = 1_000_000
        /// Questions to the solver for one function.
        public var questions = 200
        /// Ways through both sides for one attempt.
        public var pairs = 1_500
        /// Instructions of one side for one attempt.
        public var instructions = 150_000
        /// Terms for one attempt.
        public var terms = 40_000
        /// Random cases that are run where nothing else found one.
        public var randomCases = 300

        /// Makes the usual effort.
        public init() {}
    }

    let layout: CommonLayout
    let old: SideCode
    let new: SideCode
    let effort: Effort
    let solver: (String, [String], Int) -> SolverReply
    /// New names of functions, by the old ones.
    let renames: [String: String]
    var sameBodies: [String: Bool] = [:]
    var sameConstants: [String: Bool] = [:]
    var driftReached: [String: Bool] = [:]
    /// What was found so far: a function that is the same is a premise for those that call it.
    var found: [String: FunctionVerdict] = [:]

    /// Prepares two programs.
    ///
    /// - Parameters:
    ///   - renames: new names of functions, by the old ones.
    ///   - solver: answers a text of SMT-LIB 2 with the values of the terms named; the last argument is the number of steps.
    public convenience init(
        old: Program, new: Program, renames: [String: String] = [:], effort: Effort = Effort(),
        solver: @escaping (String, [String], Int) -> SolverReply
    ) {
        self.init(CommonLayout(old: old, new: new), renames: renames, effort: effort, solver: solver)
    }

    /// Prepares two programs under one layout; see the other initialiser.
    public init(
        _ layout: CommonLayout, renames: [String: String] = [:], effort: Effort = Effort(),
        solver: @escaping (String, [String], Int) -> SolverReply
    ) {
        self.layout = layout
        old = SideCode(layout.old, isLeft: true)
        new = SideCode(layout.new, isLeft: false)
        self.renames = renames
        self.effort = effort
        self.solver = solver
        old.differs = { [unowned self] in !constantsAgree($0) }
        new.differs = { [unowned self] in !constantsAgree($0) }
    }

    // MARK: Verdicts

    /// The verdict on a function that both programs have.
    public func verdict(on name: String) -> FunctionVerdict {
        if let known = found[name] { return known }
        let outer = reliesOnOpen
        reliesOnOpen = false
        let verdict = compare(name)
        // What rests on a function that is not decided yet holds only as long as that one is found to be the same.
        if open.isEmpty || !reliesOnOpen { found[name] = verdict }
        reliesOnOpen = outer || reliesOnOpen && !open.isEmpty
        return verdict
    }

    /// Whether the verdict under way takes a function to be the same whose own verdict is under way.
    var reliesOnOpen = false
    /// Functions whose verdicts are under way: a call of one of them is a premise.
    var open: Set<String> = []
    /// Functions whose callers are being looked at for their sake.
    var judgedByCallers: Set<String> = []

    func compare(_ name: String) -> FunctionVerdict {
        let oldName = oldName(name)
        guard let left = old.graph(oldName), let right = new.graph(name) else {
            return verdict(name, .unknown(reason: "only one side has the function", line: 0), .none)
        }
        guard hasSameSignature(name) else {
            let byCallers = verdictByCallers(name)
            if let byCallers, byCallers.isDecided { return byCallers }
            return verdictOnCommonParameters(name) ?? byCallers
                ?? verdict(name, .unknown(reason: Self.otherSignature, line: 0), .none)
        }
        if hasSameBody(name) {
            if let gap = gap(name) {
                return verdict(name, .unknown(reason: gap.reason, line: gap.line), .none)
            }
            return verdict(name, .same, .identical)
        }
        if let reason = obstacle(name) { return verdict(name, .unknown(reason: reason, line: 0), .none) }
        if let variable = changedStatic(name) {
            let reason = "its static variable \(variable) begins with another value"
            return verdict(name, .unknown(reason: reason, line: 0), .none)
        }
        open.insert(name)
        defer { open.remove(name) }
        var attempts: [Attempt] = []
        let hasLoops = left.hasLoops || right.hasLoops
        for policy in policies(left, right) {
            // Where no callee with a body stayed a call, running all of them is the same attempt again.
            if attempts.contains(where: { $0.policy.cutsLoops == policy.cutsLoops && !$0.isCallTreatmentOpen }
            ) {
                continue
            }
            if !hasLoops, !policy.cutsLoops,
                attempts.contains(where: { $0.policy.runsAll == policy.runsAll && !$0.metLoops })
            {
                continue
            }
            let attempt = Attempt(self, name, left, right, policy)
            attempt.run()
            if attempt.isProved, let array = resized(attempt.indexed, left, right) {
                return verdict(name, .unknown(reason: "the array \(array) has another size", line: 0), .none)
            }
            if attempt.isProved {
                return verdict(
                    name, attempt.logDiffers ? .sameButLog : .same, attempt.method, attempt.premises,
                    takesShiftsInRange: attempt.takesShiftsInRange)
            }
            if let found = attempt.confirmed { return drifted(name, found, attempt.premises) }
            attempts.append(attempt)
        }
        if let found = RandomCases(self, name, left, right).search(effort.randomCases) {
            return drifted(name, found)
        }
        if let attempt = attempts.first(where: { $0.answered != nil }), let found = attempt.answered {
            return drifted(name, found, attempt.premises)
        }
        let reason = attempts.lazy.compactMap(\.reason).first ?? ("nothing was found", 0)
        return verdict(name, .unknown(reason: reason.0, line: reason.1), .none)
    }

    /// The verdict on a function for which a case was found.
    private func drifted(_ name: String, _ found: FunctionCase, _ premises: [String] = []) -> FunctionVerdict
    {
        if let reason = movedAway(found, name) ?? (takesOtherRecords(name) ? Self.otherSignature : nil) {
            return verdict(name, .unknown(reason: reason, line: 0), .none)
        }
        return verdict(name, .drifted(found.reduced(by: self, name)), .counterexample, premises)
    }

    func verdict(
        _ name: String, _ outcome: FunctionVerdict.Outcome, _ method: FunctionVerdict.Method,
        _ premises: [String] = [], takesShiftsInRange: Bool = false
    ) -> FunctionVerdict {
        let none = SourceSite(file: "", line: 0)
        return FunctionVerdict(
            function: name, outcome: outcome, method: method,
            premises: premises, records: layout.recordsToldByName(oldName(name)),
            takesShiftsInRange: takesShiftsInRange,
            oldSite: old.program.functions[oldName(name)]?.site ?? none,
            newSite: new.program.functions[name]?.site ?? none)
    }
}
