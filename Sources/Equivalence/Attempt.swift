import ABIModel
import CProgram
import SymbolicExecution
import Terms

/// One attempt at a function: a proof under a policy; where it fails, cases of what it failed at.
final class Attempt {
    private let comparer: FunctionComparer
    private let name: String
    private let left: CodeGraph
    private let right: CodeGraph
    let policy: FunctionComparer.Policy
    /// Whether a callee stayed a call that has a body.
    private(set) var isCallTreatmentOpen = false
    /// Whether a way came to a loop.
    private(set) var metLoops = false
    /// Arrays that were got at by an index that is not known.
    private(set) var indexed: Set<String> = []
    private let differing: Set<String>
    private let store: TermStore
    private var questions = 0
    /// How many of them the solver gave up on.
    private var givenUp = 0

    private(set) var isProved = false
    private(set) var logDiffers = false
    private(set) var method = FunctionVerdict.Method.terms
    private(set) var premises: [String] = []
    /// Whether what the old side shifts by was taken to be in range.
    private(set) var takesShiftsInRange = false
    /// A case that both sides were run on, and in which they differ.
    private(set) var confirmed: FunctionCase?
    /// A case in which functions that have bodies answer what they may give back, but were not run.
    private(set) var answered: FunctionCase?
    /// Where the last run read null pointers, and the events that gave some, of which the case says nothing; empty where it did not fault.
    private var openPlaces: (pointers: Set<UInt64>, answers: Set<Int>) = ([], [])
    /// Whether a case differs only in what functions called through pointers might look at.
    private var metCallback = false
    /// Whether a case differs only in assembly, of which it is not known what it does.
    private var metAssembly = false
    /// Why it failed, and the new side's line.
    private(set) var reason: (String, Int)?

    init(
        _ comparer: FunctionComparer, _ name: String, _ left: CodeGraph, _ right: CodeGraph,
        _ policy: FunctionComparer.Policy
    ) {
        self.comparer = comparer
        self.name = name
        self.left = left
        self.right = right
        self.policy = policy
        differing = comparer.differingCalls(left, right)
        store = TermStore(limit: comparer.effort.terms)
    }

    func run() {
        let one = runner(comparer.old, isLeft: true)
        let other = runner(comparer.new, isLeft: false)
        let continuations = Continuations(isSameConstant: comparer.globalsAgree) {
            [comparer] first, second in
            comparer.newName(first) == second && self.isSameCall(first, second)
        }
        let proof = ProductProof(
            store: store, left: one, right: other, renames: comparer.renames, continuations: continuations
        ) { [unowned self] formulas, proof in self.solve(formulas, proof) }
        proof.limits.pairs = comparer.effort.pairs
        proof.takesOthers = { [comparer] in comparer.takesOthers($0) }
        let signature = comparer.new.program.functions[name]?.signature
        proof.resultForm = Form(signature?.result ?? .void)
        let start = Configuration(
            left: .running(state(one, left), isPastLoop: false),
            right: .running(state(other, right), isPastLoop: false))
        proof.explore(start)
        metLoops = one.metLoops || other.metLoops
        indexed = one.indexed.union(other.indexed)
        isCallTreatmentOpen = policy.runsAll || proof.calledFunctions.contains { comparer.hasBody($0) }
        premises = proof.calledFunctions.sorted().filter {
            comparer.new.program.functions[$0] != nil
        }
        logDiffers = proof.logDiffers
        takesShiftsInRange = one.hasShiftsOfUnknownCount
        method = proof.usedSolver ? .solver : .terms
        isProved = proof.failures.isEmpty
        guard !isProved, parameterNumbers == nil else { return }
        if let first = proof.failures.first {
            let line = first.sites?.right ?? 0
            switch first.kind {
            case .open(let reason): self.reason = (reason, line)
            case .difference:
                self.reason = (
                    first.isExact
                        ? "a difference was found that could not be run"
                        : "a loop whose iterations were not shown to be the same",
                    line
                )
            }
        }
        for failure in proof.failures where failure.isExact && failure.model != nil {
            guard let found = confirm(failure, proof) else { continue }
            // One in which a side faults is told where there is no other.
            if confirmed == nil || !found.faults { confirmed = found }
            if !found.faults { return }
        }
        if confirmed != nil { return }
        if metCallback, let line = reason?.1 { reason = (Self.callbackReason, line) }
        if metAssembly, let line = reason?.1 { reason = (Self.assemblyReason, line) }
    }

