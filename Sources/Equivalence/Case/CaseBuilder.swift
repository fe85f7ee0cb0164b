import CProgram
import SymbolicExecution
import Terms

/// Makes a case of a solver's model.
struct CaseBuilder {
    let store: TermStore
    let layout: AddressLayout

    /// - Parameters:
    ///   - model: what each leaf of the formulas is worth.
    ///   - events: the numbers of the events on the way, in order.
    ///   - parameters: how the arguments are held.
    func input(model: [Term: UInt64], events: [Int], parameters: [ValueType]) -> CaseInput {
        var known = model
        let assignment = Assignment(
            symbol: { symbol, _ in
                if case .address(let number) = symbol { return layout.address(number) }
                return 0
            },
            byte: { _, _ in 0 }, function: { _, _, _ in 0 })
        var input = CaseInput(
            arguments: parameters.map { type in
                if case .aggregate(let bytes) = type {
                    return Array(repeating: 0, count: Runner.chunks(bytes).count)
                }
                return [0]
            })
        input.answers = events.map { _ in CaseInput.Answer(parts: []) }
        for (leaf, value) in model.sorted(by: { $0.key < $1.key }) {
            switch store.node(leaf) {
            case .symbol(.argument(let index, let part)) where index < parameters.count:
                if input.arguments[index].indices.contains(part) {
                    input.arguments[index][part] = held(value, parameters[index])
                }
            case .symbol(.result(let event, let part)):
                guard let index = events.firstIndex(of: event), part < 4096 else { continue }
                while input.answers[index].parts.count <= part { input.answers[index].parts.append(0) }
                input.answers[index].parts[part] = value
            case .load(var memory, let place):
                let address = store.value(place, assignment, &known)
                let bytes = store.width(leaf) / 8
                // What was stored elsewhere does not touch it.
                while case .store(let before, let other, let stored) = store.node(memory) {
                    let start = store.value(other, assignment, &known)
                    let size = UInt64(store.width(stored) / 8)
                    guard address &- start >= size, start &- address >= UInt64(bytes) else { break }
                    memory = before
                }
                for offset in 0..<bytes {
                    let byte = UInt8(truncatingIfNeeded: value >> UInt64(8 * offset))
                    let at = address &+ UInt64(offset)
                    switch store.node(memory) {
                    case .root(.initial): input.memory[at] = byte
                    case .root(.after(let event)):
                        if let index = events.firstIndex(of: event) { input.answers[index].writes[at] = byte }
                    default: break
                    }
                }
            default: break
            }
        }
        return input
    }

    private func held(_ value: UInt64, _ type: ValueType) -> UInt64 {
        if case .aggregate = type { return value }
        return UInt64(bitPattern: Form(type).held(Int64(bitPattern: value)))
    }
}
