import Foundation

/// Formulas as SMT-LIB 2 (QF_UFBV): each shared term is defined once, loads and functions of which nothing is known are
/// uninterpreted. What is lost by that makes fewer formulas unsatisfiable, never more.
public struct SMTText {
    /// A term whose value a solver is asked for, by the name that stands in the text.
    public struct Wanted: Sendable {
        /// Its name in the text.
        public var name: String
        /// The term.
        public var term: Term
    }

    /// The declarations, definitions and assertions; no `check-sat`.
    public let text: String
    /// The leaves: symbols, loads and functions, each with its name.
    public let leaves: [Wanted]
    /// Whether the address of an object stands in it.
    public let mentionsAddresses: Bool

    /// Writes formulas, all of which shall hold.
    ///
    /// - Parameters:
    ///   - formulas: bits.
    ///   - addresses: what the address of an object is taken to be, a number that no other object has; nil where it is any that is far
    ///     from the others'.
    ///   - bytes: the size of an object.
    ///   - facts: what is known of a leaf, as formulas in which `$` stands for it.
    ///   - isApart: whether a leaf is known to point to no local.
    public init(
        _ formulas: [Term], in store: TermStore, addresses: @escaping (Int) -> UInt64?,
        bytes: (Int) -> Int = { _ in 1 }, facts: (Term) -> [String] = { _ in [] },
        isApart: (Term) -> Bool = { _ in false }
    ) {
        var writer = SMTWriter(store: store, addresses: addresses)
        for formula in formulas { writer.lines.append("(assert (= \(writer.name(formula)) #b1))") }
        writer.tellPlacesApart(bytes, isApart)
        writer.tell(facts)
        writer.tellBytes()
        mentionsAddresses = writer.mentionsAddresses
        text = "(set-logic QF_UFBV)\n" + (writer.declarations + writer.lines).joined(separator: "\n") + "\n"
        leaves = writer.leaves
    }
}

struct SMTWriter {
    let store: TermStore
    let addresses: (Int) -> UInt64?
    var declarations: [String] = []
    var lines: [String] = []
    var leaves: [SMTText.Wanted] = []
    private(set) var mentionsAddresses = false
    /// The names of addresses that are any, with their objects.
    private var places: [(name: String, object: Int)] = []
    /// The texts of the addresses of locals, with their objects.
    private var locals: [(name: String, object: Int)] = []
    private(set) var names: [Term: String] = [:]
    private var functions: Set<String> = []

    init(store: TermStore, addresses: @escaping (Int) -> UInt64?) {
        self.store = store
        self.addresses = addresses
    }

    /// The name or text that stands for a term; everything it needs is defined before.
    mutating func name(_ term: Term) -> String {
        var open = [term]
        while let top = open.last {
            if names[top] != nil {
                open.removeLast()
                continue
            }
            let missing = direct(top).filter { names[$0] == nil }
            if missing.isEmpty {
                define(top)
                open.removeLast()
            } else {
                open += missing
            }
        }
        return names[term] ?? "#b0"
    }

    /// The operands that the text names: not those of the memory of a load, which is a name of its own.
    private func direct(_ term: Term) -> [Term] {
        if case .load(_, let address) = store.node(term) { return [address] }
        return store.operands(term)
    }

    private mutating func define(_ term: Term) {
        let width = store.width(term)
        let name = "t\(term.index)"
        switch store.node(term) {
        case .constant(let value):
            names[term] = "(_ bv\(value) \(width))"
            return
        case .symbol(.address(let number)):
            mentionsAddresses = true
            names[term] = name
            if let value = addresses(number) {
                names[term] = "(_ bv\(value) 64)"
            } else {
                declarations.append("(declare-const \(name) (_ BitVec 64))")
                places.append((name, number))
            }
            if case .local = store.object(number) { locals.append((names[term] ?? name, number)) }
            return
        case .symbol:
            declarations.append("(declare-const \(name) (_ BitVec \(width)))")
        case .load(let memory, let address):
            let function = "m\(memory.index)_\(width / 8)"
            declare(function, [64], width)
            lines.append("(define-const \(name) (_ BitVec \(width)) (\(function) \(names[address] ?? "")))")
        case .apply(let function, let parts):
            let symbol =
                "|\(function)/\(parts.map { String(store.width($0)) }.joined(separator: "."))/\(width)|"
            declare(symbol, parts.map(store.width), width)
            let operands = parts.map { names[$0] ?? "" }.joined(separator: " ")
            lines.append(
                "(define-const \(name) (_ BitVec \(width)) \(parts.isEmpty ? symbol : "(\(symbol) \(operands))"))"
            )
        default:
            lines.append("(define-const \(name) (_ BitVec \(width)) \(body(term, width)))")
            names[term] = name
            return
        }
        names[term] = name
        leaves.append(.init(name: name, term: term))
    }