    static let assemblyReason = "what its assembly does is not known"

    static let callbackReason =
        "a store moves to the other side of a call through a pointer, which is not given what is stored to"

    /// Whether a call is the same on both sides when it is made with the same arguments.
    private func isSameCall(_ first: String, _ second: String) -> Bool {
        if case .inline = comparer.treatment(second, isLeft: false, policy, differing: differing) {
            return comparer.hasSameBody(second)
        }
        return true
    }

    private func runner(_ side: SideCode, isLeft: Bool) -> Runner {
        let runner = Runner(store: store, side: side, isLeft: isLeft)
        runner.stopsAtLoops = policy.cutsLoops
        runner.forksOnNull = policy.forksOnNull
        runner.limits.steps = comparer.effort.instructions
        runner.treatment = { [comparer, policy, differing] name, _ in
            comparer.treatment(name, isLeft: isLeft, policy, differing: differing)
        }
        return runner
    }

    /// Which of the new side's parameters each of the old side's stands for, where the parameters changed; the number of none for one
    /// that is gone.
    var parameterNumbers: [Int]?

    /// The function's beginning: every argument a symbol.
    private func state(_ runner: Runner, _ graph: CodeGraph) -> ThreadState {
        var state = ThreadState(frames: [], world: store.root(.initial))
        let signature = runner.side.program.functions[graph.code.name]?.signature
        let arguments = (signature?.parameters ?? []).enumerated().map { place, parameter -> SymbolicValue in
            let index = runner.isLeft ? parameterNumbers?[place] ?? place : place
            let form = Form(parameter.type)
            switch form.kind {
            case .aggregate:
                return .aggregate(
                    Runner.chunks(form.bits / 8).enumerated().map {
                        store.symbol(.argument(index, part: $0.offset), $0.element.bytes * 8)
                    })
            case .boolean:
                return .term(
                    store.extend(store.symbol(.argument(index, part: 0), 1), to: 64, isSigned: false))
            default:
                let width = min(max(form.bits, 1), 64)
                let symbol = store.symbol(.argument(index, part: 0), width)
                return .term(runner.held(store.extend(symbol, to: 64, isSigned: false), form))
            }
        }
        runner.enter(graph, arguments, &state)
        return state
    }

    // MARK: Solver

    private func solve(_ formulas: [Term], _ proof: ProductProof) -> Satisfiability {
        for formula in formulas where store.constant(formula) == 0 { return .unsatisfiable }
        guard questions < comparer.effort.questions else {
            return .unknown("more than \(questions) questions to the solver")
        }
        guard givenUp < 4 else { return .unknown("the solver gave up on \(givenUp) questions") }
        questions += 1
        let layout = AddressLayout(store: store)
        let text = text(formulas, proof, addresses: layout.address)
        let answer = ask(text)
        guard case .unsatisfiable = answer, text.mentionsAddresses else { return answer }
        // What was shown for some addresses is to hold for all.
        return ask(self.text(formulas, proof, addresses: { _ in nil }))
    }

    /// A model of formulas for a case that is pleasant to read, or nil: that is worth a small part of the effort, and decides nothing.
    private func wishedModel(_ formulas: [Term], _ proof: ProductProof) -> [Term: UInt64]? {
        for formula in formulas where store.constant(formula) == 0 { return nil }
        let text = text(formulas, proof, addresses: AddressLayout(store: store).address)
        guard text.text.utf8.count < 400_000,
            case .satisfiable(let values) = comparer.solver(
                text.text, text.leaves.map(\.name), comparer.effort.solverSteps / 10)
        else { return nil }
        return model(values, text)
    }

    private func model(_ values: [String: UInt64], _ text: SMTText) -> [Term: UInt64] {
        var model: [Term: UInt64] = [:]
        for leaf in text.leaves { model[leaf.term] = values[leaf.name] }
        return model
    }

