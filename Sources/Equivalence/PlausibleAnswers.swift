import CProgram
import SymbolicExecution

/// What a function may give back, as far as its code tells without being run: constants, what it is given or finds in memory, what others
/// answer. Of a number that it computes nothing is known.
struct PlausibleAnswers {
    private var constants: Set<Int64> = []
    private var isAnything = false

    init(_ graph: CodeGraph, _ side: SideCode) {
        self.init(graph, side, seen: [graph.code.name])
    }

    private init(_ graph: CodeGraph, _ side: SideCode, seen: Set<String>) {
        let instructions = graph.code.instructions
        var registers: Set<Int32> = []
        var open: [Int32] = []
        func source(_ end: Int, _ answers: inout PlausibleAnswers) {
            var pc = end - 1
            while pc >= 0 {
                switch instructions[pc] {
                case .convert: pc -= 1
                case .integer(let number):
                    answers.constants.insert(number)
                    return
                case .nothing: return
                case .readRegister(let register):
                    open.append(register)
                    return
                case .load:
                    answers.isAnything = true
                    return
                case .call(let number, _) where number >= 0:
                    let name = graph.names.calleeNames[Int(number)]
                    guard let callee = side.graph(name) else {
                        answers.isAnything = true
                        return
                    }
                    guard !seen.contains(name), seen.count < 8 else { return }
                    let inner = PlausibleAnswers(callee, side, seen: seen.union([name]))
                    answers.constants.formUnion(inner.constants)
                    if inner.isAnything { answers.isAnything = true }
                    return
                case .callThrough:
                    answers.isAnything = true
                    return
                default: return
                }
            }
        }
        for pc in instructions.indices {
            if case .return = instructions[pc] { source(pc, &self) }
        }
        while let register = open.popLast() {
            guard registers.insert(register).inserted else { continue }
            let isParameter = graph.code.parameters.contains {
                if case .register(Int(register)) = $0 { true } else { false }
            }
            if isParameter { isAnything = true }
            for pc in instructions.indices {
                switch instructions[pc] {
                case .writeRegister(register): source(pc, &self)
                case .clearRegister(register, let zeroed):
                    if zeroed { constants.insert(0) }
                default: break
                }
            }
        }
    }

    /// Whether the function may give a number.
    func contains(_ answer: Int64) -> Bool { isAnything || constants.contains(answer) }
}
