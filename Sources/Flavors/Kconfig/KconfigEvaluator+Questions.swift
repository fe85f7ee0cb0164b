import KernelTree

extension KconfigEvaluator {
    /// Whether there is a configuration in which the user is asked for a symbol, or may be: one that is hidden
    /// behind another question (`if EXPERT`) counts, one that depends on what nobody can choose does not.
    mutating func mayBeAsked(_ number: Int) -> Bool {
        model.symbols[number].prompts.contains { mayHold($0) }
    }

    private mutating func mayHold(_ expression: KconfigExpression) -> Bool {
        switch expression {
        case .and(let left, let right): return mayHold(left) && mayHold(right)
        case .or(let left, let right): return mayHold(left) || mayHold(right)
        case .symbol(let number):
            return tristate(of: number) != .no || !model.symbols[number].prompts.isEmpty
        case .not(.symbol(let number)):
            return tristate(of: number) != .yes || !model.symbols[number].prompts.isEmpty
        default: return value(of: expression) != .no
        }
    }

    /// What a symbol that is on would need and does not have, as a clause; `nil` when it may be on.
    func missingDependency(of number: Int) -> String? {
        var copy = self
        let dependencies = model.symbols[number].dependencies
        guard !dependencies.isEmpty, copy.any(dependencies) == .no else { return nil }
        return dependencies.first.flatMap { copy.missing($0) }
            ?? "it depends on '\(dependencies[0].text(model))'"
    }

    private mutating func missing(_ expression: KconfigExpression) -> String? {
        switch expression {
        case .symbol(let number):
            return tristate(of: number) == .no
                ? "it depends on CONFIG_\(model.symbols[number].name), which is off" : nil
        case .not(.symbol(let number)):
            return tristate(of: number) == .yes
                ? "it depends on CONFIG_\(model.symbols[number].name) being off" : nil
        case .and(let left, let right): return missing(left) ?? missing(right)
        default: return nil
        }
    }
}