    private func text(
        _ formulas: [Term], _ proof: ProductProof, addresses: @escaping (Int) -> UInt64?
    ) -> SMTText {
        SMTText(
            formulas, in: store, addresses: addresses,
            bytes: { [store, comparer] number in
                switch store.object(number) {
                case .local(_, let bytes, _): bytes
                case .global(let name), .ownGlobal(let name, _):
                    max(
                        comparer.old.program.globals[name]?.bytes ?? 1,
                        comparer.new.program.globals[name]?.bytes ?? 1)
                case .string(let text): text.utf8.count + 1
                case .function: 1
                }
            },
            facts: { [store] leaf in
                guard case .symbol(.result(let event, part: 0)) = store.node(leaf) else { return [] }
                return proof.factsOfAllocation(event)
            },
            // Who knew of no local cannot point to one.
            isApart: { leaf in
                proof.age(leaf) <= proof.firstEscape && proof.left.addresses(in: .term(leaf)).isEmpty
            })
    }

    private func ask(_ text: SMTText) -> Satisfiability {
        guard text.text.utf8.count < 4_000_000 else { return .unknown("a formula of more than 4 MB") }
        // Who asked often gets short answers only, so that a function costs no more than its effort.
        let steps = comparer.effort.solverSteps / (questions > 40 ? 10 : 1)
        switch comparer.solver(text.text, text.leaves.map(\.name), steps) {
        case .unsatisfiable: return .unsatisfiable
        case .unknown(let reason):
            givenUp += 1
            return .unknown(reason)
        case .satisfiable(let values): return .satisfiable(model(values, text))
        }
    }

    // MARK: Cases

    private func confirm(_ failure: ProofFailure, _ proof: ProductProof) -> FunctionCase? {
        for wishes in ObjectsApart(store: store).wishes(for: failure.path) {
            if let model = wishedModel(failure.path + wishes, proof), let found = confirm(failure, model) {
                return found
            }
        }
        return failure.model.flatMap { confirm(failure, $0) }
    }

    private func confirm(_ failure: ProofFailure, _ model: [Term: UInt64]) -> FunctionCase? {
        let parameters = comparer.new.program.functions[name]?.signature.parameters.map(\.type) ?? []
        let layout = AddressLayout(store: store)
        let input = CaseBuilder(store: store, layout: layout).input(
            model: model, events: failure.events, parameters: parameters)
        guard let found = confirmPointing(input, layout) else { return nil }
        let usual = found.input.passingObjects(parameters)
        guard usual != found.input, let better = confirm(usual, layout), case .returned = better.old.ending,
            case .returned = better.new.ending
        else { return found }
        return better
    }

    private func run(_ input: CaseInput, _ layout: AddressLayout, _ lazy: LazyWorld? = nil) -> FunctionCase? {
        comparer.run(
            input, name, layout, lazy: lazy,
            note: { [unowned self] in
                openPlaces.pointers = $0.openPointers.union($1.openPointers)
                openPlaces.answers = $0.openAnswers.union($1.openAnswers)
            },
            left: { self.comparer.treatment($0, isLeft: true, self.policy, differing: self.differing) },
            right: { self.comparer.treatment($0, isLeft: false, self.policy, differing: self.differing) })
    }

    /// A case, or nil. A reader believes sooner in one that does not fault at a pointer of which it says nothing, and what comes behind such
    /// a fault is not seen: these lead to objects of their own then.
    private func confirmPointing(_ input: CaseInput, _ layout: AddressLayout) -> FunctionCase? {
        var best = confirm(input, layout)
        var (last, places, answers) = (input, openPlaces.pointers, openPlaces.answers)
        for _ in 0..<12 where best == nil || best?.faults == true {
            guard !places.isEmpty || !answers.isEmpty else { break }
            last = last.pointing(from: places, answers)
            if let better = confirm(last, layout) { best = better }
            (places, answers) = (openPlaces.pointers, openPlaces.answers)
        }
        for round in 0..<8 where best == nil { best = confirm(completed(input, round, layout), layout) }
        return best
    }

    /// What both sides decide by.
    private lazy var numbers = RandomCases.interesting(comparer, left, right)

    /// The same case with what it says nothing of chosen as it is looked at.
    private func completed(_ input: CaseInput, _ round: Int, _ layout: AddressLayout) -> CaseInput {
        let world = LazyWorld(
            seed: 0x5eed + UInt64(round), numbers: numbers,
            mood: round % 4 == 3 ? .rough : .smooth)
        var begun = input
        let parameters = comparer.new.program.functions[name]?.signature.parameters ?? []
        for (index, parameter) in parameters.enumerated() where begun.arguments[index] == [0] {
            if case .pointer = parameter.type { begun.arguments[index] = [world.object()] }
        }
        _ = run(begun, layout, world)
        return begun.completed(by: world)
    }

