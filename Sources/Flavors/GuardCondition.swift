import SourceText

/// A condition of the preprocessor that only asks about configuration symbols, as something that can be evaluated.
indirect enum GuardCondition: Hashable {
    case atom(GuardAtom)
    case not(GuardCondition)
    case both(GuardCondition, GuardCondition)
    case either(GuardCondition, GuardCondition)

    /// - Parameter condition: what stands behind `#if`.
    /// - Returns: nil where it asks about anything else.
    init?(_ condition: [UInt8]) {
        var parser = Parser(words: CLexer(condition).spellings)
        guard let whole = parser.disjunction(), parser.isAtEnd else { return nil }
        self = whole
    }

    /// The configuration symbols, with their `CONFIG_`.
    var symbols: Set<String> {
        switch self {
        case .atom(let atom): [atom.symbol]
        case .not(let inner): inner.symbols
        case .both(let left, let right), .either(let left, let right): left.symbols.union(right.symbols)
        }
    }

    /// Whether it holds.
    ///
    /// - Parameter values: `y`, `m` or `n` of each symbol.
    func holds(_ values: (String) -> String) -> Bool {
        switch self {
        case .atom(let atom):
            let value = values(atom.symbol)
            return switch atom.form {
            case .builtIn: value == "y"
            case .module: value == "m"
            case .enabled: value != "n"
            }
        case .not(let inner): return !inner.holds(values)
        case .both(let left, let right): return left.holds(values) && right.holds(values)
        case .either(let left, let right): return left.holds(values) || right.holds(values)
        }
    }

    private struct Parser {
        let words: [String]
        var next = 0

        var isAtEnd: Bool { next == words.count }

        mutating func take(_ all: String...) -> Bool {
            guard words.dropFirst(next).starts(with: all) else { return false }
            next += all.count
            return true
        }

        mutating func disjunction() -> GuardCondition? {
            guard var left = conjunction() else { return nil }
            while take("||") || take("|", "|") {
                guard let right = conjunction() else { return nil }
                left = .either(left, right)
            }
            return left
        }

        mutating func conjunction() -> GuardCondition? {
            guard var left = term() else { return nil }
            while take("&&") || take("&", "&") {
                guard let right = term() else { return nil }
                left = .both(left, right)
            }
            return left
        }

        mutating func term() -> GuardCondition? {
            if take("!") { return term().map { .not($0) } }
            if take("(") {
                guard let inner = disjunction(), take(")") else { return nil }
                return inner
            }
            let start = next
            guard next < words.count else { return nil }
            next += 1
            let isCall = take("(")
            guard next < words.count, words[next].hasPrefix("CONFIG_") else { return nil }
            next += 1
            guard !isCall || take(")") else { return nil }
            return GuardAtom.all(in: Array(words[start..<next].joined(separator: " ").utf8)).first.map {
                .atom($0)
            }
        }
    }
}
