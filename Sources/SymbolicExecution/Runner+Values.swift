import CProgram
import Terms

/// Numbers: C's operations on values that are held in 64 bits, as ``Arithmetic`` has them.
extension Runner {
    /// A value as a term; what is none is a value that nobody knows.
    package func term(_ value: SymbolicValue) -> Term {
        if case .term(let term) = value { return term }
        if case .term(let unknown) = nothing() { return unknown }
        return store.constant(0, 64)
    }

    /// The low bits of a value, held as a form says.
    package func held(_ value: Term, _ form: Form, width: Int? = nil) -> Term {
        let bits = min(width ?? form.bits, 64)
        guard bits > 0, bits < 64 else { return value }
        let isSigned = form.kind == .signed || form.kind == .pointer
        return store.extend(store.extract(value, low: 0, width: bits), to: 64, isSigned: isSigned)
    }

    /// Whether a value is not zero; a bit.
    func truth(_ value: Term) -> Term { store.notEqual(value, store.constant(0, 64)) }

    func stepped(_ old: Term, _ form: Form, by bytes: Int64, width: Int) -> Term {
        let sum = store.add(old, bytes)
        if form.kind == .boolean { return store.extend(truth(held(sum, .int)), to: 64, isSigned: false) }
        return held(sum, form, width: width)
    }

    func binary(_ operation: CProgram.BinaryOperation, _ left: Term, _ right: Term, _ form: Form) -> Term {
        let bits = min(form.bits, 64)
        let isSigned = form.kind == .signed
        let first = store.extract(left, low: 0, width: bits)
        let second = store.extract(right, low: 0, width: bits)
        func number(_ term: Term) -> Term {
            store.extend(term, to: 64, isSigned: isSigned || form.kind == .pointer)
        }
        func answer(_ bit: Term) -> Term { store.extend(bit, to: 64, isSigned: false) }
        switch operation {
        case .add: return number(store.add(first, second))
        case .subtract: return number(store.subtract(first, second))
        case .multiply: return number(store.multiply(first, second))
        case .divide: return number(store.partial(isSigned ? .divideSigned : .divide, first, second))
        case .remainder: return number(store.partial(isSigned ? .remainderSigned : .remainder, first, second))
        case .shiftLeft: return number(store.partial(.shiftLeft, first, second))
        case .shiftRight:
            return number(store.partial(isSigned ? .shiftRightSigned : .shiftRight, first, second))
        case .and: return number(store.bits(.and, [first, second]))
        case .or: return number(store.bits(.or, [first, second]))
        case .xor: return number(store.bits(.xor, [first, second]))
        case .equal: return answer(store.equal(first, second))
        case .notEqual: return answer(store.notEqual(first, second))
        case .less: return answer(store.less(first, second, isSigned: isSigned))
        case .lessOrEqual: return answer(store.lessOrEqual(first, second, isSigned: isSigned))
        case .greater: return answer(store.less(second, first, isSigned: isSigned))
        case .greaterOrEqual: return answer(store.lessOrEqual(second, first, isSigned: isSigned))
        }
    }

    func unary(_ operation: UnaryOperation, _ value: Term, _ form: Form) -> Term {
        switch operation {
        case .negate: held(store.negate(value), form)
        case .not: held(store.complement(value), form)
        case .logicalNot: store.extend(store.equal(value, store.constant(0, 64)), to: 64, isSigned: false)
        }
    }

    func convert(_ value: SymbolicValue, _ from: Form, _ to: Form) -> SymbolicValue? {
        switch (to.kind, value) {
        case (.void, _): return .void
        case (.aggregate, _): return value
        case (.floating, _): return nil
        case (.boolean, .term(let term)):
            return .term(
                store.extend(truth(from.kind == .void ? term : held(term, from)), to: 64, isSigned: false))
        case (_, .term(let term)): return .term(held(from.kind == .void ? term : held(term, from), to))
        default: return nil
        }
    }

    /// Functions of numbers that compilers know; nil for other functions.
    func builtin(_ name: String, _ arguments: [SymbolicValue]) -> SymbolicValue? {
        guard let width = BitCounting.width(of: name), arguments.count == 1,
            case .term(let value) = arguments[0]
        else { return nil }
        let number = store.extract(value, low: 0, width: width)
        if let known = store.constant(number), let answer = BitCounting.value(of: name, known, width: width) {
            return .term(store.constant(UInt64(bitPattern: answer), 64))
        }
        return .term(store.apply(BitCounting.family(of: name), [number], width: 64))
    }
}

/// `__builtin_ffs` and its kin.
package enum BitCounting {
    /// The width of the argument in bits; nil for functions that are none of the family.
    package static func width(of name: String) -> Int? {
        guard name.hasPrefix("__builtin_") else { return nil }
        let word = name.dropFirst(10)
        let base = ["ffs", "clz", "ctz", "popcount", "parity"].first { word.hasPrefix($0) }
        if let base {
            return word.dropFirst(base.count) == "" ? 32 : word.dropFirst(base.count).first == "l" ? 64 : nil
        }
        switch word {
        case "bswap16": return 16
        case "bswap32": return 32
        case "bswap64": return 64
        default: return nil
        }
    }

    /// The name without the width.
    static func family(of name: String) -> String {
        var name = name
        while name.hasSuffix("l") { name.removeLast() }
        return name
    }

    /// The value; nil where C leaves it undefined.
    package static func value(of name: String, _ number: UInt64, width: Int) -> Int64? {
        let base = family(of: name).dropFirst(10)
        switch base {
        case "ffs": return number == 0 ? 0 : Int64(number.trailingZeroBitCount + 1)
        case "clz": return number == 0 ? nil : Int64(number.leadingZeroBitCount - (64 - width))
        case "ctz": return number == 0 ? nil : Int64(number.trailingZeroBitCount)
        case "popcount": return Int64(number.nonzeroBitCount)
        case "parity": return Int64(number.nonzeroBitCount % 2)
        case "bswap16", "bswap32", "bswap64":
            return Int64(bitPattern: number.byteSwapped >> UInt64(64 - width))
        default: return nil
        }
    }
}
