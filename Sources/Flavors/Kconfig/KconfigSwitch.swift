import KernelTree

/// Switches a symbol off as somebody who configures a kernel would have to: with it goes what selects it.
///
/// A symbol that the user may be asked about is answered with "no". Whatever selects it has to go as well, in
/// the same way, or else what the `select` stands under. One that Kconfig sets by itself goes by what it is set
/// from, or by what it depends on. What the symbol that is meant depends on stays on as long as something
/// selects it: where the architecture selects it while PCI is on, and it depends on PCI, a kernel without PCI
/// is not what somebody wants to see who wants to see that symbol's other side.
struct KconfigSwitch {
    private(set) var overrides: KconfigOverrides {
        didSet {
            evaluator = KconfigEvaluator(model, answers: answers, overrides: overrides)
            rebuilt += 1
        }
    }
    private let model: KconfigModel
    private let answers: KernelConfiguration
    private var fixed: Set<Int>
    private var evaluator: KconfigEvaluator
    private var open: Set<Int> = []
    private var rebuilt = 0

    /// Prepares a search.
    ///
    /// - Parameter fixed: Symbols that make the architecture what it is.
    init(
        _ model: KconfigModel, answers: KernelConfiguration, overrides: KconfigOverrides,
        fixed: Set<Int> = []
    ) {
        self.model = model
        self.answers = answers
        self.fixed = fixed
        self.overrides = overrides
        evaluator = KconfigEvaluator(model, answers: answers, overrides: overrides)
    }

    /// Whether a symbol has no value.
    mutating func isOff(_ number: Int) -> Bool { evaluator.written(number) == nil }

    /// Switches the symbol off that is meant; what stands in the way, with everything as it was before, where
    /// that cannot be.
    mutating func switchOff(_ number: Int) -> KconfigObstacle? {
        let (before, others) = (overrides, fixed)
        for dependency in model.symbols[number].dependencies { collect(dependency, into: &fixed) }
        defer { fixed = others }
        for selection in model.symbols[number].selections {
            if let obstacle = release(number, from: selection) {
                overrides = before
                return obstacle
            }
        }
        // Selected by nothing, it is left to its defaults, and those to what it depends on.
        fixed = others
        guard let obstacle = turnOff(number) else { return nil }
        overrides = before
        return obstacle
    }

    private func collect(_ expression: KconfigExpression, into symbols: inout Set<Int>) {
        switch expression {
        case .symbol(let number): symbols.insert(number)
        case .and(let left, let right), .or(let left, let right):
            collect(left, into: &symbols)
            collect(right, into: &symbols)
        case .not, .compare, .constant, .text: break
        }
    }

    /// Sees to it that a symbol is not selected by another.
    private mutating func release(
        _ number: Int, from selection: KconfigModel.Selection
    ) -> KconfigObstacle? {
        guard evaluator.value(of: selection.whole) != .no else { return nil }
        guard let obstacle = turnOff(selection.selector) else { return nil }
        return falsify(selection.condition)
            ? nil : .selected(number, by: selection, because: obstacle)
    }

    private mutating func turnOff(_ number: Int) -> KconfigObstacle? {
        guard !isOff(number) else { return nil }
        guard !fixed.contains(number) else { return .architecture(number) }
        // Kconfig files of hundreds of nested dependencies do not exist; hostile ones might.
        guard overrides.facts[number] == nil, open.count < 100, rebuilt < 2000,
            open.insert(number).inserted
        else { return .circular(number) }
        defer { open.remove(number) }
        let before = overrides
        overrides.off.insert(number)
        let symbol = model.symbols[number]
        for selection in symbol.selections {
            if let obstacle = release(number, from: selection) {
                overrides = before
                return obstacle
            }
        }
        // With what selected it gone, its defaults and what implies it count again.
        for _ in 0..<20 {
            let obstacle: KconfigObstacle?
            if isOff(number) {
                guard let choice = symbol.choice, !hasMember(choice) else { return nil }
                obstacle = .chosen(number)
            } else {
                obstacle = takeAway(number, symbol)
            }
            if let obstacle {
                overrides = before
                return obstacle
            }
        }
        overrides = before
        return .circular(number)
    }

    /// Whether a choice has a member that is on, or may go without.
    private mutating func hasMember(_ choice: Int) -> Bool {
        model.choices[choice].isOptional || model.choices[choice].members.contains { !isOff($0) }
    }

    /// Takes away one reason for which a symbol is on that nobody selects.
    private mutating func takeAway(_ number: Int, _ symbol: KconfigModel.Symbol) -> KconfigObstacle? {
        if symbol.choice != nil { return .chosen(number) }
        guard symbol.kind == .bool || symbol.kind == .tristate else {
            // A number or a string has a value as long as it may have one.
            for dependency in symbol.dependencies where evaluator.value(of: dependency) != .no {
                if !falsify(dependency) { return .unasked(number) }
            }
            return isOff(number) ? nil : .unasked(number)
        }
        for (value, condition) in symbol.defaults where evaluator.value(of: condition) != .no {
            if evaluator.value(of: value) == .no { break }
            return falsify(value) || falsify(condition) ? nil : .unasked(number)
        }
        for selection in symbol.selections + symbol.implications
        where evaluator.value(of: selection.whole) != .no {
            return release(number, from: selection)
        }
        return .unasked(number)
    }

    /// Makes an expression false; `false`, with everything as it was before, where that cannot be.
    private mutating func falsify(_ expression: KconfigExpression) -> Bool {
        guard evaluator.value(of: expression) != .no else { return true }
        switch expression {
        case .symbol(let number): return turnOff(number) == nil
        // The right side is the one that stands nearer to the symbol in the Kconfig file.
        case .and(let left, let right): return falsify(right) || falsify(left)
        case .or(let left, let right):
            let before = overrides
            if falsify(left), falsify(right) { return true }
            overrides = before
            return false
        case .not(.symbol(let number)):
            guard overrides.facts[number] == nil, !overrides.off.contains(number),
                evaluator.mayBeAsked(number)
            else { return false }
            let before = overrides
            overrides.on.insert(number)
            if evaluator.value(of: expression) == .no { return true }
            overrides = before
            return false
        case .not, .compare, .constant, .text: return false
        }
    }
}
