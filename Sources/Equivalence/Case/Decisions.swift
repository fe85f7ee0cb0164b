import CProgram
import SymbolicExecution

/// By which numbers runs of a case decide, and which of the case's choices these numbers are.
///
/// Where a number that was chosen is compared with another one, it is wished for that it were that one, or next to it (as fuzzers do:
/// Aschermann et al., "REDQUEEN: Fuzzing with Input-to-State Correspondence", 2019). Numbers are known again by their values.
struct Decisions {
    /// That a choice had another value.
    struct Wish: Hashable {
        var choice: LazyWorld.Choice
        var value: UInt64
        /// How far from what the sides differ in the way is that it is hoped to lead to, in branches; nil where that is not known.
        var goal: Int?

        static func == (left: Wish, right: Wish) -> Bool {
            left.choice == right.choice && left.value == right.value
        }

        func hash(into hasher: inout Hasher) {
            hasher.combine(choice)
            hasher.combine(value)
        }
    }

    /// A way from a branch of a function.
    struct Way: Hashable {
        var graph: ObjectIdentifier
        var pc: Int
        var target: Int
    }

    /// How a number came of a choice: by these steps, the first one first.
    private struct Origin {
        var choice: LazyWorld.Choice
        var steps: [Step] = []

        /// The choice that would have given another number; nil where none would.
        func choice(giving number: Int64) -> UInt64? {
            var value = number
            for step in steps.reversed() {
                guard let before = step.operand(giving: value) else { return nil }
                value = before
            }
            return UInt64(bitPattern: value)
        }
    }

    /// What was done to a number.
    private enum Step {
        /// `& mask` of that number.
        case masked(of: Int64, mask: Int64)
        /// `+ added`.
        case moved(added: Int64)
        /// `>> shift`.
        case shifted(Int64)
        /// `/ divisor`.
        case divided(Int64)
        /// `* factor`.
        case multiplied(Int64)
        /// A bit-field was read of that number: `(of >> shift) & mask`.
        case field(of: UInt64, shift: UInt64, mask: UInt64)

        /// What it would have to be done to for another result; nil where there is nothing.
        func operand(giving result: Int64) -> Int64? {
            switch self {
            case .masked(let whole, let mask): result & ~mask == 0 ? whole & ~mask | result : nil
            case .moved(let added): result &- added
            case .shifted(let shift): result << shift
            case .divided(let divisor): result &* divisor
            case .multiplied(let factor): result % factor == 0 ? result / factor : nil
            case .field(let whole, let shift, let mask):
                Int64(bitPattern: whole & ~(mask << shift) | (UInt64(bitPattern: result) & mask) << shift)
            }
        }
    }

    private let directions: Directions
    /// Choices for which the run could go on to its end.
    private(set) var mends: [LazyWorld.Choice: UInt64] = [:]
    /// How many wishes there were at the last branch.
    private var told = 0
    /// The shortest distance that was reached to what the sides differ in.
    private(set) var closest = Directions.unreachable

    init(_ directions: Directions = Directions()) { self.directions = directions }

    private var origins: [Int64: [Origin]] = [:]
    /// The wishes, in the order in which they came up.
    private(set) var wishes: [Wish] = []
    private var known: Set<Wish> = []
    /// Which ways were gone at which places.
    private(set) var covered: Set<Way> = []

    /// So many of the wishes: those first that lead to what the sides differ in.
    func hopeful(_ count: Int) -> [Wish] {
        let leading = wishes.filter { $0.goal != nil }
        let others = wishes.filter { $0.goal == nil }.prefix(max(count - leading.count, count / 2))
        return others + leading.suffix(count)
    }

    // MARK: What happens

    /// A choice was read as that number.
    mutating func note(_ number: Int64, _ choice: LazyWorld.Choice) { add(Origin(choice: choice), number) }

    /// A bit-field was read of a choice.
    mutating func note(
        _ number: Int64, _ choice: LazyWorld.Choice, of whole: UInt64, shift: UInt64, mask: UInt64
    ) {
        add(Origin(choice: choice, steps: [.field(of: whole, shift: shift, mask: mask)]), number)
    }

    private mutating func add(_ origin: Origin, _ number: Int64) {
        guard origins.count < 4_000 else { return }
        origins[number, default: []].append(origin)
        if origins[number, default: []].count > 4 { origins[number]?.removeFirst() }
    }

    /// A branch went one way. What was wished for since the last one is taken for what it was decided by.
    mutating func cover(_ graph: CodeGraph, _ pc: Int, _ target: Int) {
        let key = ObjectIdentifier(graph)
        covered.insert(Way(graph: key, pc: pc, target: target))
        defer { told = wishes.count }
        guard let here = directions.distance(key, target) else { return }
        closest = min(closest, here)
        guard told < wishes.count else { return }
        let others = graph.successors(pc).filter { $0 != target }
        guard let best = others.compactMap({ directions.distance(key, $0) }).min(), best < here else {
            return
        }
        for index in told..<wishes.count { wishes[index].goal = best }
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
            derive(left, .masked(of: left, mask: right), result)
            wish(left, [left | right, left & ~right])
        case .add: derive(left, .moved(added: right), result)
        case .subtract: derive(left, .moved(added: 0 &- right), result)
        case .shiftRight where (0..<64).contains(right): derive(left, .shifted(right), result)
        case .divide where right != 0: derive(left, .divided(right), result)
        case .multiply where right != 0: derive(left, .multiplied(right), result)
        default: break
        }
    }

    /// A number is to be shifted by another one, or divided by it. Where C does not say what comes of that, the choice that it came of
    /// is to be another one, and the run goes on as if it were.
    ///
    /// - Returns: the number to shift or to divide by.
    mutating func mended(_ operation: BinaryOperation, _ right: Int64, _ form: Form) -> Int64 {
        let usual: Int64
        switch operation {
        case .shiftLeft, .shiftRight:
            let bits = Int64(max(form.bits, 1))
            guard !(0..<bits).contains(right) else { return right }
            usual = right & 7 % bits
        case .divide,
            .remainder where right == 0:
            usual = 1
        default: return right
        }
        guard let origin = origins[right]?.last, let chosen = origin.choice(giving: usual) else {
            return right
        }
        mends[origin.choice] = chosen
        return usual
    }

    /// It was asked whether a number is zero.
    mutating func decide(_ number: Int64) { wish(number, [number == 0 ? 1 : 0]) }

    /// A number chose among cases.
    mutating func choose(_ number: Int64, among cases: [Int64]) { wish(number, Array(cases.prefix(12))) }

    private mutating func derive(_ number: Int64, _ step: Step, _ result: Int64) {
        guard number != result else { return }
        for var origin in (origins[number] ?? []).suffix(2) where origin.steps.count < 4 {
            origin.steps.append(step)
            add(origin, result)
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
                guard let chosen = origin.choice(giving: value) else { continue }
                let wish = Wish(choice: origin.choice, value: chosen)
                if known.count < 400, known.insert(wish).inserted { wishes.append(wish) }
            }
        }
    }
}
