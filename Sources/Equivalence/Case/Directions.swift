import CProgram
import SymbolicExecution

/// How far it is from each instruction to what the two sides differ in, in branches. A search for a case goes where that gets less (as
/// directed fuzzers do: Böhme et al., "Directed Greybox Fuzzing", 2017).
struct Directions {
    /// By the function's graph, then by instruction; ``unreachable`` where no way leads there.
    private var distances: [ObjectIdentifier: [Int]] = [:]

    static let unreachable = Int.max / 4

    /// No directions: every way is as good as another.
    init() {}

    init(_ comparer: FunctionComparer, _ left: CodeGraph, _ right: CodeGraph) {
        var open = [(left, right)]
        var seen: Set<String> = [right.code.name]
        var pairs: [(left: CodeGraph, right: CodeGraph)] = []
        while let (one, other) = open.popLast(), pairs.count < 12 {
            pairs.append((one, other))
            for name in comparer.new.namedFunctions(other.code.name).sorted() where seen.insert(name).inserted
            {
                guard !comparer.hasSameBody(name), let first = comparer.old.graph(comparer.oldName(name)),
                    let second = comparer.new.graph(name)
                else { continue }
                open.append((first, second))
            }
        }
        // Callees first: how far it is within them counts for a call of them.
        var entries: [String: Int] = [:]
        for pair in pairs.reversed() {
            let changed = Self.changed(pair.left, pair.right, comparer)
            for (graph, own) in [(pair.left, changed.left), (pair.right, changed.right)] {
                let found = Self.distances(graph, own, entries)
                distances[ObjectIdentifier(graph)] = found
                entries[graph.code.name] = min(
                    found.first ?? Self.unreachable, entries[graph.code.name] ?? .max)
            }
        }
    }

    /// How far it is from an instruction; nil in a function that both sides have alike.
    func distance(_ graph: ObjectIdentifier, _ pc: Int) -> Int? {
        guard let own = distances[graph], own.indices.contains(pc) else { return nil }
        return own[pc]
    }

    // MARK: What differs

    /// The instructions that only one side has, by side.
    private static func changed(
        _ left: CodeGraph, _ right: CodeGraph, _ comparer: FunctionComparer
    ) -> (left: Set<Int>, right: Set<Int>) {
        let one = left.code.instructions.map { word($0, left) { comparer.newName($0) } }
        let other = right.code.instructions.map { word($0, right) { $0 } }
        guard one.count < 6_000, other.count < 6_000 else { return ([], []) }
        var (first, second): (Set<Int>, Set<Int>) = ([], [])
        for change in other.difference(from: one) {
            switch change {
            case .remove(let offset, _, _): first.insert(offset)
            case .insert(let offset, _, _): second.insert(offset)
            }
        }
        return (first, second)
    }

    /// What an instruction does, without where its operands and its targets are.
    private static func word(
        _ instruction: Instruction, _ graph: CodeGraph, _ newName: (String) -> String
    ) -> String {
        let names = graph.names
        func callee(_ number: Int32) -> String { number < 0 ? "" : newName(names.calleeNames[Int(number)]) }
        switch instruction {
        case .global(let index):
            return index < names.globalNames.count
                ? "global \(names.globalNames[index])"
                : "text \(names.texts[index - names.globalNames.count])"
        case .function(let number): return "function \(callee(number))"
        case .call(let number, let count): return "call \(callee(number)) \(count)"
        case .local: return "local"
        case .readRegister: return "read"
        case .writeRegister: return "write"
        case .clearRegister(_, let zeroed): return "clear \(zeroed)"
        case .clearLocal(_, let zeroed): return "clear local \(zeroed)"
        case .stepRegister(_, let form, let bytes, let isPostfix): return "step \(form) \(bytes) \(isPostfix)"
        case .jump: return "jump"
        case .jumpIf: return "jump if"
        case .jumpUnless: return "jump unless"
        case .unwind: return "unwind"
        case .switch: return "switch"
        case .event, .assembly, .unsupported: return "other"
        default: return "\(instruction)"
        }
    }

    // MARK: Distances

    private static func distances(
        _ graph: CodeGraph, _ changed: Set<Int>, _ entries: [String: Int]
    ) -> [Int] {
        let instructions = graph.code.instructions
        var result = [Int](repeating: unreachable, count: instructions.count)
        for pc in changed { result[pc] = 0 }
        for (pc, instruction) in instructions.enumerated() {
            guard case .call(let callee, _) = instruction, callee >= 0,
                let inner = entries[graph.names.calleeNames[Int(callee)]]
            else { continue }
            result[pc] = min(result[pc], inner)
        }
        // Most edges lead on, so that a pass from the end settles all but the loops.
        for _ in 0..<8 {
            var isSettled = true
            for pc in instructions.indices.reversed() {
                let next = graph.successors(pc).filter { $0 < result.count }
                let step = next.count > 1 ? 1 : 0
                guard let best = next.map({ result[$0] }).min(), best + step < result[pc] else { continue }
                result[pc] = best + step
                isSettled = false
            }
            if isSettled { break }
        }
        return result
    }
}
