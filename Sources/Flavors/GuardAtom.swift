import SourceText

/// One question about a configuration symbol in a condition of the preprocessor.
struct GuardAtom: Hashable {
    /// What it asks.
    enum Form: Hashable {
        /// `defined(CONFIG_X)`, `IS_BUILTIN(CONFIG_X)`: whether it is `y`.
        case builtIn
        /// `defined(CONFIG_X_MODULE)`, `IS_MODULE(CONFIG_X)`: whether it is `m`.
        case module
        /// `IS_ENABLED(CONFIG_X)`, `IS_REACHABLE(CONFIG_X)`: whether it is either.
        case enabled
    }

    /// The symbol with its `CONFIG_`.
    var symbol: String
    var form: Form
    /// Whether a `!` stands before it.
    var isNegated: Bool

    /// A setting under which it holds, or does not.
    func setting(holds: Bool) -> ConfigurationSetting {
        let value = holds == isNegated ? "n" : form == .module ? "m" : "y"
        return ConfigurationSetting(name: symbol, value: value)
    }

    /// The questions of a condition, in order.
    static func all(in condition: [UInt8]) -> [GuardAtom] {
        let words = CLexer(condition).spellings
        return words.indices.compactMap { index in
            guard words[index].hasPrefix("CONFIG_") else { return nil }
            var start = index
            if start > 0, words[start - 1] == "(" { start -= 1 }
            guard start > 0, var form = forms[words[start - 1]] else { return nil }
            var symbol = words[index]
            if symbol.hasSuffix("_MODULE"), form == .builtIn {
                symbol = String(symbol.dropLast(7))
                form = .module
            }
            let isNegated = start > 1 && words[start - 2] == "!"
            return GuardAtom(symbol: symbol, form: form, isNegated: isNegated)
        }
    }

    /// Whether a condition is one question and nothing else.
    static func isWhole(_ condition: [UInt8]) -> Bool {
        let words = CLexer(condition).spellings.filter { $0 != "(" && $0 != ")" && $0 != "!" }
        return words.count == 2 && CLexer(condition).spellings.count { $0 == "!" } <= 1
    }

    private static let forms: [String: Form] = [
        "defined": .builtIn, "IS_BUILTIN": .builtIn, "IS_MODULE": .module, "IS_ENABLED": .enabled,
        "IS_REACHABLE": .enabled,
    ]
}
