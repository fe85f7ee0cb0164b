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
        public var questions = 40
        /// Ways through both sides for one attempt.
        public var pairs = 1_500
        /// Instructions of one side for one attempt.
        public var instructions = 150_000
        /// Terms for one attempt.
        public var terms = 40_000
        /// Random cases that are run where nothing else found one.
        public var randomCases = 120

        /// Makes the usual effort.
        public init() {}
    }

    private let layout: CommonLayout
    let old: SideCode
    let new: SideCode
    let effort: Effort
    let solver: (String, [String], Int) -> SolverReply
    /// New names of functions, by the old ones.
    let renames: [String: String]
    private var sameBodies: [String: Bool] = [:]
    private var sameConstants: [String: Bool] = [:]
    private var driftReached: [String: Bool] = [:]
    /// What was found so far: a function that is the same is a premise for those that call it.
    private var found: [String: FunctionVerdict] = [:]

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

    // MARK: Which functions

    /// The functions of some files that both programs have and whose bodies differ, by their new names, sorted by name; and
    /// those that are the same to the instruction are not among them.
    ///
    /// - Parameter isWanted: whether functions of a file are.
    public func changedFunctions(in isWanted: (String) -> Bool) -> [String] {
        new.program.functions.values.filter { isWanted($0.site.file) }.map(\.name).sorted().filter { name in
            old.program.functions[oldName(name)] != nil && (!hasSameBody(name) || gap(name) != nil)
        }
    }

    /// What was not lowered of a function, or nil. Two bodies may differ in it and read the same.
    private func gap(_ name: String) -> (reason: String, line: Int)? {
        let parts = [new.program.functions[name], old.program.functions[oldName(name)]].compactMap {
            $0?.unsupported.first
        }
        return parts.first.map { ($0.reason, $0.site.line) }
    }

    func oldName(_ name: String) -> String { renames.first { $0.value == name }?.key ?? name }
    func newName(_ name: String) -> String { renames[name] ?? name }

    /// Whether a function has the same instructions on both sides.
    func hasSameBody(_ name: String) -> Bool {
        if let known = sameBodies[name] { return known }
        var isSame = false
        if let left = old.graph(oldName(name)), let right = new.graph(name) {
            isSame =
                hasSameConstants(left, right) && !isReachedAsBytes(name)
                && changedStatic(name) == nil && hasSameSizes(left, right)
                && (hasSameSignature(name) && Continuations { self.newName($0) == $1 }.areSame(left, right)
                    || old.program.functions[oldName(name)].map { isUntouched($0, name) } == true)
        }
        sameBodies[name] = isSame
        return isSame
    }

    /// Whether a function reaches a record as bytes whose members moved, or other members of one that cannot be told by name.
    private func isReachedAsBytes(_ name: String) -> Bool {
        if !layout.reachedAsBytes(name).union(layout.reachedAsBytes(oldName(name))).isEmpty { return true }
        return layout.namesOthers(oldName(name), name)
    }

    /// A record whose layout changed and that keeps a function from being decided, by name.
    private func obstacle(_ name: String) -> String? {
        var callees: Set<String> = []
        var open = [name, oldName(name)]
        while let next = open.popLast() {
            guard callees.insert(next).inserted else { continue }
            for body in [old.program.functions[next], new.program.functions[next]].compactMap(\.self) {
                open += body.namedFunctions.filter { hasBody($0) }
            }
        }
        return layout.obstacle(name, callees)
    }

    /// Whether the variables that both sides name have the same sizes: an index may reach beyond the end of one.
    private func hasSameSizes(_ left: CodeGraph, _ right: CodeGraph) -> Bool {
        for instruction in left.code.instructions {
            guard case .global(let index) = instruction, index < left.names.globalNames.count else {
                continue
            }
            let name = left.names.globalNames[index]
            if let one = old.program.globals[name], let other = new.program.globals[name],
                one.bytes != other.bytes
            {
                return false
            }
        }
        return true
    }

    /// Whether the constants that both sides name hold the same.
    private func hasSameConstants(_ left: CodeGraph, _ right: CodeGraph) -> Bool {
        for graph in [left, right] {
            for instruction in graph.code.instructions {
                guard case .global(let index) = instruction, index < graph.names.globalNames.count else {
                    continue
                }
                if !constantsAgree(graph.names.globalNames[index]) { return false }
            }
        }
        return true
    }

    /// Whether a global holds the same on both sides where it is a constant, and is as large.
    func globalsAgree(_ name: String) -> Bool {
        if let one = old.program.globals[name], let other = new.program.globals[name],
            one.bytes != other.bytes
        {
            return false
        }
        return constantsAgree(name)
    }

    func constantsAgree(_ name: String) -> Bool {
        if let known = sameConstants[name] { return known }
        guard let one = old.program.globals[name], let other = new.program.globals[name] else { return true }
        // A constant may lead to itself.
        sameConstants[name] = true
        let agrees = constantsAgree(one, other, name)
        sameConstants[name] = agrees
        return agrees
    }

    private func constantsAgree(_ one: GlobalVariable, _ other: GlobalVariable, _ name: String) -> Bool {
        guard ConstantTable.isConstant(one.spelling) || ConstantTable.isConstant(other.spelling) else {
            return true
        }
        guard let here = old.constants(name), let there = new.constants(name) else {
            return Self.words(one) == Self.words(other) && one.bytes == other.bytes
        }
        guard here == there, one.bytes == other.bytes else { return false }
        return there.parts.allSatisfy { part in
            if case .object(.global(let inner), _) = part.content { constantsAgree(inner) } else { true }
        }
    }

    /// An initialiser in words, or nil where there is none.
    private static func words(_ global: GlobalVariable) -> [String]? {
        global.initializer.map { parts in
            FunctionBody(
                name: "", site: SourceSite(file: "", line: 0),
                signature: FunctionSignature(parameters: [], result: .void, resultSpelling: "void"),
                locals: [],
                body: .declare(local: 0, parts, zeroed: true)
            ).words()
        }
    }

    /// A static variable of a function that does not begin with the same value, or nil.
    private func changedStatic(_ name: String) -> String? {
        let prefix = "\(name)."
        return new.program.globals.keys.sorted().first { global in
            guard global.hasPrefix(prefix), let there = new.program.globals[global],
                let here = old.program.globals["\(oldName(name)).\(global.dropFirst(prefix.count))"],
                !ConstantTable.isConstant(there.spelling)
            else { return false }
            return Self.words(here) != Self.words(there)
        }.map { String($0.dropFirst(prefix.count)) }
    }

    /// An array that both sides reach into by an index that is not known and that has another size, or nil.
    func resized(_ names: Set<String>, _ left: CodeGraph, _ right: CodeGraph) -> String? {
        func sizes(_ graph: CodeGraph, _ side: SideCode) -> [String: Int] {
            var result: [String: Int] = [:]
            for local in graph.code.memoryLocals { result[local.label] = local.bytes }
            for name in names { if let global = side.program.globals[name] { result[name] = global.bytes } }
            return result
        }
        let (here, there) = (sizes(left, old), sizes(right, new))
        return names.sorted().first { name in
            guard let one = here[name], let other = there[name] else { return false }
            return one != other
        }
    }

    /// Whether the trees are the same to the word; such that has what was not lowered counts as well.
    private func isUntouched(_ body: FunctionBody, _ name: String) -> Bool {
        guard oldName(name) == name, let other = new.program.functions[name] else { return false }
        return body.signature == other.signature && body.locals == other.locals
            && body.words() == other.words()
    }

    /// Whether a function's body is known, on either side.
    func hasBody(_ name: String) -> Bool {
        old.program.functions[name] != nil || new.program.functions[name] != nil
    }

    func hasSameSignature(_ name: String) -> Bool {
        guard let first = old.signature(oldName(name)), let second = new.signature(name) else { return false }
        return first.result == second.result && first.parameters.map(\.type) == second.parameters.map(\.type)
            && first.isVariadic == second.isVariadic
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
    private var reliesOnOpen = false
    /// Functions whose verdicts are under way: a call of one of them is a premise.
    private var open: Set<String> = []

    private func compare(_ name: String) -> FunctionVerdict {
        let oldName = oldName(name)
        guard let left = old.graph(oldName), let right = new.graph(name) else {
            return verdict(name, .unknown(reason: "only one side has the function", line: 0), .none)
        }
        guard hasSameSignature(name) else {
            return verdict(name, .unknown(reason: "its parameters or its result changed", line: 0), .none)
        }
        if hasSameBody(name) {
            if let gap = gap(name) {
                return verdict(name, .unknown(reason: gap.reason, line: gap.line), .none)
            }
            return verdict(name, .same, .identical)
        }
        if let record = obstacle(name) {
            return verdict(name, .unknown(reason: "the layout of \(record) changed", line: 0), .none)
        }
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
                    name, attempt.logDiffers ? .sameButLog : .same, attempt.method, attempt.premises)
            }
            if let found = attempt.confirmed {
                return verdict(name, .drifted(found), .counterexample, attempt.premises)
            }
            attempts.append(attempt)
        }
        if let found = RandomCases(self, name, left, right).search(effort.randomCases) {
            return verdict(name, .drifted(found), .counterexample)
        }
        if let attempt = attempts.first(where: { $0.answered != nil }), let found = attempt.answered {
            return verdict(name, .drifted(found), .counterexample, attempt.premises)
        }
        let reason = attempts.lazy.compactMap(\.reason).first ?? ("nothing was found", 0)
        return verdict(name, .unknown(reason: reason.0, line: reason.1), .none)
    }

    private func verdict(
        _ name: String, _ outcome: FunctionVerdict.Outcome, _ method: FunctionVerdict.Method,
        _ premises: [String] = []
    ) -> FunctionVerdict {
        let none = SourceSite(file: "", line: 0)
        return FunctionVerdict(
            function: name, outcome: outcome, method: method,
            premises: premises, records: layout.recordsToldByName(oldName(name)),
            oldSite: old.program.functions[oldName(name)]?.site ?? none,
            newSite: new.program.functions[name]?.site ?? none)
    }

    // MARK: Policies

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

    private func policies(_ left: CodeGraph, _ right: CodeGraph) -> [Policy] {
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
            return .log
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
    private func reachesDrift(_ name: String) -> Bool {
        if let known = driftReached[name] { return known }
        var seen: Set<String> = [name]
        var callees = Array(new.program.functions[name]?.namedFunctions ?? []).filter { hasBody($0) }
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
                callees += new.program.functions[next]?.namedFunctions.filter { hasBody($0) } ?? []
            } else {
                result = !hasSameSignature(next) || verdict(on: next).outcome != .same
            }
        }
        if restsOnOpen && !result { reliesOnOpen = true } else { driftReached[name] = result }
        return result
    }

    /// Whether running a function in place costs no more than a call.
    private func isSmall(_ graph: CodeGraph) -> Bool {
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

/// Functions that write to the kernel log and nothing else.
enum LogFunctions {
    /// Those that have bodies which do nothing but to let the compiler check the format.
    static let areEmpty: Set<String> = ["no_printk", "_no_printk", "__drm_printfn_info"]

    private static let names: Set<String> = [
        "printk", "_printk", "vprintk", "_printk_deferred", "printk_deferred", "__warn_printk", "dump_stack",
        "dump_stack_lvl",
        "__dynamic_pr_debug", "__dynamic_dev_dbg", "__dynamic_netdev_dbg", "__dynamic_ibdev_dbg", "no_printk",
        "_no_printk",
        "dev_printk", "_dev_printk", "dev_printk_emit", "netdev_printk", "print_hex_dump",
        "print_hex_dump_debug",
        "__drm_err", "drm_dev_printk", "__drm_dev_dbg", "drm_dev_dbg", "drm_dbg", "__drm_dbg",
        "__drm_printfn_info",
        "acpi_handle_printk", "sdev_prefix_printk", "scmd_printk", "ata_port_printk", "ata_dev_printk",
        "ata_link_printk",
        "btrfs_printk", "_btrfs_printk", "ext4_msg", "__ext4_msg", "__xfs_printk", "wiphy_printk",
        "pr_emerg", "pr_alert", "pr_crit", "pr_err", "pr_warn", "pr_notice", "pr_info", "pr_debug", "pr_cont",
    ]
    private static let levels = ["emerg", "alert", "crit", "err", "warn", "notice", "info", "dbg"]
    private static let families = ["dev_", "_dev_", "netdev_", "netif_", "ibdev_", "snd_printd"]

    static func contains(_ name: String) -> Bool {
        if names.contains(name) { return true }
        for family in families where name.hasPrefix(family) {
            if levels.contains(String(name.dropFirst(family.count))) { return true }
        }
        return false
    }
}
