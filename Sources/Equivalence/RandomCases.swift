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
        guard let signature = comparer.new.program.functions[name]?.signature else { return nil }
        let numbers = Self.interesting(left, right)
        let layout = AddressLayout(store: TermStore())
        let policy = FunctionComparer.Policy(runsAll: true, cutsLoops: false, name: "")
        var generator = Generator(state: 0x1234_5678)
        for round in 0..<count {
            let tried = { [comparer, name] (input: CaseInput, lazy: LazyWorld?) in
                comparer.run(
                    input, name, layout, stepLimit: 3_000, lazy: lazy,
                    left: { comparer.treatment($0, isLeft: true, policy, differing: []) },
                    right: { comparer.treatment($0, isLeft: false, policy, differing: []) })
            }
            let run = { (input: CaseInput) in tried(input, nil) }
            let types = signature.parameters.map(\.type)
            let input: CaseInput
            // Every other one takes objects that others know as well, which tells what overlaps.
            if round % 2 == 1 {
                input = self.input(types, numbers, &generator, round)
            } else {
                let mood: LazyWorld.Mood = round % 4 == 0 ? .smooth : .rough
                let world = LazyWorld(seed: generator.next(), numbers: numbers, mood: mood)
                let begun = CaseInput(arguments: types.map { world.argument($0) })
                _ = tried(begun, world)
                input = begun.completed(by: world)
            }
            if let found = run(input), !comparer.choosesOwnAnswers(found),
                !found.restsOnCallbacks(comparer.renames, again: run)
            {
                return found
            }
        }
        return nil
    }

    /// The constants of both sides, with their neighbours.
    static func interesting(_ left: CodeGraph, _ right: CodeGraph) -> [Int64] {
        var numbers: Set<Int64> = [0, 1, -1, 2, 8, -12, -22]
        for graph in [left, right] {
            for instruction in graph.code.instructions {
                guard case .integer(let number) = instruction, numbers.count < 60 else { continue }
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
