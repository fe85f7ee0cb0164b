import KernelTree

/// The symbols and choices of a tree's Kconfig files, not yet evaluated.
struct KconfigModel: Sendable {
    enum Kind { case unknown, bool, tristate, int, hexadecimal, string }

    struct Symbol: Sendable {
        var name: String
        var kind = Kind.unknown
        /// The conditions under which the user is asked, one per prompt.
        var prompts: [KconfigExpression] = []
        /// The values without an answer, the first whose condition holds counts.
        var defaults: [(value: KconfigExpression, condition: KconfigExpression)] = []
        /// What forces at least a value: `select` in other symbols.
        var selections: [Selection] = []
        /// What suggests at least a value: `imply` in other symbols.
        var implications: [Selection] = []
        /// The lowest and highest number.
        var ranges: [(low: KconfigExpression, high: KconfigExpression, condition: KconfigExpression)] = []
        /// The dependencies of each place where the symbol is defined; one of them has to hold.
        var dependencies: [KconfigExpression] = []
        /// The choice that the symbol is one of.
        var choice: Int?
    }

    /// A `select` or `imply` of another symbol.
    struct Selection: Sendable {
        /// The symbol that says it.
        var selector: Int
        /// What follows its `if`.
        var condition: KconfigExpression
        /// The symbol, its `if` and the dependencies of the place, as one.
        var whole: KconfigExpression
    }

    struct Choice: Sendable {
        var kind = Kind.unknown
        var prompts: [KconfigExpression] = []
        var defaults: [(symbol: Int, condition: KconfigExpression)] = []
        var members: [Int] = []
        var isOptional = false
    }

    /// Every symbol that is defined or mentioned.
    private(set) var symbols: [Symbol] = []
    var choices: [Choice] = []
    /// The symbol with the `modules` attribute.
    var modules: Int?
    /// What could not be read, one sentence each.
    var notes: [String] = []
    private var numbers: [String: Int] = [:]

    /// The number of a symbol, which is made when it is new.
    mutating func number(of name: String) -> Int {
        if let number = numbers[name] { return number }
        numbers[name] = symbols.count
        symbols.append(Symbol(name: name))
        return symbols.count - 1
    }

    /// The number of a symbol that is there already.
    func existingNumber(of name: String) -> Int? { numbers[name] }

    /// The number of a symbol that some Kconfig file defines, not only mentions.
    func definedNumber(of name: String) -> Int? {
        numbers[name].flatMap { symbols[$0].kind == .unknown ? nil : $0 }
    }

    /// Changes a symbol in place.
    mutating func update(_ number: Int, _ change: (inout Symbol) -> Void) { change(&symbols[number]) }
}
