import CProgram
import SymbolicExecution

/// What a function may give back, as far as its code tells without being run: constants, or anything.
struct PlausibleAnswers {
    private var constants: Set<Int64> = []
    private var isAnything = false

    init(_ graph: CodeGraph) {
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
                default:
                    answers.isAnything = true
                    return
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
                case .stepRegister(register, _, _, _): isAnything = true
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
