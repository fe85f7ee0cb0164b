import CProgram

/// By which numbers runs of a case decide, and which of the case's choices these numbers are.
///
/// Where a number that was chosen is compared with another one, it is wished for that it were that one, or next to it (as fuzzers do:
/// Aschermann et al., "REDQUEEN: Fuzzing with Input-to-State Correspondence", 2019). Numbers are known again by their values.
struct Decisions {
    /// That a choice had another value.
    struct Wish: Hashable {
        var choice: LazyWorld.Choice
        var value: UInt64
    }

    /// A way from a branch of a function.
    struct Way: Hashable {
        var graph: ObjectIdentifier
        var pc: Int
        var target: Int
    }

    /// How a number came of a choice.
    private enum Origin {
        case itself(LazyWorld.Choice)
        /// By `& mask` of that number.
        case masked(LazyWorld.Choice, of: Int64, mask: Int64)
        /// By `+ added`.
        case moved(LazyWorld.Choice, added: Int64)
        /// By `>> shift`.
        case shifted(LazyWorld.Choice, shift: Int64)
    }

    private var origins: [Int64: [Origin]] = [:]
    /// The wishes, in the order in which they came up.
    private(set) var wishes: [Wish] = []
    private var known: Set<Wish> = []
    /// Which ways were gone at which places.
    private(set) var covered: Set<Way> = []

    // MARK: What happens

    /// A choice was read as that number.
    mutating func note(_ number: Int64, _ choice: LazyWorld.Choice) { add(.itself(choice), number) }

    private mutating func add(_ origin: Origin, _ number: Int64) {
        guard origins.count < 4_000 else { return }
        origins[number, default: []].append(origin)
        if origins[number, default: []].count > 4 { origins[number]?.removeFirst() }
    }

    /// A branch went one way.
    mutating func cover(_ graph: ObjectIdentifier, _ pc: Int, _ target: Int) {
        covered.insert(Way(graph: graph, pc: pc, target: target))
    }

    /// Two numbers were operated on.
    mutating func note(_ operation: BinaryOperation, _ left: Int64, _ right: Int64, result: Int64) {
        switch operation {
        case .equal, .notEqual:
            wish(left, [right, right &+ 1])
            wish(right, [left, left &+ 1])
        case .less, .lessOrEqual, .greater, .greaterOrEqual:
            wish(left, [right, right &- 1, right &+ 1])
            wish(right, [left, left &- 1, left &+ 1])
        case .and:
            derive(left) { .masked($0, of: left, mask: right) }
                .forEach { add($0, result) }
            wish(left, [left | right, left & ~right])
        case .add: derive(left) { .moved($0, added: right) }.forEach { add($0, result) }
        case .subtract: derive(left) { .moved($0, added: 0 &- right) }.forEach { add($0, result) }
        case .shiftRight where (0..<64).contains(right):
            derive(left) { .shifted($0, shift: right) }.forEach { add($0, result) }
        default: break
        }
    }

    /// It was asked whether a number is zero.
    mutating func decide(_ number: Int64) { wish(number, [number == 0 ? 1 : 0]) }

    /// A number chose among cases.
    mutating func choose(_ number: Int64, among cases: [Int64]) { wish(number, Array(cases.prefix(12))) }

    private func derive(_ number: Int64, _ make: (LazyWorld.Choice) -> Origin) -> [Origin] {
        (origins[number] ?? []).suffix(2).compactMap {
            if case .itself(let choice) = $0 { make(choice) } else { nil }
        }
    }

    /// Whether a value may stand for another one: for a pointer no number but null, and another object.
    private static func mayStand(_ value: Int64, for number: Int64) -> Bool {
        func isPointer(_ number: Int64) -> Bool { number < -4095 && number >= -0x8000_0000_0000 }
        return !isPointer(number) || value == 0 || isPointer(value) && value & 7 == 0
    }

    private mutating func wish(_ number: Int64, _ values: [Int64]) {
        for origin in origins[number] ?? [] {
            for value in values where value != number && Self.mayStand(value, for: number) {
                let wish: Wish
                switch origin {
                case .itself(let choice): wish = Wish(choice: choice, value: UInt64(bitPattern: value))
                case .masked(let choice, let whole, let mask):
                    guard value & ~mask == 0 else { continue }
                    wish = Wish(choice: choice, value: UInt64(bitPattern: whole & ~mask | value))
                case .moved(let choice, let added):
                    wish = Wish(choice: choice, value: UInt64(bitPattern: value &- added))
                case .shifted(let choice, let shift):
                    wish = Wish(choice: choice, value: UInt64(bitPattern: value << shift))
                }
                if known.count < 400, known.insert(wish).inserted { wishes.append(wish) }
            }
        }
    }
}
