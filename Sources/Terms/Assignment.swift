/// Values for symbols and memory: a case that terms are evaluated in.
public struct Assignment {
    /// What a symbol of that width is worth.
    public var symbol: (Symbol, Int) -> UInt64
    /// The byte at an address of a root.
    public var byte: (MemoryRoot, UInt64) -> UInt8
    /// What a function is worth of which only the name is known.
    public var function: (String, [UInt64], Int) -> UInt64

    /// Makes a case; see the properties.
    public init(
        symbol: @escaping (Symbol, Int) -> UInt64, byte: @escaping (MemoryRoot, UInt64) -> UInt8,
        function: @escaping (String, [UInt64], Int) -> UInt64
    ) {
        self.symbol = symbol
        self.byte = byte
        self.function = function
    }
}

extension TermStore {
    /// What a term is worth in a case. Each term is looked at once, however often it stands in others.
    public func value(_ term: Term, in assignment: Assignment) -> UInt64 {
        var known: [Term: UInt64] = [:]
        return value(term, assignment, &known)
    }

    /// Likewise, keeping what was evaluated for the next question.
    public func value(_ term: Term, _ assignment: Assignment, _ known: inout [Term: UInt64]) -> UInt64 {
        // Operands first, without recursion: a chain of terms may be longer than a stack is deep.
        var open = [term]
        while let top = open.last {
            if known[top] != nil {
                open.removeLast()
                continue
            }
            let missing = operands(top).filter { known[$0] == nil }
            if missing.isEmpty {
                known[top] = compute(top, assignment, known) & Self.mask(width(top))
                open.removeLast()
            } else {
                open += missing
            }
        }
        return known[term] ?? 0
    }

    /// The terms directly in a term, those of the memory it loads from included.
    public func operands(_ term: Term) -> [Term] {
        switch node(term) {
        case .constant, .symbol: return []
        case .sum(_, let summands): return summands.map(\.term)
        case .product(let left, let right), .partial(_, let left, let right),
            .compare(_, let left, let right),
            .concatenation(let left, let right):
            return [left, right]
        case .bits(_, let parts), .apply(_, let parts): return parts
        case .not(let inner), .extract(let inner, _), .extend(let inner, _): return [inner]
        case .choice(let condition, let then, let otherwise): return [condition, then, otherwise]
        case .load(let memory, let address):
            var result = [address]
            var memory = memory
            while case .store(let before, let place, let value) = node(memory) {
                result += [place, value]
                memory = before
            }
            return result
        }
    }

    private func compute(_ term: Term, _ assignment: Assignment, _ known: [Term: UInt64]) -> UInt64 {
        func value(_ term: Term) -> UInt64 { known[term] ?? 0 }
        let width = width(term)
        switch node(term) {
        case .constant(let number): return number
        case .symbol(let symbol): return assignment.symbol(symbol, width)
        case .sum(let number, let summands):
            return summands.reduce(number) { $0 &+ $1.factor &* value($1.term) }
        case .product(let left, let right): return value(left) &* value(right)
        case .partial(let operation, let left, let right):
            let (first, second) = (value(left), value(right))
            return Self.value(of: operation, first, second, width: width)
                ?? assignment.function("\(operation)\(width)", [first, second], width)
        case .bits(.and, let parts): return parts.reduce(UInt64.max) { $0 & value($1) }
        case .bits(.or, let parts): return parts.reduce(0) { $0 | value($1) }
        case .bits(.xor, let parts): return parts.reduce(0) { $0 ^ value($1) }
        case .compare(let comparison, let left, let right):
            let (first, second) = (value(left), value(right))
            let operandWidth = self.width(left)
            switch comparison {
            case .equal: return first == second ? 1 : 0
            case .unsignedLess: return first < second ? 1 : 0
            case .signedLess:
                return Self.signed(first, operandWidth) < Self.signed(second, operandWidth) ? 1 : 0
            }
        case .not(let inner): return value(inner) ^ 1
        case .choice(let condition, let then, let otherwise):
            return value(condition) == 1 ? value(then) : value(otherwise)
        case .extract(let inner, let low): return value(inner) >> UInt64(low)
        case .concatenation(let high, let low): return value(high) << UInt64(self.width(low)) | value(low)
        case .extend(let inner, let isSigned):
            return isSigned
                ? UInt64(bitPattern: Self.signed(value(inner), self.width(inner))) : value(inner)
        case .load(let memory, let address):
            return bytes(memory, value(address), width / 8, assignment, known)
        case .apply(let name, let parts): return assignment.function(name, parts.map(value), width)
        }
    }

    private func bytes(
        _ memory: Memory, _ address: UInt64, _ count: Int, _ assignment: Assignment, _ known: [Term: UInt64]
    ) -> UInt64 {
        var result: UInt64 = 0
        for index in 0..<count {
            let place = address &+ UInt64(index)
            var memory = memory
            var byte: UInt64?
            while byte == nil {
                switch node(memory) {
                case .root(.zero): byte = 0
                case .root(let root): byte = UInt64(assignment.byte(root, place))
                case .store(let before, let start, let value):
                    let distance = place &- (known[start] ?? 0)
                    if distance < UInt64(width(value) / 8) {
                        byte = ((known[value] ?? 0) >> (8 * distance)) & 0xff
                    }
                    memory = before
                }
            }
            result |= (byte ?? 0) << UInt64(8 * index)
        }
        return result
    }
}