    /// The same case with the bodies run that it took for events; nil where they do not bring the difference about.
    private func runWhole(_ found: FunctionCase, _ layout: AddressLayout) -> FunctionCase? {
        let all = FunctionComparer.Policy(runsAll: true, cutsLoops: false, name: "")
        let whole = comparer.run(
            found.input, name, layout, answers: NamedAnswers(found),
            left: { self.comparer.treatment($0, isLeft: true, all, differing: []) },
            right: { self.comparer.treatment($0, isLeft: false, all, differing: []) })
        guard let whole, !comparer.choosesOwnAnswers(whole), !whole.restsOnAssembly,
            !whole.restsOnCallbacks(comparer.renames, again: { self.run($0, layout) })
        else { return nil }
        return whole
    }

    private func confirm(_ input: CaseInput, _ layout: AddressLayout) -> FunctionCase? {
        // What a function answers that has a body here is not for the case to choose.
        return run(input, layout).flatMap { found in
            if found.restsOnCallbacks(comparer.renames, again: { self.run($0, layout) }) {
                metCallback = true
                return nil
            }
            if found.restsOnAssembly {
                metAssembly = true
                return nil
            }
            guard comparer.choosesOwnAnswers(found) else { return found }
            if let whole = runWhole(found, layout) { return whole }
            // Whether it looks at memory is for its body to say as well.
            if case .event(let index, .memory) = found.difference,
                comparer.hasBody(found.old.countedEvents[index].name)
            {
                return nil
            }
            if answered == nil, comparer.answersArePlausible(found) { answered = found }
            return nil
        }
    }
}

extension FunctionComparer {
    /// Whether what such functions answer is something that they may give back.
    func answersArePlausible(_ found: FunctionCase) -> Bool {
        found.old.events.allSatisfy { event in
            guard event.kind == .call, !new.isWeak(event.name), let graph = old.graph(event.name) else {
                return true
            }
            guard let answer = event.answer?.first else { return true }
            let isSame = new.graph(newName(event.name)) != nil && hasSameBody(newName(event.name))
            return isSame && PlausibleAnswers(graph, old).contains(Int64(bitPattern: answer))
        }
    }

    /// Whether a case chooses what a function answers that has a body here, up to where the sides part.
    func choosesOwnAnswers(_ found: FunctionCase) -> Bool {
        [found.old, found.new].contains { trace in
            var events = trace.countedEvents[...]
            if case .event(let last, _) = found.difference { events = events.prefix(last + 1) }
            return events.contains { $0.kind == .call && hasBody($0.name) && !new.isWeak($0.name) }
        }
    }

    /// Runs both sides in a case; nil where they do not differ, or where it cannot be said.
    func run(
        _ input: CaseInput, _ name: String, _ layout: AddressLayout, stepLimit: Int = 60_000,
        answers: NamedAnswers? = nil, lazy: LazyWorld? = nil,
        note: (CaseTrace, CaseTrace) -> Void = { _, _ in },
        left: @escaping (String) -> Runner.CallTreatment,
        right: @escaping (String) -> Runner.CallTreatment
    ) -> FunctionCase? {
        guard let one = old.graph(oldName(name)), let other = new.graph(name) else { return nil }
        let result = Form(new.program.functions[name]?.signature.result ?? .void)
        var first = CaseRun(side: old, layout: layout, input: input, treatment: left)
        var second = CaseRun(side: new, layout: layout, input: input, treatment: right)
        first.stepLimit = stepLimit
        second.stepLimit = stepLimit
        first.lazy = lazy
        second.lazy = lazy
        first.answersByName = answers
        second.answersByName = answers
        let traces = (first.run(one, result: result), second.run(other, result: result))
        note(traces.0, traces.1)
        guard let difference = CaseDifference.first(traces.0, traces.1, renames: renames) else { return nil }
        return FunctionCase(
            input: input, old: traces.0, new: traces.1, difference: difference, names: layout.names)
    }
}
