import KernelTree

/// Gives every symbol of a Kconfig model its value, as `make olddefconfig` would.
struct KconfigEvaluator {
    private enum Progress { case untouched, running, done }

    private struct Result {
        var tristate = Tristate.no
        var text = ""
        var isWritten = false
        var progress = Progress.untouched
    }

    let model: KconfigModel
    private let answers: KernelConfiguration
    private let overrides: KconfigOverrides
    private var results: [Result]
    private var choices: [Int: Int?] = [:]
    private var hasModules = true

    /// Prepares the evaluation; a symbol is evaluated when its value is asked for.
    init(
        _ model: KconfigModel, answers: KernelConfiguration, overrides: KconfigOverrides = KconfigOverrides()
    ) {
        self.model = model
        self.answers = answers
        self.overrides = overrides
        results = Array(repeating: Result(), count: model.symbols.count)
        hasModules = model.modules.map { tristate(of: $0) == .yes } ?? false
    }

    /// The configuration that follows from the user's answers and the overrides.
    static func configuration(
        of model: KconfigModel, answers: KernelConfiguration,
        overrides: KconfigOverrides = KconfigOverrides()
    ) -> KernelConfiguration {
        var evaluator = KconfigEvaluator(model, answers: answers, overrides: overrides)
        var values: [String: String] = [:]
        for (number, symbol) in model.symbols.enumerated() where symbol.kind != .unknown {
            if let text = evaluator.written(number) { values[symbol.name] = text }
        }
        return KernelConfiguration(values: values)
    }

    /// The value as a `.config` has it, `nil` when the symbol is off or not written there.
    mutating func written(_ number: Int) -> String? {
        evaluate(number)
        let result = results[number]
        switch model.symbols[number].kind {
        case .bool, .tristate: return result.tristate == .no ? nil : result.tristate.text
        case .string: return result.isWritten ? KernelConfiguration.quoted(result.text) : nil
        case .int, .hexadecimal, .unknown:
            return result.isWritten && !result.text.isEmpty ? result.text : nil
        }
    }

    /// The value of a bool or tristate symbol.
    mutating func tristate(of number: Int) -> Tristate {
        evaluate(number)
        return results[number].tristate
    }

    private mutating func evaluate(_ number: Int) {
        guard results[number].progress == .untouched else { return }
        results[number].progress = .running
        let symbol = model.symbols[number]
        if let fact = overrides.facts[number] {
            results[number].text = KernelConfiguration.unquoted(fact)
            results[number].tristate = Tristate(fact) ?? .no
            results[number].isWritten = fact != "n"
            results[number].progress = .done
            return
        }
        switch symbol.kind {
        case .unknown:
            results[number].text = symbol.name
        case .bool, .tristate:
            evaluateTristate(number, symbol)
        case .int, .hexadecimal, .string:
            evaluateText(number, symbol)
        }
        results[number].progress = .done
    }

    private mutating func evaluateTristate(_ number: Int, _ symbol: KconfigModel.Symbol) {
        let isBool = symbol.kind == .bool || !hasModules
        var visible = any(symbol.prompts)
        if isBool, visible == .module { visible = .yes }
        // Nothing is chosen of a choice that the user is not asked about.
        if let choice = symbol.choice { visible = min(visible, any(model.choices[choice].prompts)) }
        if let choice = symbol.choice, visible != .no, let selected = selection(of: choice) {
            results[number].tristate = selected == number ? .yes : .no
            return
        }
        var selected = any(symbol.selections)
        if isBool, selected == .module { selected = .yes }
        var value = Tristate.no
        if overrides.off.contains(number), mayBeAsked(number) {
            value = .no
        } else if overrides.on.contains(number), any(symbol.dependencies) != .no {
            value = .yes
        } else if visible != .no, let answer = answers.values[symbol.name].flatMap({ Tristate($0) }) {
            value = min(answer, visible)
        } else if symbol.choice == nil {
            for (expression, condition) in symbol.defaults {
                let condition = self.value(of: condition)
                guard condition != .no else { continue }
                value = min(self.value(of: expression), condition)
                break
            }
            var implied = any(symbol.implications)
            if isBool, implied == .module { implied = .yes }
            if implied != .no { value = min(max(value, implied), any(symbol.dependencies)) }
        }
        value = max(value, selected)
        if isBool, value == .module { value = .yes }
        results[number].tristate = value
    }

