import CProgram
import SymbolicExecution
import Terms

/// Runs both sides on cases drawn from numbers that code decides on. It shows no sameness, but finds what proofs cannot
/// follow.
struct RandomCases {
    private let comparer: FunctionComparer
    private let name: String
    private let left: CodeGraph
    private let right: CodeGraph
    private let layout = AddressLayout(store: TermStore())

    init(_ comparer: FunctionComparer, _ name: String, _ left: CodeGraph, _ right: CodeGraph) {
        self.comparer = comparer
        self.name = name
        self.left = left
        self.right = right
    }

    /// A case in which both differ, or nil.
    ///
    /// - Parameter count: how many cases are run.
    func search(_ count: Int) -> FunctionCase? {
        let parameters = comparer.new.program.functions[name]?.signature.parameters.map(\.type) ?? []
        let numbers = Self.interesting(comparer, left, right)
        if let found = searchGuided(count, parameters, numbers) { return found }
        var generator = Generator(state: 0x1234_5678)
        for round in 0..<count / 3 {
            let input = input(parameters, numbers, &generator, round)
            if let found = run(input).flatMap(confirmed) { return found }
        }
        return nil
    }

    /// Runs cases that are chosen lazily, and again with what they decided by changed, as long as they go new ways.
    private func searchGuided(_ count: Int, _ parameters: [ValueType], _ numbers: [Int64]) -> FunctionCase? {
        /// A case that is still to be run.
        struct Plan {
            var seed: UInt64
            var mood: LazyWorld.Mood
            var fixed: [LazyWorld.Choice: UInt64] = [:]
            /// How far from what the sides differ in it is hoped to come.
            var goal = Directions.unreachable
            /// How often choices were mended in it.
            var mended = 0
        }
        let directions = Directions(comparer, left, right)
        var seeds = (0..<UInt64(count)).map {
            Plan(seed: 0x1234 + $0, mood: [.smooth, .small, .rough][Int($0 % 3)])
        }
        seeds.reverse()
        var open: [Plan] = []
        var met: Set<Set<Decisions.Way>> = []
        var generator = Generator(state: 0x5678)
        for round in 0..<count {
            // What leads to a difference comes first; the others keep it from staying in one corner.
            let plan: Plan?
            switch round % 4 {
            case 0: plan = seeds.popLast() ?? open.popLast()
            case 1 where !open.isEmpty: plan = open.removeFirst()
            case 2: plan = open.popLast() ?? seeds.popLast()
            default:
                let goal = open.map(\.goal).min()
                let best = open.indices.filter { open[$0].goal == goal }.randomElement(using: &generator)
                plan = best.map { open.remove(at: $0) } ?? seeds.popLast()
            }
            guard let plan else { break }
            let world = LazyWorld(
                seed: plan.seed, numbers: numbers, mood: plan.mood, fixed: plan.fixed,
                directions: directions)
            let begun = CaseInput(
                arguments: parameters.enumerated().map { world.argument($0.offset, $0.element) })
            if run(begun, world) != nil, let found = run(begun.completed(by: world)).flatMap(confirmed) {
                return found
            }
            if !world.decisions.mends.isEmpty, plan.mended < 4 {
                var next = plan
                next.fixed.merge(world.decisions.mends) { _, new in new }
                next.goal = -1
                next.mended += 1
                open.append(next)
                continue
            }
            guard met.insert(world.decisions.covered).inserted else { continue }
            for wish in world.decisions.hopeful(40) where plan.fixed[wish.choice] == nil {
                var next = plan
                next.fixed[wish.choice] = wish.value
                next.mended = 0
                next.goal = wish.goal ?? world.decisions.closest + 3
                open.append(next)
            }
        }
        return nil
    }

    /// A case that shows a difference, or nil.
    private func confirmed(_ found: FunctionCase) -> FunctionCase? {
        comparer.choosesOwnAnswers(found) || found.restsOnAssembly
            || found.restsOnCallbacks(comparer.renames, again: { run($0) }) ? nil : found
    }

    private func run(_ input: CaseInput, _ lazy: LazyWorld? = nil) -> FunctionCase? {
        let policy = FunctionComparer.Policy(runsAll: true, cutsLoops: false, name: "")
        return comparer.run(
            input, name, layout, stepLimit: 12_000, lazy: lazy,
            left: { comparer.treatment($0, isLeft: true, policy, differing: []) },
            right: { comparer.treatment($0, isLeft: false, policy, differing: []) })
    }

    /// The constants of both sides and of what only one of them calls, with their neighbours.
    static func interesting(_ comparer: FunctionComparer, _ left: CodeGraph, _ right: CodeGraph) -> [Int64] {
        var numbers: Set<Int64> = [0, 1, -1, 2, 8, -12, -22]
        let (here, there) = (
            comparer.old.namedFunctions(left.code.name), comparer.new.namedFunctions(right.code.name)
        )
        let own = here.subtracting(there).compactMap(comparer.old.graph)
        let others = there.subtracting(here).compactMap(comparer.new.graph)
        for graph in [left, right] + (own + others).sorted(by: { $0.code.name < $1.code.name }) {
            for instruction in graph.code.instructions {
                guard case .integer(let number) = instruction, numbers.count < 90 else { continue }
                numbers.formUnion([number, number &+ 1, number &- 1])
            }
        }
        return numbers.sorted()
    }

    /// Objects lie at a few addresses; memory there is small numbers and such addresses.
    private func input(
        _ parameters: [ValueType], _ numbers: [Int64], _ generator: inout Generator, _ round: Int
    ) -> CaseInput {
        let pool = (0..<6).map { 0xffff_8880_0000_0000 + UInt64($0) * 0x1_0000 }
        func number(_ generator: inout Generator) -> UInt64 {
            UInt64(bitPattern: numbers.randomElement(using: &generator) ?? 0)
        }
        func value(_ generator: inout Generator, isPointer: Bool) -> UInt64 {
            if isPointer {
                return Int.random(in: 0..<8, using: &generator) == 0
                    ? 0 : pool.randomElement(using: &generator) ?? 0
            }
            return number(&generator)
        }
        var input = CaseInput(arguments: [])
        for type in parameters {
            switch type {
            case .aggregate(let bytes):
                input.arguments.append(Runner.chunks(bytes).map { _ in number(&generator) })
            case .pointer: input.arguments.append([value(&generator, isPointer: true)])
            default:
                input.arguments.append([
                    UInt64(
                        bitPattern: Form(type).held(Int64(bitPattern: value(&generator, isPointer: false))))
                ])
            }
        }
        let width = [1, 4, 8][round % 3]
        for base in pool {
            for slot in 0..<24 {
                let isPointer = width == 8 && Int.random(in: 0..<3, using: &generator) > 0
                let content = value(&generator, isPointer: isPointer)
                for index in 0..<width {
                    input.memory[base + UInt64(slot * width + index)] = UInt8(
                        truncatingIfNeeded: content >> UInt64(8 * index))
                }
            }
        }
        for _ in 0..<40 {
            let isPointer = Int.random(in: 0..<3, using: &generator) == 0
            input.answers.append(.init(parts: [value(&generator, isPointer: isPointer)]))
        }
        return input
    }

    /// A generator that gives the same numbers in each run.
    struct Generator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9e37_79b9_7f4a_7c15
            var word = state
            word = (word ^ (word >> 30)) &* 0xbf58_476d_1ce4_e5b9
            word = (word ^ (word >> 27)) &* 0x94d0_49bb_1331_11eb
            return word ^ (word >> 31)
        }
    }
}
