import KernelTree

/// Finds what has to be on with a symbol that is to be on, as somebody who configures a kernel would: what it depends on
/// first, and what that depends on in turn.
///
/// What can be on in no configuration of the architecture (a dependency that no Kconfig file defines, one that has
/// to be off and is on) is left as it is: the symbol is on all the same, since a unit is read that needs it.
struct KconfigDemand {
    /// The symbols that are to be on, that which was asked for among them.
    private(set) var symbols: Set<Int> = []
    private let model: KconfigModel
    private var evaluator: KconfigEvaluator
    private let settled: Set<Int>

    /// Prepares a search.
    ///
    /// - Parameter settled: Symbols that the user has set, and which stay as they are.
    init(
        _ model: KconfigModel, answers: KernelConfiguration, overrides: KconfigOverrides, settled: Set<Int>
    ) {
        self.model = model
        self.settled = settled
        evaluator = KconfigEvaluator(model, answers: answers, overrides: overrides)
    }

    /// Asks for a symbol, built in rather than as a module.
    mutating func ask(for number: Int) {
        symbols.insert(number)
        satisfy(dependenciesOf: number, depth: 0)
    }

    private mutating func satisfy(dependenciesOf number: Int, depth: Int) {
        let dependencies = model.symbols[number].dependencies
        guard evaluator.any(dependencies) == .no else { return }
        // One of the places where the symbol is defined is enough.
        for dependency in dependencies where satisfy(dependency, depth: depth) { return }
    }

    /// Has an expression hold; false where it cannot, with nothing asked for.
    private mutating func satisfy(_ expression: KconfigExpression, depth: Int) -> Bool {
        guard evaluator.value(of: expression) == .no else { return true }
        // Kconfig files of hundreds of nested dependencies do not exist; hostile ones might.
        guard depth < 100 else { return false }
        let before = symbols
        switch expression {
        case .symbol(let number):
            if symbols.contains(number) { return true }
            guard canBeOn(number) else { return false }
            symbols.insert(number)
            satisfy(dependenciesOf: number, depth: depth + 1)
            return true
        case .and(let left, let right):
            // What can be had of both is had: the rest is no reason to go without.
            let (first, second) = (satisfy(left, depth: depth + 1), satisfy(right, depth: depth + 1))
            return first && second
        case .or(let left, let right):
            for side in [left, right] {
                if satisfy(side, depth: depth + 1) { return true }
                symbols = before
            }
            return false
        case .not, .compare, .constant, .text: return false
        }
    }

    /// Whether somebody may switch a symbol on: he is asked about it, or something that he is asked about selects it.
    private mutating func canBeOn(_ number: Int) -> Bool {
        let symbol = model.symbols[number]
        guard symbol.kind == .bool || symbol.kind == .tristate, symbol.choice == nil else { return false }
        guard !settled.contains(number) else { return false }
        return !symbol.prompts.isEmpty || !symbol.selections.isEmpty
    }
}

extension ConfigurationRules {
    /// The options that are on as soon as some are that the configuration has off, as arguments for clang: the options
    /// themselves, what they depend on, and what is selected or on by default with them. What goes off is left on.
    ///
    /// - Parameters:
    ///   - options: names with their `CONFIG_`.
    ///   - settings: what the user has asked for, and what stays as it is.
    func definitions(switchingOn options: [String], keeping settings: [ConfigurationSetting] = []) -> [String]
    {
        let asked = options.sorted()
        let key = asked + settings.map(\.description).sorted()
        if let known = demands.withLock({ $0[key] }) { return known }
        let made = makeDefinitions(asked, keeping: settings)
        demands.withLock { $0[key] = made }
        return made
    }

    private func makeDefinitions(_ options: [String], keeping settings: [ConfigurationSetting]) -> [String] {
        let own = options.map { "-D\($0)=1" }
        guard hasFiles else { return own }
        let model = reading.model
        let answers = answers(in: model)
        let settled = Set(settings.compactMap { model.existingNumber(of: $0.symbol) })
            .union(overrides.off).union(overrides.facts.keys)
        var demand = KconfigDemand(model, answers: answers, overrides: overrides, settled: settled)
        for option in options {
            if let number = model.definedNumber(of: String(option.dropFirst("CONFIG_".count))) {
                demand.ask(for: number)
            }
        }
        guard !demand.symbols.isEmpty else { return own }
        var wanted = overrides
        for number in demand.symbols { wanted.facts[number] = "y" }
        // Held against what is evaluated without the demand: a build's own tools may have answered otherwise.
        var before = KconfigEvaluator(model, answers: answers, overrides: overrides)
        var evaluator = KconfigEvaluator(model, answers: answers, overrides: wanted)
        var result: [String] = []
        for (number, symbol) in model.symbols.enumerated() where symbol.kind != .unknown {
            guard configuration.values[symbol.name] == nil, let text = evaluator.written(number),
                before.written(number) == nil
            else { continue }
            let name = "CONFIG_\(symbol.name)"
            if options.contains(name) { continue }
            switch symbol.kind {
            case .bool, .tristate: result.append(text == "m" ? "-D\(name)_MODULE=1" : "-D\(name)=1")
            case .int, .hexadecimal, .string, .unknown: result.append("-D\(name)=\(text)")
            }
        }
        return own + result.sorted()
    }
}