    mutating func tell(_ facts: (Term) -> [String]) {
        for leaf in leaves {
            for fact in facts(leaf.term) {
                lines.append("(assert \(fact.replacingOccurrences(of: "$", with: leaf.name)))")
            }
        }
    }

    /// Objects have no byte in common, and none lies in the first page or the last; of the first two dozen that is said. Likewise of a
    /// local and what is known not to point to it.
    mutating func tellPlacesApart(_ bytes: (Int) -> Int, _ isApart: (Term) -> Bool) {
        for leaf in leaves where !locals.isEmpty && store.width(leaf.term) == 64 && isApart(leaf.term) {
            for local in locals.prefix(24) {
                lines.append(
                    "(assert (bvuge (bvsub \(leaf.name) \(local.name)) (_ bv\(max(bytes(local.object), 1)) 64)))"
                )
            }
        }
        for place in places {
            lines.append("(assert (bvuge \(place.name) (_ bv4096 64)))")
            lines.append("(assert (bvult \(place.name) (_ bv\(UInt64.max - 4095) 64)))")
        }
        for (index, first) in places.prefix(24).enumerated() {
            for second in places.prefix(24).dropFirst(index + 1) {
                for (from, to) in [(first, second), (second, first)] {
                    let size = max(bytes(from.object), 1)
                    lines.append("(assert (bvuge (bvsub \(to.name) \(from.name)) (_ bv\(size) 64)))")
                }
            }
        }
    }

    mutating func declare(_ function: String, _ parameters: [Int], _ width: Int) {
        guard functions.insert(function).inserted else { return }
        let types = parameters.map { "(_ BitVec \($0))" }.joined(separator: " ")
        declarations.append("(declare-fun \(function) (\(types)) (_ BitVec \(width)))")
    }

    private mutating func body(_ term: Term, _ width: Int) -> String {
        func text(_ term: Term) -> String { names[term] ?? "" }
        switch store.node(term) {
        case .sum(let value, let summands):
            var parts = summands.map { summand in
                summand.factor == 1
                    ? text(summand.term) : "(bvmul (_ bv\(summand.factor) \(width)) \(text(summand.term)))"
            }
            if value != 0 { parts.append("(_ bv\(value) \(width))") }
            return parts.dropFirst().reduce(parts[0]) { "(bvadd \($0) \($1))" }
        case .product(let left, let right): return "(bvmul \(text(left)) \(text(right)))"
        case .partial(let operation, let left, let right): return partial(operation, left, right, width)
        case .bits(let operation, let parts):
            let word =
                switch operation {
                case .and: "bvand"
                case .or: "bvor"
                case .xor: "bvxor"
                }
            return parts.dropFirst().reduce(text(parts[0])) { "(\(word) \($0) \(text($1)))" }
        case .compare(let comparison, let left, let right):
            let word =
                switch comparison {
                case .equal: "="
                case .unsignedLess: "bvult"
                case .signedLess: "bvslt"
                }
            return "(ite (\(word) \(text(left)) \(text(right))) #b1 #b0)"
        case .not(let inner): return "(bvnot \(text(inner)))"
        case .choice(let condition, let then, let otherwise):
            return "(ite (= \(text(condition)) #b1) \(text(then)) \(text(otherwise)))"
        case .extract(let inner, let low): return "((_ extract \(low + width - 1) \(low)) \(text(inner)))"
        case .concatenation(let high, let low): return "(concat \(text(high)) \(text(low)))"
        case .extend(let inner, let isSigned):
            return "((_ \(isSigned ? "sign" : "zero")_extend \(width - store.width(inner))) \(text(inner)))"
        case .constant, .symbol, .load, .apply: return ""
        }
    }

    private mutating func partial(_ operation: PartialOperation, _ left: Term, _ right: Term, _ width: Int)
        -> String
    {
        let (first, second) = (names[left] ?? "", names[right] ?? "")
        let free = "|\(operation)\(width)|"
        declare(free, [width, width], width)
        let zero = "(_ bv0 \(width))"
        let isOverflow =
            "(and (= \(second) (bvnot \(zero))) (= \(first) (_ bv\(UInt64(1) << UInt64(width - 1)) \(width))))"
        let (word, isDefined) =
            switch operation {
            case .shiftLeft: ("bvshl", "(bvult \(second) (_ bv\(width) \(width)))")
            case .shiftRight: ("bvlshr", "(bvult \(second) (_ bv\(width) \(width)))")
            case .shiftRightSigned: ("bvashr", "(bvult \(second) (_ bv\(width) \(width)))")
            case .divide: ("bvudiv", "(not (= \(second) \(zero)))")
            case .remainder: ("bvurem", "(not (= \(second) \(zero)))")
            case .divideSigned: ("bvsdiv", "(not (or (= \(second) \(zero)) \(isOverflow)))")
            case .remainderSigned: ("bvsrem", "(not (or (= \(second) \(zero)) \(isOverflow)))")
            }
        return "(ite \(isDefined) (\(word) \(first) \(second)) (\(free) \(first) \(second)))"
    }
}
