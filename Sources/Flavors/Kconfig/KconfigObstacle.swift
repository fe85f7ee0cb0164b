import KernelTree

/// Why a symbol cannot be off in any configuration of an architecture.
indirect enum KconfigObstacle {
    /// Another symbol selects it and cannot be off either.
    case selected(Int, by: KconfigModel.Selection, because: KconfigObstacle)
    /// Kconfig sets it without a question.
    case unasked(Int)
    /// It belongs to the architecture that is read.
    case architecture(Int)
    /// It is what is left of its choice.
    case chosen(Int)
    /// It is on where it would have to be off for another, and the other way round.
    case circular(Int)

    /// The reason as a clause: `CONFIG_A selects CONFIG_B while CONFIG_C is on, and CONFIG_D selects CONFIG_A`.
    func words(_ model: KconfigModel) -> String {
        func name(_ number: Int) -> String { "CONFIG_\(model.symbols[number].name)" }
        switch self {
        case .selected(let symbol, let selection, let deeper):
            let condition =
                switch selection.condition {
                case .constant(.yes): ""
                case .symbol(let number): " while \(name(number)) is on"
                default: " under '\(selection.condition.text(model))'"
                }
            let clause = "\(name(selection.selector)) selects \(name(symbol))\(condition)"
            if case .selected = deeper { return "\(clause), and \(deeper.words(model))" }
            return clause
        case .unasked(let symbol): return "nobody is asked whether \(name(symbol)) is on"
        case .architecture(let symbol): return "\(name(symbol)) belongs to the architecture"
        case .chosen(let symbol): return "\(name(symbol)) is all that is left of its choice"
        case .circular(let symbol): return "what \(name(symbol)) depends on depends on it"
        }
    }
}

extension KconfigExpression {
    /// The expression as Kconfig writes it, with `CONFIG_` before the symbols.
    func text(_ model: KconfigModel) -> String {
        func inner(_ expression: KconfigExpression) -> String {
            switch expression {
            case .and, .or, .compare: "(\(expression.text(model)))"
            default: expression.text(model)
            }
        }
        switch self {
        case .symbol(let number): return "CONFIG_\(model.symbols[number].name)"
        case .text(let text): return "\"\(text)\""
        case .constant(let constant): return constant.text
        case .compare(let comparison, let left, let right):
            return "\(inner(left)) \(comparison.rawValue) \(inner(right))"
        case .not(let expression): return "!\(inner(expression))"
        case .and(let left, let right): return "\(inner(left)) && \(inner(right))"
        case .or(let left, let right): return "\(inner(left)) || \(inner(right))"
        }
    }
}