    private mutating func evaluateText(_ number: Int, _ symbol: KconfigModel.Symbol) {
        if any(symbol.prompts) != .no {
            results[number].isWritten = true
            if let answer = answers.values[symbol.name] {
                results[number].text = KernelConfiguration.unquoted(answer)
                clamp(number, symbol)
                return
            }
        }
        for (expression, condition) in symbol.defaults where value(of: condition) != .no {
            results[number].isWritten = true
            results[number].text = text(of: expression)
            break
        }
        clamp(number, symbol)
    }

    /// Keeps a number within the first range whose condition holds.
    private mutating func clamp(_ number: Int, _ symbol: KconfigModel.Symbol) {
        guard symbol.kind != .string, let current = Self.number(results[number].text) else {
            // A number without a value is as low as it may be.
            if symbol.kind != .string, results[number].isWritten, results[number].text.isEmpty,
                let range = symbol.ranges.first(where: { value(of: $0.condition) != .no })
            {
                results[number].text = text(of: range.low)
            }
            return
        }
        for range in symbol.ranges where value(of: range.condition) != .no {
            let (low, high) = (text(of: range.low), text(of: range.high))
            if let least = Self.number(low), current < least {
                results[number].text = low
            } else if let most = Self.number(high), current > most {
                results[number].text = high
            }
            return
        }
    }

    /// The member of a choice that is set; `nil` when its members are independent of each other.
    private mutating func selection(of number: Int) -> Int? {
        if let known = choices[number] { return known }
        // While the members' prompts are evaluated, nothing is chosen.
        choices[number] = .some(nil)
        let choice = model.choices[number]
        let answered = choice.members.filter { answers.values[model.symbols[$0].name] == "y" }
        let isModular =
            choice.kind == .tristate && hasModules && answered.isEmpty
            && choice.members.contains { answers.values[model.symbols[$0].name] == "m" }
        guard !isModular else { return nil }
        let visible = choice.members.filter {
            !overrides.off.contains($0) && overrides.facts[$0] != "n" && any(model.symbols[$0].prompts) != .no
        }
        var selected =
            choice.members.first { overrides.facts[$0] == "y" } ?? answered.last { visible.contains($0) }
        if selected == nil, !choice.isOptional {
            for (symbol, condition) in choice.defaults
            where value(of: condition) != .no && visible.contains(symbol) {
                selected = symbol
                break
            }
            selected = selected ?? visible.first
        }
        // -1 is no member: with nothing selected all of them are off.
        choices[number] = .some(selected ?? -1)
        return selected ?? -1
    }

    // MARK: Expressions

    mutating func any(_ expressions: [KconfigExpression]) -> Tristate {
        var result = Tristate.no
        for expression in expressions {
            result = max(result, value(of: expression))
            if result == .yes { break }
        }
        return result
    }

    private mutating func any(_ selections: [KconfigModel.Selection]) -> Tristate {
        var result = Tristate.no
        for selection in selections {
            result = max(result, value(of: selection.whole))
            if result == .yes { break }
        }
        return result
    }

    mutating func value(of expression: KconfigExpression) -> Tristate {
        switch expression {
        case .constant(let constant): return constant == .module && !hasModules ? .no : constant
        case .text(let text): return Tristate(text) ?? .no
        case .symbol(let number): return tristate(of: number)
        case .not(let inner): return value(of: inner).inverse
        case .and(let left, let right):
            let first = value(of: left)
            return first == .no ? .no : min(first, value(of: right))
        case .or(let left, let right):
            let first = value(of: left)
            return first == .yes ? .yes : max(first, value(of: right))
        case .compare(let comparison, let left, let right):
            return compare(comparison, text(of: left), text(of: right)) ? .yes : .no
        }
    }

    private mutating func text(of expression: KconfigExpression) -> String {
        switch expression {
        case .text(let text): return text
        case .symbol(let number):
            evaluate(number)
            switch model.symbols[number].kind {
            case .bool, .tristate: return results[number].tristate.text
            default: return results[number].text
            }
        default: return value(of: expression).text
        }
    }

    private func compare(_ comparison: KconfigExpression.Comparison, _ left: String, _ right: String) -> Bool
    {
        let order: Int
        if let first = Self.number(left), let second = Self.number(right) {
            order = first < second ? -1 : first == second ? 0 : 1
        } else {
            order = left == right ? 0 : Array(left.utf8).lexicographicallyPrecedes(Array(right.utf8)) ? -1 : 1
        }
        switch comparison {
        case .equal: return order == 0
        case .unequal: return order != 0
        case .less: return order < 0
        case .lessOrEqual: return order <= 0
        case .greater: return order > 0
        case .greaterOrEqual: return order >= 0
        }
    }

    private static func number(_ text: String) -> Int128? {
        if let digits = text.after("0x") ?? text.after("0X") { return Int128(digits, radix: 16) }
        return Int128(text)
    }
}
